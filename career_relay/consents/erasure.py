"""How long what a person chose and wrote lives, and how somebody leaves for good.

Each table of this room says here how long its rows live. What survives a person is what the law wants: who handed what
to whom, and that they agreed, under a keyed pseudonym (LEGAL P-05, RELIABILITY rule 7).
"""

from django.utils.translation import gettext_lazy as _

from career_relay.accounts.models import Person
from career_relay.base.erasure import Kept, NoPersonalData, Own, Scope, Through, registry
from career_relay.consents import leaving
from career_relay.consents import models as rows

OWN_PLACE = _("It is the person's own place.")
CLOSED = _("until the person erases it, or two years after their last visit")
PROOF = _("The proof of what somebody chose. After an erasure it stands under a pseudonym.")

registry.declare(rows.ConsentText, clock=NoPersonalData(), why="the words people agree to")
registry.declare(
    rows.ConsentEntry, clock=Kept(PROOF, _("three years after the end of the choice")), person_may_read=True
)
registry.declare(rows.ConsentNow, clock=Kept(PROOF, _("until the choice ends")), why="the ledger, folded")
registry.declare(rows.Passport, clock=Kept(OWN_PLACE, CLOSED), person_may_read=True, with_person="person")
registry.declare(rows.Block, clock=Kept(OWN_PLACE, CLOSED), person_may_read=True, with_person="person")
registry.declare(rows.Employer, clock=Kept(OWN_PLACE, CLOSED), person_may_read=True, with_person="person")
registry.declare(rows.SavedConditions, clock=Kept(OWN_PLACE, CLOSED), person_may_read=True, with_person="person")
registry.declare(rows.CardLine, clock=Kept(OWN_PLACE, CLOSED), person_may_read=True, with_person="person")
registry.declare(
    Person, clock=Kept(OWN_PLACE, CLOSED), person_may_read=True, acts_for=Scope.PERSON,
    due=leaving.silent_people, drop=leaving.announce_end,
)  # fmt: skip
registry.declare(
    rows.AccountClosing, clock=Own("asked_at"), person_may_read=True, acts_for=Scope.PERSON,
    due=leaving.leavings_over, drop=leaving.leave_these, with_person="person",
)  # fmt: skip
# statutory records before what they refer to
registry.declare(rows.Provision, clock=Own("keep_until"), person_may_read=True)
registry.declare(rows.Receipt, clock=Own("keep_until"), why="the receiver's own record (LEGAL §3.3)")
registry.declare(rows.AccessGrant, clock=Own("until", "provision"), person_may_read=True)
registry.declare(
    rows.Package, clock=Own("purge_after"), person_may_read=True, acts_for=Scope.PERSON,
    due=leaving.packages_over, drop=leaving.empty_packages,
)  # fmt: skip
registry.declare(rows.RightsRequest, clock=Own("purge_after"), person_may_read=True, due=leaving.requests_over)
registry.declare(rows.RightsItem, clock=Through("request"), person_may_read=True)
registry.declare(rows.Correction, clock=Own("purge_after"), person_may_read=True, with_person="person")
# links the person hands out, and what companies told them
registry.declare(rows.Share, clock=Own("purge_after"), person_may_read=True, with_person="person")
registry.declare(rows.ShareKey, clock=Through("share"), why="the hash of a secret")
registry.declare(rows.ShareView, clock=Through("share"), person_may_read=True)
registry.declare(rows.ShareAnswer, clock=Through("share"), person_may_read=True)
registry.declare(rows.ShareRecord, clock=Own("keep_until"), person_may_read=True)
registry.declare(
    rows.Letter, clock=Through("application"), why="handed over, it is copied into the person's own letters"
)
registry.declare(rows.KeptLetter, clock=Kept(OWN_PLACE, CLOSED), person_may_read=True, with_person="person")
registry.declare(rows.NotebookPage, clock=Kept(OWN_PLACE, CLOSED), person_may_read=True, with_person="person")
registry.declare(rows.NotebookNote, clock=Kept(OWN_PLACE, CLOSED), person_may_read=True, with_person="person")
# certificates: the company keeps the number, for its list of what was taken back
registry.declare(
    rows.Certificate,
    clock=Kept(_("Its number stands in the public list of what was taken back."), _("for good, without the name")),
    why="the name goes with the record; the person holds their own",
)
registry.declare(rows.HeldCertificate, clock=Kept(OWN_PLACE, CLOSED), person_may_read=True)  # see `leaving`
registry.declare(rows.CertificateKey, clock=NoPersonalData(), why="the company's own keys")
registry.declare(rows.EndedNumber, clock=NoPersonalData(), why="numbers of the public list")

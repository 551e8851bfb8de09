"""What a finding in the DNS means for mail, and what to do about it, in sentences."""

from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from career_relay.notices.dns import Level, Record


class Words(NamedTuple):
    what: str | Promise
    mend: str | Promise = ""


PURPOSE: dict[str, str | Promise] = {
    Record.SPF: _("says which servers may send mail of your domain"),
    Record.DKIM: _("holds the key by which receivers check the signature of a mail"),
    Record.DMARC: _("says what receivers do with mail that neither of them vouches for"),
    Record.MX: _("says where answers and bounces arrive"),
}
UNASKED = _("The DNS gave no answer. This does not mean that the record is missing.")
LATER = _("We ask again every night. You can also check again now.")

WORDS: dict[str, Words] = {
    "domain_invalid": Words(_("This is no domain name."), _("Check the sender address.")),
    # SPF
    "spf_ok": Words(_("Your record names the servers. It makes receivers ask %(n)s times of 10 at most.")),
    "spf_missing": Words(
        _("There is no SPF record. Many receivers treat such mail as spam."), _("Add this TXT record.")
    ),
    "spf_many": Words(
        _("There are several SPF records. Receivers then count none of them."),
        _("Keep one, with everything in it. Delete the others."),
    ),
    "spf_broken": Words(
        _("Receivers cannot read the record. They stop at: %(term)s"), _("Correct this part, or delete it.")
    ),
    "spf_lookups": Words(
        _("The record makes receivers ask %(n)s times. After 10 they give up, and it counts for nothing."),
        _("Take out what you no longer use. Each include, a, mx and redirect counts, and so does what stands in them."),
    ),
    "spf_not_ours": Words(
        _("The record does not name the servers your mail leaves through: %(term)s"),
        _("Replace the record by this one."),
    ),
    "spf_open": Words(
        _("The record lets everybody send mail in your name."), _("Let it end with ~all, later with -all.")
    ),
    "spf_no_end": Words(_("The record does not say what holds for all other servers."), _("Let it end with ~all.")),
    "spf_void": Words(
        _("The record names %(n)s places that do not exist. Some receivers stop after two."), _("Take them out.")
    ),
    "spf_ptr": Words(_("The record uses “ptr”, which many receivers ignore."), _("Take it out.")),
    "spf_unasked": Words(UNASKED, LATER),
    # DKIM
    "dkim_ok": Words(_("The key is there, %(n)s bits long.")),
    "dkim_spare": Words(_("The second key is not there yet. It is needed only when the keys change.")),
    "dkim_no_selector": Words(
        _("We do not know the name (selector) under which your mail server keeps its key."),
        _("Your mail provider tells you the selector. Write it in the settings of the sender; then we can check."),
    ),
    "dkim_missing": Words(
        _("There is no key at this name. Mail without a signature often lands in spam."),
        _("Switch DKIM on at your mail provider. It shows the record to add; paste it at this name."),
    ),
    "dkim_many": Words(
        _("There are several keys at this name. Receivers may take the wrong one."), _("Keep one of them.")
    ),
    "dkim_revoked": Words(
        _("The key at this name is empty: it was withdrawn."), _("Switch DKIM on again at your mail provider.")
    ),
    "dkim_broken": Words(
        _("What stands at this name is no key receivers can read."),
        _("Paste the record anew. Often a part of it was cut off, or quotation marks came with it."),
    ),
    "dkim_short": Words(
        _("The key has %(n)s bits. Receivers ignore keys below 1,024."),
        _("Make a new key of 2,048 bits at your provider."),
    ),
    "dkim_1024": Words(
        _("The key has %(n)s bits. It is still taken; 2,048 are usual."),
        _("Make a new key of 2,048 bits when you can."),
    ),
    "dkim_testing": Words(
        _("The key says that it is only a trial (t=y). Receivers then treat the mail as if it were not signed."),
        _("Take out t=y."),
    ),
    "dkim_unasked": Words(UNASKED, LATER),
    # DMARC
    "dmarc_missing": Words(
        _("There is no DMARC record. Gmail and others refuse larger amounts of mail without it."),
        _("Add this TXT record. It refuses nothing yet; reports tell you who sends in your name."),
    ),
    "dmarc_many": Words(
        _("There are several DMARC records. Receivers then count none of them."), _("Keep one of them.")
    ),
    "dmarc_broken": Words(_("The record has no policy receivers can read."), _("Replace it by this one.")),
    "dmarc_blind": Words(
        _("The record watches only, and nobody gets the reports."), _("Add a mailbox for the reports.")
    ),
    "dmarc_none": Words(_("The record is there and watches. Later you can tighten it: p=quarantine.")),
    "dmarc_quarantine": Words(_("The record is there. Mail that nobody vouches for lands in spam.")),
    "dmarc_reject": Words(_("The record is there. Mail that nobody vouches for is refused.")),
    "dmarc_unaligned": Words(
        _("Neither SPF nor DKIM speaks for your domain, so that DMARC fails for every mail."),
        _("Put SPF or DKIM right first; one of them is enough, DKIM is better."),
    ),
    "dmarc_unasked": Words(UNASKED, LATER),
    # MX
    "mx_ok": Words(_("Answers and bounces arrive.")),
    "mx_address": Words(
        _("There is no MX record. Mail then goes to the web server of the domain, if that takes any."),
        _("Your mail provider tells you the MX record to add."),
    ),
    "mx_missing": Words(
        _("Nobody takes mail for this domain: answers and bounces are lost, and some receivers refuse its mail."),
        _("Use a sender address that can receive mail, or add the MX record of your mail provider."),
    ),
    "mx_null": Words(
        _("The domain says that it takes no mail: answers are lost, and some receivers refuse its mail."),
        _("Use a sender address that can receive mail."),
    ),
    "mx_unasked": Words(UNASKED, LATER),
}


@dataclass(frozen=True, slots=True)
class Said:
    """One finding as it is shown."""

    level: str
    what: str
    mend: str
    name: str
    host: str  # what registrars want who add the domain themselves
    found: str
    paste: str
    was: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """All about one record, with the worst level of it."""

    record: str
    purpose: str
    level: str
    said: list[Said] = field(default_factory=list)


ORDER = (Level.BAD, Level.UNKNOWN, Level.WARN, Level.OK)


def parts(domain: str, rows: list[dict[str, Any]]) -> list[Part]:
    """Give what was found, record by record."""
    found = []
    for record in (Record.SPF, Record.DKIM, Record.DMARC, Record.MX):
        said = [_say(domain, row) for row in rows if row["record"] == record]
        if said:
            level = min((one.level for one in said), key=lambda level: ORDER.index(Level(level)))
            found.append(Part(record.upper(), str(PURPOSE[record]), level, said))
    return found


def _say(domain: str, row: dict[str, Any]) -> Said:
    name = row["name"]
    host = "@" if name == domain else name.removesuffix(f".{domain}")
    before = row.get("before")
    what, mend = _sentences(row)
    was = _sentences(before)[0] if before else ""
    return Said(row["level"], what, mend, name, host, row["found"], row["paste"], was)


def _sentences(row: dict[str, Any]) -> tuple[str, str]:
    words = WORDS.get(row["code"], Words(UNASKED, LATER))
    return str(words.what) % row["facts"], str(words.mend)

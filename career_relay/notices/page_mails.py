"""The words of the mails about a person's own page: codes that are not to enter, changed addresses, new passkeys."""

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from career_relay.accounts.addresses import Act, token_of
from career_relay.accounts.models import AddressChange, CodeRequest, Passkey
from career_relay.base import wording
from career_relay.notices.mime import one_line
from career_relay.notices.models import PersonalMail
from career_relay.notices.personal import Gone, Rendered, offer, send_to_person
from career_relay.notices.states import PersonalKind


def code(digits: str, purpose: str) -> Rendered:
    """Six digits that do one thing; the mail says which, because a code is easily talked out of somebody."""
    if purpose == CodeRequest.Purpose.ADD:
        text = _(
            "Somebody wants to add this address to their page. If it is you, type this code there:\n\n{code}\n\n"
            "Please type it within ten minutes, and tell it to nobody: with it, what is kept under this address is seen"
            " on that page.\n\nIf you did not ask for it, you need do nothing: without the code nothing changes."
        )
    else:
        text = _(
            "Something important is to be changed on your page. If it is you, type this code there:\n\n{code}\n\n"
            "Please type it within ten minutes, and tell it to nobody.\n\n"
            "If you did not ask for it, somebody has your page open: please sign out everywhere, under “Sign-in and"
            " addresses”.\n\n{link}"
        )
    link = f"{settings.PUBLIC_URL}/me/signin/"
    return Rendered(_("Your code: {code}").format(code=digits), text.format(code=digits, link=link))


def tell_all(change: AddressChange) -> list[PersonalMail]:
    """Queue a notice of a change to every address it concerns, old and new, each for itself."""
    return [
        send_to_person(
            PersonalKind.ADDRESS_CHANGED, person_id=change.person_id, subject_ref=change.pk, data={"place": place}
        )
        for place, _address in enumerate(change.told)
    ]


def _change_of(mail: PersonalMail) -> AddressChange:
    change = AddressChange.objects.filter(pk=mail.subject_ref or 0).first()
    if change is None or change.undone_at is not None:
        raise Gone
    return change


def address_of(mail: PersonalMail) -> str:
    """Where this notice goes: one of the addresses of before, or the one that came."""
    change = AddressChange.objects.filter(pk=mail.subject_ref or 0).first()
    place = int(mail.data.get("place", 0))
    return str(change.told[place]) if change and place < len(change.told) else ""


def address_changed(mail: PersonalMail) -> Rendered:
    """What changed, when, and how to take it back: within ten minutes, without signing in."""
    change = _change_of(mail)
    parts = [_said(change), _("Recorded at: {when}").format(when=wording.moment(change.done_at or timezone.now()))]
    if change.undo_until and change.undo_until > timezone.now():
        parts += [
            _("If this was not you, take it back until {time}. Then everybody is signed out of the page:").format(
                time=wording.clock(change.undo_until)
            ),
            f"{settings.PUBLIC_URL}/undo/{token_of(change)}",
        ]
    else:
        parts += [_("If this was not you, please write to us:"), f"{settings.PUBLIC_URL}/complaints"]
    return Rendered(_("The addresses of your page have changed"), "\n\n".join(parts), _("See and take back"))


def _said(change: AddressChange) -> str:
    words = {
        Act.ADDED: _("The address {address} was added to the page that opens with this address."),
        Act.REMOVED: _("The address {address} was taken away from the page that opened with this address."),
        Act.PRIMARY: _("From now on, mails about the page that opens with this address go to {address}."),
        Act.JOINED: _("Two pages were joined to one. It opens with {address} too."),
    }
    return words[Act(change.act)].format(address=change.address)


def passkey_added(mail: PersonalMail) -> Rendered:
    """That a device can open the page from now on, and where to take that back."""
    key = Passkey.objects.filter(pk=mail.subject_ref or 0).first()
    if key is None:
        raise Gone
    parts = [
        _("A passkey was added to your page. The device that keeps it can open the page without a code."),
        _("Name: {name}\nRecorded at: {when}").format(name=one_line(key.name), when=wording.moment(key.added_at)),
        _("If this was not you, take the passkey away and sign out everywhere, under “Sign-in and addresses”:"),
        f"{settings.PUBLIC_URL}/me/signin/",
    ]
    return Rendered(_("A passkey was added to your page"), "\n\n".join(parts), _("Open the page"))


offer(PersonalKind.ADDRESS_CHANGED, address_changed, where=address_of)
offer(PersonalKind.PASSKEY_ADDED, passkey_added)

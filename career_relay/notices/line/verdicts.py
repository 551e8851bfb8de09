"""Who of a list may be written to on LINE: the same gate as mail, a link instead of an address."""

from collections.abc import Sequence

from career_relay.candidates.bulk import WHOLE, any_of
from career_relay.notices.models import LineLink, Suppression
from career_relay.notices.states import Scope, Skip
from career_relay.notices.suppression import address_hash


def line_reasons(people: Sequence[tuple[int, str, str]]) -> dict[int, str]:
    """Give for each (record, mailbox, what `why_not` says) why it gets nothing on LINE; nothing when it does.

    Asked before a campaign is released. The statement that begins to send each message asks the same again.
    """
    links = LineLink.objects.filter(
        any_of("candidate_id", [pk for pk, _mailbox, _why in people], of=WHOLE), ended_at=None
    )
    marks = dict(links.values_list("candidate_id", "user_hash"))
    blocked, no_news = _suppressed([*marks.values()], [mailbox for _pk, mailbox, _why in people if mailbox])
    return {pk: _why(marks.get(pk, ""), mailbox, why, blocked, no_news) for pk, mailbox, why in people}


def _why(mark: str, mailbox: str, why: str, blocked: set[str], no_news: set[str]) -> str:
    if not mark:
        return Skip.NOT_LINKED
    if mark in blocked or mailbox in no_news:
        return Skip.SUPPRESSED
    return "" if why == Skip.NO_ADDRESS else why  # nobody needs a mail address to be written to on LINE


def _suppressed(marks: list[str], mailboxes: list[str]) -> tuple[set[str], set[str]]:
    """Give the marks that blocked the account, and the mailboxes that want no news. A bounce stops mail alone."""
    hashes = {address_hash(one): one for one in mailboxes}
    rows = Suppression.objects.filter(any_of("address_hash", [*marks, *hashes]))
    found = set(rows.values_list("address_hash", "scope"))
    no_news = {hashes[one] for one, scope in found if one in hashes and scope == Scope.ADVERTISING}
    return {one for one, _scope in found} & set(marks), no_news

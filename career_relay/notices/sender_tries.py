"""Trying an account over the wire: exchange what the browser brought, sign in, and mail the code or a test.

Each step opens its own transaction; a second run finds what is left to do.
"""

from collections.abc import Callable
from uuid import uuid4

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from career_relay.accounts.models import User
from career_relay.base.tenancy import company as acting_for
from career_relay.companies.models import Company, Membership
from career_relay.notices import oauth, sender_trouble, senders
from career_relay.notices.mime import Letter, compose, is_address
from career_relay.notices.models import SenderAccount
from career_relay.notices.oauth import Trouble
from career_relay.notices.post import AccountOffice
from career_relay.notices.rendering import page
from career_relay.notices.sender_lines import problem_with
from career_relay.notices.sender_states import MEND, Problem, SenderKind, SenderState
from career_relay.notices.smtp import Unreachable, Verdict

S = SenderState


def try_out(company_id: int, account_id: int) -> None:
    """Bring an account that is being tried to READY, UNPROVEN or BROKEN."""
    account = _load(company_id, account_id)
    if account is None or account.state != S.TRYING:
        return
    try:
        account = _exchanged(account)
        then = _answered(account)
    except Trouble as trouble:
        sender_trouble.note(account, trouble)
        then = S.BROKEN
    except Unreachable as away:
        then = S.BROKEN
        if not _load(company_id, account_id, problem=True):
            sender_trouble.note(account, Trouble(Problem.AWAY, str(away)))
    _move(account, then)


def _load(company_id: int, account_id: int, *, problem: bool = False) -> SenderAccount | None:
    with acting_for(company_id):
        found = SenderAccount.objects.select_related("company").filter(pk=account_id)
        return (found.exclude(problem="") if problem else found).first()


def _move(account: SenderAccount, then: str) -> None:
    with acting_for(account.company_id):
        SenderAccount.objects.filter(pk=account.pk, state=S.TRYING).update(state=then)


def _exchanged(account: SenderAccount) -> SenderAccount:
    """Turn what the browser brought into tokens. It can be used once: a second try needs a new visit to the service."""
    if not account.grant_code:
        return account
    service = oauth.service_of(account.kind)
    code, verifier = account.grant_code, account.grant_verifier
    with acting_for(account.company_id):
        SenderAccount.objects.filter(pk=account.pk).update(grant_code="", grant_verifier="")
    tokens = oauth.exchange(service, code=code, verifier=verifier)
    account.access_token, account.refresh_token, account.token_until = tokens.access, tokens.refresh, tokens.until
    account.grant_code = account.grant_verifier = ""
    with acting_for(account.company_id):
        account.save(update_fields=["access_token", "refresh_token", "token_until"])
    return account


def _answered(account: SenderAccount) -> SenderState:
    """Sign in; a new address gets its code. Raises Trouble, Unreachable."""
    with AccountOffice(account, trying=True) as office:
        office.ready()
        if account.proven_as == account.address:
            return S.READY
        with translation.override(settings.LANGUAGE_CODE):
            words = _code_letter(account)
        answer = office.send(compose(words), sender=account.address, to=account.address)
    if answer.verdict is Verdict.ACCEPTED:
        with acting_for(account.company_id):
            SenderAccount.objects.filter(pk=account.pk).update(proof_sent_at=timezone.now(), proof_tries=0)
        return S.UNPROVEN
    guess = Problem.NOT_OURS if answer.verdict is Verdict.REFUSED else Problem.AWAY
    raise Trouble(problem_with(answer.why) or guess, answer.why)


def _code_letter(account: SenderAccount) -> Letter:
    text = _(
        "The code for sending mail from this address through %(product)s:\n\n%(code)s\n\n"
        "Type it on the page “Settings → Mail” within 30 minutes. If nobody of your company asked for it, ignore this mail."
    ) % {"product": settings.PRODUCT_NAME, "code": senders.code_of(account)}
    return _letter(account, account.address, _("Your code for the sender address"), text)


def send_test(company_id: int, account_id: int, user_id: int) -> None:
    """Send a test mail to a member of staff, and write down whether it was taken."""
    account = _load(company_id, account_id)
    works = Membership.objects.filter(company_id=company_id, user_id=user_id, user__is_active=True)
    user = User.objects.filter(pk=user_id, memberships__in=works).first()
    if account is None or user is None or not is_address(user.email):
        return
    with translation.override(user.language):
        letter = _test_letter(account, user)
    _write_down(account, _takes(account, letter))


def _takes(account: SenderAccount, letter: Letter) -> bool:
    try:
        with AccountOffice(account) as office:
            office.ready()
            return office.send(compose(letter), sender=account.address, to=letter.to).verdict is Verdict.ACCEPTED
    except Unreachable:
        return False


def _write_down(account: SenderAccount, ok: bool) -> None:
    with acting_for(account.company_id):
        SenderAccount.objects.filter(pk=account.pk).update(tested_at=timezone.now(), tested_ok=ok)


def _test_letter(account: SenderAccount, user: User) -> Letter:
    text = _(
        "This mail came to you through the sender your company has set up: %(address)s.\n\n"
        "Look at the sender in your mail program. If it landed in spam, look at “Settings → Mail”: it says what is missing."
    ) % {"address": account.address}
    return _letter(account, user.email, _("Test mail: this sender works"), text)


def _letter(account: SenderAccount, to: str, subject: str, text: str) -> Letter:
    language = translation.get_language() or settings.LANGUAGE_CODE
    company: Company = account.company
    return Letter(
        seal=uuid4(), sender_name=company.name, sender=account.address, reply_to="", to_name="", to=to, subject=subject,
        text=text, html=page(text, language=language, heading=subject, button=""), language=language,
    )  # fmt: skip


def give_back(company_id: int, account_id: int) -> None:
    """Tell the service that the permission is no longer wanted, and remove the account whatever it says."""
    account = _load(company_id, account_id)
    if account is None or account.state != S.LEAVING:
        return
    if account.kind != SenderKind.SMTP:
        _quietly(lambda: oauth.revoke(oauth.service_of(account.kind), account.refresh_token))
    with acting_for(company_id):
        account.delete()


def _quietly(act: Callable[[], None]) -> None:
    """The service may be away or have ended the permission itself: the company's wish holds all the same."""
    try:
        act()
    except Trouble:
        return


def mends_of(problem: str) -> tuple[str, str]:
    """Give what is wrong and what to do, as sentences. Empty when nothing is."""
    if problem not in Problem.values:
        return "", ""
    return str(Problem(problem).label), str(MEND[problem].words)

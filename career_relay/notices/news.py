"""Company news for whoever asks on the careers page: an address, topics, a code that went there, and then a yes.

Nothing says whether an address is known: a known and an unknown one get the same page and the same mail (PRODUCT B12).
"""

from collections.abc import Collection
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from career_relay.accounts import people
from career_relay.base.actors import Actor
from career_relay.base.errors import Refused
from career_relay.base.text.normalise import fold_name
from career_relay.candidates import intake
from career_relay.candidates.applying import PER_NETWORK, TooMany
from career_relay.candidates.models import Candidate
from career_relay.companies.models import Company
from career_relay.consents import contact
from career_relay.consents.actions import How
from career_relay.consents.models import ConsentText
from career_relay.consents.states import Purpose
from career_relay.imports.shapes import CandidateDraft
from career_relay.notices.models import NewsRequest
from career_relay.notices.personal import send_to_person
from career_relay.notices.preferences import Wishes, choose, standing_of
from career_relay.notices.states import PersonalKind, Topic, Way

HOUR = timedelta(hours=1)


@transaction.atomic
def ask_for_news(
    company: Company, address: str, topics: Collection[str], *, language: str, name: str = "", origin: str = ""
) -> NewsRequest:
    """Write down what somebody wants, and send a code to the address. Nothing holds before the code comes back.

    in: an address already checked for shape. raises Refused without a topic, TooMany.
    """
    wanted = [topic for topic in Topic.values if topic in topics]
    if not wanted:
        raise Refused(_("Choose at least one topic."))
    _ensure_not_too_many(origin)
    words = _kept(contact.mail_words(company, language))
    code = people.request_code(address, door=company.slug, language=language)
    request: NewsRequest = NewsRequest.objects.create(
        code_request=code,
        topics=wanted,
        name=name[:100],
        language=language,
        text_version=words.version,
        text_hash=words.hash,
        origin=origin,
    )
    if people.is_to_be_sent(code):
        send_to_person(PersonalKind.CODE, code_request=code, data={"news": company.slug})
    return request


def _ensure_not_too_many(origin: str) -> None:
    lately = NewsRequest.objects.filter(created_at__gt=timezone.now() - HOUR)
    if origin and lately.filter(origin=origin).count() >= PER_NETWORK:
        raise TooMany(_("Many requests have just come from here. Please send yours again in an hour."))


def _kept(words: ConsentText) -> ConsentText:
    row, _made = ConsentText.objects.get_or_create(
        purpose=words.purpose,
        version=words.version,
        language=words.language,
        defaults={"body": words.body, "hash": words.hash},
    )
    return row


def forget_unconfirmed() -> int:
    """Erase what nobody confirmed within a day. Gives how many."""
    stale = NewsRequest.objects.filter(confirmed_at=None, created_at__lt=timezone.now() - timedelta(days=1))
    return int(stale.delete()[0])


@transaction.atomic
def confirm_news(request: NewsRequest, *, person_id: int, by: Actor, how: How) -> Candidate:
    """Let the yes hold, now that the code came back. The company's record of the person is found, or made.

    Somebody an agency protects is not approached by it: the gate stays, whatever the ledger says (PRODUCT A11).
    """
    request = NewsRequest.objects.select_for_update(of=("self",)).select_related("code_request").get(pk=request.pk)
    candidate = _record_of(request, person_id=person_id, by=by)
    if request.confirmed_at is None:
        request.confirmed_at = timezone.now()
        request.save(update_fields=["confirmed_at"])
        _choose(candidate, request, person_id=person_id, by=by, how=how)
    return candidate


def _choose(candidate: Candidate, request: NewsRequest, *, person_id: int, by: Actor, how: How) -> None:
    """What was chosen comes to what is held already; how often, and in which language, stays as it was."""
    now = standing_of(candidate).wishes
    wishes = Wishes(
        now.topics | frozenset(request.topics),
        frequency=now.frequency,
        language=now.language or request.language,
        phone_first=now.phone_first,
        talk=now.talk if now.talk and Topic.JOBS in now.topics else None,
    )
    words = ConsentText.objects.get(
        purpose=Purpose.CONTACT, version=request.text_version, language=request.language, hash=request.text_hash
    )
    choose(candidate, wishes, person_id=person_id, words=words, how=how, by=by, way=Way.NEWS)


def _record_of(request: NewsRequest, *, person_id: int, by: Actor) -> Candidate:
    address = request.code_request.address
    mine = Candidate.objects.select_related("company").filter(person_id=person_id).order_by("-updated_at", "-pk")
    if (found := mine.first()) is not None:
        return found
    company = Company.objects.get(pk=request.company_id)
    made = intake.take_in(_draft(request, address), company=company, by=by).candidate
    Candidate.objects.filter(pk=made.pk, person=None, email_key=address).update(person_id=person_id)
    return Candidate.objects.select_related("company").get(pk=made.pk)


def _draft(request: NewsRequest, address: str) -> CandidateDraft:
    with override(request.language or settings.LANGUAGE_CODE):
        name = request.name or _("Subscriber")
    return CandidateDraft(name=name, name_key=fold_name(name), email=address, email_key=address)

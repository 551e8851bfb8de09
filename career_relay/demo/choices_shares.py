"""What one candidate keeps: a letter he accepted, a link that was read and answered, and a note of his own."""

from __future__ import annotations

from django.utils.translation import override

from career_relay.accounts.models import User
from career_relay.base.actors import person_actor, user_actor
from career_relay.base.tenancy import company as acting_for
from career_relay.base.tenancy import person as acting_as
from career_relay.candidates.models import Application
from career_relay.companies.models import Company, Membership
from career_relay.companies.roles import Role
from career_relay.consents import notebook, recommendations, share_links, shares
from career_relay.consents.models import KeptLetter
from career_relay.demo.cast import RYO

LINES = [
    {"skill": "順序立てた説明", "evidence": "障害対応の経緯を、判断に迷った点も含めて時系列で話された。"},
    {"skill": "設計を言葉にする力", "evidence": "決済基盤の設計を、制約と選択肢に分けて図で示された。"},
    {"skill": "学び方", "evidence": "入社前に知らなかった分野を、三か月で実務に使うまでの手順を持っておられた。"},
]
NOTE = "設計の話を図で説明できたのがよかった。次は、規模の数字を先に言う。"
ANSWER = "拝見しました。決済基盤のご経験について、ぜひお話を伺いたいです。オンラインで三十分ほどいかがでしょうか。"


def fill(companies: dict[str, Company]) -> None:
    minato = companies["minato"]
    with override("ja"):
        person_id = _letter_for(minato)
        if person_id is not None:
            _kept_by(person_id, minato)


def _letter_for(minato: Company) -> int | None:
    """Minato writes a letter after its answer. Gives whose it is."""
    by: User = Membership.objects.get(company=minato, role=Role.OWNER).user
    with acting_for(minato.pk):
        rows = Application.objects.filter(candidate__email_key=RYO, candidate__person_id__isnull=False)
        application = rows.select_related("candidate").order_by("id").first()
        if application is None:
            return None
        letter = recommendations.draft_letter(application, LINES, signed="採用担当 佐藤", by=user_actor(by.pk))
        recommendations.hand_over(letter, by=user_actor(by.pk))
        return application.candidate.person_id


def _kept_by(person_id: int, minato: Company) -> None:
    me = person_actor(person_id)
    with acting_as(person_id):
        recommendations.accept(KeptLetter.objects.get(), by=me)
        notebook.write_note(person_id, NOTE, about=minato)
        keys = [one.key for one in shares.pieces(person_id) if one.kind in {"history", "skills", "letter"}]
        seen = shares.preview(person_id, keys, to_name="株式会社あおば製作所")
        share = shares.make_share(
            person_id,
            keys,
            title="面接でお見せする用",
            days=30,
            expected_hash=seen.hash,
            to_name=seen.content["to"],
            by=me,
        )
    token = share_links.token_for(share.public_id)
    shown = share_links.open_share(token)
    if shown is not None:
        share_links.note_view(shown, device="desktop")
        share_links.note_view(shown, device="phone")
    share_links.answer_share(
        token, name="青葉 健", organisation="株式会社あおば製作所", address="aoba@aoba.example", words=ANSWER
    )

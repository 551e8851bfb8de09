"""A letter goes to the person only. They decide line by line, and the company never learns what became of it."""

import pytest
from django.utils import timezone

from career_relay.base.actors import person_actor, user_actor
from career_relay.base.errors import Refused
from career_relay.base.tenancy import NobodyActive, company, person
from career_relay.base.text import lint
from career_relay.candidates.erasure import erase
from career_relay.candidates.models import Application
from career_relay.consents import packages, passport, shares
from career_relay.consents import recommendations as letters
from career_relay.consents.models import AccessGrant, KeptLetter, Letter, Package, Passport, Provision
from career_relay.consents.signals import letter_asked, letter_handed, letter_handing
from career_relay.notices.models import Message
from career_relay.notices.states import MessageState
from tests.factories.candidates import ApplicationFactory, CandidateFactory, EvaluationFactory
from tests.factories.people import PassportFactory, prove

LINES = [
    {"skill": "順序立てた説明", "evidence": "難しい移行の経緯を、失敗した点も含めて順を追って話された。"},
    {"skill": "顧客との関係づくり", "evidence": "解約率を半年で3分の1に下げた手順を具体的に示された。"},
    {"skill": "準備", "evidence": "面接の前に資料を読み、質問を3つ用意されていた。"},
]


@pytest.fixture
def by_ben(ben):
    return user_actor(ben.pk)


@pytest.fixture
def ended(minato, kim) -> Application:
    """Kim's selection at Minato, which has ended."""
    with company(minato.pk):
        candidate = CandidateFactory(person_id=kim, email="kim@mail.example")
        return told_no(candidate, person_id=kim, good_for=["カスタマーサクセス"])


def told_no(candidate, **more) -> Application:
    """A selection whose no has reached the person."""
    found = ApplicationFactory(candidate=candidate, stage="rejected", decided_at=timezone.now(), **more)
    Message.objects.create(candidate=candidate, application=found, state=MessageState.ACCEPTED, body_text="結果です")
    return found


def draft(ended, by, lines=LINES, signed="採用担当 佐藤"):
    with company(ended.company_id):
        return letters.draft_letter(ended, lines, signed=signed, by=by)


def hand(ended, by, lines=LINES):
    letter = draft(ended, by, lines)
    with company(ended.company_id):
        return letters.hand_over(letter, by=by, expected_hash=letter.hash)


def kept_by(kim):
    with person(kim):
        return KeptLetter.objects.order_by("-id").first()


# --- the company writes --------------------------------------------------------------------------------------------


def test_a_draft_is_seen_inside_the_company_only(ended, by_ben, kim, komorebi):
    draft(ended, by_ben)

    with person(kim):
        assert (Letter.objects.count(), KeptLetter.objects.count()) == (0, 0)
    with company(komorebi.pk):
        assert Letter.objects.count() == 0


def test_there_is_one_draft_and_saving_it_again_changes_it(ended, by_ben):
    first, second = draft(ended, by_ben), draft(ended, by_ben, LINES[:1])

    assert (first.pk, second.lines) == (second.pk, LINES[:1])


def test_a_letter_is_about_a_selection_that_has_ended(minato, by_ben):
    with company(minato.pk):
        running = ApplicationFactory(stage="interviewing")

    with pytest.raises(Refused) as refusal:
        draft(running, by_ben)

    assert refusal.value.code == "NOT_DECIDED"


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ({"skill": "", "evidence": ""}, "LETTER_EMPTY"),
        ({"skill": "準備", "evidence": " "}, "LETTER_HALF"),
        ({"skill": "", "evidence": "資料を読まれていた"}, "LETTER_HALF"),
        ({"skill": "英語", "evidence": "英語力がやや足りないため見送りました"}, "LETTER-01"),
        ({"skill": "説明", "evidence": "残念ながら採用に至りませんでした"}, "LETTER-01"),
        ({"skill": "説明", "evidence": "ほかの候補者より分かりやすかった"}, "LETTER-02"),
        ({"skill": "説明", "evidence": "あなたの説明は分かりやすかった"}, "LETTER-03"),
        ({"skill": "人柄", "evidence": "父親の職業についても話された"}, "FAIR-02"),
    ],
)
def test_words_that_have_no_place_in_a_letter_are_refused_by_name(ended, by_ben, line, code):
    with pytest.raises(Refused) as refusal:
        draft(ended, by_ben, [line])

    assert refusal.value.code == code


def test_somebody_signs(ended, by_ben):
    with pytest.raises(Refused) as refusal:
        draft(ended, by_ben, signed="  ")

    assert refusal.value.code == "LETTER_UNSIGNED"


def test_a_letter_is_short(ended, by_ben):
    with pytest.raises(Refused) as refusal:
        draft(ended, by_ben, LINES * 3)

    assert refusal.value.code == "LETTER_LONG"


@pytest.mark.parametrize(
    ("rule", "kind", "text"),
    [(rule, kind, text) for rule, told in lint.vectors(lint.LETTER).items() for kind in told for text in told[kind]],
)
def test_the_words_of_the_pack_are_told_apart(rule, kind, text):
    assert (rule in lint.items_hit(text, lint.LETTER)) == (kind == "hit")


@pytest.mark.parametrize("text", lint.load(lint.LETTER).clean)
def test_words_of_a_good_letter_pass(text):
    assert lint.items_hit(text, lint.LETTER) == ()


def test_starting_points_are_what_was_seen_and_good(ended, minato):
    criteria = [
        {"criterion": "説明力", "score": 5, "behaviour": "図で示された"},
        {"criterion": "英語", "score": 2, "behaviour": "言葉に詰まった"},
    ]
    with company(minato.pk):
        EvaluationFactory(application=ended, strengths="順を追って話す\n英語力が足りない", criteria=criteria)

        found = letters.starting_points(ended)

    assert found == [
        {"skill": "カスタマーサクセス", "evidence": ""},
        {"skill": "", "evidence": "順を追って話す"},
        {"skill": "説明力", "evidence": "図で示された"},
    ]


# --- it goes to the person only ------------------------------------------------------------------------------------


def test_handing_over_gives_the_person_a_copy_and_is_no_provision(ended, by_ben, kim, komorebi):
    letter = hand(ended, by_ben)

    kept = kept_by(kim)
    assert (kept.lines, kept.hash, kept.state) == (LINES, letter.hash, "new")
    assert kept.company_name == "株式会社ミナトソフト"
    with person(kim):
        assert (Package.objects.count(), AccessGrant.objects.count(), Provision.objects.count()) == (0, 0, 0)
    with company(komorebi.pk):
        assert Letter.objects.count() == 0
        with pytest.raises(NobodyActive):
            KeptLetter.objects.count()


def test_what_was_previewed_is_what_is_handed_over(ended, by_ben, minato):
    letter = draft(ended, by_ben)
    draft(ended, by_ben, LINES[:1])

    with company(minato.pk), pytest.raises(Refused) as refusal:
        letters.hand_over(letter, by=by_ben, expected_hash=letter.hash)

    assert refusal.value.code == "PACKAGE_CHANGED"


def test_whoever_knows_why_not_stops_it(ended, by_ben, kim):
    def no(sender, letter, **_):
        raise Refused("not yet", code="NOT_TOLD")

    letter_handing.connect(no, weak=False, dispatch_uid="test")
    try:
        with pytest.raises(Refused):
            hand(ended, by_ben)
    finally:
        letter_handing.disconnect(dispatch_uid="test")

    assert kept_by(kim) is None


def test_the_answer_comes_before_the_letter(minato, by_ben, kim):
    with company(minato.pk):
        untold = ApplicationFactory(candidate__person_id=kim, stage="rejected")

    with pytest.raises(Refused) as refusal:
        hand(untold, by_ben)

    assert refusal.value.code == "NOT_TOLD"
    assert kept_by(kim) is None


def test_nothing_goes_past_an_agency(ended, by_ben, minato, kim):
    with company(minato.pk):
        type(ended.candidate).objects.update(protected_until="2099-01-01")

    with pytest.raises(Refused) as refusal:
        hand(ended, by_ben)

    assert refusal.value.code == "PROTECTED"
    assert kept_by(kim) is None


def test_who_proves_the_address_later_takes_the_letter_in(minato, by_ben):
    told = []
    letter_handed.connect(lambda sender, letter, **_: told.append(letter.pk), weak=False, dispatch_uid="test")
    with company(minato.pk):
        candidate = CandidateFactory(email="lee@mail.example", email_key="lee@mail.example")
        ended = told_no(candidate)
    letter = hand(ended, by_ben)
    letter_handed.disconnect(dispatch_uid="test")
    lee = prove("lee@mail.example")

    with person(lee):
        waiting = letters.waiting_letters()
        kept = letters.take_in(waiting[0], lee)
        letters.take_in(waiting[0], lee)

        assert letters.waiting_letters() == []
        assert (kept.lines, KeptLetter.objects.count(), told) == (LINES, 1, [letter.pk])


def test_nobody_takes_in_somebody_elses_letter(ended, by_ben, kim):
    letter = hand(ended, by_ben)
    lee = prove("lee@mail.example")

    with person(lee), pytest.raises(Refused):
        letters.take_in(letter, lee)


# --- the person decides --------------------------------------------------------------------------------------------


def test_what_was_accepted_is_what_travels_line_by_line(ended, by_ben, kim):
    hand(ended, by_ben)
    kept = kept_by(kim)

    with person(kim):
        PassportFactory()
        letters.drop_line(kept, 1, by=person_actor(kim))
        letters.accept(kept, by=person_actor(kim))

        told = Passport.objects.get()
        assert [line["skill"] for line in KeptLetter.objects.get().kept_lines] == ["順序立てた説明", "準備"]
        assert "解約率を半年で" not in told.letter
        assert "株式会社ミナトソフト" in told.letter
        assert packages.contents_of(told)["letter"] == {"letter": told.letter}


def test_a_link_carries_the_lines_that_were_kept(ended, by_ben, kim):
    hand(ended, by_ben)
    kept = kept_by(kim)

    with person(kim):
        PassportFactory()
        letters.keep_lines(kept, [0], by=person_actor(kim))
        letters.accept(kept, by=person_actor(kim))
        seen = shares.preview(kim, [f"letter:{kept.public_id}"])

    [piece] = seen.content["pieces"]
    assert (piece["said"]["lines"], piece["said"]["company"]) == (LINES[:1], "株式会社ミナトソフト")


def test_before_a_yes_nothing_of_it_travels(ended, by_ben, kim):
    hand(ended, by_ben)

    with person(kim):
        PassportFactory()
        letters.keep_lines(KeptLetter.objects.get(), [0, 1], by=person_actor(kim))

        assert Passport.objects.get().letter == ""
        assert [one.kind for one in shares.pieces(kim) if one.kind == "letter"] == []


def test_a_profile_written_later_has_the_letter(ended, by_ben, kim):
    hand(ended, by_ben)
    with person(kim):
        letters.accept(KeptLetter.objects.get(), by=person_actor(kim))

        passport.save_passport(kim, by=person_actor(kim), name="キム 美咲", email="kim@mail.example")

        assert "準備" in Passport.objects.get().letter


def test_putting_it_aside_takes_it_out_and_leaves_other_words(ended, by_ben, kim):
    hand(ended, by_ben)
    with person(kim):
        PassportFactory(letter="前からの言葉")
        kept = letters.accept(KeptLetter.objects.get(), by=person_actor(kim))
        with_letter = Passport.objects.get().letter
        letters.decline(kept, by=person_actor(kim))

        assert with_letter.startswith("前からの言葉\n\n")
        assert Passport.objects.get().letter == "前からの言葉"


def test_an_accepted_letter_keeps_a_line(ended, by_ben, kim):
    hand(ended, by_ben)
    with person(kim):
        kept = letters.accept(KeptLetter.objects.get(), by=person_actor(kim))

        with pytest.raises(Refused) as refusal:
            letters.keep_lines(kept, [], by=person_actor(kim))

    assert refusal.value.code == "LETTER_EMPTY"


def test_the_company_reads_nothing_of_what_the_person_made_of_it(ended, by_ben, kim, minato):
    letter = hand(ended, by_ben)
    with company(minato.pk):
        before = Letter.objects.values().get()
    with person(kim):
        kept = KeptLetter.objects.get()
        letters.drop_line(kept, 0, by=person_actor(kim))
        letters.accept(kept, by=person_actor(kim))

    with company(minato.pk):
        assert Letter.objects.values().get() == before
        assert letters.letters_of(ended).get().pk == letter.pk


def test_a_correction_goes_to_the_company_and_a_new_version_comes(ended, by_ben, kim, minato):
    told = []
    letter_asked.connect(lambda sender, letter, **_: told.append(letter.asked_words), weak=False, dispatch_uid="test")
    hand(ended, by_ben)
    with person(kim):
        kept = letters.accept(KeptLetter.objects.get(), by=person_actor(kim))
        letters.ask_correction(kept, "「半年」ではなく「1年」です", by=person_actor(kim))
    letter_asked.disconnect(dispatch_uid="test")

    second = hand(ended, by_ben, LINES[:2])

    assert told == ["「半年」ではなく「1年」です"]
    with company(minato.pk):
        states = list(letters.letters_of(ended).values_list("version", "state"))
    assert (second.version, states) == (2, [(2, "handed"), (1, "replaced")])
    with person(kim):
        old, new = KeptLetter.objects.order_by("version")
        assert (old.state, new.state) == ("accepted", "new")  # what was accepted travels on until the new one is
        letters.accept(new, by=person_actor(kim))
        assert [one.version for one in letters.accepted(kim)] == [2]


@pytest.mark.parametrize(("words", "code"), [("  ", "REASON_REQUIRED"), ("父の介護のことは消して", "FAIR_SELECTION")])
def test_a_wish_is_read_before_it_is_passed_on(ended, by_ben, kim, minato, words, code):
    hand(ended, by_ben)

    with person(kim), pytest.raises(Refused) as refusal:
        letters.ask_correction(KeptLetter.objects.get(), words, by=person_actor(kim))

    assert refusal.value.code == code
    with company(minato.pk):
        assert Letter.objects.get().asked_words == ""


def test_the_company_takes_back_what_was_not_accepted(ended, by_ben, kim, minato):
    letter = hand(ended, by_ben)
    kept = kept_by(kim)

    with company(minato.pk):
        letters.withdraw_letter(letter, by=by_ben)

    with person(kim):
        assert (letters.kept_letters().count(), letters.waiting_letters()) == (0, [])
        with pytest.raises(Refused):
            letters.accept(kept, by=person_actor(kim))


def test_an_accepted_letter_is_the_persons(ended, by_ben, kim, minato):
    letter = hand(ended, by_ben)
    with person(kim):
        letters.accept(KeptLetter.objects.get(), by=person_actor(kim))

    with company(minato.pk), pytest.raises(Refused) as refusal:
        letters.withdraw_letter(letter, by=by_ben)

    assert refusal.value.code == "LETTER_ACCEPTED"


def test_the_persons_copy_outlives_the_companys_record(ended, by_ben, kim, minato):
    hand(ended, by_ben)
    with person(kim):
        letters.accept(KeptLetter.objects.get(), by=person_actor(kim))

    with company(minato.pk):
        erase(ended.candidate, by=by_ben)

    with person(kim):
        assert [one.version for one in letters.accepted(kim)] == [1]
        with pytest.raises(Refused):
            letters.ask_correction(KeptLetter.objects.get(), "直してください", by=person_actor(kim))


def test_a_deleted_letter_does_not_come_back(ended, by_ben, kim):
    hand(ended, by_ben)
    with person(kim):
        PassportFactory()
        kept = letters.accept(KeptLetter.objects.get(), by=person_actor(kim))

        letters.forget(kept, by=person_actor(kim))

        assert (list(letters.kept_letters()), letters.waiting_letters()) == ([], [])
        assert (KeptLetter.objects.get().lines, Passport.objects.get().letter) == ([], "")

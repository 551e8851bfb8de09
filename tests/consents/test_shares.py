"""A link shows exactly what was frozen, to whoever holds it, until it ends; who reads is noted, and nothing more."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from career_relay.base.actors import person_actor
from career_relay.base.errors import Refused
from career_relay.base.models import AuditEvent
from career_relay.base.tenancy import NobodyActive, company, operator, person
from career_relay.consents import share_links, shares
from career_relay.consents.models import (
    ConsentEntry,
    HeldCertificate,
    Passport,
    Share,
    ShareAnswer,
    ShareKey,
    ShareRecord,
    ShareView,
)
from career_relay.consents.signals import share_answered
from tests.factories.candidates import CandidateFactory
from tests.factories.people import PassportFactory, prove

KEYS = ("history", "skills")


@pytest.fixture
def profile(as_kim) -> Passport:
    return PassportFactory()


def make(kim, keys=KEYS, *, days=7, to_name="", title="面接でお見せする用"):
    seen = shares.preview(kim, keys, to_name=to_name)
    return shares.make_share(
        kim, keys, title=title, days=days, expected_hash=seen.hash, by=person_actor(kim), to_name=to_name
    )


def token(share):
    return share_links.token_for(share.public_id)


def opened(share):
    return share_links.open_share(token(share))


def test_a_link_shows_exactly_what_was_previewed(kim, profile):
    seen = shares.preview(kim, KEYS, to_name="株式会社こもれび")

    share = make(kim, to_name="株式会社こもれび")

    assert opened(share).content == seen.content
    assert opened(share).hash == seen.hash == share.hash
    assert [one["kind"] for one in seen.content["pieces"]] == ["history", "skills"]
    assert (seen.content["from"], seen.content["to"]) == ("キム 美咲", "株式会社こもれび")


def test_what_was_not_chosen_is_nowhere_in_it(kim, profile):
    share = make(kim, ("skills",))

    assert "kim@mail.example" not in shares.as_json(share)
    assert "解約率" not in shares.as_json(share)


def test_the_address_is_shown_only_when_it_is_chosen(kim, profile):
    share = make(kim, ("contact",))

    assert share.content["pieces"] == [{"kind": "contact", "said": {"email": "kim@mail.example"}}]


def test_it_stays_as_it_was_when_the_profile_changes(kim, profile):
    share = make(kim)
    Passport.objects.update(history="別の経歴")

    assert "解約率" in str(opened(share).content)
    assert "別の経歴" not in str(opened(share).content)


def test_one_character_changed_since_the_preview_makes_no_link(kim, profile):
    seen = shares.preview(kim, KEYS)
    Passport.objects.update(history="既存のお客様との関係を立て直し、解約率を下げました!")

    with pytest.raises(Refused) as refusal:
        shares.make_share(kim, KEYS, title="x", days=7, expected_hash=seen.hash, by=person_actor(kim))

    assert refusal.value.code == "PACKAGE_CHANGED"
    assert Share.objects.count() == 0


@pytest.mark.parametrize(
    ("keys", "code"),
    [((), "CONSENT_REQUIRED"), (("letter:nothing",), "CONSENT_REQUIRED"), (("letter",), "CONSENT_REQUIRED")],
)
def test_only_what_is_there_can_be_shown(kim, profile, keys, code):
    with pytest.raises(Refused) as refusal:
        shares.preview(kim, keys)

    assert refusal.value.code == code


@pytest.mark.parametrize("words", ["父親は銀行員です", "うつ病で休職しました", "本籍は大阪です"])
def test_words_about_protected_matters_do_not_travel(kim, profile, words):
    Passport.objects.update(history=words)

    with pytest.raises(Refused) as refusal:
        shares.preview(kim, KEYS)

    assert refusal.value.code.startswith("FAIR-")


def test_without_a_name_there_is_no_link(kim, profile):
    Passport.objects.update(name=" ")

    with pytest.raises(Refused) as refusal:
        shares.preview(kim, KEYS)

    assert refusal.value.code == "NAME_MISSING"


@pytest.mark.parametrize("days", [0, 1, 91, 365, -7])
def test_the_end_is_one_of_three(kim, profile, days):
    with pytest.raises(Refused):
        make(kim, days=days)


def test_too_many_links_are_refused(kim, profile, monkeypatch):
    monkeypatch.setattr(shares, "MOST_LIVE", 1)
    make(kim)

    with pytest.raises(Refused) as refusal:
        make(kim)

    assert refusal.value.code == "TOO_MANY"


def test_the_secret_has_128_bits_and_is_not_kept(kim, profile):
    first, second = make(kim), make(kim)

    assert len(token(first)) == 22
    assert token(first) != token(second)
    assert token(first) not in str(ShareKey.objects.values_list()) + str(Share.objects.values_list())


@pytest.mark.parametrize("made_up", ["", "x", "あ" * 22, "A" * 22, "\x00", "../" * 9])
def test_a_made_up_token_opens_nothing(kim, profile, made_up):
    make(kim)

    assert share_links.open_share(made_up) is None


def test_stopping_holds_at_once_and_leaves_no_key(kim, profile):
    share = make(kim)

    shares.stop_share(share, by=person_actor(kim))
    shares.stop_share(share, by=person_actor(kim))

    assert opened(share) is None
    assert ShareKey.objects.count() == 0
    assert AuditEvent.objects.filter(event="consents.share_stopped").count() == 1


def test_it_ends_by_itself_and_never_goes_on_by_itself(kim, profile):
    share = make(kim, days=7)

    after = timezone.now() + timedelta(days=7, seconds=1)
    assert share_links.open_share(token(share), at=after) is None
    assert share_links.open_share(token(share), at=after - timedelta(minutes=1)) is not None


def test_a_later_end_is_the_persons_act_and_noted(kim, profile):
    share = shares.extend_share(make(kim, days=7), 30, by=person_actor(kim))

    assert share_links.open_share(token(share), at=timezone.now() + timedelta(days=29)) is not None
    assert ShareRecord.objects.count() == 2
    with pytest.raises(Refused):
        shares.extend_share(share, 7, by=person_actor(kim))


def test_an_ended_link_is_not_brought_back(kim, profile):
    share = shares.stop_share(make(kim), by=person_actor(kim))

    with pytest.raises(Refused) as refusal:
        shares.extend_share(share, 90, by=person_actor(kim))

    assert refusal.value.code == "SHARE_ENDED"
    assert opened(share) is None


def test_deleting_takes_what_it_showed_and_leaves_the_record(kim, profile):
    share = make(kim)
    share_links.note_view(opened(share), device="phone")
    share_links.answer_share(token(share), name="青葉", address="aoba@co.example", words="ぜひお話を")

    shares.delete_share(share, by=person_actor(kim))

    assert (Share.objects.count(), ShareView.objects.count(), ShareAnswer.objects.count()) == (0, 0, 0)
    assert ShareRecord.objects.count() == 1


def test_the_operator_notes_one_record_on_behalf_of_the_person(kim, profile):
    make(kim, to_name="株式会社こもれび")
    make(kim)

    named, open_to_all = ShareRecord.objects.order_by("id")

    assert (named.recipient_name, named.to_anybody, named.basis) == ("株式会社こもれび", False, "on_behalf_of_person")
    assert (open_to_all.recipient_name, open_to_all.to_anybody) == ("", True)
    assert (named.person_name, named.items, len(named.share_hash)) == ("キム 美咲", ["history", "skills"], 64)
    assert named.keep_until > timezone.localdate() + timedelta(days=3 * 365)
    assert ConsentEntry.objects.count() == 0


def test_the_operator_reads_the_records_and_no_link(kim, profile):
    make(kim)

    with operator():
        assert ShareRecord.objects.count() == 1
        with pytest.raises(NobodyActive):
            Share.objects.count()


def test_nobody_else_reads_a_link(kim, profile, minato):
    make(kim)

    with person(prove("lee@mail.example")):
        assert Share.objects.count() == 0
    with company(minato.pk), pytest.raises(NobodyActive):
        Share.objects.count()


def test_a_view_is_a_time_and_a_kind_of_device(kim, profile):
    share = make(kim)

    share_links.note_view(opened(share), device="phone")
    share_links.note_view(opened(share), device="a machine nobody knows")
    share_links.note_view(opened(share), device="desktop", is_own=True)

    assert {one.device for one in ShareView.objects.all()} == {"phone", "desktop"}
    assert {field.name for field in ShareView._meta.fields} == {"id", "person", "share", "at", "device", "is_own"}
    assert shares.shares_of(kim).get().seen == 2


def test_a_machine_that_opens_it_again_and_again_is_stopped(kim, profile, monkeypatch):
    monkeypatch.setattr(share_links, "MOST_VIEWS", 2)
    shown = opened(make(kim))
    share_links.note_view(shown, device="phone")
    share_links.note_view(shown, device="phone")

    with pytest.raises(share_links.TooMany):
        share_links.note_view(shown, device="phone")


def test_an_answer_reaches_the_person_and_nobody_else(kim, profile):
    told = []
    share_answered.connect(lambda sender, answer, **_: told.append(answer.pk), weak=False, dispatch_uid="test")
    share = make(kim)

    answer = share_links.answer_share(
        token(share), name=" 青葉 ", organisation="株式会社あおば", address="aoba@co.example", words="ぜひお話を"
    )
    share_answered.disconnect(dispatch_uid="test")

    assert told == [answer.pk]
    assert [(one.name, one.words) for one in shares.looks_of(share)] == [("青葉", "ぜひお話を")]


@pytest.mark.parametrize(
    ("name", "address", "words", "code"),
    [
        ("", "a@co.example", "はい", "REASON_REQUIRED"),
        ("青葉", " ", "はい", "REASON_REQUIRED"),
        ("青葉", "a@co.example", " \n", "REASON_REQUIRED"),
        ("青葉", "a@co.example", "ご家族について教えてください", "FAIR-02"),
        ("青葉", "a@co.example", "尊敬する人物は？", "FAIR-08"),
    ],
)
def test_what_may_not_be_asked_does_not_reach_the_person(kim, profile, name, address, words, code):
    share = make(kim)

    with pytest.raises(Refused) as refusal:
        share_links.answer_share(token(share), name=name, address=address, words=words)

    assert refusal.value.code == code
    assert ShareAnswer.objects.count() == 0


def test_answers_are_limited(kim, profile, monkeypatch):
    monkeypatch.setattr(share_links, "MOST_ANSWERS_AN_HOUR", 1)
    share = make(kim)
    share_links.answer_share(token(share), name="青葉", address="a@co.example", words="はい")

    with pytest.raises(share_links.TooMany):
        share_links.answer_share(token(share), name="青葉", address="a@co.example", words="はい")


def test_an_answer_to_a_stopped_link_goes_nowhere(kim, profile):
    share = shares.stop_share(make(kim), by=person_actor(kim))

    assert share_links.answer_share(token(share), name="青葉", address="a@co.example", words="はい") is None


def test_the_log_holds_no_words(kim, profile):
    make(kim, to_name="株式会社こもれび")

    said = str(AuditEvent.objects.filter(event="consents.share_made").values_list("data", flat=True))

    assert "こもれび" not in said
    assert "面接" not in said


def test_a_certificate_that_is_kept_can_be_shown_and_a_declined_one_cannot(kim, profile, minato):
    told = {
        "issuer": minato,
        "month": date(2026, 11, 1),
        "family": "法人営業",
        "strengths": ["説明"],
        "issued_at": timezone.now(),
    }
    kept = HeldCertificate.objects.create(certificate_ref=1, number=1, state="kept", credential="a.b.c", **told)
    HeldCertificate.objects.create(certificate_ref=2, number=2, state="declined", **told)

    share = make(kim, (f"certificate:{kept.public_id}",))

    [piece] = share.content["pieces"]
    assert [one.key for one in shares.pieces(kim) if one.kind == "certificate"] == [f"certificate:{kept.public_id}"]
    assert (piece["said"]["company"], piece["said"]["month"], piece["said"]["page"]) == (
        "株式会社ミナトソフト",
        "2026-11",
        "",
    )
    assert piece["said"]["credential"] == "a.b.c"


def test_somebody_without_a_profile_shares_under_the_name_of_their_record(kim, minato):
    with company(minato.pk):
        CandidateFactory(person_id=kim, name="キム 美咲")

    with person(kim):
        assert shares.pieces(kim) == []

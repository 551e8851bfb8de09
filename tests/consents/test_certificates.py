"""Certificates: stated by a company, kept by a person, checked by anybody (PRODUCT D6)."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from career_relay.base.actors import person_actor, user_actor
from career_relay.base.errors import Refused
from career_relay.base.tenancy import company, person
from career_relay.candidates.erasure import erase
from career_relay.candidates.models import Application, Candidate
from career_relay.candidates.states import Reached, Stage
from career_relay.cli import main
from career_relay.consents.certificates import actions, bits, checking, credential, files, keys, queries, signing
from career_relay.consents.certificates.checking import Verdict, check
from career_relay.consents.models import Certificate, CertificateKey, EndedNumber, HeldCertificate
from career_relay.notices.models import Message, PersonalMail
from career_relay.notices.states import MessageState, PersonalKind
from tests.factories.candidates import ApplicationFactory, EvaluationFactory
from tests.schemas import faults
from tests.schemas.open_badges import OPEN_BADGE

HOME = "https://relay.example/issuers/one"
NOW = datetime(2026, 12, 1, tzinfo=UTC)
PAIR = signing.make_pair()
KID = f"{HOME}/keys/{PAIR.kid}"


def jwk(pair: signing.KeyPair = PAIR, kid: str = KID) -> dict[str, dict[str, Any]]:
    return {kid: {"kty": "OKP", "crv": "Ed25519", "x": pair.public, "kid": kid}}


def claims(**more: Any) -> dict[str, Any]:
    issuer = credential.Issuer(HOME, "株式会社ミナトソフト", HOME)
    said = credential.Statement(
        id="https://relay.example/verify/1", subject="urn:uuid:2", month=date(2026, 11, 1), issued=date(2026, 11, 23),
        family="法人営業", strengths=["課題の整理"], number=7, title="最終面接に到達", narrative="最終面接に進みました。",
        language="ja",
    )  # fmt: skip
    return credential.credential_of(issuer, replace(said, **more))


def signed(told: dict[str, Any] | None = None, *, pair: signing.KeyPair = PAIR, kid: str = KID) -> str:
    return signing.sign(told or claims(), private=pair.private, kid=kid)


def listed(*ended: int, home: str = HOME) -> str:
    issuer = credential.Issuer(home, "", home)
    return signed(credential.status_list_of(issuer, bits.packed_bits(ended), NOW))


# --- the file alone -----------------------------------------------------------------------------------------------


def test_a_certificate_has_the_shape_of_open_badges():
    assert faults(claims(name="キム 美咲"), OPEN_BADGE) == []


def test_the_shape_finds_what_is_missing():
    told = claims()
    del told["credentialSubject"]["achievement"]["criteria"]

    assert faults(told, OPEN_BADGE) == ["$.credentialSubject.achievement: criteria is missing"]


def test_a_genuine_certificate_holds_and_tells_what_it_says():
    found = check(signed(), keys=jwk(), status=listed(3), at=NOW)

    assert (found.verdict, found.is_status_known, found.month) == (Verdict.VALID, True, "2026-11")
    assert (found.family, found.strengths, found.name) == ("法人営業", ("課題の整理",), "")


def test_no_byte_of_it_can_be_changed():
    token = signed()
    verdicts = set()

    for place in range(len(token)):
        for bit in (1, 4):  # a letter close by, which is often a letter of base64 as well
            other = token[:place] + chr(ord(token[place]) ^ bit) + token[place + 1 :]
            verdicts.add(check(other, keys=jwk(), at=NOW).is_valid)

    assert verdicts == {False}


@pytest.mark.parametrize("alg", ["none", "HS256", "RS256", "Ed25519", "", None])
def test_no_other_algorithm_is_believed(alg):
    head, body, signature = signed().split(".")
    forged = signing.packed(json.dumps({"alg": alg, "kid": KID}).encode())

    found = {check(f"{forged}.{body}.{last}", keys=jwk(), at=NOW).verdict for last in (signature, "")}

    assert found == {Verdict.ALGORITHM}


def test_another_key_under_the_same_name_is_not_believed():
    found = check(signed(pair=signing.make_pair()), keys=jwk(), at=NOW)

    assert found.verdict == Verdict.SIGNATURE


def test_a_key_nobody_published_is_not_believed():
    assert check(signed(), keys={}, at=NOW).verdict == Verdict.KEY


def test_one_company_cannot_sign_for_another():
    other = "https://relay.example/issuers/two"
    told = {**claims(), "iss": other, "issuer": {"id": other, "type": ["Profile"], "name": "b", "url": other}}

    assert check(signed(told), keys=jwk(), at=NOW).verdict == Verdict.ISSUER


def test_what_the_jwt_says_and_what_the_credential_says_must_be_one():
    told = claims()
    told["issuer"] = {**told["issuer"], "id": "https://elsewhere.example"}

    assert check(signed(told), keys=jwk(), at=NOW).verdict == Verdict.FORM


def test_it_holds_from_its_month_for_five_years():
    found = [
        check(signed(), keys=jwk(), at=datetime(*day, tzinfo=UTC)).verdict
        for day in ((2026, 10, 31), (2026, 11, 1), (2031, 10, 31), (2031, 11, 1))
    ]

    assert found == [Verdict.EARLY, Verdict.VALID, Verdict.VALID, Verdict.EXPIRED]


def test_a_number_on_the_list_no_longer_counts():
    assert check(signed(), keys=jwk(), status=listed(7), at=NOW).verdict == Verdict.REVOKED


@pytest.mark.parametrize("status", ["", "a.b.c", "x"])
def test_a_list_that_cannot_be_read_is_said(status):
    assert check(signed(), keys=jwk(), status=status, at=NOW).verdict == Verdict.STATUS


def test_the_list_of_another_company_does_not_count():
    other = "https://relay.example/issuers/two"
    theirs, kid = signing.make_pair(), f"{other}/keys/x"
    told = credential.status_list_of(credential.Issuer(other, "", other), bits.packed_bits([]), NOW)
    status = signed(told, pair=theirs, kid=kid)

    found = check(signed(), keys={**jwk(), **jwk(theirs, kid)}, status=status, at=NOW)

    assert found.verdict == Verdict.STATUS


@pytest.mark.parametrize(
    "text",
    ["", ".", "..", "...", "a.b.c", "{}", "[1]", "x" * 200_000, "é.é.é", "\x00.\x00.\x00", "<svg/>", '{"id": 3}'],
)
def test_whatever_the_file_is_there_is_an_answer(text):
    assert check(checking.token_in(text), keys=jwk(), at=NOW).is_valid is False


def test_a_list_of_bits_tells_each_number_and_no_more():
    encoded = bits.packed_bits([0, 9, bits.SIZE - 1])

    found = [number for number in (0, 1, 8, 9, 10, bits.SIZE - 2, bits.SIZE - 1) if bits.is_ended(encoded, number)]

    assert found == [0, 9, bits.SIZE - 1]


@pytest.mark.parametrize(("encoded", "number"), [("x", 0), ("uAAAA", 0), (bits.packed_bits([]), bits.SIZE), ("", -1)])
def test_a_list_that_does_not_reach_so_far_is_refused(encoded, number):
    with pytest.raises(ValueError):
        bits.is_ended(encoded, number)


def test_each_kind_of_file_holds_the_same_certificate():
    token = signed()
    finding = check(token, keys=jwk(), at=NOW)

    found = [checking.token_in(text) for text in (token + "\n", files.enveloped(token), files.badge(token, finding))]

    assert found == [token] * 3


def test_words_in_a_badge_are_words(settings):
    finding = replace(check(signed(), keys=jwk(), at=NOW), issuer_name='<script>"&')

    assert "&lt;script&gt;" in files.badge("a.b.c", finding)


# --- the command --------------------------------------------------------------------------------------------------


@pytest.fixture
def paper(tmp_path):
    """A certificate, the keys and the status list as files."""
    told = {"certificate.json": files.enveloped(signed()), "keys.json": json.dumps({"keys": [*jwk().values()]}),
            "ended.jwt": listed(7), "status.jwt": listed()}  # fmt: skip
    for name, text in told.items():
        (tmp_path / name).write_text(text)
    return tmp_path


def verify(paper, *more: str) -> int:
    return main(["verify-certificate", str(paper / "certificate.json"), *more])


def test_the_command_checks_a_file_without_us(paper, capsys):
    code = verify(paper, "--keys", str(paper / "keys.json"), "--status", str(paper / "status.jwt"), "--json")

    told = json.loads(capsys.readouterr().out)
    assert (code, told["valid"], told["verdict"], told["month"]) == (0, True, "valid", "2026-11")


def test_the_command_says_no_to_what_was_taken_back(paper):
    assert verify(paper, "--keys", str(paper / "keys.json"), "--status", str(paper / "ended.jwt")) == 1


def test_the_command_says_no_without_keys(paper):
    assert verify(paper) == 1


@pytest.mark.parametrize("keys_text", ["no json", "[" * 100_000])
def test_the_command_says_what_is_wrong_with_the_keys(paper, capsys, keys_text):
    (paper / "keys.json").write_text(keys_text)

    code = verify(paper, "--keys", str(paper / "keys.json"))

    assert (code, "keys.json" in capsys.readouterr().err) == (1, True)


def test_the_command_says_that_there_is_no_such_file(tmp_path, capsys):
    assert main(["verify-certificate", str(tmp_path / "none.jwt")]) == 1


# --- the company --------------------------------------------------------------------------------------------------


@pytest.fixture
def final(at_minato, kim) -> Application:
    """Kim reached the final interview at Minato in October, and has her answer."""
    found = ApplicationFactory(
        candidate__person_id=kim, person_id=kim, stage=Stage.REJECTED, reached=Reached.FINAL, reason="others",
        decided_at=timezone.now(), reason_details="社内だけの理由", good_for=["新規開拓"],
    )  # fmt: skip
    rated = [
        {"criterion": "課題の整理", "score": 4, "behaviour": "順を追って話した"},
        {"criterion": "英語", "score": 2, "behaviour": "通訳を頼んだ"},
    ]
    EvaluationFactory(application=found, criteria=rated, good_for=["顧客対応"])
    Message.objects.create(
        candidate=found.candidate, application=found, state=MessageState.ACCEPTED, body_text="結果です"
    )
    return found


@pytest.fixture
def given(final, ada) -> Certificate:
    return actions.issue_certificate(final, strengths=["課題の整理"], family="法人営業", by=user_actor(ada.pk))


def one_of(kim: int, given: Certificate) -> queries.Mine:
    found = queries.one_of_mine(kim, given.public_id)
    assert found is not None
    return found


def test_strengths_come_from_what_was_rated_well(final):
    assert queries.strengths_of(final) == ["課題の整理", "顧客対応", "新規開拓"]


def test_the_person_hears_of_it_by_mail(given, kim):
    mail = PersonalMail.objects.get(kind=PersonalKind.CERTIFICATE_READY)

    assert (mail.to_person_id, mail.subject_ref) == (kim, given.pk)


def test_who_wants_no_mail_gets_none_and_finds_it(final, ada, kim):
    Candidate.objects.update(do_not_contact=True)
    final.refresh_from_db()

    actions.issue_certificate(final, strengths=[], family="", by=user_actor(ada.pk))

    assert PersonalMail.objects.filter(kind=PersonalKind.CERTIFICATE_READY).count() == 0
    with person(kim):
        assert len(queries.mine(kim)) == 1


@pytest.mark.parametrize("state", [MessageState.DRAFT, MessageState.HELD, MessageState.FAILED])
def test_nobody_learns_a_result_from_a_certificate(final, ada, state):
    Message.objects.update(state=state)

    with pytest.raises(Refused) as refused:
        actions.issue_certificate(final, strengths=[], family="", by=user_actor(ada.pk))

    assert refused.value.code == "NOT_TOLD"


def test_what_was_answered_long_ago_was_answered_elsewhere(final, ada):
    Message.objects.all().delete()
    Application.objects.filter(pk=final.pk).update(decided_at=timezone.now() - timedelta(days=100))

    made = actions.issue_certificate(final, strengths=[], family="", by=user_actor(ada.pk))

    assert made.candidate_id == final.candidate_id


@pytest.mark.parametrize(
    "change",
    [
        {"reached": Reached.SECOND},
        {"decided_at": None, "stage": Stage.INTERVIEWING},
        {"source": "agency", "protected_until": date(2099, 1, 1)},
    ],
)
def test_not_before_the_final_interview_its_result_or_the_end_of_a_protection(final, ada, change):
    Application.objects.filter(pk=final.pk).update(**change)
    if "protected_until" in change:
        Candidate.objects.update(protected_until=change["protected_until"])

    with pytest.raises(Refused):
        actions.issue_certificate(final, strengths=[], family="", by=user_actor(ada.pk))


@pytest.mark.parametrize("strengths", [["英語"], ["社内だけの理由"], [f"{n}" for n in range(6)]])
def test_nothing_but_what_was_rated_well_can_be_stated(final, ada, strengths):
    with pytest.raises(Refused):
        actions.issue_certificate(final, strengths=strengths, family="", by=user_actor(ada.pk))


def test_one_selection_has_one_certificate(given, final, ada):
    with pytest.raises(Refused):
        actions.issue_certificate(final, strengths=[], family="", by=user_actor(ada.pk))


def test_taking_it_back_needs_words_for_the_person(given, ada):
    with pytest.raises(Refused) as refused:
        actions.revoke_certificate(given, reason=" ", by=user_actor(ada.pk))

    assert refused.value.code == "REASON_REQUIRED"


def test_an_old_key_still_proves_what_it_signed(given, minato, kim, ada):
    with person(kim):
        held = actions.keep_certificate(one_of(kim, given), by=person_actor(kim))
    with company(minato.pk):
        keys.rotate_key(minato, by=user_actor(ada.pk))
        new = keys.sign(minato, {"iss": "x"})
        published = keys.jwks_of(minato)["keys"]

    assert queries.checked(minato, held.credential).verdict == Verdict.VALID
    assert [one["kid"] for one in published][0] == signing.read(new).header["kid"]
    assert [bool(one.private) for one in CertificateKey.objects.order_by("id")] == [False, True]


def test_our_own_page_still_proves_it_after_the_installation_moved(given, minato, kim, settings):
    with person(kim):
        held = actions.keep_certificate(one_of(kim, given), by=person_actor(kim))

    settings.PUBLIC_URL = "https://elsewhere.example"

    assert queries.checked(minato, held.credential).verdict == Verdict.VALID


def test_a_move_lets_nobody_else_in(given, minato, kim, komorebi):
    forged = signed(kid=f"https://old.example/issuers/{minato.public_id}/keys/{PAIR.kid}")
    with person(kim):
        held = actions.keep_certificate(one_of(kim, given), by=person_actor(kim))
    ours = signing.read(held.credential).header["kid"]

    assert queries.checked(minato, forged).verdict == Verdict.KEY
    assert queries.checked(minato, signed(kid=ours)).verdict == Verdict.SIGNATURE
    assert queries.checked(komorebi, held.credential).verdict == Verdict.KEY


def test_a_key_that_cannot_be_opened_is_replaced(given, minato):
    first = keys.key_at_work(minato)
    CertificateKey.objects.filter(pk=first.pk).update(private="")

    assert keys.key_at_work(minato).kid != first.kid


# --- the person ---------------------------------------------------------------------------------------------------


@pytest.fixture
def held(given, kim) -> HeldCertificate:
    with person(kim):
        return actions.keep_certificate(one_of(kim, given), by=person_actor(kim), is_shown=True)


def page(client, held: HeldCertificate):
    return client.get(reverse("portal:verify", args=[held.public_id]))


def test_nothing_is_public_before_the_person_takes_it(client, given, kim):
    with person(kim):
        found = one_of(kim, given)

    assert (found.is_new, HeldCertificate._base_manager.count()) == (True, 0)
    assert client.get(reverse("portal:verify", args=[given.public_id])).status_code == 404


def test_what_is_shown_is_checked_on_its_page_without_a_name(client, held):
    response = page(client, held)

    text = response.content.decode()
    assert (response.status_code, "課題の整理" in text, "キム 美咲" in text) == (200, True, False)
    assert (response.cookies, response["Cache-Control"], "noindex" in response["X-Robots-Tag"]) == (
        {},
        "no-store",
        True,
    )
    assert "社内だけの理由" not in text


def test_the_name_stands_there_only_when_it_was_turned_on(client, held, kim):
    with person(kim):
        actions.show_certificate(held, is_shown=True, shows_name=True, by=person_actor(kim))

    assert "キム 美咲" in page(client, held).content.decode()


def test_hidden_unknown_and_deleted_look_the_same(client, held, kim, given):
    with person(kim):
        actions.show_certificate(held, is_shown=False, shows_name=False, by=person_actor(kim))
    hidden = page(client, held)
    with person(kim):
        actions.give_up_certificate(held, by=person_actor(kim))
    deleted = page(client, held)
    unknown = client.get(reverse("portal:verify", args=[given.public_id]))

    assert hidden.content == deleted.content == unknown.content
    assert {one.status_code for one in (hidden, deleted, unknown)} == {404}


def test_what_the_company_takes_back_ends_at_once_everywhere(client, held, given, minato, ada):
    with company(minato.pk):
        actions.revoke_certificate(given, reason="別の方と取り違えました", by=user_actor(ada.pk))
    status = client.get(reverse("portal:issuer_status", args=[minato.public_id])).content.decode()
    published = checking.keys_in(client.get(reverse("portal:issuer_keys", args=[minato.public_id])).json())

    text = page(client, held).content.decode()
    assert ("shield-check" in text, "別の方と取り違えました" in text) == (False, False)
    assert check(held.credential, keys=published, status=status).verdict == Verdict.REVOKED


def test_a_deleted_certificate_leaves_its_number_and_nothing_else(held, kim):
    with person(kim):
        actions.give_up_certificate(held, by=person_actor(kim))
        row = HeldCertificate.objects.get()

    assert (row.credential, row.name, row.family, row.strengths) == ("", "", "", [])
    assert EndedNumber.objects.get().number == held.number


def test_a_kept_certificate_outlives_the_companys_record(held, given, minato, kim, ada):
    with company(minato.pk):
        erase(Candidate.objects.get(), by=user_actor(ada.pk))
        row = Certificate.objects.get()
    with person(kim):
        found = queries.mine(kim)

    assert (row.name, row.family, row.strengths, row.candidate) == ("", "", [], None)
    assert [one.says.family for one in found] == ["法人営業"]
    assert queries.checked(minato, held.credential).is_valid


def test_declined_is_gone_and_the_company_learns_nothing(given, kim, minato):
    before = {name: getattr(given, name) for name in ("issued_at", "revoked_at", "family")}
    with person(kim):
        actions.decline_certificate(one_of(kim, given), by=person_actor(kim))
        left = queries.mine(kim)
    with company(minato.pk):
        after = Certificate.objects.get()

    assert (left, {name: getattr(after, name) for name in before}) == ([], before)


def test_another_person_finds_nothing(given, held, db):
    from tests.factories.people import prove

    lee = prove("lee@mail.example")
    with person(lee):
        assert (queries.mine(lee), queries.one_of_mine(lee, given.public_id)) == ([], None)


def test_what_is_signed_has_the_shape_of_open_badges(held):
    told = signing.read(held.credential).claims

    assert faults(told, OPEN_BADGE) == []
    assert told["nbf"] % 86_400 == 0
    assert timedelta(days=1825) < timedelta(seconds=told["exp"] - told["nbf"]) < timedelta(days=1828)

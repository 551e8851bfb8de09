"""The certificate on the person's own page, on the page anybody may open, and in a file that is checked without us."""

import json
import os
import re
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

import career_relay
from career_relay.base.actors import user_actor
from career_relay.base.tenancy import company, person
from career_relay.candidates.models import Application
from career_relay.consents.certificates import actions, checking, keys, signing
from career_relay.consents.models import Certificate, HeldCertificate
from career_relay.notices.models import PersonalMail
from career_relay.notices.personal import RENDERERS, Gone
from tests.portal.conftest import plain, sign_in

GENUINE, ENDED, OVER = "この証明書は本物で、有効です", "取り消されており、無効です", "期限が切れています"


@pytest.fixture
def given(application, ben) -> Certificate:
    """Minato's certificate for Kim."""
    with company(application.company_id):
        Application.objects.filter(pk=application.pk).update(reached="final", good_for=["新規開拓"])
        return actions.issue_certificate(application, strengths=["新規開拓"], family="法人営業", by=user_actor(ben.pk))


@pytest.fixture
def held(kims, given) -> HeldCertificate:
    """Kim took it, and lets whoever has the link check it."""
    kims.post(url("certificate_keep", given.public_id), {"is_shown": "on"})
    return now(given)


def url(name, *args) -> str:
    return reverse(f"portal:{name}", args=args)


def now(given) -> HeldCertificate:
    with company(given.company_id):
        person_id = Certificate.objects.select_related("candidate").get(pk=given.pk).candidate.person_id
    with person(person_id):
        return HeldCertificate.objects.get()


def text_of(response) -> str:
    return response.content.decode()


def public(client, public_id):
    """As somebody without a session sees it."""
    client.cookies.clear()
    return client.get(url("verify", public_id))


# --- the person ---------------------------------------------------------------------------------------------------


def test_a_certificate_waits_and_nothing_is_ticked_in_advance(kims, given):
    listing, page = kims.get(url("certificates")), kims.get(url("certificate", given.public_id))

    assert "お返事をお待ちしています" in text_of(listing)
    assert ("新規開拓" in text_of(page), "checked" in text_of(page)) == (True, False)


def test_it_is_kept_for_oneself_and_shown_later(kims, given):
    kims.post(url("certificate_keep", given.public_id))
    alone = now(given)
    page = kims.post(url("certificate_show", given.public_id), {"is_shown": "on", "shows_name": "on"}, follow=True)

    assert (alone.is_shown, alone.shows_name) == (False, False)
    assert (now(given).is_shown, now(given).name in text_of(page)) == (True, True)
    assert url("verify", alone.public_id) in text_of(page)
    assert "<svg" in text_of(page)


def test_declined_it_is_gone_from_the_page(kims, given):
    page = kims.post(url("certificate_decline", given.public_id), follow=True)

    assert "受け取りませんでした" in text_of(page)
    assert kims.get(url("certificate", given.public_id)).status_code == 404


def test_deleted_it_is_gone_and_its_files_no_longer_count(kims, held, given, minato):
    token = held.credential
    kims.post(url("certificate_delete", given.public_id))

    published, status = of_the_issuer(kims, minato)
    assert kims.get(url("certificate", given.public_id)).status_code == 404
    assert checking.check(token, keys=published, status=status).verdict == "revoked"


ACTS = ("certificate_keep", "certificate_decline", "certificate_show", "certificate_delete")


def test_somebody_elses_is_nobodys(client, held, given, lee):
    sign_in(client, lee)

    def asked(public_id) -> list[tuple[int, str]]:
        answers = [client.get(url("certificate", public_id)), *(client.post(url(act, public_id)) for act in ACTS)]
        answers += [client.get(url("certificate_file", public_id, kind)) for kind in ("pdf", "jwt")]
        return [(one.status_code, plain(one)) for one in answers]

    assert asked(given.public_id) == asked(uuid4())
    assert now(given).is_shown


@pytest.mark.parametrize("kind", ["jwt", "json", "svg", "pdf"])
def test_each_file_holds_the_certificate_and_no_name_that_was_not_wanted(kims, held, given, kind):
    answer = kims.get(url("certificate_file", given.public_id, kind))

    assert re.fullmatch(rf'attachment; filename="certificate-\d{{6}}\.{kind}"', answer["Content-Disposition"])
    assert held.name.encode() not in answer.content
    if kind == "pdf":
        assert answer.content.startswith(b"%PDF-")
    else:
        assert checking.token_in(text_of(answer)) == held.credential


@pytest.mark.parametrize("kind", ["exe", "..%2Fjwt", "x" * 500])
def test_there_is_no_other_kind_of_file(kims, held, given, kind):
    assert kims.get(f"/me/certificates/{given.public_id}/file.{kind}").status_code == 404


# --- the mails ----------------------------------------------------------------------------------------------------


def mail_for(kim, *, ended: bool) -> PersonalMail:
    rows = PersonalMail.objects.filter(kind="certificate_ready").order_by("id")
    return next(one for one in rows if bool(one.data.get("ended")) == ended)


def test_the_mail_brings_nothing_but_the_way(given, kim):
    with person(kim):
        said = RENDERERS["certificate_ready"](mail_for(kim, ended=False))

    assert url("certificate", given.public_id) in said.text
    assert "新規開拓" not in said.text


def test_who_keeps_it_is_told_when_it_is_taken_back_and_who_never_took_it_is_not(held, given, kim, ben):
    with company(given.company_id):
        actions.revoke_certificate(given, reason="取り違え", by=user_actor(ben.pk))
    with person(kim):
        said = RENDERERS["certificate_ready"](mail_for(kim, ended=True))
        HeldCertificate.objects.all().delete()
        with pytest.raises(Gone):
            RENDERERS["certificate_ready"](mail_for(kim, ended=True))

    assert ("取り消され" in said.subject, "取り違え" in said.text) == (True, False)


# --- anybody ------------------------------------------------------------------------------------------------------


def test_whoever_has_the_link_sees_that_it_holds(client, held):
    page = public(client, held.public_id)

    assert (page.status_code, GENUINE in text_of(page), "新規開拓" in text_of(page)) == (200, True, True)
    assert (held.name in text_of(page), page.cookies, page["Referrer-Policy"]) == (False, {}, "no-referrer")


def test_taken_back_the_page_says_so_without_the_reason(client, held, given, ben):
    with company(given.company_id):
        actions.revoke_certificate(given, reason="別の方と取り違えました", by=user_actor(ben.pk))

    page = text_of(public(client, held.public_id))

    assert (ENDED in page, GENUINE in page, "取り違え" in page) == (True, False, False)


def test_after_five_years_the_page_says_that_it_is_over(client, kims, given):
    with company(given.company_id):
        Certificate.objects.update(issued_at=timezone.now() - timedelta(days=6 * 366))
    kims.post(url("certificate_keep", given.public_id), {"is_shown": "on"})

    page = text_of(public(client, now(given).public_id))

    assert (OVER in page, GENUINE in page) == (True, False)


def test_a_certificate_that_cannot_be_proven_tells_nothing_of_what_it_says(client, held, kim):
    head, body, signature = held.credential.split(".")
    told = json.loads(signing.unpacked(body)) | {"name": "採用内定"}
    with person(kim):
        forged = f"{head}.{signing.packed(json.dumps(told).encode())}.{signature}"
        HeldCertificate.objects.update(credential=forged)

    page = text_of(public(client, held.public_id))

    assert ("本物と確かめられません" in page, "採用内定" in page, "新規開拓" in page) == (True, False, False)


def test_unknown_hidden_and_the_companys_own_number_look_the_same(client, kims, held, given):
    kims.post(url("certificate_show", given.public_id), {})

    pages = [public(client, one) for one in (held.public_id, given.public_id, uuid4())]
    signed = [client.get(url("verify_credential", one)) for one in (held.public_id, given.public_id, uuid4())]

    assert len({(one.status_code, one.content) for one in pages}) == 1
    assert {plain(one) for one in signed} == {plain(signed[0])}
    assert {one.status_code for one in (*pages, *signed)} == {404}


def test_the_issuer_is_a_page_for_people_and_a_profile_for_programs(client, minato, held):
    page = public_issuer(client, minato, "text/html")
    profile = public_issuer(client, minato, "application/json").json()

    assert minato.name in text_of(page)
    assert profile["id"] == checking.check(held.credential, keys=of_the_issuer(client, minato)[0]).issuer


def public_issuer(client, minato, accept):
    return client.get(url("issuer", minato.public_id), HTTP_ACCEPT=accept)


def of_the_issuer(client, minato) -> tuple[dict, str]:
    """What anybody can fetch: the published keys, and the list of numbers that no longer count."""
    published = checking.keys_in(client.get(url("issuer_keys", minato.public_id)).json())
    return published, text_of(client.get(url("issuer_status", minato.public_id)))


@pytest.mark.parametrize("name", ["issuer", "issuer_keys", "issuer_status"])
def test_there_is_no_issuer_nobody_knows(client, db, name):
    assert client.get(url(name, uuid4())).status_code == 404


def test_the_key_a_certificate_names_is_where_it_says(client, minato, held):
    named = signing.read(held.credential).header["kid"]

    answer = client.get(url("issuer_key", minato.public_id, named.rpartition("/")[2]))

    assert (answer.json()["kid"], "d" in answer.json()) == (named, False)
    assert client.get(url("issuer_key", minato.public_id, "x")).status_code == 404


# --- a file, checked without us -----------------------------------------------------------------------------------


def verify(folder, file: str) -> tuple[int, str]:
    """The program as somebody elsewhere runs it: another process, no database, no settings of ours."""
    bare = {"PATH": os.environ["PATH"], "PYTHONPATH": str(Path(career_relay.__file__).parents[1])}
    done = subprocess.run(
        [sys.executable, "-m", "career_relay", "verify-certificate", file, "--keys", "keys.json",
         "--status", "status.jwt"],
        cwd=folder, env={**bare, "LANG": "en_US.UTF-8", "LANGUAGE": "en"}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    return done.returncode, done.stdout + done.stderr


def test_the_files_a_person_hands_on_are_checked_elsewhere(client, kims, held, given, minato, ada, tmp_path):
    with company(minato.pk):
        keys.rotate_key(minato, by=user_actor(ada.pk))
    badge = text_of(kims.get(url("certificate_file", given.public_id, "svg")))
    head, body, signature = held.credential.split(".")
    told = json.loads(signing.unpacked(body)) | {"name": "採用内定"}
    files = {
        "badge.svg": badge,
        "better.jwt": f"{head}.{signing.packed(json.dumps(told).encode())}.{signature}",
        "keys.json": text_of(client.get(url("issuer_keys", minato.public_id))),
        "status.jwt": text_of(client.get(url("issuer_status", minato.public_id))),
    }
    for name, text in files.items():
        (tmp_path / name).write_text(text)

    genuine, better = verify(tmp_path, "badge.svg"), verify(tmp_path, "better.jwt")

    assert (genuine[0], "genuine and holds" in genuine[1], "新規開拓" in genuine[1]) == (0, True, True)
    assert (better[0], "The signature is wrong: the text was changed" in better[1]) == (1, True)
    assert "採用内定" not in better[1]

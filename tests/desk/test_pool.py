"""The pool, the candidate page and home, as each role sees them."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from career_relay.base.audit import log_of
from career_relay.base.tenancy import company as acting_for
from career_relay.candidates import search
from career_relay.candidates.models import Application, Candidate, DuplicateHint, Note
from career_relay.candidates.states import Reached, RecordState, SourceKind, Stage
from career_relay.companies.roles import Role
from tests.factories.candidates import ApplicationFactory, CandidateFactory, EvaluationFactory
from tests.factories.companies import MembershipFactory, UserFactory

TODAY = timezone.localdate


@pytest.fixture(autouse=True)
def owners_without_totp(settings):
    settings.MFA_REQUIRED_FOR_OWNERS = False


def known(**fields) -> Candidate:
    """A candidate who can be found, with one application."""
    application = {name: fields.pop(name) for name in ("stage", "source", "reached", "promised_on") if name in fields}
    candidate = CandidateFactory(**fields)
    ApplicationFactory(candidate=candidate, **application)
    search.refresh(candidate)
    return candidate


def names(response) -> list[str]:
    return [row.candidate.name for row in response.context["rows"]]


def staff_of(company, role: Role):
    return MembershipFactory(company=company, role=role, user=UserFactory(name=role.label)).user


# --- the list -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_as_often_for_one_as_for_three(ben_client, minato, count, django_assert_max_num_queries):
    with acting_for(minato.pk):
        for n in range(count):
            EvaluationFactory(application__candidate__name=f"Kim {n}")

    with django_assert_max_num_queries(32):
        response = ben_client.get(reverse("desk:pool"))

    assert len(names(response)) == count


def test_variants_kana_and_parts_of_words_find_the_person(ben_client, minato):
    with acting_for(minato.pk):
        known(name="髙橋 直人", name_folded="高橋直人", kana="たかはし なおと", skills=["法人営業", "ハンカク"])
        known(
            name="森 千尋",
            name_folded="森千尋",
            kana="もり ちひろ",
            skills=["Go", "TypeScript"],
            history="決済基盤を設計した。",
        )

    def found(q: str) -> list[str]:
        return names(ben_client.get(reverse("desk:pool"), {"q": q}))

    assert found("高橋") == found("髙橋") == found("たかはし") == found("タカハシ") == found("ﾊﾝｶｸ") == ["髙橋 直人"]
    assert found("typescript") == found("決済") == found("千尋") == ["森 千尋"]
    assert found("高橋 typescript") == []


def test_facets_narrow_down_and_count(ben_client, minato):
    with acting_for(minato.pk):
        known(name="A", state=RecordState.CONTACT, source=SourceKind.OWN, reached=Reached.FINAL)
        known(name="B", state=RecordState.POOL, source=SourceKind.AGENCY, protected_until=TODAY() + timedelta(9))
        known(name="C", state=RecordState.RECORD, source=SourceKind.AGENCY)

    response = ben_client.get(reverse("desk:pool"), {"source": ["agency"]})

    counts = {facet.name: {c.value: c.count for c in facet.choices} for facet in response.context["facets"]}
    assert sorted(names(response)) == ["B", "C"]
    assert counts["state"] == {"contact": 0, "pool": 1, "record": 1}
    assert counts["source"]["agency"] == 2
    assert counts["source"]["own"] == 1
    assert counts["protection"] == {"yes": 1, "no": 1}
    assert names(ben_client.get(reverse("desk:pool"), {"protection": "yes"})) == ["B"]
    assert names(ben_client.get(reverse("desk:pool"), {"reached": "final"})) == ["A"]


def test_what_nobody_knows_in_the_address_is_ignored(ben_client, minato):
    with acting_for(minato.pk):
        known(name="A")

    response = ben_client.get(reverse("desk:pool"), {"state": "nonsense", "sort": "x", "page": "999", "view": "?"})

    assert names(response) == ["A"]


def test_an_empty_pool_leads_to_the_import_and_an_empty_answer_to_fewer_conditions(ben_client, minato):
    assert reverse("desk:imports") in ben_client.get(reverse("desk:pool")).content.decode()
    with acting_for(minato.pk):
        known(name="A", state=RecordState.POOL)

    response = ben_client.get(reverse("desk:pool"), {"state": "pool", "source": "school"})

    assert names(response) == []
    assert [(drop["name"], drop["count"]) for drop in response.context["drops"]] == [("source", 1)]


def test_htmx_gets_the_part_that_changes(ben_client, minato):
    with acting_for(minato.pk):
        known(name="A")

    part = ben_client.get(reverse("desk:pool"), headers={"HX-Request": "true"}).content.decode()

    assert 'id="results"' in part
    assert "<html" not in part


def test_another_companys_people_are_nowhere(ben_client, komorebi):
    with acting_for(komorebi.pk):
        theirs = known(name="Theirs")

    assert names(ben_client.get(reverse("desk:pool"))) == []
    assert names(ben_client.get(reverse("desk:pool"), {"q": "Theirs"})) == []
    assert ben_client.get(reverse("desk:candidate", args=[theirs.public_id])).status_code == 404
    assert ben_client.post(reverse("desk:candidate_note", args=[theirs.public_id])).status_code == 404


def test_search_candidates_answers_for_the_active_company_only(minato, komorebi):
    with acting_for(komorebi.pk):
        known(name="Theirs", name_folded="theirs")

    with acting_for(minato.pk):
        found = list(Candidate.objects.filter(search.matching("theirs")))

    assert found == []


# --- ticked people ------------------------------------------------------------------------------------------------


def test_ticked_people_get_one_answer_each_and_lead_to_the_notices(ben_client, minato):
    with acting_for(minato.pk):
        people = [known(name="A"), known(name="B"), known(name="Hired", stage=Stage.HIRED)]
    ticked = [str(one.public_id) for one in people]

    page = ben_client.post(reverse("desk:pool_chosen"), {"person": ticked, "action": "decide"})
    assert len(page.context["rows"]) == 2
    done = ben_client.post(
        reverse("desk:pool_decide"),
        {"person": ticked, "reason": "skills", "details": "", "skipped": "書類だけで決めた"},
    )

    with acting_for(minato.pk):
        rejected = Application.objects.filter(stage=Stage.REJECTED)
        assert {one.candidate.name for one in rejected} == {"A", "B"}
        assert all(str(one.public_id) in done.url for one in rejected)
    assert "/notices/" in done.url


def test_ticked_people_can_be_tagged(ben_client, minato):
    with acting_for(minato.pk):
        kim = known(name="Kim")

    ben_client.post(reverse("desk:pool_act_begin"), {"person": [kim.public_id], "action": "tag", "tag": "銀メダル"})

    with acting_for(minato.pk):
        kim.refresh_from_db()
    assert kim.tags == ["銀メダル"]
    assert names(ben_client.get(reverse("desk:pool"), {"tag": "銀メダル"})) == ["Kim"]


def test_the_file_of_the_list_asks_for_the_password_first_and_is_written_down(ben, client, minato):
    ben.set_password("a long enough password")
    ben.save()
    client.force_login(ben)
    with acting_for(minato.pk):
        person = known(name="=1+1 キム", state=RecordState.POOL)

    address = reverse("desk:pool_file") + "?state=pool"
    asked = client.post(address)
    assert "reauthenticate" in asked.url
    page = client.post(asked.url, {"password": "a long enough password"}, follow=True)
    assert page.redirect_chain[-1][0] == address
    told = {"step": "file", "columns": ["name"], "format": "csv", "reason": "面談の準備"}
    file = client.post(address, told)

    assert "'=1+1 キム" in file.content.decode()
    with acting_for(minato.pk):
        assert [one.data for one in log_of(minato)] == [
            {"rows": 1, "people": [person.pk], "columns": ["name"], "reason": "面談の準備"}
        ]


# --- the candidate page -------------------------------------------------------------------------------------------


def test_the_page_tells_evaluations_protection_and_promises(ben_client, minato):
    with acting_for(minato.pk):
        kim = known(protected_until=TODAY() + timedelta(30), protected_by="ブリッジ人材", promised_on=TODAY())
        EvaluationFactory(
            application=kim.applications.get(),
            criteria=[{"criterion": "情報設計", "score": 4, "behaviour": "画面を12から5へ整理した"}],
        )

    page = ben_client.get(reverse("desk:candidate", args=[kim.public_id])).content.decode()

    assert "ブリッジ人材" in page
    assert "画面を12から5へ整理した" in page
    assert "data-protected" in page


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_asks_as_often_for_one_application_as_for_three(
    ben_client, minato, count, django_assert_max_num_queries
):
    with acting_for(minato.pk):
        kim = known()
        for _more in range(count - 1):
            application = ApplicationFactory(candidate=kim, stage=Stage.REJECTED)
            EvaluationFactory(application=application)

    with django_assert_max_num_queries(52):
        assert ben_client.get(reverse("desk:candidate", args=[kim.public_id])).status_code == 200


def test_a_decision_leads_to_its_notice(ben_client, minato):
    with acting_for(minato.pk):
        application = known().applications.get()

    told = {
        "decision-decision": "rejected",
        "decision-reason": "fit",
        "decision-details": "別の職種がよい",
        "decision-strengths": "順を追って話す",
    }
    answer = ben_client.post(reverse("desk:candidate_decide", args=[application.public_id]), told)

    with acting_for(minato.pk):
        application.refresh_from_db()
    assert application.stage == Stage.REJECTED
    assert application.reason == "fit"
    assert str(application.public_id) in answer.url


def test_a_no_without_a_reason_keeps_what_was_written(ben_client, minato):
    with acting_for(minato.pk):
        application = known().applications.get()

    told = {"decision-decision": "rejected", "decision-details": "書いたこと"}
    answer = ben_client.post(reverse("desk:candidate_decide", args=[application.public_id]), told)

    assert answer.status_code == 422
    assert "書いたこと" in answer.content.decode()


def test_a_note_about_family_is_refused_with_the_item_named(ben_client, minato):
    with acting_for(minato.pk):
        kim = known()

    answer = ben_client.post(reverse("desk:candidate_note", args=[kim.public_id]), {"note-text": "家族構成を確認した"})

    assert answer.status_code == 422
    assert "家族" in str(answer.context["note_form"].errors["text"])
    with acting_for(minato.pk):
        assert Note.objects.count() == 0


def test_looking_at_a_candidate_changes_nothing(ben_client, minato):
    with acting_for(minato.pk):
        application = known().applications.get()
        kim = application.candidate

    ben_client.get(reverse("desk:candidate", args=[kim.public_id]))
    for name in (
        "candidate_decide",
        "candidate_reopen",
        "candidate_advance",
        "candidate_promise",
        "candidate_evaluate",
    ):
        assert ben_client.get(reverse(f"desk:{name}", args=[application.public_id])).status_code == 405
    for name in ("pool_chosen", "pool_decide"):
        assert ben_client.get(reverse(f"desk:{name}")).status_code == 405

    with acting_for(minato.pk):
        kim_now = Candidate.objects.get()
    assert kim_now.updated_at == kim.updated_at


def test_two_records_with_one_address_are_shown_and_told_apart(ben_client, minato):
    with acting_for(minato.pk):
        first, second = known(name="美咲"), known(name="次郎")
        hint = DuplicateHint.objects.create(first=first, second=second, score=50, reasons=["email"]).public_id
    assert sorted(names(ben_client.get(reverse("desk:pool"), {"view": "double"}))) == ["次郎", "美咲"]

    ben_client.post(reverse("desk:candidate_apart", args=[first.public_id, hint]))

    assert names(ben_client.get(reverse("desk:pool"), {"view": "double"})) == []
    with acting_for(minato.pk):
        assert Candidate.objects.count() == 2


# --- roles --------------------------------------------------------------------------------------------------------


def test_a_viewer_looks_and_changes_nothing(client, minato):
    client.force_login(staff_of(minato, Role.VIEWER))
    with acting_for(minato.pk):
        application = known().applications.get()
    kim = application.candidate

    page = client.get(reverse("desk:candidate", args=[kim.public_id]))

    assert page.status_code == 200
    assert 'name="note-text"' not in page.content.decode()
    assert client.post(reverse("desk:candidate_note", args=[kim.public_id]), {"note-text": "x"}).status_code == 403
    assert client.post(reverse("desk:candidate_decide", args=[application.public_id])).status_code == 403
    assert client.post(reverse("desk:candidate_evaluate", args=[application.public_id])).status_code == 403
    assert client.get(reverse("desk:imports")).status_code == 403
    assert client.get(reverse("desk:candidate_new")).status_code == 403


def test_an_interviewer_evaluates_and_nothing_else(client, minato):
    client.force_login(staff_of(minato, Role.INTERVIEWER))
    with acting_for(minato.pk):
        application = known().applications.get()

    told = {
        "evaluation-reached": "first",
        "evaluation-score_0": "4",
        "evaluation-behaviour_0": "週次の振り返りを自分で始めた",
    }
    answer = client.post(reverse("desk:candidate_evaluate", args=[application.public_id]), told)

    assert answer.status_code == 302
    with acting_for(minato.pk):
        [evaluation] = application.evaluations.all()
        assert (evaluation.score, evaluation.criteria[0]["criterion"]) == (4, "課題の発見")
    assert client.post(reverse("desk:candidate_decide", args=[application.public_id])).status_code == 403


def test_somebody_added_by_hand_comes_through_the_same_door(ben_client, minato):
    told = {
        "name": "キム 美咲",
        "email": "Kim@Mail.example",
        "position": "法人営業",
        "track": "mid_career",
        "applied_on": TODAY().isoformat(),
        "source": "agency",
        "agency_firm": "ブリッジ人材",
    }

    ben_client.post(reverse("desk:candidate_new"), told)
    ben_client.post(reverse("desk:candidate_new"), told)

    with acting_for(minato.pk):
        kim = Candidate.objects.get()
    assert kim.email_key == "kim@mail.example"
    assert kim.protected_until > TODAY() + timedelta(360)


# --- home and settings --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("count", [1, 3])
def test_home_asks_as_often_for_one_as_for_three(ben_client, minato, mode3, count, django_assert_max_num_queries):
    with acting_for(minato.pk):
        for _n in range(count):
            known(promised_on=TODAY())

    with django_assert_max_num_queries(40):
        response = ben_client.get(reverse("desk:home"))

    [section] = response.context["sections"]
    assert (section.key, section.count) == ("promises", count)


def test_home_says_who_decided_and_was_not_told(ben_client, minato):
    with acting_for(minato.pk):
        known(stage=Stage.REJECTED)
        Application.objects.update(decided_at=timezone.now())

    response = ben_client.get(reverse("desk:home"))

    [section] = response.context["sections"]
    assert section.key == "notices"
    assert "/notices/new/?application=" in section.works[0].link


def test_home_is_calm_when_nothing_waits(ben_client, minato):
    response = ben_client.get(reverse("desk:home"))

    assert response.context["sections"] == []
    assert response.status_code == 200


def test_the_figures_follow_the_page(ben_client, minato):
    assert ben_client.get(reverse("desk:home_figures")).status_code == 200


def test_settings_show_the_door_with_its_texts(ben_client, minato):
    page = ben_client.get(reverse("desk:settings_door")).content.decode()

    assert "https://relay.example/go/minato" in page
    assert "<svg" in page


def test_only_the_owner_changes_the_company_and_its_staff(ben_client, client, ada, ben, minato):
    assert ben_client.get(reverse("desk:settings")).status_code == 200
    assert ben_client.get(reverse("desk:settings_company")).status_code == 403
    assert ben_client.post(reverse("desk:settings_invite")).status_code == 403

    client.force_login(ada)

    assert client.get(reverse("desk:settings_company")).status_code == 200
    assert "reauthenticate" in client.post(reverse("desk:settings_role", args=[ben.public_id]), {"role": "owner"}).url

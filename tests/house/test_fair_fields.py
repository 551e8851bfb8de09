"""No column and no question is made for what may not be known of a candidate (LEGAL F-01).

Proof that the guard can go red: give a model a field `spouse`, or a form a field labelled 家族構成; it is named here.
"""

import importlib
import pkgutil

from django import forms
from django.apps import apps
from django.utils import translation

import career_relay
from career_relay.base.text.lint import lint_question

DENIED = {
    "birthplace", "hometown", "domicile", "koseki", "family", "spouse", "dependants", "dependents", "father", "mother",
    "siblings", "marital", "married", "children", "housing", "religion", "party", "creed", "ideology", "union",
    "newspaper", "book", "health", "disease", "disability", "criminal", "ethnic", "race", "gender", "sex", "age",
    "birthday", "nationality", "commute", "photo", "height", "weight", "blood",
}  # fmt: skip
# A family of roles is a kind of work; the purpose notice of a company speaks of third parties.
OTHER_MEANINGS = {
    *("positions.Position.role_family", "notices.Preference.talk_family"),
    *("consents.Certificate.family", "consents.HeldCertificate.family"),
    *("consents.CardLine.role_family", "relay.CardCell.role_family", "relay.AskRoom.role_family"),
    # what a posting may say of age at all, and by which exception of the law (LEGAL J-04): nobody's age
    *("positions.Position.age_exception", "positions.Position.age_from", "positions.Position.age_to"),
    "positions.Position.retirement_age",
    "companies.Company.purpose_third_party",
}
# What a form asks all the same, and why.
ASKED_FOR = {
    "年代": "for the audit of fairness alone, of one's own will; no company and no ranking reads it (LEGAL §6.1, ADR 58)",
    "性別": "the same audit",
    "年齢制限が認められる例外事由": "of a posting, not of a person: the law's own list (LEGAL J-04)",
    "年齢の下限（歳以上）": "the same list",
    "年齢の上限（歳以下）": "the same list",
    "生年月日": "the operator's book of job-seekers wants it (LEGAL §3.5, M-09); no company can read it",
    "住所": "the same book",
    "16歳以上で、中学校・高等学校の新卒としての応募ではありません。": "pupils may not apply here (LEGAL M-09); no age is kept",
}


def columns() -> set[str]:
    ours = (model for model in apps.get_models() if model.__module__.startswith("career_relay."))
    return {f"{model._meta.label}.{field.name}" for model in ours for field in model._meta.concrete_fields}


def labels() -> dict[str, str]:
    """Every label and help text of every form, in Japanese, with the form it is of."""
    for module in pkgutil.walk_packages(career_relay.__path__, "career_relay."):
        if ".forms" in module.name or module.name.endswith(".fair"):
            importlib.import_module(module.name)
    with translation.override("ja"):
        return {
            str(text): form.__qualname__
            for form in _forms(forms.BaseForm)
            if form.__module__.startswith("career_relay.")
            for field in form.base_fields.values()
            for text in (field.label, field.help_text)
            if text
        }


def _forms(of: type) -> list[type]:
    return [one for kind in of.__subclasses__() for one in (kind, *_forms(kind)) if hasattr(one, "base_fields")]


def test_no_column_is_made_for_what_may_not_be_known():
    found = {one for one in columns() if DENIED & set(one.rsplit(".", 1)[1].split("_"))}

    assert found - OTHER_MEANINGS == set()
    assert len(columns()) > 300


def test_no_form_asks_for_it():
    asked = {text: found[0].code for text in labels() if (found := lint_question(text))}

    assert {text: code for text, code in asked.items() if text not in ASKED_FOR} == {}
    assert len(labels()) > 60

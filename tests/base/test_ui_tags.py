"""The marks every screen shares, as a browser gets them."""

import re
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django import forms
from django.template import Context, RequestContext, Template, TemplateSyntaxError
from django.test import RequestFactory
from django.utils.translation import override

from career_relay.base import wording

MAY = date(2027, 5, 24)


def render(source: str, language: str = "ja", **context: Any) -> str:
    with override(language):
        return Template(source).render(Context(context))


def words(html: str) -> str:
    """What is left of the page without its marks."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", html)).strip()


def test_an_icon_is_decoration_unless_it_has_a_label() -> None:
    assert 'class="icon icon--s"' in render('{% icon "check" "icon--s" %}')
    assert 'aria-hidden="true"' in render('{% icon "check" %}')
    assert 'role="img" aria-label="a &lt;b&gt;"' in render('{% icon "check" label=label %}', label="a <b>")


def test_an_unknown_icon_stops_the_page() -> None:
    with pytest.raises(TemplateSyntaxError, match="no icon 'no-such'"):
        render('{% icon "no-such" %}')


@pytest.mark.parametrize(
    ("state", "ja", "en"),
    [
        ("record", "記録", "Record"),
        ("pool", "プール", "Pool"),
        ("contact", "ご案内可", "May be written to"),
    ],
)
def test_a_record_has_the_same_words_on_every_screen(state: str, ja: str, en: str) -> None:
    assert words(render("{% record state %}", state=state)) == ja
    assert words(render("{% record state %}", "en", state=state)) == en


def test_a_record_says_until_when_it_may_be_used() -> None:
    assert words(render('{% record "contact" until %}', until=MAY)) == "ご案内可2027/05/24まで"


def test_protection_names_the_firm_and_escapes_it() -> None:
    assert words(render('{% protect until "ブリッジ人材" %}', until=MAY)) == "保護（ブリッジ人材）"
    assert (
        words(render("{% protect until long=True %}", until=MAY)) == "案内できません：エージェント経由 2027/05/24まで"
    )
    assert "&lt;b&gt;" in render('{% protect until "<b>" %}', until=MAY)


def test_a_score_is_steps_and_a_sentence() -> None:
    html = render("{% score 3.5 %}")

    assert html.count('class="on"') == 3
    assert html.count('class="half"') == 1
    assert words(html) == "3.55段階中3.5"


def test_a_qr_code_is_drawn_in_the_page_and_named() -> None:
    html = render("{% qr url %}", url="https://relay.example/go/minato?a=1&b=2")

    assert html.startswith('<svg role="img" aria-label="このリンクのQRコード"')
    assert 'class="c-qr"' in html
    assert "relay.example" not in html


def test_dates_are_read_in_the_language_and_time_of_the_reader() -> None:
    late = datetime(2027, 5, 23, 16, 4, tzinfo=UTC)  # the 24th in Japan
    line = "{{ late|day }} | {{ late|day_short }} | {{ late|weekday }} | {{ late|moment }} | {{ late|clock }}"

    assert render(line, late=late) == "2027年5月24日 | 2027/05/24 | 5月24日（月） | 2027年5月24日 01:04 | 01:04"
    assert render(line, "en", late=late) == ("24 May 2027 | 2027/05/24 | Mon 24 May | 24 May 2027, 01:04 JST | 01:04")
    assert render("{{ nothing|day }}{{ nothing|moment }}{{ nothing|clock }}", nothing=None) == ""


@pytest.mark.parametrize(
    ("low", "high", "ja", "en"),
    [
        (4_800_000, 6_200_000, "480〜620万円", "¥4,800,000–6,200,000"),
        (1_150, 1_300, "1,150〜1,300円", "¥1,150–1,300"),
        (4_800_000, None, "480万円〜", "¥4,800,000–"),
        (None, None, "", ""),
    ],
)
def test_pay_is_read_as_people_say_it(low: int | None, high: int | None, ja: str, en: str) -> None:
    assert render("{% yen_range low high %}", low=low, high=high) == ja
    assert render("{% yen_range low high %}", "en", low=low, high=high) == en


def test_single_amounts_and_counts_are_grouped() -> None:
    assert render("{{ 1284|number }} {{ 12500|yen }} {{ 4800000|yen }}") == "1,284 12,500円 480万円"
    assert render("{{ 12500|yen }}", "en") == "¥12,500"


@pytest.mark.parametrize(
    ("name", "letter"), [("株式会社ミナトソフト", "ミ"), ("佐藤 美咲", "佐"), ("株式会社", "株"), ("", "")]
)
def test_the_mark_of_a_company_passes_its_legal_form(name: str, letter: str) -> None:
    assert wording.initial(name) == letter


def test_qs_keeps_every_other_condition() -> None:
    request = RequestFactory().get("/desk/pool/", {"q": "経理", "page": "3", "state": ["pool", "contact"]})

    html = Template("{% qs page=4 %} {% qs page=None %}").render(RequestContext(request))

    kept = "?q=%E7%B5%8C%E7%90%86{}&amp;state=pool&amp;state=contact"
    assert html == f"{kept.format('&amp;page=4')} {kept.format('')}"


class Apply(forms.Form):
    email = forms.EmailField(label="Mail", help_text="We never show it.")
    track = forms.ChoiceField(label="Track", choices=[("mid", "中途")], required=False)
    agree = forms.BooleanField(label="I agree")
    days = forms.MultipleChoiceField(label="Days", choices=[("1", "Mon")], widget=forms.CheckboxSelectMultiple)


def test_a_field_ties_label_hint_and_error_to_its_control() -> None:
    html = render("{% field form.email autocomplete='email' %}", form=Apply(data={"email": "sato.example"}))

    assert '<label for="id_email">Mail<span class="req">必須</span></label>' in html
    assert 'class="input"' in html
    assert 'autocomplete="email"' in html
    assert 'aria-invalid="true"' in html
    assert 'aria-describedby="id_email_hint id_email_error"' in html
    assert '<p class="hint" id="id_email_hint">We never show it.</p>' in html
    assert '<p class="error" id="id_email_error"><svg class="icon icon--s"' in html


def test_a_field_without_fault_is_quiet() -> None:
    html = render("{% field form.track optional=True %}", form=Apply())

    assert "error" not in html
    assert "aria-describedby" not in html
    assert words(html) == "Track任意 中途"
    assert '<span class="select"><select' in html


def test_one_box_stands_inside_its_label_and_several_stand_in_a_fieldset() -> None:
    assert '<label class="check" for="id_agree"><input type="checkbox"' in render(
        "{% field form.agree %}", form=Apply()
    )
    assert "<legend>Days" in render("{% field form.days %}", form=Apply())


def test_the_summary_of_faults_leads_to_each_field() -> None:
    html = render('{% include "_form_errors.html" %}', form=Apply(data={"email": "sato.example", "agree": "on"}))

    assert words(html).startswith("2か所を直してください")
    assert re.findall(r'href="(#[^"]+)"', html) == ["#id_email", "#id_days"]

"""When something is broken, these pages still appear: they read nothing (a query would fail the test)."""

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils.translation import override


@pytest.mark.parametrize(
    ("page", "ja", "en"),
    [
        ("400.html", "送られた内容を読み取れませんでした", "We could not read this request"),
        ("500.html", "こちらで問題が起きました", "Something went wrong on our side"),
    ],
)
def test_a_page_without_a_request_speaks_both_languages(page: str, ja: str, en: str) -> None:
    with override("ja"):
        assert f"<h1>{ja}</h1>" in render_to_string(page)
    with override("en"):
        assert f"<h1>{en}</h1>" in render_to_string(page)


@pytest.mark.parametrize("page", ["403.html", "403_csrf.html", "404.html", "429.html"])
def test_a_page_with_a_request_asks_no_database(page: str) -> None:
    request = RequestFactory().get("/nowhere/")

    html = render_to_string(page, request=request)

    assert html.count("<h1>") == 1
    assert 'href="/"' in html


def test_the_page_for_faults_does_not_need_the_list_of_static_files() -> None:
    assert 'href="/static/career-relay.css"' in render_to_string("500.html")

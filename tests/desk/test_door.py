"""Settings → Door: everything about the link on one page, and its files."""

import pytest
from django.urls import reverse

from career_relay.companies.doors import files
from tests.factories.companies import CompanyFactory


@pytest.mark.parametrize(("language", "said"), [("ja", "確認の番号が届きます"), ("en", "a code will be sent to it")])
def test_the_page_has_a_text_for_each_place_in_the_language_asked_for(ben_client, minato, language, said):
    page = ben_client.get(reverse("desk:settings_door"), {"in": language}).content.decode()

    assert [key for key in files() if f'id="text-{key}"' not in page] == []
    assert said in page


@pytest.mark.parametrize("language", ["fr", "", "x" * 5_000, "<b>"])
def test_a_language_nobody_has_shows_the_page_as_it_is(ben_client, minato, language):
    page = ben_client.get(reverse("desk:settings_door"), {"in": language})

    assert (page.status_code, 'lang="ja"' in page.content.decode()) == (200, True)


@pytest.mark.parametrize(
    ("name", "media", "begins"),
    [
        ("desk:settings_door_svg", "image/svg+xml", b"<?xml"),
        ("desk:settings_door_png", "image/png", b"\x89PNG"),
        ("desk:settings_door_card", "application/pdf", b"%PDF"),
    ],
)
def test_code_and_card_come_as_files(ben_client, minato, name, media, begins):
    CompanyFactory(slug="another")

    answer = ben_client.get(reverse(name))

    assert answer["Content-Type"] == media
    assert answer["Content-Disposition"].startswith('attachment; filename="door-minato.')
    assert answer.content.startswith(begins)

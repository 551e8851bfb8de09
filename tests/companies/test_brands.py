"""Colour and logo: readable, and nothing but a picture."""

from io import BytesIO

import pytest
from django.utils import translation
from PIL import Image, PngImagePlugin

from career_relay.base.actors import SYSTEM
from career_relay.base.errors import Refused
from career_relay.companies.brands import BOX, brand_of, change_brand, clean_colour, clean_logo, contrast_with_white
from career_relay.companies.models import Brand


@pytest.fixture(autouse=True)
def english(the_first_language):
    """The sentences here are looked for as they are written in the code."""
    with translation.override("en"):
        yield


def picture(size=(640, 640), form="PNG", **more) -> BytesIO:
    out = BytesIO()
    Image.new("RGB", size, "#1f6f5c").save(out, form, **more)
    out.seek(0)
    return out


@pytest.mark.parametrize(
    ("colour", "contrast"), [("#000000", 21.0), ("#ffffff", 1.0), ("#767676", 4.54), ("#ff0000", 4.0)]
)
def test_the_contrast_is_the_one_of_wcag(colour, contrast):
    assert round(contrast_with_white(colour), 2) == contrast


@pytest.mark.parametrize(
    "said", ["#777777", "#ffff00", "#FFF", "red", "#12345g", "#1234567", "javascript:alert(1)", "#１２３４５６"]
)
def test_a_colour_that_cannot_be_read_or_is_none_is_refused(said):
    with pytest.raises(Refused):
        clean_colour(said)


@pytest.mark.parametrize(("said", "kept"), [("", ""), ("  ", ""), (" #1F6F5C ", "#1f6f5c"), ("#767676", "#767676")])
def test_a_colour_is_kept_in_one_way(said, kept):
    assert clean_colour(said) == kept


def test_a_logo_is_drawn_anew_and_nothing_else_of_the_file_stays():
    told = PngImagePlugin.PngInfo()
    told.add_text("Comment", "<script>where the photo was taken</script>")

    drawn = clean_logo(picture(pnginfo=told))

    with Image.open(BytesIO(drawn)) as found:
        assert (found.format, found.size, found.info) == ("PNG", (BOX[1], BOX[1]), {})
    assert b"script" not in drawn


@pytest.mark.parametrize("form", ["JPEG", "WEBP"])
def test_other_pictures_become_png(form):
    with Image.open(BytesIO(clean_logo(picture(form=form)))) as found:
        assert found.format == "PNG"


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "no picture"),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "no picture"),
        (picture(form="GIF").read(), "no picture"),
        (picture().read()[:60], "no picture"),
        (b"\x89PNG\r\n\x1a\n" + b"0" * 50, "no picture"),
        (b"0" * 1_000_001, "one megabyte"),
        (picture((5_000, 5_000)).read(), "too large"),
    ],
)
def test_what_is_no_picture_of_ours_is_refused(content, says):
    with pytest.raises(Refused, match=says):
        clean_logo(BytesIO(content))


def test_a_brand_keeps_its_logo_until_it_is_dropped(at_minato):
    first = change_brand(at_minato, colour="#1f6f5c", logo=picture(), by=SYSTEM)
    change_brand(at_minato, colour="", logo=None, by=SYSTEM)
    kept = brand_of(at_minato)
    change_brand(at_minato, colour="", logo=None, drop_logo=True, by=SYSTEM)

    assert kept is not None
    assert (kept.colour, kept.logo_mark) == ("", first.logo_mark)
    assert list(Brand.objects.values_list("colour", "logo", "logo_mark")) == [("", None, "")]


def test_a_refused_brand_changes_nothing(at_minato):
    with pytest.raises(Refused):
        change_brand(at_minato, colour="#ffff00", logo=picture(), by=SYSTEM)

    assert brand_of(at_minato) is None

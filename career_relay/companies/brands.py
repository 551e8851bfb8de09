"""A company's colour and logo on what candidates read (PRODUCT H8)."""

import hashlib
from io import BytesIO
from typing import BinaryIO, Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from PIL import Image, UnidentifiedImageError

from career_relay.base.actors import Actor
from career_relay.base.audit import record
from career_relay.base.errors import Refused
from career_relay.companies.events import CompanyEvent
from career_relay.companies.models import Brand, Company

LEAST_CONTRAST: Final = 4.5  # WCAG 2.2 AA, white letters on the colour
MOST_BYTES: Final = 1_000_000
MOST_PIXELS: Final = 16_000_000  # a small file may unfold to a huge picture
BOX: Final = (320, 96)
FORMATS: Final = ("PNG", "JPEG", "WEBP")
COLOUR, LOGO = "COLOUR", "LOGO"  # codes of a refusal: what has to be mended
_DIGITS: Final = 7


def contrast_with_white(colour: str) -> float:
    """`#1f6f5c` → how well white is read on it, 1 to 21 (WCAG 2.2, relative luminance)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts]
    luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return 1.05 / (luminance + 0.05)


def clean_colour(said: str) -> str:
    """'#1F6F5C' → '#1f6f5c'; nothing stays nothing. Raises Refused for what is no colour, or too light to read on."""
    colour = said.strip().lower()
    if not colour:
        return ""
    if len(colour) != _DIGITS or colour[0] != "#" or any(one not in "0123456789abcdef" for one in colour[1:]):
        raise Refused(_("Write the colour as # and six digits, for example #1f6f5c."), code=COLOUR)
    found = contrast_with_white(colour)
    if found < LEAST_CONTRAST:
        raise Refused(
            _(
                "White letters on this colour cannot be read well: {found:.1f} instead of 4.5. Take a darker one."
            ).format(found=found),
            code=COLOUR,
        )
    return colour


def clean_logo(file: BinaryIO) -> bytes:
    """Draw the picture anew as PNG, no larger than it is shown: nothing else that was in the file stays. Raises Refused."""
    content = file.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise Refused(_("The file is larger than one megabyte."), code=LOGO)
    try:
        with Image.open(BytesIO(content), formats=FORMATS) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise Refused(_("The picture is too large. 320 × 96 dots are enough."), code=LOGO)
            drawn = picture.convert("RGBA")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError) as fault:
        raise Refused(_("This is no picture we can read. Please use PNG, JPEG or WebP."), code=LOGO) from fault
    drawn.thumbnail(BOX)
    out = BytesIO()
    drawn.save(out, "PNG", optimize=True)
    return out.getvalue()


def brand_of(company: Company) -> Brand | None:
    return Brand.objects.filter(company=company).first()


@transaction.atomic
def change_brand(company: Company, *, colour: str, logo: BinaryIO | None, drop_logo: bool = False, by: Actor) -> Brand:
    """Take colour and logo over. Without a new logo the old one stays, unless it is dropped. Raises Refused."""
    wanted = clean_colour(colour)
    picture = clean_logo(logo) if logo else None
    Company.objects.select_for_update().get(pk=company.pk)
    brand, _made = Brand.objects.get_or_create(company=company)
    brand.colour = wanted
    if picture or drop_logo:
        brand.logo = picture
        brand.logo_mark = hashlib.sha256(picture).hexdigest()[:16] if picture else ""
    brand.changed_at = timezone.now()
    brand.save()
    record(CompanyEvent.BRAND_CHANGED, company, by=by)
    return brand

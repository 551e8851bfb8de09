"""The compiled catalogue is read by Python's own gettext."""

import gettext
from io import BytesIO

from career_relay.base.catalogue import mo
from career_relay.base.phrases import Phrase, in_python, in_template


def test_python_reads_what_we_compile() -> None:
    catalogue = {
        Phrase("Pool"): "プール",
        Phrase("Pool", context="record state"): "候補者プール",
        Phrase("one place", plural="%(n)s places"): "%(n)sか所",
    }

    read = gettext.GNUTranslations(BytesIO(mo(catalogue)))

    assert read.gettext("Pool") == "プール"
    assert read.pgettext("record state", "Pool") == "候補者プール"
    assert read.ngettext("one place", "%(n)s places", 5) == "%(n)sか所"
    assert read.gettext("Unknown") == "Unknown"


def test_phrases_are_found_in_code_under_any_name() -> None:
    source = (
        "from django.utils.translation import gettext_lazy as _, ngettext, pgettext as said\n"
        'a = _("Plain " "words")\n'
        'b = ngettext("one", "many", n)\n'
        'c = said("menu", "Pool")\n'
        "d = _(variable)\n"
    )

    assert list(in_python(source)) == [
        (2, Phrase("Plain words")),
        (3, Phrase("one", plural="many")),
        (4, Phrase("Pool", context="menu")),
    ]


def test_phrases_are_found_in_templates() -> None:
    source = (
        '{% translate "Plain words" %}\n'
        '{% translate "Pool" context "menu" %}\n'
        "{% blocktranslate count n=n trimmed %}\n  one\n{% plural %}\n  {{ n }} many\n{% endblocktranslate %}\n"
        '{% include "x.html" with title=_("Title") %}'
    )

    assert [phrase for _, phrase in in_template(source)] == [
        Phrase("Plain words"),
        Phrase("Pool", context="menu"),
        Phrase("one", plural="%(n)s many"),
        Phrase("Title"),
    ]

"""What can happen to what a company taught the import, in words."""

from enum import StrEnum

from django.utils.translation import gettext_lazy as _


class ImportsEvent(StrEnum):
    MAPPING_LEARNED = "imports.mapping_learned"
    MAPPING_RENAMED = "imports.mapping_renamed"
    MAPPING_FORGOTTEN = "imports.mapping_forgotten"
    FORM_ATTESTED = "imports.form_attested"


E = ImportsEvent
SENTENCES = {
    E.MAPPING_LEARNED: _("How a kind of file maps to our fields was learned."),
    E.MAPPING_RENAMED: _("A learned mapping was given another name."),
    E.MAPPING_FORGOTTEN: _("A learned mapping was forgotten."),
    E.FORM_ATTESTED: _("An owner vouched for the text of a form."),
}

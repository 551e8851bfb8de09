"""What a company teaches the import: mappings that are found again, and forms an owner vouches for."""

from collections.abc import Sequence
from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext as _

from career_relay.base.actors import Actor
from career_relay.base.audit import record
from career_relay.base.errors import Refused
from career_relay.base.text.normalise import squeeze, tidy
from career_relay.companies.models import Company

from .events import ImportsEvent
from .evidence import hash_of
from .mapping import Mapping, fingerprint
from .models import Allows, FormText, SavedMapping

_NAME: Final = 80
# Chosen anew for each file: how it is read, and what an owner vouches for.
_OF_ONE_FILE: Final = frozenset({"layout", "evidence"})


@transaction.atomic
def learn_mapping(headings: Sequence[str], mapping: Mapping, *, name: str, company: Company, by: Actor) -> SavedMapping:
    """Keep a confirmed mapping for the next file with these headings. A name once given is kept."""
    print_, told = fingerprint(headings), _kept(mapping)
    saved = SavedMapping.objects.select_for_update().filter(fingerprint=print_).first()
    if saved and saved.mapping == told:
        saved.save(update_fields=["used_at"])
        return saved
    if saved is None:
        saved = SavedMapping(company=company, fingerprint=print_, name=_named(name))
    saved.headings, saved.mapping = [heading for heading in headings if heading], told
    saved.save()
    record(ImportsEvent.MAPPING_LEARNED, saved, by=by, columns=len(saved.headings))
    return saved


def _kept(mapping: Mapping) -> dict[str, Any]:
    return {key: value for key, value in mapping.as_dict().items() if key not in _OF_ONE_FILE}


@transaction.atomic
def rename_mapping(saved: SavedMapping, *, name: str, by: Actor) -> SavedMapping:
    """Give a learned mapping another name. raises Refused for a blank one."""
    saved = SavedMapping.objects.select_for_update().get(pk=saved.pk)
    if not (clean := squeeze(name)):
        raise Refused(_("Give the mapping a name."), code="NO_NAME")
    if saved.name == _named(clean):
        return saved
    saved.name = _named(clean)
    saved.save(update_fields=["name"])
    record(ImportsEvent.MAPPING_RENAMED, saved, by=by)
    return saved


def _named(name: str) -> str:
    return squeeze(name)[:_NAME]


@transaction.atomic
def forget_mapping(saved: SavedMapping, *, by: Actor) -> None:
    """The next file with these headings is recognised anew. What was imported with it stays."""
    saved = SavedMapping.objects.select_for_update().get(pk=saved.pk)
    record(ImportsEvent.MAPPING_FORGOTTEN, saved, by=by)
    saved.delete()


@transaction.atomic
def attest_form(told: FormText, *, by: Actor) -> FormText:
    """An owner vouches for a text as applicants saw it.

    in: an unsaved form with its company. raises Refused when it cannot be evidence.
    """
    told.form, told.version, told.text = squeeze(told.form)[:40], squeeze(told.version)[:20], tidy(told.text)
    ensure_attestable(told)
    told.text_hash, told.attested_by_id = hash_of(told.text), by.id
    told.save(force_insert=True)
    record(ImportsEvent.FORM_ATTESTED, told, by=by, allows=told.allows)
    return told


def ensure_attestable(told: FormText) -> None:
    """Name, version, text, days in order, and nothing beyond what an import may set. raises Refused."""
    if not (told.form and told.version and told.text):
        raise Refused(_("A form needs its name, its version and the text as applicants saw it."), code="FORM_BLANK")
    if told.until and told.until < told.since:
        raise Refused(_("The last day lies before the first day."), code="FORM_DAYS")
    if told.allows not in Allows.values:
        raise Refused(_("Choose what the form allows."), code="FORM_ALLOWS")
    if FormText.objects.filter(form=told.form, version=told.version).exists():
        raise Refused(_("This version is written down already. A changed text is another version."), code="FORM_KNOWN")

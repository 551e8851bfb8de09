"""A file is read otherwise than recognised, because somebody looked at it and says so."""

from django.core.files.storage import default_storage
from django.db import transaction

from career_relay.candidates.models import ImportRun, RunState
from career_relay.candidates.runs import binary, ensure_idle, max_bytes
from career_relay.imports.layouts import Layout
from career_relay.imports.presets import find
from career_relay.imports.queries import learned_for
from career_relay.imports.readers import open_table


@transaction.atomic
def reread(run: ImportRun, layout: Layout, *, preset: str = "") -> ImportRun:
    """Read the file in this layout from now on. Which column goes where is asked anew.

    in: `preset` by name, or nothing to recognise it. raises Refused: then the file is read as before.
    """
    run = ImportRun.objects.select_for_update().get(pk=run.pk)
    ensure_idle(run)
    if preset:
        find(preset)
    with default_storage.open(run.stored, "rb") as file:
        table = open_table(binary(file), run.file_name, layout=layout, max_bytes=max_bytes())
    headers = list(table.headers)
    learned = None if preset else learned_for(headers)
    run.mapping = {**(learned.saved.mapping if learned else {}), "layout": layout.as_dict()}
    run.headers, run.rows, run.preset = headers, table.total, preset
    run.encoding, run.delimiter = table.encoding, table.delimiter
    run.state, run.attested_by_id = RunState.UPLOADED, None
    run.save(update_fields=["mapping", "headers", "rows", "preset", "encoding", "delimiter", "state", "attested_by"])
    return run

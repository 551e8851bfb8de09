"""Slow work of consents: ids in, person on, one call."""

from career_relay.base.actors import SYSTEM
from career_relay.base.queue import app
from career_relay.base.tenancy import person


@app.task(queue="consents", name="consents.end_consent")
def end_consent(*, person_id: int, entry_id: int) -> None:
    """Write the end of a choice into the ledger. `may_show` has stopped at that moment already."""
    from career_relay.consents.expiry import end  # tasks never import actions

    with person(person_id):
        end(entry_id, by=SYSTEM)

"""Slow work of matching: ids in, person on, one call."""

from career_relay.base.queue import app
from career_relay.base.tenancy import person


@app.task(queue="matching", name="matching.embed_profile")
def embed_profile(*, person_id: int) -> None:
    from career_relay.matching.meanings import write_meaning  # numpy and the model are loaded by the worker alone

    with person(person_id):
        write_meaning(person_id)

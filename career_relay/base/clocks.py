"""How long the rows that every room shares live: the log, the register of erasures, the queue."""

from django.apps import apps
from django.utils.translation import gettext_lazy as _

from career_relay.base.erasure import Kept, NoPersonalData, Own, registry
from career_relay.base.models import AuditEvent, Erasure

registry.declare(AuditEvent, clock=Own("at", "log"), why="ids and facts, no names: who did what (LEGAL §5)")
registry.declare(
    Erasure,
    clock=Kept(_("A keyed hash: without it a backup would bring an erased person back."), _("as long as backups are")),
    why="a keyed hash: it tells nobody whose it is",
)
for _model in apps.get_app_config("procrastinate").get_models():
    registry.declare(_model, clock=NoPersonalData(), why="ids only; finished jobs go after a month")

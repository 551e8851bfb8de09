"""Who may do what, as one table."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    OWNER = "owner", _("owner")
    GATEKEEPER = "gatekeeper", _("gatekeeper to the network")
    RECRUITER = "recruiter", _("recruiter")
    INTERVIEWER = "interviewer", _("interviewer")
    VIEWER = "viewer", _("viewer")


class Permission(models.TextChoices):
    SEE_CANDIDATES = "see_candidates", _("see candidates")
    EVALUATE = "evaluate", _("write evaluations")
    EDIT_CANDIDATES = "edit_candidates", _("change candidates")
    IMPORT = "import", _("import files")
    SEND_NOTICES = "send_notices", _("send notices")
    EDIT_TEMPLATES = "edit_templates", _("change templates")
    SEND_CAMPAIGNS = "send_campaigns", _("write to many")
    EDIT_POSITIONS = "edit_positions", _("change positions")
    ASK = "ask", _("ask people about a position")
    RECEIVE = "receive", _("receive introductions")
    SEE_REPORTS = "see_reports", _("see reports")
    SET_FIGURES = "set_figures", _("set the numbers a report is worked out from")
    DECIDE_FAIRNESS = "decide_fairness", _("decide on exceptions to fair selection")
    KEEP_GATE = "keep_gate", _("decide which circles and companies we relay with")
    MANAGE_COMPANY = "manage_company", _("manage the company and its staff")


P = Permission
GRANTS: dict[str, frozenset[Permission]] = {
    Role.VIEWER: frozenset({P.SEE_CANDIDATES, P.SEE_REPORTS}),
    Role.INTERVIEWER: frozenset({P.SEE_CANDIDATES, P.EVALUATE}),
    Role.RECRUITER: frozenset(set(P) - {P.MANAGE_COMPANY, P.DECIDE_FAIRNESS, P.KEEP_GATE}),
    Role.GATEKEEPER: frozenset(set(P) - {P.MANAGE_COMPANY, P.DECIDE_FAIRNESS}),
    Role.OWNER: frozenset(P),
}


def may(role: str, permission: Permission) -> bool:
    return permission in GRANTS[role]

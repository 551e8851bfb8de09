"""What each mode is called, and one sentence about it (LEGAL §1)."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from career_relay.companies.licences import Mode

NAMES: dict[Mode, str | Promise] = {
    Mode.OWN_POOL: _("own pool"),
    Mode.SELF_DIRECTED: _("led by the person"),
    Mode.SEARCH: _("search by conditions"),
    Mode.FREE_PLACEMENT: _("free placement"),
    Mode.PAID_PLACEMENT: _("paid placement"),
}
MEANINGS: dict[Mode, str | Promise] = {
    Mode.OWN_POOL: _("Each company keeps its own past applicants. Nothing passes between companies."),
    Mode.SELF_DIRECTED: _("People read openings by their own conditions and send themselves. Nobody selects for them."),
    Mode.SEARCH: _("Companies may also search coarse cards by conditions they type themselves."),
    Mode.FREE_PLACEMENT: _("The network may ask people who fit, and introduce them. No money passes hands."),
    Mode.PAID_PLACEMENT: _("The same, for a fee by the filed table. Candidates never pay."),
}

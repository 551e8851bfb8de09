"""What can happen to a company, a circle or a licence, in words."""

from enum import StrEnum

from django.utils.translation import gettext_lazy as _


class CompanyEvent(StrEnum):
    ADMITTED = "companies.admitted"
    SUSPENDED = "companies.suspended"
    RESUMED = "companies.resumed"
    CIRCLE_MADE = "companies.circle_made"
    CIRCLE_JOINED = "companies.circle_joined"
    CIRCLE_LEFT = "companies.circle_left"
    LICENCE_ADDED = "companies.licence_added"
    LICENCE_REFUSED = "companies.licence_refused"
    LICENCE_ENDED = "companies.licence_ended"
    BOOK_EXPORTED = "companies.book_exported"
    PROFILE_CHANGED = "companies.profile_changed"
    CAREERS_CHANGED = "companies.careers_changed"
    PROMISES_SHOWN = "companies.promises_shown"
    PROMISES_HIDDEN = "companies.promises_hidden"
    STAFF_INVITED = "companies.staff_invited"
    ROLE_CHANGED = "companies.role_changed"
    STAFF_LEFT = "companies.staff_left"


E = CompanyEvent
SENTENCES = {
    E.ADMITTED: _("The company was admitted to the network."),
    E.SUSPENDED: _("The company was suspended."),
    E.RESUMED: _("The company takes part again."),
    E.CIRCLE_MADE: _("The circle was made."),
    E.CIRCLE_JOINED: _("A company joined the circle."),
    E.CIRCLE_LEFT: _("A company left the circle."),
    E.LICENCE_ADDED: _("A licence was added."),
    E.LICENCE_REFUSED: _("A licence was refused for lack of evidence."),
    E.LICENCE_ENDED: _("A licence was ended."),
    E.BOOK_EXPORTED: _("The book of provisions was exported."),
    E.PROFILE_CHANGED: _("The company’s facts were changed."),
    E.CAREERS_CHANGED: _("The careers page was changed."),
    E.PROMISES_SHOWN: _("The promise page is shown."),
    E.PROMISES_HIDDEN: _("The promise page is not shown."),
    E.STAFF_INVITED: _("Somebody joined the staff."),
    E.ROLE_CHANGED: _("A role was changed."),
    E.STAFF_LEFT: _("Somebody left the staff."),
}

"""What can happen to a company, a circle or a licence, in words."""

from enum import StrEnum

from django.utils.translation import gettext_lazy as _


class CompanyEvent(StrEnum):
    ADMITTED = "companies.admitted"
    SUSPENDED = "companies.suspended"
    RESUMED = "companies.resumed"
    JOINING_ASKED = "companies.joining_asked"
    JOINING_SENT_BACK = "companies.joining_sent_back"
    JOINING_DECLINED = "companies.joining_declined"
    SCREENED = "companies.screened"
    FACTS_CONFIRMED = "companies.facts_confirmed"
    LEFT_NETWORK = "companies.left_network"
    CUT_OFF = "companies.cut_off"
    CUT_ENDED = "companies.cut_ended"
    CIRCLE_MADE = "companies.circle_made"
    CIRCLE_JOINED = "companies.circle_joined"
    CIRCLE_LEFT = "companies.circle_left"
    CIRCLE_CHANGED = "companies.circle_changed"
    CIRCLE_ASKED = "companies.circle_asked"
    CIRCLE_INVITED = "companies.circle_invited"
    CIRCLE_CALL_DROPPED = "companies.circle_call_dropped"
    CHARTER_AGREED = "companies.charter_agreed"
    BRAND_CHANGED = "companies.brand_changed"
    FILED = "companies.filed"
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
    CONDUCT_PUBLISHED = "companies.conduct_published"
    KEEPERS_NAMED = "companies.keepers_named"
    COMPLAINT_RECEIVED = "companies.complaint_received"
    COMPLAINT_ANSWERED = "companies.complaint_answered"
    COMPLAINT_CLOSED = "companies.complaint_closed"
    REPORT_RECEIVED = "companies.report_received"
    REPORT_ANSWERED = "companies.report_answered"
    REPORT_CLOSED = "companies.report_closed"
    RETENTION_CHOSEN = "companies.retention_chosen"
    RETENTION_WANTED = "companies.retention_wanted"
    RETENTION_ALLOWED = "companies.retention_allowed"
    RETENTION_REFUSED = "companies.retention_refused"
    AGREED_ALONE = "companies.agreed_alone"
    INCIDENT_OPENED = "companies.incident_opened"
    INCIDENT_CHANGED = "companies.incident_changed"
    INCIDENT_TOUCHED = "companies.incident_people_listed"
    INCIDENT_TOLD = "companies.incident_people_told"
    INCIDENT_CLOSED = "companies.incident_closed"
    INCIDENT_PASSED_ON = "companies.incident_passed_on"
    DOMAIN_CLAIMED = "companies.domain_claimed"
    DOMAIN_PROVEN = "companies.domain_proven"
    DOMAIN_DROPPED = "companies.domain_dropped"
    GROUP_MADE = "companies.group_made"
    GROUP_PLACED = "companies.group_placed"
    GROUP_JOINED = "companies.group_joined"
    CLIENT_ADDED = "companies.client_added"
    CLIENT_ENDED = "companies.client_ended"


E = CompanyEvent
SENTENCES = {
    E.ADMITTED: _("The company was admitted to the network."),
    E.SUSPENDED: _("The company was suspended."),
    E.RESUMED: _("The company takes part again."),
    E.JOINING_ASKED: _("The company asked to join the network."),
    E.JOINING_SENT_BACK: _("The request was sent back to be completed."),
    E.JOINING_DECLINED: _("The request was declined."),
    E.SCREENED: _("The company was checked for ties to organised crime."),
    E.FACTS_CONFIRMED: _("The company confirmed its facts."),
    E.LEFT_NETWORK: _("The company left the network."),
    E.CUT_OFF: _("The company was cut off from another one."),
    E.CUT_ENDED: _("A company is no longer cut off."),
    E.CIRCLE_MADE: _("The circle was made."),
    E.CIRCLE_JOINED: _("A company joined the circle."),
    E.CIRCLE_LEFT: _("A company left the circle."),
    E.CIRCLE_CHANGED: _("The circle was changed."),
    E.CIRCLE_ASKED: _("A company asked to come into the circle."),
    E.CIRCLE_INVITED: _("A company was invited into the circle."),
    E.CIRCLE_CALL_DROPPED: _("A request or an invitation to the circle was taken back or declined."),
    E.CHARTER_AGREED: _("A company agreed to the charter of the circle."),
    E.BRAND_CHANGED: _("Colour or logo of the company was changed."),
    E.FILED: _("Something was handed to the authorities."),
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
    E.CONDUCT_PUBLISHED: _("The rules for meeting people were published."),
    E.KEEPERS_NAMED: _("It was settled who reads reports at the harassment desk."),
    E.COMPLAINT_RECEIVED: _("A complaint came in."),
    E.COMPLAINT_ANSWERED: _("A complaint was answered."),
    E.COMPLAINT_CLOSED: _("A complaint was closed."),
    E.REPORT_RECEIVED: _("The harassment desk was told something."),
    E.REPORT_ANSWERED: _("The harassment desk answered."),
    E.REPORT_CLOSED: _("A report was closed."),
    E.RETENTION_CHOSEN: _("A period of keeping was chosen."),
    E.RETENTION_WANTED: _("A longer period of keeping was asked for."),
    E.RETENTION_ALLOWED: _("A second person agreed to a longer period of keeping."),
    E.RETENTION_REFUSED: _("A longer period of keeping was refused."),
    E.AGREED_ALONE: _("Somebody agreed alone to what they had asked for a day before."),
    E.INCIDENT_OPENED: _("An incident was written down."),
    E.INCIDENT_CHANGED: _("The file of an incident was changed."),
    E.INCIDENT_TOUCHED: _("The people an incident touched were listed."),
    E.INCIDENT_TOLD: _("People were told of an incident."),
    E.INCIDENT_CLOSED: _("The file of an incident was closed."),
    E.INCIDENT_PASSED_ON: _("Companies were told of an incident of the operator."),
    E.DOMAIN_CLAIMED: _("A mail domain was named."),
    E.DOMAIN_PROVEN: _("A mail domain was proven."),
    E.DOMAIN_DROPPED: _("A mail domain was taken away."),
    E.GROUP_MADE: _("A group of companies was made."),
    E.GROUP_PLACED: _("The place of the group was changed."),
    E.GROUP_JOINED: _("The group of the company was changed."),
    E.CLIENT_ADDED: _("It was written down for whom the company acts."),
    E.CLIENT_ENDED: _("The company no longer acts for another one."),
}

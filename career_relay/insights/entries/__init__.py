"""What is counted, as SQL: one row an entry, with its day, whose it is, and its value.

Every statement gives `day, who, value, application, introduction` and stands for the active company. It is limited by
moments (`since`, `until`: not included) or by days (`start`, `finish`: included), by the moment of asking (`at`, `today`)
and, when asked, to some people (`who`). A share has the values 1 and 0; days, hours and answers have their number.

How entries become a figure is in `tallies`; by day and without anybody in them they are kept in `facts`.
"""

from career_relay.insights.entries import answers, applications, batons, mails
from career_relay.insights.entries.shapes import Entries, Rule

ENTRIES: dict[str, Entries] = {
    one.key: one for one in (*applications.ENTRIES, *answers.ENTRIES, *batons.ENTRIES, *mails.ENTRIES)
}

__all__ = ["ENTRIES", "Entries", "Rule"]

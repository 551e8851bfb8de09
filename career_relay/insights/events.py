"""What the log says of figures."""

from enum import StrEnum


class InsightEvent(StrEnum):
    ASSUMPTION_SET = "insights.assumption_set"  # a number the return is worked out from

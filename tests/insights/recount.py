"""Each figure once more, in plain Python over the facts: slow, and easy to check by eye."""

from datetime import date, timedelta
from statistics import median

from career_relay.base.business_days import is_business_day
from career_relay.insights.cohorts import Period
from tests.insights.year import AT, TOKYO, Story, Year

TODAY = AT.date()


def day(moment) -> date:
    return moment.astimezone(TOKYO).date()


def within(period: Period, when: date | None) -> bool:
    return when is not None and period.start <= when <= period.end


def delivered(story: Story):
    return [told for told in story.told if told.state in {"accepted", "told"} and told.legal_class == "notice"]


def careers(year: Year):
    people: dict[int, list[Story]] = {}
    for story in year.stories:
        people.setdefault(story.who, []).append(story)
    return people.values()


def reapplied(year: Year, period: Period, days: int):
    again = ripe = 0
    for stories in careers(year):
        answered = sorted(
            day(one.decided_at)
            for one in stories
            if one.stage == "rejected"
            and within(period, day(one.decided_at) + timedelta(days=days))
            and day(one.decided_at) + timedelta(days=days) < TODAY
        )
        if answered:
            first = answered[0]
            ripe += 1
            again += any(first < one.applied_on <= first + timedelta(days=days) for one in stories)
    return again, ripe


def reapplicants_hired(year: Year, period: Period):
    hired = ended = 0
    for stories in careers(year):
        outcomes = {
            one.stage
            for one in stories
            if one.stage in {"hired", "rejected", "withdrawn"}
            and within(period, day(one.decided_at))
            and any(other.stage == "rejected" and day(other.decided_at) < one.applied_on for other in stories)
        }
        ended += bool(outcomes)
        hired += "hired" in outcomes
    return hired, ended


def referral_hires(year: Year, period: Period):
    return sum(b.stage == "hired" and within(period, b.starts_on) and b.starts_on <= TODAY for b in year.batons)


def in_fives(year: Year, period: Period, question: str):
    """Answers in the order they were written, five by five, each five on the day of its last."""
    said = [one.said for one in year.stories if one.said and getattr(one.said, question) is not None]
    values = []
    while len(said) >= 5:
        five, said = said[:5], said[5:]
        if within(period, max(day(one.at) for one in five)):
            values += [getattr(one, question) for one in five]
    return values


def satisfaction(year: Year, period: Period):
    values = in_fives(year, period, "recommend")
    return sum(v >= 9 for v in values) - sum(v <= 6 for v in values), len(values)


def helpful(year: Year, period: Period):
    values = in_fives(year, period, "helpful")
    return sum(values), len(values)


def responses(year: Year, period: Period):
    """People in the order they were first told, five by five of one wording, each five on the day of its last."""
    heaps: dict[str, list] = {}
    for stories in careers(year):
        asked = [t for one in stories for t in delivered(one) if t.asked and t.channel != "agency" and t.sent_at < AT]
        if asked:
            first = min(asked, key=lambda t: t.sent_at)
            answered = any(one.said and one.said.at < AT for one in stories)
            heaps.setdefault(first.template, []).append((first.sent_at, answered))
    answered = asked = 0
    for heap in heaps.values():
        heap.sort(key=lambda told: told[0])
        for start in range(0, len(heap) - 4, 5):
            five = heap[start : start + 5]
            if within(period, day(five[-1][0])):
                answered, asked = answered + sum(a for _at, a in five), asked + 5
    return answered, asked


def business_days(first: date, last: date) -> int:
    return sum(is_business_day(first + timedelta(days=n)) for n in range(1, (last - first).days + 1))


def time_to_notice(year: Year, period: Period):
    waits = []
    for one in year.stories:
        after = sorted(t.sent_at for t in delivered(one) if one.stage == "rejected" and t.sent_at >= one.decided_at)
        if after and within(period, day(after[0])):
            waits.append(business_days(day(one.decided_at), day(after[0])))
    return median(waits), len(waits)


def silence(year: Year, period: Period):
    left = waiting = 0
    for one in year.stories:
        ours = one.stage in {"interviewing", "offered"} or (
            one.stage == "rejected" and one.decided_at >= one.created_at
        )
        if not ours or not within(period, one.last_activity_on) or (TODAY - one.last_activity_on).days <= 30:
            continue
        since = day(one.decided_at) if one.stage == "rejected" else one.last_activity_on
        until = one.last_activity_on + timedelta(days=30)
        waiting += 1
        left += not any(since <= day(t.sent_at) <= until for t in delivered(one))
    return left, waiting


def on_time(year: Year, period: Period):
    kept = due = 0
    for one in year.stories:
        if not within(period, one.promised_on) or one.promised_on >= TODAY:
            continue
        if one.stage == "withdrawn" and day(one.decided_at) <= one.promised_on:
            continue
        due += 1
        offered = one.stage in {"offered", "hired"} and one.offered_on <= one.promised_on
        ended = one.stage in {"rejected", "hired", "withdrawn"}  # else a no was taken back, and answers nothing
        kept += offered or (ended and any(day(t.sent_at) <= one.promised_on for t in delivered(one)))
    return kept, due


def feedback(year: Year, period: Period):
    decided = [
        one
        for one in year.stories
        if one.stage == "rejected"
        and one.reached != "document"
        and within(period, day(one.decided_at))
        and one.decided_at >= one.created_at
    ]
    return sum(any(t.point and t.sent_at < AT for t in delivered(one)) for one in decided), len(decided)


def relay_reply(year: Year, period: Period):
    kept = due = 0
    for b in year.batons:
        if not b.disclosed_at or not within(period, day(b.disclosed_at)) or b.reply_by >= TODAY:
            continue
        if b.stage == "withdrawn" and not b.interviewing_at and day(b.ended_at) <= b.reply_by:
            continue
        due += 1
        answer = b.interviewing_at or (b.ended_at if b.stage == "not_selected" else None)
        kept += answer is not None and day(answer) <= b.reply_by
    return kept, due


def relay_interview(year: Year, period: Period):
    received = [b for b in year.batons if b.disclosed_at and within(period, day(b.disclosed_at))]
    return sum(b.interviewing_at is not None for b in received), len(received)

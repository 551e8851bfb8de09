"""Each figure once more, in plain Python over the facts: slow, and easy to check by eye."""

from datetime import date, datetime, time, timedelta
from math import ceil
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


def here(year: Year) -> list[Story]:
    return [one for one in year.stories if one.who not in year.gone]


def careers(year: Year):
    people: dict[int, list[Story]] = {}
    for story in here(year):
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
    return (again, ripe) if ripe else still_open(year, period, days)


def still_open(year: Year, period: Period, days: int):
    """While nobody's window has closed: the people answered in the period, and who is back already."""
    again = people = 0
    for stories in careers(year):
        answered = sorted(
            day(s.decided_at) for s in stories if s.stage == "rejected" and within(period, day(s.decided_at))
        )
        if answered:
            people += 1
            again += any(answered[0] < s.applied_on <= answered[0] + timedelta(days=days) for s in stories)
    return again, people


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


def wording(story: Story) -> str:
    """The wording of the first notice that reached them, in the order they were written."""
    told = delivered(story)
    return told[0].template if told else ""


def in_fives(year: Year, period: Period, question: str):
    """Answers of one wording in the order they were written, five by five, each five on the day of its last.

    A five of which somebody was erased is left out as a whole.
    """
    heaps: dict[str, list[Story]] = {}
    for one in year.stories:
        if one.said and getattr(one.said, question) is not None:
            heaps.setdefault(wording(one), []).append(one)
    values = []
    for heap in heaps.values():
        for start in range(0, len(heap) - 4, 5):
            five = heap[start : start + 5]
            last = max(day(one.said.at) for one in five)
            if within(period, last) and last <= TODAY and not any(one.who in year.gone for one in five):
                values += [getattr(one.said, question) for one in five]
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
    for one in here(year):
        after = sorted(t.sent_at for t in delivered(one) if one.stage == "rejected" and t.sent_at >= one.decided_at)
        if after and within(period, day(after[0])):
            waits.append(business_days(day(one.decided_at), day(after[0])))
    return median(waits) if waits else None, len(waits)


def silence(year: Year, period: Period):
    left = waiting = 0
    for one in here(year):
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
    for one in here(year):
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
        for one in here(year)
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


def care(year: Year, period: Period):
    values = in_fives(year, period, "careful")
    return sum(values), len(values)


def reaches(story: Story) -> int:
    return ["document", "first", "second", "final"].index(story.reached) + 1


def is_over(story: Story) -> bool:
    return story.stage in {"offered", "hired"}


def silver(year: Year, period: Period):
    hired = ripe = 0
    for stories in careers(year):
        closing = sorted(
            day(one.decided_at)
            for one in stories
            if one.is_silver and one.stage == "rejected"
            and within(period, day(one.decided_at) + timedelta(days=365))
            and day(one.decided_at) + timedelta(days=365) < TODAY
        )  # fmt: skip
        if closing:
            no, year_later = closing[0], closing[0] + timedelta(days=365)
            ripe += 1
            hired += any(b.stage == "hired" and no < b.applied_on and day(b.decided_at) <= year_later for b in stories)
    return hired, ripe


def came_back(story: Story, stories: list[Story]) -> bool:
    return any(other.stage == "rejected" and day(other.decided_at) < story.applied_on for other in stories)


def hired(year: Year, period: Period):
    """People hired in the period with what speaks of them: their stories of a hire, or none for a baton."""
    for stories in careers(year):
        found = [one for one in stories if one.stage == "hired" and within(period, day(one.decided_at))]
        if found:
            yield found, stories
    for b in year.batons:
        if b.stage == "hired" and within(period, day(b.hired_at)) and b.hired_at < AT:
            yield [], []


def hires(year: Year, period: Period):
    return len(list(hired(year, period)))


def rediscovery(year: Year, period: Period):
    found = list(hired(year, period))
    return sum(any(came_back(one, all_) for one in mine) for mine, all_ in found), len(found)


def referral_share(year: Year, period: Period):
    found = list(hired(year, period))
    return sum(not mine or any(one.source == "referral" for one in mine) for mine, _all in found), len(found)


def _mailed(story: Story, stories: list[Story], days: int) -> bool:
    return any(
        m.state == "accepted" and 0 <= (story.applied_on - day(m.sent_at)).days <= days
        for other in stories
        for m in other.mails
    )


def _cared_for(story: Story, stories: list[Story]) -> bool:
    return any(t.point and day(t.sent_at) <= story.applied_on for other in stories for t in delivered(other))


def attributed(year: Year, period: Period):
    return sum(
        any(came_back(one, all_) and _mailed(one, all_, 90) for one in mine) for mine, all_ in hired(year, period)
    )


def assisted(year: Year, period: Period):
    return sum(
        any(
            came_back(one, all_) and not _mailed(one, all_, 90) and (_mailed(one, all_, 1000) or _cared_for(one, all_))
            for one in mine
        )
        for mine, all_ in hired(year, period)
    )


def offer_rate(year: Year, period: Period):
    turned_away = [
        one
        for one in here(year)
        if one.stage == "rejected"
        and one.source not in {"agency", "dispatch"}
        and within(period, day(one.decided_at))
        and one.decided_at >= one.created_at
    ]
    return sum(one.path == "circle" for one in turned_away), len(turned_away)


def conversion(year: Year, period: Period):
    applied = [one for one in here(year) if within(period, one.applied_on)]
    return sum(reaches(one) > 1 or is_over(one) for one in applied), len(applied)


def passed(year: Year, period: Period, step: int):
    on = off = 0
    for one in here(year):
        if within(period, one.applied_on) and reaches(one) >= step:
            further = reaches(one) > step or is_over(one)
            on += further
            off += not further and one.stage in {"rejected", "withdrawn"}
    return on, on + off


def accepted(year: Year, period: Period):
    with_offer = [
        one
        for one in here(year)
        if within(period, one.applied_on)
        and (one.offered_on or one.stage == "hired")
        and one.stage in {"hired", "rejected", "withdrawn"}
    ]
    return sum(one.stage == "hired" for one in with_offer), len(with_offer)


def _median(values: list) -> tuple:
    return (median(values) if values else None), len(values)


def time_to_hire(year: Year, period: Period):
    found = [one for one in here(year) if one.stage == "hired" and within(period, day(one.decided_at))]
    return _median([(day(one.decided_at) - one.applied_on).days for one in found])


def time_to_fill(year: Year, period: Period):
    found = [
        one for one in here(year) if one.stage == "hired" and within(period, day(one.decided_at)) and one.opened_at
    ]
    return _median([(day(one.decided_at) - day(one.opened_at)).days for one in found])


def relay_hire_rate(year: Year, period: Period):
    half = timedelta(days=180)
    ripe = [
        b
        for b in year.batons
        if b.disclosed_at and within(period, day(b.disclosed_at) + half) and day(b.disclosed_at) + half < TODAY
    ]
    return sum(b.stage == "hired" and day(b.hired_at) <= day(b.disclosed_at) + half for b in ripe), len(ripe)


def relay_accepted(year: Year, period: Period):
    return sum(b.stage == "hired" and within(period, day(b.hired_at)) and b.hired_at < AT for b in year.batons)


def withdrawal_rate(year: Year, period: Period):
    begun = datetime.combine(period.start, time.min, TOKYO)
    active = [
        b
        for b in year.batons
        if b.taken_back_at and b.disclosed_at < begun and b.taken_back_at >= begun
        and b.disclosed_at + timedelta(days=365) > begun
    ]  # fmt: skip
    return sum(day(b.taken_back_at) <= period.end and b.taken_back_at < AT for b in active), len(active)


def withdrawal_hours(year: Year, period: Period):
    gone = [b for b in year.batons if b.copy_gone_at and within(period, day(b.copy_gone_at)) and b.copy_gone_at < AT]
    return _median([ceil((b.copy_gone_at - b.taken_back_at) / timedelta(hours=1)) for b in gone])


def mails(year: Year, period: Period):
    return [(m, one) for one in here(year) for m in one.mails if within(period, day(m.sent_at)) and m.sent_at < AT]


def mail_delivery(year: Year, period: Period):
    found = mails(year, period)
    return sum(m.state == "accepted" for m, _one in found), len(found)


def mail_bounce(year: Year, period: Period):
    found = mails(year, period)
    return sum(m.bounced for m, _one in found), len(found)


def mail_replies(year: Year, period: Period):
    found = [m for m, _one in mails(year, period) if m.state == "accepted"]
    return sum(m.answered for m in found), len(found)


def mail_unsubscribe(year: Year, period: Period):
    """A mail ends it when the reader said so within 14 days of it, to whichever of our mails."""
    found = [(m, one) for m, one in mails(year, period) if m.state == "accepted"]
    ended = 0
    for m, one in found:
        said = [
            n.sent_at + n.ended_after
            for other in here(year)
            if other.who == one.who
            for n in other.mails
            if n.ended_after
        ]
        ended += any(m.sent_at <= at < m.sent_at + timedelta(days=14) for at in said)
    return ended, len(found)


SHARES = {
    "reapply_rate": lambda year, period: reapplied(year, period, 365),
    "reapply_rate_180": lambda year, period: reapplied(year, period, 180),
    "reapply_rate_730": lambda year, period: reapplied(year, period, 730),
    "reapply_hire_rate": reapplicants_hired,
    "silver_conversion": silver,
    "rediscovery_share": rediscovery,
    "referral_share": referral_share,
    "response_rate": responses,
    "silence_rate": silence,
    "on_time_rate": on_time,
    "feedback_rate": feedback,
    "satisfaction": satisfaction,
    "helpful_rate": helpful,
    "care": care,
    "offer_rate": offer_rate,
    "relay_reply_rate": relay_reply,
    "relay_interview_rate": relay_interview,
    "relay_hire_rate": relay_hire_rate,
    "withdrawal_rate": withdrawal_rate,
    "conversion_rate": conversion,
    "yield_document": lambda year, period: passed(year, period, 1),
    "yield_first": lambda year, period: passed(year, period, 2),
    "yield_second": lambda year, period: passed(year, period, 3),
    "yield_final": lambda year, period: passed(year, period, 4),
    "yield_offer": accepted,
    "mail_delivery": mail_delivery,
    "mail_bounce": mail_bounce,
    "mail_replies": mail_replies,
    "mail_unsubscribe": mail_unsubscribe,
}
COUNTS = {
    "referral_hires": referral_hires,
    "rehires_attributed": attributed,
    "rehires_assisted": assisted,
    "relay_accepted": relay_accepted,
    "hires": hires,
}
MEDIANS = {
    "time_to_notice": time_to_notice,
    "time_to_hire": time_to_hire,
    "time_to_fill": time_to_fill,
    "withdrawal_hours": withdrawal_hours,
}


def whole(year: Year, period: Period) -> dict[str, tuple]:
    """Every figure: numerator and denominator of a share, the count, or the median and of how many."""
    return (
        {key: count(year, period) for key, count in SHARES.items()}
        | {key: (count(year, period), None) for key, count in COUNTS.items()}
        | {key: count(year, period) for key, count in MEDIANS.items()}
    )

"""The rule of an iCalendar event, as text we read and in the zone of its place."""

import re

from app.activities.schedule import RuleRefused, check_rule
from app.exchange.readers.ics_clock import Clock
from app.exchange.readers.ics_event import IcsEvent
from app.exchange.reading import Draft, RowRefused
from app.exchange.times import Session

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
BY_DAY = re.compile(r"BYDAY=([A-Z,]+)(?=;|$)")


def rule_of(draft: Draft, event: IcsEvent, clock: Clock, first: Session) -> str:
    """The rule, its weekdays moved when the local date is another; RowRefused when it can't be."""
    try:
        rule = check_rule(event.rule or "")
    except RuleRefused as refusal:
        raise RowRefused(f"its rule is refused. {refusal}") from refusal
    shift = (first.starts.date() - event.starts.wall.date()).days
    if clock.moves(event.starts):
        draft.repair("its rule keeps the local time of its first date")
    if not shift or "BY" not in rule:
        return rule
    match = BY_DAY.search(rule)
    if match is None or "BYMONTHDAY" in rule or "WEEKLY" not in rule:
        raise RowRefused(f"its rule counts days in {event.starts.zone}, where it is another day")
    moved = (WEEKDAYS[(WEEKDAYS.index(day) + shift) % 7] for day in match[1].split(","))
    return check_rule(f"{rule[: match.start(1)]}{','.join(moved)}{rule[match.end(1) :]}")

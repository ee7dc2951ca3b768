"""From a rule in local wall time to meetings at real instants, right across clock changes."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from app.activities.recurrence import days_of
from app.activities.rules import Rule, RuleRefused, check_rule, read_rule

__all__ = [
    "HORIZON_DAYS",
    "Meeting",
    "RuleRefused",
    "Segment",
    "check_rule",
    "is_time_zone",
    "keys_between",
    "meeting_at",
    "meetings",
    "next_key",
    "ruled_keys",
    "to_instant",
]

HORIZON_DAYS = 180
# A local date is at most one day away from the date in UTC; two days also cover the gap moves.
MARGIN = timedelta(days=2)
MONTH = timedelta(days=31)
# Files beside the zones: the clock of this machine, and none at all.
NO_PLACE = frozenset({"Factory", "localtime"})
EARLIEST, LATEST = date(2, 1, 1), date(9997, 1, 1)


@dataclass(frozen=True)
class Segment:
    """A stretch of a schedule: a first meeting in wall time and, perhaps, a rule to repeat it.

    `starts`, `ends`, `exdates` and `rdates` are naive and local to `time_zone` (IANA).
    Raises RuleRefused when it ends before it starts or a time carries a zone of its own.
    """

    starts: datetime
    ends: datetime
    time_zone: str
    rrule: str | None = None
    exdates: tuple[datetime, ...] = ()
    rdates: tuple[datetime, ...] = ()

    def __post_init__(self) -> None:
        """Refuse times that no meeting could have."""
        if any(t.tzinfo for t in (self.starts, self.ends, *self.exdates, *self.rdates)):
            raise RuleRefused("The times of a schedule are local; one of these has its own zone.")
        if self.ends < self.starts:
            raise RuleRefused("It ends before it starts.")


@dataclass(frozen=True)
class Meeting:
    """One dated meeting. `key` is the naive local start as the rule gives it: its identity.

    `starts_local` and `ends_local` are what a clock on the wall shows (naive), `starts_at`
    and `ends_at` the same moments in UTC (aware).
    """

    key: datetime
    starts_local: datetime
    ends_local: datetime
    starts_at: datetime
    ends_at: datetime


def meetings(segment: Segment, first: datetime, last: datetime) -> list[Meeting]:
    """The meetings that start from `first` to `last` (aware, both included), in order.

    Keeps wall time: 19:00-21:00 stays so through clock changes. Two starts that a clock
    change makes one moment count once. Work grows with the days between the segment's start
    (for rules with COUNT) or `first` and `last`, never with what the rule says.
    """
    low = max(first.astimezone(UTC).date(), EARLIEST) - MARGIN
    high = min(last.astimezone(UTC).date(), LATEST) + MARGIN
    found: dict[datetime, Meeting] = {}
    for key in sorted(_keys(segment, low, high)):
        meeting = _meeting(segment, key)
        if first <= meeting.starts_at <= last:
            found.setdefault(meeting.starts_at, meeting)
    return sorted(found.values(), key=lambda meeting: meeting.starts_at)


def keys_between(segment: Segment, first: datetime, last: datetime) -> list[datetime]:
    """The local starts of what `meetings` gives, ten times as quick, in their own order.

    Two that a clock change makes one moment stay two.
    """
    low = max(first.astimezone(UTC).date(), EARLIEST) - MARGIN
    high = min(last.astimezone(UTC).date(), LATEST) + MARGIN
    # Only near the ends it takes the clocks there to know which side a start is on.
    after, before = low + 2 * MARGIN, high - 2 * MARGIN
    return [
        key
        for key in sorted(_keys(segment, low, high))
        if after < key.date() < before or first <= to_instant(key, segment.time_zone) <= last
    ]


def next_key(segment: Segment, now: datetime, within: timedelta) -> datetime | None:
    """The local start of the next meeting on the clock on the wall; None where there is none.

    Looks a month ahead first, then as far as dates are kept: most have one there, and the ten
    years of a weekly group need not be worked out.
    """
    for reach in (MONTH, timedelta(days=HORIZON_DAYS), within):
        if keys := keys_between(segment, now, now + min(reach, within)):
            return keys[0]
    return None


def to_instant(local: datetime, time_zone: str) -> datetime:
    """The UTC instant of a naive wall time in an IANA zone.

    A time that the clocks skip moves forward by the gap; one they show twice is the first.
    """
    return local.replace(tzinfo=ZoneInfo(time_zone), fold=0).astimezone(UTC)


def meeting_at(key: datetime, starts: datetime, length: timedelta, time_zone: str) -> Meeting:
    """The meeting of identity `key` that starts at a naive wall time and lasts `length` there."""
    zone = ZoneInfo(time_zone)
    starts_at = to_instant(starts, time_zone)
    ends_at = to_instant(starts + length, time_zone)
    if ends_at <= starts_at:
        # The gap swallowed the end, or most of the meeting: it keeps its length instead.
        ends_at = starts_at + length
    return Meeting(
        key=key,
        starts_local=starts_at.astimezone(zone).replace(tzinfo=None),
        ends_local=ends_at.astimezone(zone).replace(tzinfo=None),
        starts_at=starts_at,
        ends_at=ends_at,
    )


def is_time_zone(name: str) -> bool:
    """Whether this machine knows an IANA zone of this name, and other machines do too."""
    return name in _zones()


@cache
def _zones() -> frozenset[str]:
    return frozenset(available_timezones()) - NO_PLACE


def _keys(segment: Segment, low: date, high: date) -> set[datetime]:
    """Local starts between two local days, both included: rule or start, RDATE, less EXDATE."""
    extra = [key for key in segment.rdates if low <= key.date() <= high]
    return {*ruled_keys(segment, low, high), *extra} - set(segment.exdates)


def ruled_keys(segment: Segment, low: date, high: date) -> list[datetime]:
    """Local starts that the rule, or the one-off, gives between two days, both included."""
    if segment.rrule is None:
        return [segment.starts] if low <= segment.starts.date() <= high else []
    rule = read_rule(segment.rrule)
    if rule.until is not None:
        # A day more, for a time in UTC may lie on the day after on a clock.
        last = rule.until.date() if isinstance(rule.until, datetime) else rule.until
        high = min(high, min(last, LATEST) + MARGIN)
    if high < max(low, segment.starts.date()):
        return []
    days = days_of(rule, segment.starts.date(), low, high)
    time = segment.starts.time()
    keys = (datetime.combine(day, time) for day in days)
    return [key for key in keys if _not_after(rule, key, segment.time_zone)]


def _not_after(rule: Rule, key: datetime, time_zone: str) -> bool:
    """Whether a start lies within UNTIL, which may be a day, a local time or a UTC time."""
    if rule.until is None:
        return True
    if not isinstance(rule.until, datetime):
        return key.date() <= rule.until
    if rule.until.tzinfo is None:
        return key <= rule.until
    return to_instant(key, time_zone) <= rule.until


def _meeting(segment: Segment, key: datetime) -> Meeting:
    return meeting_at(key, key, segment.ends - segment.starts, segment.time_zone)

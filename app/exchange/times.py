"""Times as sources write them: lengths filled in, whole days and long stretches told apart."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from app.activities.drafts import Arrangement
from app.activities.schedule import Segment, to_instant
from app.exchange.reading import Draft, RowRefused, Task

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
CLOCK = re.compile(r"(\d{1,2}):(\d{2})(?::\d{2})?\s*([ap])?\.?m?\.?", re.IGNORECASE)
DAYS = ("%Y-%m-%d", "%m/%d/%Y")
NOON = 12
FIRST_YEAR, LAST_YEAR = 1970, 2100
MOST_DATES = 1000


@dataclass(frozen=True, order=True)
class Session:
    """One dated meeting in local time, naive, to the minute."""

    starts: datetime
    ends: datetime


def is_usable(day: date) -> bool:
    """Whether a date lies in years that people make plans for (1970 to 2100)."""
    return FIRST_YEAR <= day.year <= LAST_YEAR


def clock(text: str | None) -> time | None:
    """A time of day from "19:30" or "7:30 PM"; None for an empty one; ValueError else."""
    text = (text or "").strip()
    if not text:
        return None
    match = CLOCK.fullmatch(text)
    if match is None:
        raise ValueError(text)
    hour, minute, half = int(match[1]), int(match[2]), (match[3] or "").lower()
    if half:
        if not 1 <= hour <= NOON:
            raise ValueError(text)
        hour = hour % NOON + (NOON if half == "p" else 0)
    return time(hour, minute)


def day_of(text: object) -> date | None:
    """The day of a source's own date ("2022-07-09 19:32:28", "8/28/2021"); None if unread."""
    first = str(text or "").strip().replace("T", " ").split(" ")[0]
    for form in DAYS:
        try:
            day = datetime.strptime(first, form).date()  # noqa: DTZ007
        except ValueError:
            continue
        return day if is_usable(day) else None
    return None


def with_length(draft: Draft, starts: datetime, ends: datetime | None) -> Session:
    """A session to the minute; without a length told it is shown as one hour, and says so."""
    starts = starts.replace(second=0, microsecond=0)
    ends = ends.replace(second=0, microsecond=0) if ends else None
    if ends is None or ends == starts:
        draft.repair("length not told: shown as one hour")
        ends = starts + HOUR
    if ends < starts:
        raise RowRefused("it ends before it starts")
    return Session(starts, ends)


def is_long(session: Session) -> bool:
    """Whether a session is longer than 24 hours, so that nobody meets all through it."""
    return session.ends - session.starts > DAY


def is_whole_day(session: Session) -> bool:
    """Whether it runs from midnight to (a minute before) midnight: a day without times."""
    at_midnight = session.starts.time() == time.min
    return at_midnight and DAY - timedelta(minutes=1) <= session.ends - session.starts <= DAY


def window(sessions: Sequence[Session]) -> Arrangement:
    """The days that long sessions span, the last one included."""
    last = max(session.ends for session in sessions)
    return Arrangement(
        first=min(session.starts for session in sessions).date(),
        last=(last - timedelta(minutes=1)).date(),
    )


def ahead(draft: Draft, sessions: Sequence[Session], zone: str, task: Task) -> list[Session]:
    """The sessions that have not begun, in order and once each; past ones are counted."""
    kept = sorted({s for s in sessions if to_instant(s.starts, zone) > task.now})
    draft.past += len({s for s in sessions if to_instant(s.starts, zone) <= task.now})
    if len(kept) > MOST_DATES:
        raise RowRefused(f"it lists more than {MOST_DATES:,} dates")
    return kept


def segments(sessions: Sequence[Session], zone: str) -> tuple[Segment, ...]:
    """Listed dates as segments: one for each length, its other dates beside the first."""
    by_length: dict[timedelta, list[Session]] = {}
    for session in sorted(sessions):
        by_length.setdefault(session.ends - session.starts, []).append(session)
    return tuple(
        Segment(
            starts=first.starts,
            ends=first.ends,
            time_zone=zone,
            rdates=tuple(session.starts for session in others),
        )
        for first, *others in by_length.values()
    )


def same_clock(one: str, other: str, moment: datetime) -> bool:
    """Whether two zones show the same time in the half-year after a moment (naive local)."""
    start = moment.replace(tzinfo=None)
    days = [start + timedelta(days=step) for step in (0, 91, 182)]
    return all(to_instant(day, one) == to_instant(day, other) for day in days)

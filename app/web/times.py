"""Days and times in words, in the zone of the activity; and the days a preset means."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from app.core import clock

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip
SUNDAY = 6
DAYS_WITHOUT_YEAR = 183
PRESETS = {
    "today": "Today",
    "tomorrow": "Tomorrow",
    "this_week": "This week",
    "weekend": "This weekend",
    "next_week": "Next week",
    "two_weeks": "2 weeks",
}


def today_in(zone: str | None) -> date:
    """The date it is now in an IANA zone; in UTC where the zone is not known."""
    return clock.now().astimezone(ZoneInfo(zone) if zone else UTC).date()


def preset_days(preset: str, today: date) -> tuple[date, date] | None:
    """First and last day of a preset as seen from `today`; None for an unknown word."""
    sunday = today + timedelta(days=SUNDAY - today.weekday())
    spans = {
        "today": (today, today),
        "tomorrow": (today + timedelta(days=1), today + timedelta(days=1)),
        "this_week": (today, sunday),
        "weekend": (max(today, sunday - timedelta(days=1)), sunday),
        "next_week": (sunday + timedelta(days=1), sunday + timedelta(days=7)),
        "two_weeks": (today, today + timedelta(days=14)),
    }
    return spans.get(preset)


def short_day(day: date, today: date) -> str:
    """`Tue 24 Nov`, with the year where it is more than half a year away."""
    year = f" {day.year}" if abs((day - today).days) > DAYS_WITHOUT_YEAR else ""
    return f"{DAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1][:3]}{year}"


def near_day(day: date, today: date) -> str:
    """`Tomorrow, Tue 24 Nov`: as `short_day`, where it is today or tomorrow with that word."""
    near = {0: "Today, ", 1: "Tomorrow, "}.get((day - today).days, "")
    return near + short_day(day, today)


def full_day(day: date) -> str:
    """`24 November 2026`."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def long_day(day: date, today: date) -> str:
    """`Tue 24 November`, with the year where it is more than half a year away."""
    year = f" {day.year}" if abs((day - today).days) > DAYS_WITHOUT_YEAR else ""
    return f"{DAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}{year}"


def full_date(day: date) -> str:
    """`20 November 2026`."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def read_instant(text: str) -> datetime:
    """A time of the API (RFC 3339 with offset), as wall time of its own offset."""
    return datetime.fromisoformat(text)


def read_day(value: str | date) -> date:
    """A date of the API, as text or already a date."""
    return value if isinstance(value, date) else date.fromisoformat(value)


def span(starts: datetime, ends: datetime | None, today: date, join: str = "\N{EN DASH}") -> str:
    """`Tue 24 Nov, 14:00-15:30`; the last day is named where it is another one."""
    first = f"{short_day(starts.date(), today)}, {starts:%H:%M}"
    if ends is None or ends <= starts:
        return first
    if ends.date() == starts.date() or ends - starts < timedelta(hours=12):
        return f"{first}{join}{ends:%H:%M}"
    return f"{first} to {short_day(ends.date(), today)}, {ends:%H:%M}"


def is_clock_of(zone: str | None, moment: datetime) -> bool:
    """True when clocks in an IANA zone show what `moment`, a time with an offset, shows."""
    if zone is None:
        return False
    return moment.astimezone(ZoneInfo(zone)).utcoffset() == moment.utcoffset()


def zone_words(zone: str) -> str:
    """`London time`, from an IANA name; `UTC` where no place is meant."""
    name = zone.rsplit("/", 1)[-1].replace("_", " ")
    return name if name.startswith(("UTC", "GMT")) else f"{name} time"

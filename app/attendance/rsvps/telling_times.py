"""When to remind and to ask, on the clock on the wall where the activity is."""

from datetime import UTC, date, datetime, time, timedelta, tzinfo

from app.core import clock

EVENING, DAY_BEGINS, DAY_ENDS = time(18), time(8), time(21)
SHORTLY, SHORT_NOTICE = timedelta(hours=2), timedelta(hours=3)
URGENT = timedelta(hours=12)
TWO_DAYS = timedelta(hours=48)


def reminder_at(now: datetime, starts_at: datetime, time_zone: str) -> datetime | None:
    """At 18 o'clock the evening before; who came later is reminded two hours before.

    Not at night, and not of what they did less than an hour ago: then None. All aware, UTC out.
    """
    zone = clock.zone(time_zone)
    evening = _at_evening(starts_at.astimezone(zone).date() - timedelta(days=1), zone)
    if evening > now:
        return evening
    shortly = starts_at - SHORTLY
    is_by_day = DAY_BEGINS <= shortly.astimezone(zone).time() <= DAY_ENDS
    return shortly if is_by_day and starts_at - now >= SHORT_NOTICE else None


def still_fine_at(now: datetime, starts_at: datetime, time_zone: str) -> datetime | None:
    """At 18 o'clock two days before, but never more than 48 hours; None for who came later."""
    zone = clock.zone(time_zone)
    evening = _at_evening(starts_at.astimezone(zone).date() - timedelta(days=2), zone)
    asked = max(evening, starts_at - TWO_DAYS)
    return asked if asked > now else None


def _at_evening(day: date, zone: tzinfo) -> datetime:
    return datetime.combine(day, EVENING, zone).astimezone(UTC)

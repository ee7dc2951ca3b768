"""How long an offered place is kept: long enough, and never until the middle of the night."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

KEPT = timedelta(hours=24)
SHORT_NOTICE = timedelta(hours=3)
BEFORE_START = timedelta(hours=1)
EVENING, MORNING = time(21), time(8)


def offer_until(now: datetime, starts_at: datetime, time_zone: str) -> datetime:
    """When an offer made now ends, for a date that starts then in a zone (all aware, UTC out).

    A day later, but not within quiet hours (21 to 8 o'clock where the activity is): then at 8
    the next morning. At the latest an hour before the start; where that is at night, at 21 the
    evening before, if that leaves an hour. Within three hours of the start an offer lasts
    until it.
    """
    if starts_at - now <= SHORT_NOTICE:
        return starts_at
    latest = starts_at - BEFORE_START
    evening = _evening_before(latest, time_zone)
    if evening is not None and evening - now >= BEFORE_START:
        latest = evening
    return min(_past_the_night(now + KEPT, time_zone), latest)


def _past_the_night(moment: datetime, time_zone: str) -> datetime:
    local = moment.astimezone(ZoneInfo(time_zone))
    if MORNING <= local.time() <= EVENING:
        return moment
    day = local.date() + timedelta(days=1 if local.time() > EVENING else 0)
    return datetime.combine(day, MORNING, local.tzinfo).astimezone(moment.tzinfo)


def _evening_before(moment: datetime, time_zone: str) -> datetime | None:
    """21 o'clock before a moment at night; None for a moment by day."""
    local = moment.astimezone(ZoneInfo(time_zone))
    if MORNING <= local.time() <= EVENING:
        return None
    day = local.date() - timedelta(days=1 if local.time() < MORNING else 0)
    return datetime.combine(day, EVENING, local.tzinfo).astimezone(moment.tzinfo)

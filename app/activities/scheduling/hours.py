"""The clock on the wall of an activity, and which hours a date can have."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from app.activities.models import Activity
from app.activities.schedule import to_instant
from app.core.errors import SENTENCE, Invalid

LONGEST = timedelta(days=31)
FARTHEST = timedelta(days=3660)
MOST_YEARS = 20
A_MINUTE = timedelta(minutes=1)


def now_there(activity: Activity, now: datetime) -> datetime:
    """The next full minute on the clock on the wall of an activity."""
    local = now.astimezone(ZoneInfo(activity.time_zone)).replace(tzinfo=None)
    return local.replace(second=0, microsecond=0) + A_MINUTE


def check_hours(activity: Activity, starts: datetime, ends: datetime, now: datetime) -> None:
    """Raise Invalid for a date that is over, ends before it starts or is too far away."""
    wrong = {}
    check_years(now, starts, ends)
    if to_instant(starts, activity.time_zone) <= now:
        wrong["starts_at"] = ["Please choose a time that is still to come."]
    elif to_instant(starts, activity.time_zone) > now + FARTHEST:
        wrong["starts_at"] = ["Please choose a time within the next ten years."]
    if ends < starts:
        wrong["ends_at"] = ["It ends before it starts."]
    elif ends - starts > LONGEST:
        wrong["ends_at"] = ["One date lasts at most 31 days."]
    if wrong:
        raise Invalid(SENTENCE, wrong)


def check_years(now: datetime, *times: datetime) -> None:
    """Raise Invalid for a year with which nothing can be reckoned any more."""
    if any(abs(one.year - now.year) > MOST_YEARS for one in times):
        raise Invalid(SENTENCE, {"starts_at": ["Please choose a time within the next ten years."]})

"""What of an activity goes into a calendar: no more than its public page says."""

from app.activities.models import Activity, Occurrence, Place
from app.activities.states import took_place
from app.core.ids import show_id
from app.exchange.writers.icalendar import Entry

CONFIRMED, CANCELLED = "CONFIRMED", "CANCELLED"
ELSEWHERE = {"online": "Online", "phone": "By phone"}


def public_entry(activity: Activity, date: Occurrence, home: str) -> Entry:
    """One date of an activity (with its organiser and place), the same for everybody.

    `home` is the address of this instance; the identity of the event does not depend on it.
    """
    place = activity.place
    return Entry(
        uid=f"{show_id(date.id)}@alongside",
        title=title_of(activity),
        starts_at=date.starts_at,
        ends_at=date.ends_at,
        time_zone=activity.time_zone,
        status=CONFIRMED if takes_place(activity, date) else CANCELLED,
        revision=activity.revision + date.revision,
        changed_at=max(activity.changed_at, date.changed_at),
        where=where_of(activity),
        notes="\n\n".join(_notes(activity, date, home)),
        point=(place.lat, place.lon) if place and place.precision == "exact" else None,
        page=page_of(activity, home),
    )


def takes_place(activity: Activity, date: Occurrence) -> bool:
    """Whether people still meet on a date, or did before its activity ended."""
    return took_place(date, activity)


def title_of(activity: Activity) -> str:
    """The title; an example says that it is one, wherever it ends up."""
    return f"Example: {activity.title}" if activity.organiser.is_example else activity.title


def page_of(activity: Activity, home: str) -> str:
    """The address of its page."""
    return f"{home}/activities/{show_id(activity.id)}"


def where_of(activity: Activity) -> str:
    """The place as its page names it, or how people meet without one."""
    if activity.format in ELSEWHERE:
        return ELSEWHERE[activity.format]
    place = activity.place
    parts = [place.name, place.address, place.area] if place else []
    return ", ".join(dict.fromkeys(part for part in parts if part))


def _notes(activity: Activity, date: Occurrence, home: str) -> list[str]:
    """What to know before one goes, each part a paragraph."""
    place = activity.place
    said = [
        "This is an example. Nobody will be there." if activity.organiser.is_example else "",
        f"About this date: {date.note}" if date.note else "",
        activity.description,
        _way(activity, place) if place else "",
        f"Online: {activity.online_url}"
        if activity.online_url and activity.format != "in_person"
        else "",
        f"What to expect: {page_of(activity, home)}",
    ]
    return [part for part in said if part]


def _way(activity: Activity, place: Place) -> str:
    if activity.format in ELSEWHERE:
        return ""
    if place.precision == "town":
        return "Only the town is told. Ask the organiser for the exact place."
    return f"Finding us: {place.finding_us}" if place.finding_us else ""

"""A person's plans and bookmarks as the words of their list."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from app.attendance.rsvps.models import CANCELLED, GOING, OFFERED, WAITLISTED
from app.attendance.rsvps.queries import Mine
from app.attendance.rsvps.shape import shape
from app.attendance.saves.service import Saved
from app.core.ids import show_id
from app.web import times, words
from app.web.place_words import ordinal


def show_plan(mine: Mine, position: int | None, now: datetime) -> tuple[str | None, dict[str, Any]]:
    """In which section a date stands (None: in none), and what its row says."""
    date, activity = mine.occurrence, mine.activity
    told = shape(mine.rsvp, date, activity, activity.place, now)
    status, state = told["status"], told["occurrence"]["status"]
    starts = date.starts_local
    return _section(mine, status, state, now), {
        "id": show_id(date.id),
        "activity": show_id(activity.id),
        "title": activity.title,
        "icon": words.drawing([topic.topic for topic in activity.topics], activity.kind),
        "starts": date.starts_at.isoformat(),
        "day": times.near_day(starts.date(), times.today_in(activity.time_zone)),
        "time": _time(mine),
        "status": status,
        "is_off": state != "scheduled",
        "said": _said(mine, status, state, position),
        "moved": _moved(mine) if _is_moved(mine) and state == "scheduled" else None,
    }


def show_save(saved: Saved) -> dict[str, Any]:
    """The row of a bookmark."""
    activity, date = saved.activity, saved.date
    when = "No date at the moment"
    if date:
        today = times.today_in(activity.time_zone)
        when = f"{times.short_day(date.starts_local.date(), today)}, {date.starts_local:%H:%M}"
    return {
        "activity": show_id(activity.id),
        "title": activity.title,
        "icon": words.drawing([topic.topic for topic in activity.topics], activity.kind),
        "when": when,
    }


def _section(mine: Mine, status: str, state: str, now: datetime) -> str | None:
    if mine.occurrence.ends_at <= now:
        return "past" if status == GOING and state == "scheduled" else None
    if status == CANCELLED:
        return None
    if state != "scheduled" or _is_moved(mine):
        return "changed"
    return "waiting" if status == WAITLISTED else "plans"


def _is_moved(mine: Mine) -> bool:
    return mine.occurrence.planned_local != mine.occurrence.starts_local


def _moved(mine: Mine) -> str:
    was = mine.occurrence.planned_local
    today = times.today_in(mine.activity.time_zone)
    return f"It was {times.short_day(was.date(), today)}, {was:%H:%M}."


def _time(mine: Mine) -> str:
    """`14:00-15:30, London time, Millbrook`."""
    date, place = mine.occurrence, mine.activity.place
    ends = f"\N{EN DASH}{date.ends_local:%H:%M}" if date.ends_at > date.starts_at else ""
    parts = [f"{date.starts_local:%H:%M}{ends}", times.zone_words(mine.activity.time_zone)]
    return ", ".join([*parts, place.area] if place and place.area else parts)


def _said(mine: Mine, status: str, state: str, position: int | None) -> tuple[str, str]:
    """What is so: a few words, and the rest of the sentence."""
    if state == "cancelled":
        return "Cancelled.", "It does not take place. There is nothing you need to do."
    if state == "gone":
        return "Taken down.", "It is no longer on Alongside. There is nothing you need to do."
    if status == WAITLISTED:
        return "On the waiting list.", f"You are {ordinal(position or 1)} in line."
    if status == OFFERED and mine.rsvp.offer_until:
        until = mine.rsvp.offer_until.astimezone(ZoneInfo(mine.activity.time_zone))
        day = times.short_day(until.date(), times.today_in(mine.activity.time_zone))
        return "A place is free for you.", f"It is kept until {until:%H:%M}, {day}."
    return "Place held.", ""

"""The dates to come that an activity's schedule asks for."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from app.activities.models import Activity
from app.activities.schedule import HORIZON_DAYS, Meeting, meeting_at, meetings, to_instant
from app.activities.scheduling.plan import Apart, Piece, Plan
from app.activities.scheduling.stored import read_plan

LISTED_HORIZON = timedelta(days=3660)


@dataclass(frozen=True)
class Wanted:
    """One date as it is meant to be."""

    meeting: Meeting
    status: str
    capacity: int | None
    note: str

    def values(self) -> dict[str, object]:
        """The columns of its row that people are told of."""
        return {
            "starts_local": self.meeting.starts_local,
            "ends_local": self.meeting.ends_local,
            "starts_at": self.meeting.starts_at,
            "ends_at": self.meeting.ends_at,
            "status": self.status,
            "note": self.note,
            "left_at": None,
        }


def wanted_dates(activity: Activity, now: datetime) -> dict[datetime, Wanted]:
    """The meetings from now on by key, moved and marked as the changed dates say.

    Rules reach HORIZON_DAYS ahead, listed dates ten years.
    """
    plan = read_plan(activity)
    # A date moved from the past into the future is still to come, so its key is looked at too.
    keys = [to_instant(key, activity.time_zone) for key in plan.apart]
    first = min([now, *(key for key in keys if key > now - LISTED_HORIZON)])
    found = [
        _wanted(activity, plan, piece, meeting)
        for piece in plan.pieces
        for meeting in _expand(piece, first, now)
    ]
    return {one.meeting.key: one for one in found if one.meeting.starts_at >= now}


def wanted_at(
    activity: Activity, keys: Iterable[datetime], now: datetime
) -> dict[datetime, Wanted]:
    """Those of the dates of these keys that the schedule gives, however far ahead they are."""
    plan, found = read_plan(activity), {}
    for key in keys:
        piece = plan.piece_of(key)
        if piece is not None:
            length = piece.segment.ends - piece.segment.starts
            meeting = meeting_at(key, key, length, piece.segment.time_zone)
            found[key] = _wanted(activity, plan, piece, meeting)
    return {key: one for key, one in found.items() if one.meeting.starts_at >= now}


def _wanted(activity: Activity, plan: Plan, piece: Piece, meeting: Meeting) -> Wanted:
    one = plan.apart.get(meeting.key, Apart())
    told = {**piece.details, **one.details}
    capacity = told.get("capacity", activity.capacity)
    moved = _moved(meeting, one, activity.time_zone)
    return Wanted(moved, one.status, capacity, told.get("note", ""))


def _expand(piece: Piece, first: datetime, now: datetime) -> list[Meeting]:
    segment = piece.segment
    horizon = now + (timedelta(days=HORIZON_DAYS) if segment.rrule else LISTED_HORIZON)
    found = meetings(segment, first, horizon)
    if segment.rrule and segment.rdates:
        listed = {one.key for one in found}
        later = meetings(replace(segment, rrule=None), first, now + LISTED_HORIZON)
        found += [one for one in later if one.key in segment.rdates and one.key not in listed]
    return found


def _moved(meeting: Meeting, one: Apart, time_zone: str) -> Meeting:
    if not one.starts:
        return meeting
    ends = one.ends or one.starts + (meeting.ends_local - meeting.starts_local)
    return meeting_at(meeting.key, one.starts, ends - one.starts, time_zone)

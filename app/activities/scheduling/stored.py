"""A plan of dates as it stands in the database."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from app.activities.models import Activity, ScheduleSegment
from app.activities.schedule import Segment
from app.activities.scheduling.plan import Apart, Piece, Plan

DETAILS = ("capacity", "note")


def lock_activity(session: Session, activity_id: int) -> Activity | None:
    """An activity with its segments as they are now, held until the transaction ends.

    Edits of its dates and the roll-on of its rules come one after the other.
    """
    query = select(Activity).where(Activity.id == activity_id).with_for_update()
    options = selectinload(Activity.segments)
    return session.scalars(
        query.options(options).execution_options(populate_existing=True)
    ).one_or_none()


def read_plan(activity: Activity) -> Plan:
    """The plan of an activity whose segments are loaded."""
    pieces = tuple(Piece(segment_of_row(row), dict(row.details or {})) for row in activity.segments)
    apart = {_moment(one["key"]): _apart(one) for one in activity.changed_dates}
    return Plan(activity.time_zone, pieces, apart)


def write_plan(activity: Activity, plan: Plan) -> None:
    """Make an activity's segments and changed dates those of a plan."""
    known = list(activity.segments)
    rows = []
    for position, piece in enumerate(plan.pieces):
        row = known[position] if position < len(known) else ScheduleSegment(position=position)
        _put(row, piece)
        rows.append(row)
    activity.segments = rows
    activity.changed_dates = [_change(key, one) for key, one in sorted(plan.apart.items())]


def as_json(plan: Plan) -> dict[str, Any]:
    """A plan as plain values."""
    return {
        "time_zone": plan.time_zone,
        "pieces": [
            {
                "starts": text(one.segment.starts),
                "ends": text(one.segment.ends),
                "zone": one.segment.time_zone,
                "rrule": one.segment.rrule,
                "exdates": [text(key) for key in one.segment.exdates],
                "rdates": [text(key) for key in one.segment.rdates],
                "details": dict(one.details),
            }
            for one in plan.pieces
        ],
        "apart": [_change(key, one) for key, one in sorted(plan.apart.items())],
    }


def from_json(kept: Mapping[str, Any]) -> Plan:
    """The plan that `as_json` gave."""
    pieces = tuple(
        Piece(
            Segment(
                _moment(one["starts"]),
                _moment(one["ends"]),
                one["zone"],
                one["rrule"],
                tuple(map(_moment, one["exdates"])),
                tuple(map(_moment, one["rdates"])),
            ),
            one["details"],
        )
        for one in kept["pieces"]
    )
    return Plan(kept["time_zone"], pieces, {_moment(o["key"]): _apart(o) for o in kept["apart"]})


def segment_of_row(row: ScheduleSegment) -> Segment:
    """One stretch of the schedule as plain values."""
    return Segment(
        starts=row.starts_local,
        ends=row.ends_local,
        time_zone=row.time_zone,
        rrule=row.rrule,
        exdates=tuple(map(_moment, row.exdates)),
        rdates=tuple(map(_moment, row.rdates)),
    )


def text(moment: datetime) -> str:
    """A naive time as it is kept."""
    return moment.isoformat(timespec="minutes")


def _put(row: ScheduleSegment, piece: Piece) -> None:
    segment = piece.segment
    row.time_zone, row.rrule = segment.time_zone, segment.rrule
    row.starts_local, row.ends_local = segment.starts, segment.ends
    row.exdates = [text(key) for key in segment.exdates]
    row.rdates = [text(key) for key in segment.rdates]
    row.details = dict(piece.details)


def _apart(one: Mapping[str, Any]) -> Apart:
    return Apart(
        status=one.get("status") or "scheduled",
        starts=_moment(one["starts"]) if one.get("starts") else None,
        ends=_moment(one["ends"]) if one.get("ends") else None,
        details={name: one[name] for name in DETAILS if name in one},
    )


def _change(key: datetime, one: Apart) -> dict[str, Any]:
    return {
        "key": text(key),
        "status": one.status,
        "starts": text(one.starts) if one.starts else None,
        "ends": text(one.ends) if one.ends else None,
        **one.details,
    }


def _moment(kept: str) -> datetime:
    return datetime.fromisoformat(kept)

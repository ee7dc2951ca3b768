"""A whole schedule in the place of another: which of its dates each old one is now. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from app.activities.schedule import Segment
from app.activities.scheduling.plan import Apart, Piece, Plan, Replanned
from app.activities.scheduling.stretches import FARTHEST

NEAR = timedelta(days=3)


@dataclass(frozen=True)
class Standing:
    """A date to come: the key of its row, when it begins (naive, local), who counts on it."""

    key: datetime
    starts: datetime
    is_held: bool


def renew(
    plan: Plan, time_zone: str, segment: Segment | None, dates: Iterable[Standing], now: datetime
) -> Replanned:
    """The plan with this segment alone; None: without any date. `now` is local there.

    A date of the same day is the same date at another time. One on which somebody holds a
    place may also move to the nearest new one within three days, and a single one to a single
    new one, however far. The others leave the schedule.
    """
    dates = sorted(dates, key=lambda one: one.starts)
    details = plan.pieces[-1].details if plan.pieces else {}
    pieces = (Piece(segment, details),) if segment else ()
    new = Plan(time_zone, pieces)
    first = min([now, *(one.key for one in dates)])
    free = set(new.keys(first.date(), now.date() + FARTHEST))
    same = _same_days(dates, free, now)
    near = _nearest([one for one in dates if one.is_held and one.key not in same], free, now)
    apart = {same[key]: _whole(plan, key, one) for key, one in plan.apart.items() if key in same}
    where = {old: key for old, key in (same | near).items() if old != key}
    return Replanned(replace(new, apart=apart), where)


def _same_days(
    dates: list[Standing], free: set[datetime], now: datetime
) -> dict[datetime, datetime]:
    """The very same dates first, then those of the same day; what they take is not `free`."""
    where = {one.key: one.key for one in dates if one.key in free}
    free -= set(where)
    by_day = {key.date(): key for key in sorted(free, reverse=True) if key > now}
    for one in dates:
        if one.key not in where and one.key.date() in by_day:
            where[one.key] = by_day.pop(one.key.date())
    free -= set(where.values())
    return where


def _nearest(lost: list[Standing], free: set[datetime], now: datetime) -> dict[datetime, datetime]:
    """Where those go that somebody counts on."""
    ahead = {key for key in free if key > now}
    is_single = len(lost) == len(ahead) == 1
    where: dict[datetime, datetime] = {}
    for one in lost:
        key = min(ahead, key=lambda new: (abs(new - one.starts), new), default=None)
        if key is not None and (is_single or abs(key - one.starts) <= NEAR):
            ahead.discard(key)
            where[one.key] = key
    return where


def _whole(plan: Plan, key: datetime, one: Apart) -> Apart:
    """What is apart of a date, with an end of its own where its start is its own."""
    piece = plan.piece_of(key)
    if one.starts is None or one.ends is not None or piece is None:
        return one
    return replace(one, ends=one.starts + (piece.segment.ends - piece.segment.starts))

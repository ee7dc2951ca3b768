"""All dates of an activity as they are planned, and what an organiser may do to them. Pure.

A plan is not changed: each deed gives another plan, and says where the dates went.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any

from app.activities.schedule import Segment
from app.activities.scheduling.moving import Shift, move
from app.activities.scheduling.stretches import FARTHEST, keys_between, split, without

THIS, FOLLOWING, ALL = "this", "following", "all"
SCOPES = (THIS, FOLLOWING, ALL)


@dataclass(frozen=True)
class Piece:
    """A stretch of the schedule; `details` (capacity, note) are those of each of its dates."""

    segment: Segment
    details: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Apart:
    """What is different about one date: cancelled, hours of its own, details of its own."""

    status: str = "scheduled"
    starts: datetime | None = None
    ends: datetime | None = None
    details: Mapping[str, Any] = field(default_factory=dict)

    @property
    def is_nothing(self) -> bool:
        """True where the date is like its rule says after all."""
        return self == Apart()


@dataclass(frozen=True)
class Plan:
    """`apart` is by the start that the rule gives a date (naive, local): its key."""

    time_zone: str
    pieces: tuple[Piece, ...]
    apart: Mapping[datetime, Apart] = field(default_factory=dict)

    def piece_of(self, key: datetime) -> Piece | None:
        """The stretch that gives the date of a key."""
        return next((one for one in self.pieces if _gives(one.segment, key)), None)

    def keys(self, first: date, last: date) -> list[datetime]:
        """The keys of all dates between two days, both included."""
        found = {key for one in self.pieces for key in keys_between(one.segment, first, last)}
        return sorted(found)


@dataclass(frozen=True)
class Replanned:
    """A plan, the new key of each date that has another one now, and what all dates share."""

    plan: Plan
    where: Mapping[datetime, datetime] = field(default_factory=dict)
    shared: Mapping[str, Any] = field(default_factory=dict)


def move_one(plan: Plan, key: datetime, starts: datetime, ends: datetime) -> Replanned:
    """Only this date at another time."""
    piece = plan.piece_of(key)
    own = piece.segment if piece else None
    is_usual = own is not None and (starts, ends) == (key, key + (own.ends - own.starts))
    return _with(plan, key, starts=None if is_usual else starts, ends=None if is_usual else ends)


def move_from(plan: Plan, cut: datetime, shift: Shift, keys: Iterable[datetime]) -> Replanned:
    """Every date from `cut` on with the same hours as the one of `shift.key`, as it is moved.

    `keys` are those of the dates that there are rows of. Dates with hours of their own keep
    them. Raises RuleRefused where a rule can't be moved so.
    """
    piece = plan.piece_of(shift.key)
    if piece is None:
        return move_one(plan, shift.key, shift.starts, shift.ends)
    usual = _hours(piece.segment)
    is_ruled = piece.segment.rrule is not None and shift.key not in piece.segment.rdates
    by = shift if is_ruled else _same_day(shift)
    pieces: list[Piece] = []
    where: dict[datetime, datetime] = {}
    for one in plan.pieces:
        head, tail = split(one.segment, cut)
        if tail is None or _hours(one.segment) != usual:
            pieces.append(one)
            continue
        moved = move(tail, by, [key for key in keys if key >= cut])
        pieces += [Piece(part, one.details) for part in (head, *moved.segments) if part]
        where |= {k: v for k, v in moved.where.items() if v not in where.values()}
    apart = _carried(plan, cut, where, usual[1])
    new_key = where.get(shift.key, shift.key)
    moved_plan = Plan(plan.time_zone, tuple(pieces), apart)
    back = replace(apart.get(new_key, Apart()), starts=None, ends=None)
    if not is_ruled and shift.days:
        back = replace(back, starts=shift.starts, ends=shift.ends)
    return Replanned(_put(moved_plan, new_key, back), where)


def cancel_one(plan: Plan, key: datetime) -> Replanned:
    """One date does not take place."""
    return _with(plan, key, status="cancelled")


def call_back(plan: Plan, key: datetime, ends: datetime) -> Replanned:
    """One date takes place after all; one that left its schedule comes as an extra date."""
    if plan.piece_of(key) is None:
        plan = add(plan, key, ends).plan
    return _with(plan, key, status="scheduled")


def end_before(plan: Plan, cut: datetime) -> Replanned:
    """Nothing meets from a time on."""
    heads = [(split(one.segment, cut)[0], one.details) for one in plan.pieces]
    pieces = tuple(Piece(head, details) for head, details in heads if head)
    apart = {key: one for key, one in plan.apart.items() if key < cut}
    return Replanned(replace(plan, pieces=pieces, apart=apart))


def detail_one(plan: Plan, key: datetime, details: Mapping[str, Any]) -> Replanned:
    """What is told of this date alone."""
    own = plan.apart.get(key, Apart())
    return Replanned(_put(plan, key, replace(own, details={**own.details, **details})))


def detail_from(plan: Plan, cut: datetime | None, details: Mapping[str, Any]) -> Replanned:
    """What is told of every date from a time on (None: of all), also of those apart."""
    pieces: list[Piece] = []
    for one in plan.pieces:
        told = {**one.details, **details}
        head, tail = split(one.segment, cut) if cut else (None, one.segment)
        pieces += [Piece(head, one.details)] if head else []
        pieces += [Piece(tail, told)] if tail else []
    apart = {
        key: one if cut and key < cut else replace(one, details=_less(one.details, details))
        for key, one in plan.apart.items()
    }
    return Replanned(replace(plan, pieces=tuple(pieces), apart=_something(apart)))


def plain(plan: Plan, name: str) -> Plan:
    """The plan without a detail of this name on any date."""
    pieces = tuple(replace(one, details=_less(one.details, [name])) for one in plan.pieces)
    return replace(plan, pieces=pieces)


def pause(plan: Plan, first: date, last: date) -> Replanned:
    """Nothing meets between two days, both included."""
    pieces = tuple(replace(one, segment=without(one.segment, first, last)) for one in plan.pieces)
    apart = {k: one for k, one in plan.apart.items() if not first <= k.date() <= last}
    return Replanned(replace(plan, pieces=pieces, apart=apart))


def add(plan: Plan, starts: datetime, ends: datetime) -> Replanned:
    """One more date."""
    extra = Piece(Segment(starts, ends, plan.time_zone))
    return Replanned(replace(plan, pieces=(*plan.pieces, extra)))


def repeat_from(
    plan: Plan, cut: datetime, segment: Segment, *, replaced: Callable[[Piece], bool]
) -> Replanned:
    """Other ways of repeating from a time on, in the place of some of the stretches.

    A date of the same day is the same date at another time.
    """
    pieces: list[Piece] = []
    where: dict[datetime, datetime] = {}
    details: Mapping[str, Any] = {}
    for one in plan.pieces:
        if not replaced(one):
            pieces.append(one)
            continue
        head, tail = split(one.segment, cut)
        pieces += [Piece(head, one.details)] if head else []
        details = one.details if tail else details
        where |= _same_days(tail, segment) if tail else {}
    kept = replace(plan, pieces=tuple(pieces))
    apart = {k: one for k, one in plan.apart.items() if k in where or kept.piece_of(k)}
    plan = replace(plan, pieces=(*pieces, Piece(segment, details)), apart=apart)
    plan = replace(plan, apart=_carried(plan, cut, where, None))
    return Replanned(plan, {old: new for old, new in where.items() if old != new})


def _same_days(tail: Segment, segment: Segment) -> dict[datetime, datetime]:
    """For dates of the old stretch the one of the new on that day; the very same first."""
    last = tail.starts.date() + FARTHEST
    free = set(keys_between(segment, segment.starts.date(), last))
    old = keys_between(tail, tail.starts.date(), last)
    where = {key: key for key in old if key in free}
    free -= set(where)
    by_day = {key.date(): key for key in sorted(free)}
    for key in old:
        if key not in where and key.date() in by_day:
            where[key] = by_day.pop(key.date())
    return where


def _carried(
    plan: Plan, cut: datetime, where: Mapping[datetime, datetime], length: timedelta | None
) -> dict[datetime, Apart]:
    """What is apart, under the keys that the dates have now; own hours stay what they were."""
    carried = {key: one for key, one in plan.apart.items() if key < cut}
    for key, one in plan.apart.items():
        if key >= cut:
            ends = one.ends or (one.starts + length if one.starts and length else None)
            carried[where.get(key, key)] = replace(one, ends=ends)
    return carried


def _same_day(shift: Shift) -> Shift:
    """Only the hours of a shift."""
    starts = datetime.combine(shift.key.date(), shift.starts.time())
    return Shift(shift.key, starts, starts + shift.length)


def _hours(segment: Segment) -> tuple[Any, timedelta]:
    return segment.starts.time(), segment.ends - segment.starts


def _gives(segment: Segment, key: datetime) -> bool:
    return key in keys_between(segment, key.date(), key.date())


def _with(plan: Plan, key: datetime, **changes: Any) -> Replanned:
    return Replanned(_put(plan, key, replace(plan.apart.get(key, Apart()), **changes)))


def _put(plan: Plan, key: datetime, one: Apart) -> Plan:
    return replace(plan, apart=_something({**plan.apart, key: one}))


def _something(apart: Mapping[datetime, Apart]) -> dict[datetime, Apart]:
    return {key: one for key, one in sorted(apart.items()) if not one.is_nothing}


def _less(details: Mapping[str, Any], names: Iterable[str]) -> dict[str, Any]:
    return {name: value for name, value in details.items() if name not in set(names)}

"""The ladder of next steps (docs/fit-model.md, *Next steps*): small ones, only when asked for.

Nothing here hides an activity: the ladder proposes, the list stays whole.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from app.comfort.bands import COMFORTABLE_FROM, GENTLE_FROM
from app.comfort.checks import number_within
from app.comfort.facts import FACTS, FILL, SUPPORTS
from app.comfort.learning import WENT_OK, how_it_went
from app.comfort.listing import Comfort, fact_values
from app.comfort.model import comfort_chance, demand
from app.comfort.profile import Profile
from app.comfort.ranking import INTEREST

AIMS: Final = (0.80, 0.70, 0.60)
"""The chance that each rung aims at, the gentlest first."""
CRUTCHES: Final = ("bring_friend", "watch_ok", "leave_ok")
"""What a rung may leave unused, in this order; the supports of a place are never taken away."""
LEAST_RISE: Final = 0.05
MOST_RISE: Final = 0.35
USUAL_FALL: Final = 0.2
"""How much less an easier step asks, where there is such a one."""
GENTLEST_RUNG: Final = 0.85
MOST_RAISED: Final = 2
WENT_BADLY: Final = 0.3

_NEW_THING = 0.1
_ONE_CHOICE = 1 / 3 - 1e-9
_SPEAK, _WATCHED = FACTS.index("speak"), FACTS.index("watched")

Done: TypeAlias = Iterable[tuple[Comfort, float]]
Candidates: TypeAlias = Iterable[tuple[Any, Comfort, float]]


@dataclass(frozen=True)
class Step:
    """One rung: which activity, the chance it aims at, and what is different about it.

    `without` is a support one leaves unused this time; `plus` is one that nobody told of yet
    and that would make the same activity gentler.
    """

    id: Any
    aim: float
    without: str | None = None
    plus: str | None = None


@dataclass(frozen=True)
class Ladder:
    """Where a person stands and what could come next.

    `anchor` is the activity to start from, None where there is none (or it has no id); `steps`
    at most three; `easier` one that asks less than the first thing offered, None where there is
    none. `is_paused` after two hard visits in a row: then nothing is offered.
    """

    anchor: Any | None
    steps: list[Step]
    easier: Step | None = None
    is_paused: bool = False


@dataclass(frozen=True)
class _Rung:
    """An activity with its numbers for this person; `id` None is not to be had now."""

    id: Any
    comfort: Comfort
    interest: float
    chance: float
    demand: float


def next_steps(
    profile: Profile,
    done: Done = (),
    candidates: Candidates = (),
    *,
    done_ids: Sequence[Any] | None = None,
) -> Ladder:
    """Return the ladder of a person: `done` are visits with their peak anxiety, oldest first.

    `candidates` (id, comfort, interest 0 to 1) are what can be gone to now. `done_ids` names
    the visited activities; without it a candidate with the very same comfort counts as visited.
    Raises ValueError that names what is out of range.
    """
    visits = list(done)
    went = [how_it_went(peak) for _, peak in visits]
    known = _rungs(profile, candidates)
    been = _been(profile, [comfort for comfort, _ in visits], known, done_ids)
    last_fine = next((n for n in reversed(range(len(went))) if went[n] >= WENT_OK), None)
    anchor = _most_at_ease(known) if last_fine is None else been[last_fine]
    start = anchor.id if anchor else None
    if len(went) > 1 and max(went[-2:]) < WENT_BADLY:
        return Ladder(start, [], None, is_paused=True)
    pool = [one for one in _wanted(known) if not any(_same(one, visit) for visit in been)]
    here = {one.id for one in known}
    if went and went[-1] < WENT_BADLY:
        down = _step_down(profile, been[-1], pool, here)
        return Ladder(start, [down] if down else [])
    steps, first = _climb(profile, anchor, pool, here)
    offered = anchor if last_fine is None and anchor else first
    easier = _step_down(profile, offered, pool, here) if offered else None
    return Ladder(start, steps, easier)


def _rungs(profile: Profile, candidates: Candidates) -> list[_Rung]:
    given = list(candidates)
    chances = comfort_chance(profile, [comfort for _, comfort, _ in given]).tolist()
    return [
        _Rung(
            name,
            comfort,
            number_within("interest", interest, 0, 1),
            chance,
            demand(comfort, profile.sensitivities).value,
        )
        for (name, comfort, interest), chance in zip(given, chances, strict=True)
    ]


def _been(
    profile: Profile, comforts: list[Comfort], known: list[_Rung], ids: Sequence[Any] | None
) -> list[_Rung]:
    if ids is None:
        ids = [_id_of(comfort, known) for comfort in comforts]
    if len(ids) != len(comforts):
        raise ValueError("done_ids must name every visit of done")
    named = zip(ids, comforts, (0.0 for _ in ids), strict=True)
    return _rungs(profile, named)


def _id_of(comfort: Comfort, known: list[_Rung]) -> Any | None:
    return min((one.id for one in known if one.comfort == comfort), default=None)


def _same(one: _Rung, visit: _Rung) -> bool:
    return bool(one.id == visit.id) if visit.id is not None else one.comfort == visit.comfort


def _wanted(known: list[_Rung]) -> list[_Rung]:
    return [one for one in known if one.interest >= INTEREST["same_family"]]


def _most_at_ease(known: list[_Rung]) -> _Rung | None:
    """The best of what is comfortable: the most liked one, and of those the gentlest."""
    comfortable = [one for one in known if one.chance >= COMFORTABLE_FROM]
    return min(comfortable, key=lambda one: (-one.interest, -one.chance, one.id), default=None)


def _climb(
    profile: Profile, anchor: _Rung | None, pool: list[_Rung], here: set[Any]
) -> tuple[list[Step], _Rung | None]:
    """The rungs from the anchor on, and the first of them with its numbers."""
    steps: list[Step] = []
    first, before = None, anchor
    for aim in AIMS:
        ways: list[tuple[_Rung, str | None]] = [(one, None) for one in pool]
        if before is not None and before.id in here:
            ways = [*_without_a_crutch(profile, before), *ways]
        options = [
            (abs(one.chance - aim) + _NEW_THING * raised, one.id, without or "", one)
            for one, without in ways
            if GENTLE_FROM <= one.chance <= GENTLEST_RUNG
            and (before is None or LEAST_RISE <= one.demand - before.demand <= MOST_RISE)
            and (raised := _raised(before, one)) <= MOST_RAISED
        ]
        if not options:
            continue
        _, name, without, before = min(options, key=lambda option: option[:3])
        first = first or before
        steps.append(Step(name, aim, without or None))
    return steps, first


def _without_a_crutch(profile: Profile, rung: _Rung) -> list[tuple[_Rung, str | None]]:
    """The same activity with the first crutch that is there left unused; none where none is."""
    crutch = next((name for name in CRUTCHES if rung.comfort.supports[name]), None)
    return [(_changed(profile, rung, crutch, there=False), crutch)] if crutch else []


def _step_down(profile: Profile, rung: _Rung, pool: list[_Rung], here: set[Any]) -> Step | None:
    """What asks about .2 less: another activity, or the same one with a support more."""
    ways: list[tuple[_Rung, str | None]] = [(one, None) for one in pool if one.id != rung.id]
    if rung.id in here:
        untold = [name for name in SUPPORTS if rung.comfort.supports[name] is None]
        ways += [(_changed(profile, rung, name, there=True), name) for name in untold]
    aimed = rung.demand - USUAL_FALL
    options = [
        (abs(one.demand - aimed), one.id, plus or "")
        for one, plus in ways
        if LEAST_RISE <= rung.demand - one.demand <= MOST_RISE and _raised(rung, one) <= MOST_RAISED
    ]
    if not options:
        return None
    _, name, plus = min(options)
    return Step(name, AIMS[0], None, plus or None)


def _changed(profile: Profile, rung: _Rung, support: str, *, there: bool) -> _Rung:
    comfort = replace(rung.comfort, supports={**rung.comfort.supports, support: there})
    return _rungs(profile, [(rung.id, comfort, rung.interest)])[0]


def _raised(before: _Rung | None, after: _Rung) -> int:
    """How many facts ask at least one choice more than on the rung before.

    Counted as told and once more after whoever speaks counts as looked at; the more careful
    of both holds.
    """
    if before is None:
        return 0
    rise = _facts(after.comfort) - _facts(before.comfort)
    return int((rise.max(axis=0) >= _ONE_CHOICE).sum())


def _facts(comfort: Comfort) -> NDArray[np.float64]:
    """(2, 9) the facts as told, untold ones filled; and with *watched* at least *speak*."""
    told = fact_values([comfort])[0]
    filled = np.where(np.isnan(told), FILL, told)
    seen = filled.copy()
    seen[_WATCHED] = max(seen[_WATCHED], seen[_SPEAK])
    return np.stack([filled, seen])

"""Next steps near a person: the ladder of the fit model over what a search finds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import numpy as np
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.activities.models import Activity, ToldFact
from app.activities.queries import find_activities, first_scheduled
from app.comfort import FACTS, SUPPORTS, Comfort, Ladder, Step, chances, next_steps
from app.comfort.bands import GENTLE_FROM
from app.core.ids import read_id, show_id
from app.discovery.asker import Asker
from app.discovery.cards import card, comfort
from app.discovery.columns import Ints
from app.discovery.filters import Filters
from app.discovery.loading import comfort_of
from app.discovery.order import Circumstance, Order
from app.discovery.returning import fit_of
from app.discovery.scan import Scan
from app.discovery.service import Index, cards_of, check_days

LOOKED_AT = 400
"""How many of the activities that suit best are looked at for steps."""

Card = dict[str, Any]


@dataclass(frozen=True)
class Stand:
    """Who asks, and their visits so far, oldest first: `activity_id` and `peak_anxiety` each."""

    asker: Asker
    done: Sequence[Mapping[str, Any]] = ()


@dataclass(frozen=True)
class Proposal:
    """The ladder as cards: where one stands, up to three steps, and an easier one."""

    anchor: Card | None
    steps: list[Card]
    easier: Card | None
    is_paused: bool


def propose(
    session: Session, index: Index, filters: Filters, stand: Stand, now: datetime
) -> Proposal:
    """The next steps of somebody who asks; a visit to what is not known is left out."""
    asker = stand.asker
    check_days(filters, now)
    scan = Scan(index.columns.get(session, now), replace(filters, sort="fit"), now)
    been = [
        (number, one["peak_anxiety"])
        for one in stand.done
        if (number := read_id(one["activity_id"])) is not None
    ]
    near = _near(scan, asker, [number for number, _ in been])
    ids = scan.columns.ids[near].tolist()
    known = _comforts(session, {*ids, *(number for number, _ in been)})
    liking = zip(ids, Circumstance(scan, asker, near).interest.tolist(), strict=True)
    visits = [(number, peak) for number, peak in been if number in known]
    ladder = next_steps(
        asker.profile,
        [(known[number], peak) for number, peak in visits],
        [(number, known[number], liked) for number, liked in liking if number in known],
        done_ids=[number for number, _ in visits],
    )
    return _Dealer(session, scan, asker, now).deal(ladder, near)


def _near(scan: Scan, asker: Asker, visited: list[int]) -> Ints:
    """Rows of what matches and may go well, the best of them, and of what was visited."""
    rows = np.flatnonzero(scan.matches())
    likely = rows[chances(asker.profile, scan.columns.effects[rows]) >= GENTLE_FROM]
    best, _ = Order(scan, asker, likely).first(LOOKED_AT)
    again = rows[np.isin(scan.columns.ids[rows], visited)]
    return np.union1d(likely[best], again)


def _comforts(session: Session, ids: set[int]) -> dict[int, Comfort]:
    """What is told of these activities, without those that were taken down."""
    kinds = select(Activity.id, Activity.kind).where(
        Activity.id.in_(ids), Activity.state != "hidden"
    )
    told: dict[int, dict[str, int]] = {number: {} for number in ids}
    keys = (*FACTS, *SUPPORTS)
    facts = select(ToldFact.activity_id, ToldFact.key, ToldFact.value).where(
        ToldFact.activity_id.in_(ids), ToldFact.key.in_(keys)
    )
    for number, key, value in session.execute(facts):
        told[number][key] = value
    return {number: comfort_of(told[number], kind) for number, kind in session.execute(kinds)}


class _Dealer:
    """Makes cards of a ladder's activities."""

    def __init__(self, session: Session, scan: Scan, asker: Asker, now: datetime) -> None:
        self.session, self.scan, self.asker, self.now = session, scan, asker, now
        self.cards: dict[str, Card] = {}

    def deal(self, ladder: Ladder, near: Ints) -> Proposal:
        """The ladder as cards; an activity that went in the last moments is left out."""
        wanted = [step.id for step in ladder.steps]
        wanted += [ladder.easier.id] if ladder.easier else []
        wanted += [ladder.anchor] if ladder.anchor is not None else []
        rows = near[np.isin(self.scan.columns.ids[near], wanted)]
        found = cards_of(self.session, self.scan, rows, self.asker)
        self.cards = {one["id"]: one for one in found}
        unused: dict[int, dict[str, bool]] = {}
        for step in ladder.steps:
            if step.without:
                unused.setdefault(step.id, {})[step.without] = False
        easier = ladder.easier and self._step(ladder.easier, {})
        steps = [self._step(step, unused.get(step.id, {})) for step in ladder.steps]
        return Proposal(
            anchor=None if ladder.anchor is None else self._anchor(ladder.anchor),
            steps=[step for step in steps if step],
            easier=easier or None,
            is_paused=ladder.is_paused,
        )

    def _step(self, step: Step, unused: Mapping[str, bool]) -> Card | None:
        one = self.cards.get(show_id(step.id))
        if one is None:
            return None
        changed = {step.plus: True} if step.plus else {}
        if step.without:
            # Of the crutches that one place may lose, those before this one are gone already.
            gone = list(unused)[: list(unused).index(step.without) + 1]
            changed = dict.fromkeys(gone, False)
        if changed and "fit" in one:
            one = one | {"fit": self._changed_fit(step.id, changed)}
        dealt = {"card": one, "aim": step.aim, "without": step.without}
        return dealt | {"with": step.plus} if step.plus else dealt

    def _changed_fit(self, number: int, changed: Mapping[str, bool]) -> Card:
        activity = find_activities(self.session, [number])[number]
        as_told = comfort(activity)
        supports = {**as_told.supports, **changed}
        return fit_of(activity, self.asker, {}, Comfort(as_told.facts, supports))

    def _anchor(self, number: int) -> Card | None:
        """The card of where one stands, also when the search does not find it."""
        if one := self.cards.get(show_id(number)):
            return one
        activity = find_activities(self.session, [number]).get(number)
        if activity is None:
            return None
        date = first_scheduled(self.session, number, self.now)
        one = card(activity, date, None, 0)
        return one | {"fit": fit_of(activity, self.asker, {})} if self.asker.is_told else one

"""Compares what people were told with what the database holds; says each thing that is wrong."""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import islice

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from app.accounts.models import Person, PersonSession
from app.activities.models import Occurrence
from app.attendance.rsvps.models import GOING, OFFERED, WAITLISTED, Rsvp
from app.core.idempotency import IdempotencyKey
from app.core.ids import read_id
from tests.faults.browser import Browser, Told, Unanswered
from tests.faults.crowd import Crowd
from tests.faults.ground import SQLITE, Ground

REPLAYED = 200
MAY_BE = {"waitlisted": {WAITLISTED, OFFERED}, "offered": {OFFERED}}


def check(ground: Ground, crowd: Crowd) -> list[str]:
    """Everything that must hold after a fault; an empty list when all of it does."""
    wrong = list(crowd.troubles)
    expected = {0, 200, 201, 409, 503}
    if strange := {status: n for status, n in crowd.seen.items() if status not in expected}:
        wrong.append(f"answers nobody expected: {strange}")
    return [*wrong, *_replays(crowd), *check_rows(ground, crowd)]


def check_rows(ground: Ground, crowd: Crowd) -> list[str]:
    """What must hold of the rows, whether or not there is still a server."""
    wrong: list[str] = []
    with ground.database() as engine, Session(engine) as session:
        if ground.engine == SQLITE:
            sound = session.scalar(text("pragma integrity_check"))
            wrong += [] if sound == "ok" else [f"integrity_check: {sound}"]
        for row in session.scalars(select(Occurrence).where(Occurrence.arrivals > 0)):
            wrong += check_date(session, row)
        wrong += _check_people(session, crowd)
        wrong += _check_keys(session, crowd.told)
        wrong += _check_arrivals(session, crowd.told)
    return wrong


def check_date(session: Session, date: Occurrence) -> Iterator[str]:
    """The counter, the capacity, the order of the waiting list."""
    rows = session.scalars(select(Rsvp).where(Rsvp.occurrence_id == date.id)).all()
    held = sum(row.seats for row in rows)
    if date.taken != held:
        yield f"date {date.id}: counts {date.taken} places, {held} are held"
    if date.capacity is not None and held > date.capacity:
        yield f"date {date.id}: {held} places held of {date.capacity}"
    if len({row.person_id for row in rows}) != len(rows):
        yield f"date {date.id}: somebody is there twice"
    if len({row.number for row in rows}) != len(rows):
        yield f"date {date.id}: two have one number"
    waiting = [row.number for row in rows if row.status == WAITLISTED]
    offered = [row.number for row in rows if row.status == OFFERED]
    if waiting and date.capacity is not None and date.taken < date.capacity:
        yield f"date {date.id}: somebody waits although there is room"
    if waiting and offered and min(waiting) < max(offered):
        yield f"date {date.id}: somebody was asked before an earlier one"


def _replays(crowd: Crowd) -> Iterator[str]:
    """The same ask with the same key has the same answer, also the first of a guest."""
    done = [told for told in crowd.told if told.answer.status < 300]
    step = max(1, len(done) // REPLAYED)
    for told in islice(done, 0, None, step):
        try:
            again = Browser(crowd.port, token=told.token).again(told)
        except Unanswered as error:
            yield str(error)
            continue
        if (again.status, again.body) != (told.answer.status, told.answer.body):
            yield f"{told.method} {told.path}: another answer when sent again"


def _check_people(session: Session, crowd: Crowd) -> Iterator[str]:
    """Everybody has what they were last told, and there is nobody else."""
    expected = [browser for browser in crowd.browsers if browser.token]
    count = session.scalar(select(func.count()).select_from(Person))
    if count != len(expected):
        yield f"{count} guests are there, {len(expected)} came"
    whose = dict(session.execute(select(PersonSession.token_hash, PersonSession.person_id)).all())
    rows: dict[int, dict[int, Rsvp]] = defaultdict(dict)
    for row in session.scalars(select(Rsvp)):
        rows[row.person_id][row.occurrence_id] = row
    for browser in expected:
        person = whose.pop(_hash(browser.token), None)
        if person is None:
            yield "a browser was given a session that is not there"
            continue
        yield from _check_person(browser, rows.pop(person, {}))
    if rows:
        yield f"{len(rows)} people hold something and never asked"


def _check_person(browser: Browser, rows: dict[int, Rsvp]) -> Iterator[str]:
    last = {told.date: told for told in browser.history if told.answer.status < 300}
    if {read_id(date) for date in last} != rows.keys():
        yield f"{len(last)} dates were answered for, {len(rows)} are there"
        return
    for date, told in last.items():
        row, said = rows[read_id(date) or 0], told.answer.body
        allowed = MAY_BE.get(said["status"], {said["status"]})
        if row.status not in allowed:
            yield f"date {date}: was told {said['status']}, is {row.status}"
        if row.status == GOING and row.party_size != said["party_size"]:
            yield f"date {date}: was told {said['party_size']} come, {row.party_size} are there"


def _check_keys(session: Session, told: list[Told]) -> Iterator[str]:
    """Each key has the one answer that was given to it, and no key has an effect unseen."""
    stored = dict(session.execute(select(IdempotencyKey.key, IdempotencyKey.body)).all())
    given = {one.key: one for one in told if one.answer.status < 300}
    if unseen := stored.keys() - given.keys():
        yield f"{len(unseen)} keys had an effect and no answer"
    for key, one in given.items():
        if stored.get(key) != one.answer.text:
            yield f"{one.method} {one.path}: the stored answer is not the one that was given"


def _check_arrivals(session: Session, told: list[Told]) -> Iterator[str]:
    """Who came counts once for each key, and whoever was answered first stands before."""
    came = [one for one in told if one.answer.status == 201]
    counted = Counter(read_id(one.date) for one in came)
    arrivals = dict(session.execute(select(Occurrence.id, Occurrence.arrivals)).all())
    for date, count in arrivals.items():
        if count != counted[date]:
            yield f"date {date}: {counted[date]} came, {count} were counted"
    people = dict(session.execute(select(PersonSession.token_hash, PersonSession.person_id)).all())
    latest: dict[tuple[int | None, int | None], Told] = {}
    for one in came:
        token = one.token or one.answer.token
        latest[read_id(one.date), people.get(_hash(token))] = one
    newest_asked: dict[int, float] = defaultdict(float)
    for row in session.scalars(select(Rsvp).order_by(Rsvp.occurrence_id, Rsvp.number)):
        one = latest.get((row.occurrence_id, row.person_id))
        if one is None:
            continue
        if one.told_at < newest_asked[row.occurrence_id]:
            yield f"date {row.occurrence_id}: somebody answered earlier stands behind"
        newest_asked[row.occurrence_id] = max(newest_asked[row.occurrence_id], one.asked_at)


def _hash(token: str | None) -> str:
    return hashlib.sha256((token or "").encode()).hexdigest()

"""Lends one delivery to one sender for a while, and notes what became of it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import SystemRandom
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.accounts.models import Person
from app.core.ids import new_id
from app.notices.channels import SENT as WAS_SENT
from app.notices.channels import Outcome
from app.notices.due import A_DAY, LEASE, Sendable, due_rows, is_wanted, pause
from app.notices.models import FAILED, OUT, SENT, VOID, WAITING, Delivery, Notice

FIRST_PAUSE, LONGEST_PAUSE = timedelta(seconds=30), timedelta(hours=4)
# With pauses that double up to four hours this is about a day, whatever the clock says.
MOST_ATTEMPTS = 14
_AT_ONCE = {"execution_options": {"synchronize_session": False}}


@dataclass(frozen=True)
class Leased:
    """A delivery that is ours until the lease ends."""

    delivery: Delivery
    notice: Notice
    person: Person
    ticket: "Ticket"


@dataclass(frozen=True)
class Ticket:
    """What is needed of a lease afterwards, also where the rows have gone since."""

    delivery_id: int
    target_id: int
    lease: int
    attempts: int
    ends_at: datetime


def take(session: Session, now: datetime) -> Leased | None:
    """Lease the delivery that has waited longest; None when there is none."""
    found = lease_one(session, Delivery, now)
    if found is None:
        return None
    delivery_id, lease = found
    delivery = session.get_one(Delivery, delivery_id, populate_existing=True)
    notice = session.get_one(Notice, delivery.notice_id, populate_existing=True)
    person = session.get_one(Person, delivery.person_id, populate_existing=True)
    ticket = Ticket(delivery_id, delivery.target_id, lease, delivery.attempts, notice.ends_at)
    return Leased(delivery, notice, person, ticket)


def lease_one(session: Session, table: Sendable, now: datetime) -> tuple[int, int] | None:
    """Lease the row that has waited longest: its id and the number of the lease, or None."""
    free = due_rows(table, now)
    query = select(table.id).where(*free).order_by(table.next_try_at, table.id).limit(1)
    found = session.scalar(query.with_for_update(skip_locked=True))
    if found is None:
        return None
    lease = new_id()
    mine = {"lease": lease, "leased_until": now + LEASE, "attempts": table.attempts + 1}
    taking = update(table).where(table.id == found, *free).values(mine)
    is_ours = session.scalar(taking.returning(table.id), **_AT_ONCE) is not None
    return (found, lease) if is_ours else None


def may_go(leased: Leased, now: datetime) -> bool:
    """Whether a leased delivery is still meant; one that is not is put aside, or until morning."""
    delivery, notice = leased.delivery, leased.notice
    if notice.state != OUT or notice.ends_at <= now or not is_wanted(notice, leased.person):
        put_aside(delivery)
        return False
    if wait := pause(notice, leased.person, now):
        delivery.next_try_at, delivery.attempts = wait, delivery.attempts - 1
        delivery.lease = delivery.leased_until = None
        return False
    return True


def put_aside(delivery: Delivery, state: str = VOID) -> None:
    """End a delivery without sending it."""
    delivery.state, delivery.lease, delivery.leased_until = state, None, None


def mark(
    session: Session,
    ticket: Ticket,
    outcome: Outcome,
    now: datetime,
    table: Sendable = Delivery,
) -> str:
    """Note what became of an attempt, if the lease is still ours; the state of the row then."""
    ours = [table.id == ticket.delivery_id, table.lease == ticket.lease]
    values: dict[str, Any] = {"lease": None, "leased_until": None, "state": FAILED}
    if outcome == WAS_SENT:
        values["state"] = SENT
    else:
        ours.append(table.state == WAITING)
        again = now + _wait(ticket.attempts, outcome)
        is_last = ticket.attempts >= MOST_ATTEMPTS or again >= ticket.ends_at
        if outcome.name == "later" and not is_last:
            values |= {"state": WAITING, "next_try_at": again}
    session.execute(update(table).where(*ours).values(values), **_AT_ONCE)
    return str(values["state"])


def _wait(attempts: int, outcome: Outcome) -> timedelta:
    """A pause that doubles, by chance longer or shorter; at least what was asked, at most a day."""
    doubled: timedelta = min(FIRST_PAUSE * 2 ** (attempts - 1), LONGEST_PAUSE)
    mixed = doubled * SystemRandom().uniform(0.5, 1.5)
    return min(max(mixed, outcome.after or timedelta(0)), A_DAY)

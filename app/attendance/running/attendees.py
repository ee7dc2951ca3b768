"""Who comes on a date, as its organiser may see it. Only reads.

Those who gave a name for that are named; everybody else is counted, and nobody who left is told
of. No address, no id of a person and no other name of theirs is read from the database.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.attendance.rsvps.models import CANCELLED, GOING, OFFERED, WAITLISTED, Rsvp


@dataclass(frozen=True)
class Attendee:
    """One party on the list; `number` is when they came, in the order of the date."""

    alias: str | None
    status: str
    party_size: int
    needs: str | None
    number: int

    @property
    def is_quiet(self) -> bool:
        """Whether they want to be counted rather than named."""
        return self.alias is None


@dataclass(frozen=True)
class Attendees:
    """Everybody on a date who did not leave, in the order in which they came."""

    everybody: tuple[Attendee, ...]

    @property
    def items(self) -> tuple[Attendee, ...]:
        """Who is named, and who is quiet but wrote what would help."""
        return tuple(one for one in self.everybody if not one.is_quiet or one.needs)

    @property
    def quiet(self) -> int:
        """How many quiet guests come, those among them who wrote something too."""
        return self.count(GOING, is_quiet=True)

    def count(self, *statuses: str, is_quiet: bool | None = None) -> int:
        """How many people are on the list in one of these ways."""
        return sum(
            one.party_size
            for one in self.everybody
            if one.status in statuses and is_quiet in {None, one.is_quiet}
        )

    @property
    def coming(self) -> int:
        """How many people hold a place."""
        return self.count(GOING)

    @property
    def waiting(self) -> int:
        """How many people wait for a place, or are asked whether they take one."""
        return self.count(WAITLISTED, OFFERED)


def list_attendees(session: Session, occurrence_id: int, now: datetime) -> Attendees:
    """The list of a date; an offer that ran out is not on it."""
    query = (
        select(
            Rsvp.visibility,
            Rsvp.alias,
            Rsvp.status,
            Rsvp.party_size,
            Rsvp.offered_size,
            Rsvp.needs,
            Rsvp.number,
        )
        .where(
            Rsvp.occurrence_id == occurrence_id,
            Rsvp.status != CANCELLED,
            Rsvp.offer_until.is_(None) | (Rsvp.offer_until > now),
        )
        .order_by(Rsvp.number)
    )
    return Attendees(
        tuple(
            Attendee(
                alias=row.alias if row.visibility == "named" else None,
                status=row.status,
                party_size=row.offered_size or row.party_size,
                needs=row.needs,
                number=row.number,
            )
            for row in session.execute(query)
        )
    )


def show_json(found: Attendees) -> dict[str, object]:
    """The list as the API answers it."""
    items = [
        {
            "alias": one.alias,
            "status": one.status,
            "party_size": one.party_size,
            "needs": one.needs,
        }
        for one in found.items
    ]
    return {"items": items, "quiet": found.quiet}


def show_rows(found: Attendees) -> list[tuple[str | int | None, ...]]:
    """The list as rows of a table, its heading first; people who come add up in it."""
    rows: list[tuple[str | int | None, ...]] = [("name", "status", "people", "needs")]
    rows += [
        (one.alias or guests(one.party_size), one.status, one.party_size, one.needs)
        for one in found.items
    ]
    silent = sum(one.party_size for one in found.everybody if _is_silent(one))
    return [*rows, (guests(silent), GOING, silent, None)] if silent else rows


def guests(count: int) -> str:
    """`1 quiet guest`, `3 quiet guests`."""
    return f"{count} quiet {'guest' if count == 1 else 'guests'}"


def _is_silent(one: Attendee) -> bool:
    return one.is_quiet and not one.needs and one.status == GOING

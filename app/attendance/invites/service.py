"""Making links to bring a friend, opening one, and ending them. Never commits."""

import secrets
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from app.accounts.models import Person
from app.accounts.sessions import hash_token
from app.activities.models import Activity, Occurrence
from app.attendance.invites.models import Invite
from app.attendance.rsvps.models import CANCELLED, Rsvp
from app.attendance.rsvps.queries import find_rsvp
from app.core.errors import SENTENCE, DomainError, Invalid, NotFound

SECRET_BYTES = 24
MOST_INVITES = 10


class TooManyInvites(DomainError):
    """A few links to one date are for friends; more would be something else."""

    code = "too_many_invites"


@dataclass(frozen=True, kw_only=True)
class Shown:
    """What the inviter lets a friend see of them: their name, a note, both or neither."""

    name: bool = False
    note: str | None = None


@dataclass(frozen=True)
class Opened:
    """What a friend sees: the date, its activity, and what the inviter chose."""

    occurrence: Occurrence
    activity: Activity
    name: str | None
    note: str | None


def make(session: Session, occurrence_id: int, person_id: int, shown: Shown, now: datetime) -> str:
    """Make a link's secret (192 bits) for a date on which the person has or awaits a place.

    Raises NotFound without one or once the date is over, TooManyInvites, and Invalid for a
    name to show where none was given.
    """
    rsvp = find_rsvp(session, occurrence_id, person_id)
    date = session.get(Occurrence, occurrence_id)
    if rsvp is None or rsvp.status == CANCELLED or date is None or date.ends_at <= now:
        raise NotFound("You hold no place on this date.")
    if count(session, occurrence_id, person_id) >= MOST_INVITES:
        raise TooManyInvites(
            f"You made {MOST_INVITES} links for this date, which is the most. "
            "End them first, then make a new one."
        )
    name = name_to_show(session, rsvp) if shown.name else None
    if shown.name and name is None:
        said = "You gave no name yet. Leave this out, or write your name into the note."
        raise Invalid(SENTENCE, {"show.name": [said]})
    secret = secrets.token_urlsafe(SECRET_BYTES)
    session.add(
        Invite(
            secret_hash=hash_token(secret),
            occurrence_id=occurrence_id,
            person_id=person_id,
            name=name,
            note=shown.note or None,
            made_at=now,
        )
    )
    session.flush()
    return secret


def name_to_show(session: Session, rsvp: Rsvp) -> str | None:
    """The name a person gave for this date, or for all; None for a quiet guest."""
    return rsvp.alias or session.get_one(Person, rsvp.person_id).display_name


def count(session: Session, occurrence_id: int, person_id: int) -> int:
    """How many links of a person lead to a date."""
    query = select(func.count()).select_from(Invite)
    own = query.where(Invite.occurrence_id == occurrence_id, Invite.person_id == person_id)
    return int(session.scalar(own) or 0)


def end(session: Session, occurrence_id: int, person_id: int) -> None:
    """End all of a person's links to a date, at once; ending none is fine."""
    session.execute(
        delete(Invite).where(Invite.occurrence_id == occurrence_id, Invite.person_id == person_id)
    )


def open_link(session: Session, secret: str, now: datetime) -> Opened | None:
    """What a link shows; None for one that was ended, whose date is over, or that never was."""
    query = (
        select(Invite, Occurrence, Activity)
        .join(Occurrence, Occurrence.id == Invite.occurrence_id)
        .join(Activity, Activity.id == Occurrence.activity_id)
        .where(
            Invite.secret_hash == hash_token(secret),
            Occurrence.ends_at > now,
            Activity.state == "published",
        )
    )
    found = session.execute(query).one_or_none()
    if found is None:
        return None
    invite, occurrence, activity = found
    return Opened(occurrence, activity, invite.name, invite.note)


def forget_past(session: Session, now: datetime) -> int:
    """Take away the links to dates that are over; how many."""
    over = select(Occurrence.id).where(Occurrence.ends_at <= now)
    gone = session.execute(
        delete(Invite).where(Invite.occurrence_id.in_(over)).returning(Invite.id),
        execution_options={"synchronize_session": False},
    )
    return len(gone.all())

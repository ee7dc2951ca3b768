"""Vouching for an organiser, and stopping one. Never commits."""

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.accounts.membership import members_of
from app.accounts.models import Organiser, PersonSession
from app.activities import hiding
from app.activities.hiding import Hiding
from app.activities.models import Activity
from app.core.errors import SENTENCE, Invalid, NotFound
from app.core.events import OrganiserBlocked, publish
from app.moderation.review.models import Decision
from app.moderation.review.service import Judgement, note


def trust(session: Session, organiser_id: int | None, judged: Judgement, now: datetime) -> Decision:
    """Vouch for an organiser: what they post is public at once. Raises NotFound."""
    organiser = _find(session, organiser_id)
    organiser.trusted_at = organiser.trusted_at or now
    return note(session, Decision(item_id=organiser.id, title=organiser.name), judged, now)


def block(session: Session, organiser_id: int | None, judged: Judgement, now: datetime) -> Decision:
    """Stop an organiser: listings out of sight, owners signed out and refused at the door.

    Raises NotFound, and Invalid without a reason.
    """
    if not judged.text:
        raise Invalid(SENTENCE, {"reason": ["Please choose a reason, or write one."]})
    organiser = _find(session, organiser_id)
    organiser.blocked_at, organiser.trusted_at = now, None
    for person, role in members_of(session, organiser.id):
        if role == "owner":
            person.blocked_at = now
            ended = update(PersonSession).where(
                PersonSession.person_id == person.id, PersonSession.kind != "guest"
            )
            session.execute(ended.values(revoked_at=now))
    for activity in _listings(session, organiser.id, "published"):
        hiding.hide(session, activity, Hiding(cause=hiding.BLOCKED, at=now))
    publish(session, OrganiserBlocked(organiser.id))
    return note(session, Decision(item_id=organiser.id, title=organiser.name), judged, now)


def unblock(session: Session, organiser_id: int) -> None:
    """Take a block back, with all that it hid."""
    organiser = _find(session, organiser_id)
    organiser.blocked_at = None
    for person, _ in members_of(session, organiser.id):
        person.blocked_at = None
    for activity in _listings(session, organiser.id, "hidden"):
        why = hiding.hiding_of(session, activity.id)
        if why and why.cause == hiding.BLOCKED:
            hiding.restore(session, activity)


def _find(session: Session, organiser_id: int | None) -> Organiser:
    organiser = session.get(Organiser, organiser_id) if organiser_id is not None else None
    if organiser is None:
        raise NotFound("There is no organiser at this address.")
    return organiser


def _listings(session: Session, organiser_id: int, state: str) -> list[Activity]:
    query = select(Activity).where(Activity.organiser_id == organiser_id, Activity.state == state)
    return list(session.scalars(query.order_by(Activity.id)))

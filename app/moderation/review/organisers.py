"""Vouching for an organiser, and stopping one. Never commits."""

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.accounts.membership import earn_trust, hold, members_of, organisers_of
from app.accounts.models import Organiser, PersonSession
from app.activities import hiding
from app.activities.hiding import Hiding
from app.activities.models import Activity
from app.core.errors import SENTENCE, Invalid, NotFound
from app.core.events import OrganiserBlocked, publish
from app.moderation import letters
from app.moderation.review.models import Decision
from app.moderation.review.service import Judgement, check_open, note


def trust(session: Session, organiser_id: int | None, judged: Judgement, now: datetime) -> Decision:
    """Vouch for an organiser: what they post is public at once.

    Raises NotFound, and NothingToDecide for one who is blocked.
    """
    organiser = check_open(session, _find(session, organiser_id).id)
    before = {"trusted": organiser.trusted_at is not None}
    organiser.trusted_at = organiser.trusted_at or now
    earn_trust(session, organiser.id)
    row = Decision(item_id=organiser.id, title=organiser.name, before=before)
    return note(session, row, judged, now)


def block(session: Session, organiser_id: int | None, judged: Judgement, now: datetime) -> Decision:
    """Stop an organiser: listings out of sight, owners signed out and refused at the door.

    Raises NotFound, and Invalid without a reason.
    """
    if not judged.text:
        raise Invalid(SENTENCE, {"reason": ["Please choose a reason, or write one."]})
    organiser = _find(session, organiser_id)
    trusted = organiser.trusted_at.isoformat() if organiser.trusted_at else None
    before = {"blocked": organiser.blocked_at is not None, "trusted_at": trusted}
    organiser.blocked_at, organiser.trusted_at = organiser.blocked_at or now, None
    for activity in _listings(session, organiser.id, "published"):
        hiding.hide(session, activity, Hiding(cause=hiding.BLOCKED, at=now))
    for person, role in members_of(session, organiser.id):
        if role == "owner":
            person.blocked_at = person.blocked_at or now
            ended = update(PersonSession).where(
                PersonSession.person_id == person.id, PersonSession.kind != "guest"
            )
            session.execute(ended.values(revoked_at=now))
    publish(session, OrganiserBlocked(organiser.id))
    row = Decision(item_id=organiser.id, title=organiser.name, before=before)
    return note(session, row, judged, now)


def unblock(session: Session, organiser_id: int, trusted_at: str | None) -> None:
    """Take a block back, with all that it hid; `trusted_at` is since when it was trusted.

    Who owns another organiser that is blocked stays out.
    """
    organiser = _find(session, organiser_id)
    organiser.blocked_at = None
    organiser.trusted_at = datetime.fromisoformat(trusted_at) if trusted_at else None
    session.flush()
    for person, _ in members_of(session, organiser.id):
        own = organisers_of(session, person.id)
        if not any(role == "owner" and other.blocked_at for other, role in own):
            person.blocked_at = None
    for activity in _listings(session, organiser.id, "hidden"):
        why = hiding.hiding_of(session, activity.id)
        if why and why.cause == hiding.BLOCKED:
            hiding.restore(session, activity)
            letters.tell_back(session, activity)


def _find(session: Session, organiser_id: int | None) -> Organiser:
    organiser = hold(session, organiser_id) if organiser_id is not None else None
    if organiser is None:
        raise NotFound("There is no organiser at this address.")
    return organiser


def _listings(session: Session, organiser_id: int, state: str) -> list[Activity]:
    query = select(Activity).where(Activity.organiser_id == organiser_id, Activity.state == state)
    return list(session.scalars(query.order_by(Activity.id)))

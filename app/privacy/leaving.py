"""What becomes of listings whose keeper is erased: somebody else keeps them, or they end.

A listing that nobody keeps can't be trusted: who comes would stand before a closed door. Never
commits.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from app.accounts.membership import audit_ref, check_trust, hold, members_of, organisers_of
from app.accounts.models import Organiser, OrganiserMember, Person
from app.activities.models import Activity
from app.activities.posting.models import ActivityDraft
from app.activities.states import call_off
from app.activities.team.models import OrganiserInvitation
from app.core import audit
from app.core.audit import Act
from app.core.events import ActivityChanged, publish
from app.core.ids import show_id
from app.exchange.import_models import Feed, FeedEvent
from app.notices import organiser_letters
from app.notices.letters import send_letter

NAMELESS = "An organiser who left"
ON = ("published", "hidden")
_AT_ONCE: dict[str, Any] = {"execution_options": {"synchronize_session": False}}


@dataclass(frozen=True)
class Ending:
    """What becomes of one organiser: `heir` owns it from then on, or its listings end."""

    organiser: Organiser
    heir: Person | None
    is_kept: bool
    listings: int


def endings(session: Session, person_id: int) -> list[Ending]:
    """What becomes of all that a person keeps, should they be erased; only reads.

    Another owner goes on; else who edited longest owns it; else nobody keeps it.
    """
    return [
        _ending(session, organiser, person_id)
        for organiser, role in organisers_of(session, person_id)
        if role == "owner"
    ]


def hand_on(session: Session, person_id: int, now: datetime) -> None:
    """Give what a person keeps to who helps, or take it down with notice to who holds a place."""
    _hold(session, person_id)
    _leave_drafts(session, person_id)
    for ending in endings(session, person_id):
        if ending.heir is not None:
            _inherit(session, ending.organiser, ending.heir, now)
        elif not ending.is_kept:
            _end(session, ending.organiser, now)
        check_trust(session, ending.organiser.id, now, but=person_id)


def _hold(session: Session, person_id: int) -> None:
    """Keep all that a person acts for: of two owners who go at once the second is the last."""
    mine = select(OrganiserMember.organiser_id).where(OrganiserMember.person_id == person_id)
    for number in session.scalars(mine.order_by(OrganiserMember.organiser_id)).all():
        hold(session, number)


def _ending(session: Session, organiser: Organiser, person_id: int) -> Ending:
    others = [(one, role) for one, role in members_of(session, organiser.id) if one.id != person_id]
    is_kept = any(role == "owner" for _, role in others)
    heir = None if is_kept else next((one for one, role in others if role == "editor"), None)
    query = select(func.count()).select_from(Activity)
    mine = Activity.organiser_id == organiser.id, Activity.state.in_(ON), Activity.source.is_(None)
    return Ending(organiser, heir, is_kept, int(session.scalar(query.where(*mine)) or 0))


def _leave_drafts(session: Session, person_id: int) -> None:
    """What a person wrote for a group that goes on stays with whoever goes on."""
    for organiser, _ in organisers_of(session, person_id):
        going_on = (
            one.id
            for one, role in members_of(session, organiser.id)
            if one.id != person_id and role != "viewer"
        )
        heir = next(going_on, None)
        if heir is not None:
            mine = ActivityDraft.organiser_id == organiser.id, ActivityDraft.person_id == person_id
            session.execute(update(ActivityDraft).where(*mine).values(person_id=heir), **_AT_ONCE)


def _inherit(session: Session, organiser: Organiser, heir: Person, now: datetime) -> None:
    session.get_one(OrganiserMember, (organiser.id, heir.id)).role = "owner"
    audit.note(session, Act(audit_ref(session, heir.id), "made owner", _on(organiser)), now)
    if heir.sign_in_address:
        letter = organiser_letters.now_yours(organiser.id, now)
        send_letter(session, heir.sign_in_address, letter, now)


def _end(session: Session, organiser: Organiser, now: datetime) -> None:
    """Take all of it down and forget what names or leads to the person: nobody keeps it."""
    query = select(Activity).where(Activity.organiser_id == organiser.id)
    for activity in session.scalars(query.order_by(Activity.id)).all():
        activity.greeter_name = activity.contact_public = None
        if activity.state in ON and not activity.called_off:
            call_off(session, activity, now)
        session.flush()
        publish(session, ActivityChanged(activity.id))
    organiser.name = NAMELESS
    feeds = select(Feed.id).where(Feed.organiser_id == organiser.id)
    session.execute(delete(FeedEvent).where(FeedEvent.feed_id.in_(feeds)), **_AT_ONCE)
    for table in (Feed, OrganiserInvitation, ActivityDraft):
        session.execute(delete(table).where(table.organiser_id == organiser.id), **_AT_ONCE)
    audit.note(session, Act(None, "listings ended", _on(organiser)), now)


def _on(organiser: Organiser) -> str:
    return f"organiser {show_id(organiser.id)}"

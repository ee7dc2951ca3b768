"""Every table that knows a person, and what export and erasure do with it.

`PERSONAL` names them all; a test holds it against the tables that there are. What a person
said after visits stands under pseudonyms that are made again to find it (`feedback`).
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.accounts.models import (
    EmailAddress,
    Moderator,
    OrganiserMember,
    Person,
    PersonCalendar,
    PersonSession,
)
from app.accounts.signing_in.models import Enrolment, Passkey, PasskeyChallenge, SignInRequest
from app.activities.posting.models import ActivityDraft, PostingDay
from app.attendance.feedback import service as feedback
from app.attendance.invites.models import Invite
from app.attendance.rsvps import seats
from app.attendance.rsvps.models import CANCELLED, Rsvp
from app.attendance.saves.models import Save
from app.core import audit
from app.core.audit import Act
from app.core.idempotency import IdempotencyKey
from app.core.ids import show_id
from app.exchange.import_models import ImportPreview
from app.notices.letters import forget_letters_to
from app.notices.models import Delivery, Notice
from app.notices.push.models import PushSubscription
from app.privacy import leaving

HIDDEN = frozenset(
    {"token_hash", "recovery_hash", "secret_hash", "person_id", "body", "request_hash", "scope"}
    | {"p256dh", "auth", "key", "browser_hash", "code_hash", "challenge", "public_key"}
    | {"credential_id"}
    | {"p256dh", "auth", "key", "voter"}
)
PERSONAL = {
    "people": Person,
    "sessions": PersonSession,
    "calendars": PersonCalendar,
    "organiser_members": OrganiserMember,
    "moderators": Moderator,
    "activity_drafts": ActivityDraft,
    "posting_days": PostingDay,
    "import_previews": ImportPreview,
    "rsvps": Rsvp,
    "saves": Save,
    "invites": Invite,
    "idempotency_keys": IdempotencyKey,
    "push_subscriptions": PushSubscription,
    "email_addresses": EmailAddress,
    "notices": Notice,
    "deliveries": Delivery,
    "sign_in_requests": SignInRequest,
    "passkeys": Passkey,
    "passkey_challenges": PasskeyChallenge,
    "enrolments": Enrolment,
}
TABLES = (*PERSONAL, "feedback")


def export(session: Session, person_id: int) -> dict[str, list[dict[str, Any]]]:
    """All rows about one person by table, but for hashes and what only repeats them."""
    rows = {
        name: _rows(session.scalars(select(table).where(_owner(table) == person_id)))
        for name, table in PERSONAL.items()
    }
    return rows | {"feedback": _rows(feedback.own_rows(session, person_id))}


def erase(session: Session, person_id: int, now: datetime) -> None:
    """Take away every row about a person; places they held or waited for go to the next.

    What they looked after is handed on or ends, see `leaving`.
    """
    leaving.hand_on(session, person_id, now)
    rows = session.scalars(select(Rsvp).where(Rsvp.person_id == person_id)).all()
    for rsvp in sorted(rows, key=lambda row: row.occurrence_id):
        occurrence = seats.lock(session, rsvp.occurrence_id)
        if occurrence and rsvp.status != CANCELLED and occurrence.starts_at > now:
            seats.end(session, occurrence, rsvp, now)
            seats.pass_on(session, occurrence, now)
    session.flush()
    who = session.get_one(Person, person_id)
    audit.note(session, Act(who.audit_ref, "erased", "account"), now)
    if address := who.sign_in_address:
        forget_letters_to(session, address)
        session.execute(delete(SignInRequest).where(SignInRequest.address == address))
    feedback.forget_person(session, person_id)
    for table in reversed(PERSONAL.values()):
        session.execute(delete(table).where(_owner(table) == person_id))


def _rows(found: Iterable[Any]) -> list[dict[str, Any]]:
    return [
        {
            column.name: _shown(column.name, getattr(row, column.name))
            for column in row.__table__.columns
            if column.name not in HIDDEN
        }
        for row in found
    ]


def _owner(table: Any) -> Any:
    return Person.id if table is Person else table.person_id


def _shown(name: str, value: object) -> object:
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    is_id = name == "id" or name.endswith("_id")
    return show_id(value) if is_id and isinstance(value, int) else value

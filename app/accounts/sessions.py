"""Sessions: an opaque token in a cookie, its hash here; one a browser, each can be ended."""

import hashlib
import secrets
from datetime import date, datetime, timedelta

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app.accounts.devices import describe
from app.accounts.membership import audit_ref
from app.accounts.models import Person, PersonSession
from app.core import audit, clock, events, idempotency
from app.core.actors import KEPT_FOR, Actor, Entry
from app.core.audit import Act, AuditRow
from app.core.errors import NotFound

TOKEN_BYTES = 32
REFUSED, ROUTE_LETTERS = "refused: for moderators", 60
# A moderator counts as idle for what they do, not for what they look at: reading never writes.
IDLE = {
    "guest": timedelta(days=90),
    "organiser": timedelta(days=14),
    "moderator": timedelta(hours=1),
}
LONGEST = KEPT_FOR


class PeopleSessions:
    """Finds and begins sessions; what core asks of this room (`core.actors.Sessions`)."""

    def find(self, session: Session, token: str, now: datetime) -> Actor | None:
        """Whose token this is, unless it ended, was idle too long, or the person is blocked."""
        query = (
            select(PersonSession, Person.needed_until)
            .join(Person, Person.id == PersonSession.person_id)
            .where(PersonSession.token_hash == hash_token(token), Person.blocked_at.is_(None))
        )
        found = session.execute(query).one_or_none()
        if found is None or not _is_good(*found, now):
            return None
        return _actor(found[0])

    def begin(
        self, session: Session, person_id: int, agent: str, now: datetime
    ) -> tuple[Actor, str]:
        """A guest's new session for one browser, and the token that only it will know."""
        return _open(session, PersonSession(), Entry(person_id, "guest", agent), now)

    def prove(
        self, session: Session, entry: Entry, actor: Actor | None, now: datetime
    ) -> tuple[Actor, str]:
        """A session of who has shown who they are, and its token.

        A guest's own session in this browser, and what hangs on it, goes on under the new token;
        somebody else's ends.
        """
        # Read anew: a guest's sessions may just have become theirs.
        row = (
            session.get(PersonSession, actor.session_id, populate_existing=True) if actor else None
        )
        if row and row.person_id != entry.person_id:
            _end(session, row, now)
            row = None
        if row:
            idempotency.end_first_keys(session, row.person_id)
        row = row or PersonSession()
        row.proved_at = row.used_at = now
        return _open(session, row, entry, now)

    def note_refused(self, session: Session, actor: Actor, route: str) -> None:
        """Write down that somebody tried what is for moderators, once an hour for each of them."""
        now, who = clock.now(), audit_ref(session, actor.person_id)
        lately = select(AuditRow.id).where(
            AuditRow.at > now - timedelta(hours=1), AuditRow.who == who, AuditRow.what == REFUSED
        )
        if session.scalar(lately.limit(1)) is None:
            audit.note(session, Act(who, REFUSED, route[:ROUTE_LETTERS]), now)

    def touch(self, session: Session, actor: Actor, now: datetime) -> None:
        """Note the day on which a session was last used to change something."""
        row = session.get(PersonSession, actor.session_id)
        person = session.get(Person, actor.person_id)
        if row and person:
            row.seen_on = person.seen_on = now.date()
            row.used_at = now if row.used_at else None


def _open(session: Session, row: PersonSession, entry: Entry, now: datetime) -> tuple[Actor, str]:
    token = secrets.token_urlsafe(TOKEN_BYTES)
    row.token_hash, row.person_id, row.kind = hash_token(token), entry.person_id, entry.kind
    row.device, row.made_at, row.seen_on = describe(entry.agent), now, now.date()
    session.add(row)
    session.flush()
    return _actor(row), token


def _actor(row: PersonSession) -> Actor:
    return Actor(row.person_id, row.id, row.kind, row.proved_at)


def make_guest(session: Session, now: datetime) -> Person:
    """Somebody new, of whom nothing is known."""
    person = Person(settings={}, made_on=now.date(), seen_on=now.date())
    session.add(person)
    session.flush()
    return person


def list_sessions(session: Session, person_id: int, now: datetime) -> list[PersonSession]:
    """The browsers in which a person is known, the latest first."""
    query = select(PersonSession).where(PersonSession.person_id == person_id)
    needed_until = session.get_one(Person, person_id).needed_until
    rows = [row for row in session.scalars(query) if _is_good(row, needed_until, now)]
    return sorted(rows, key=lambda row: (row.seen_on, row.made_at, row.id), reverse=True)


def end_session(session: Session, person_id: int, session_id: int, now: datetime) -> None:
    """End one of a person's own sessions at once; raises NotFound for any other."""
    row = session.get(PersonSession, session_id)
    if row is None or row.person_id != person_id or row.revoked_at is not None:
        raise NotFound("This device is not on your list.")
    _end(session, row, now)
    if row.kind != "guest":
        audit.note(session, Act(audit_ref(session, person_id), "signed out", "account"), now)


def end_others(session: Session, actor: Actor, now: datetime) -> None:
    """End a person's sessions in every browser but the one that asks, at once."""
    for row in list_sessions(session, actor.person_id, now):
        if row.id != actor.session_id:
            _end(session, row, now)
    if actor.kind != "guest":
        act = Act(audit_ref(session, actor.person_id), "signed out elsewhere", "account")
        audit.note(session, act, now)


def _end(session: Session, row: PersonSession, now: datetime) -> None:
    row.revoked_at = now
    idempotency.end_first_keys(session, row.person_id)
    events.publish(session, events.SessionEnded(row.id))


def hash_token(token: str) -> str:
    """What is stored of a token: it can't be turned back."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def need_until(session: Session, person_id: int, day: date) -> None:
    """Let a person's browsers know them at least to the end of a day."""
    person = session.get_one(Person, person_id)
    person.needed_until = max(day, person.needed_until or day)


def forget_ended(session: Session, now: datetime) -> int:
    """Delete the sessions that are good for nothing any more; how many there were."""
    query = select(PersonSession, Person.needed_until).join(
        Person, Person.id == PersonSession.person_id
    )
    shortest = now.date() - min(IDLE.values())
    maybe = or_(
        PersonSession.revoked_at.is_not(None),
        PersonSession.seen_on < shortest,
        PersonSession.made_at < now - min(LONGEST.values()),
    )
    over = [
        row for row, needed in session.execute(query.where(maybe)) if not _is_good(row, needed, now)
    ]
    for row in over:
        if row.revoked_at is None:
            events.publish(session, events.SessionEnded(row.id))
        session.delete(row)
    session.flush()
    return len(over)


def _is_good(row: PersonSession, needed_until: date | None, now: datetime) -> bool:
    if row.revoked_at is not None or now - row.made_at > LONGEST[row.kind]:
        return False
    if row.kind == "moderator":
        return now - (row.used_at or row.made_at) <= IDLE[row.kind]
    last = row.seen_on + IDLE[row.kind]
    if row.kind == "guest":
        last = max(last, needed_until or last)
    return now.date() <= last

"""Who is asking: read from the session cookie by the room that knows people."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from http import HTTPStatus
from typing import Protocol

from flask import Response, current_app, g, request
from sqlalchemy.orm import Session

from app.core.errors import DomainError

COOKIE = "__Host-s"
# A guest who was left beside an account in one browser; known again when nobody else is.
BESIDE = "__Host-g"
# A browser keeps the cookie at least as long as a session of its kind can last.
KEPT_FOR = {
    "guest": timedelta(days=365),
    "organiser": timedelta(days=30),
    "moderator": timedelta(hours=12),
}
FRESH_FOR = timedelta(minutes=15)


class NoSession(DomainError):
    """Only for somebody who is known here, and the cookie does not say who it is."""

    status = HTTPStatus.UNAUTHORIZED
    code = "no_session"


class NotForYou(DomainError):
    """Somebody is known here, but not as one who may do this."""

    status = HTTPStatus.FORBIDDEN
    code = "not_organiser"


class NotModerator(NotForYou):
    """Only moderators may do this."""

    code = "not_moderator"


class StepUpNeeded(DomainError):
    """A sensitive act needs a proof of who one is that is not older than a quarter of an hour."""

    status = HTTPStatus.FORBIDDEN
    code = "step_up_needed"

    def __init__(self) -> None:
        """Say what to do; what was asked can be sent again afterwards."""
        super().__init__("Please show once more that it is you, then send this again.")


@dataclass(frozen=True)
class Actor:
    """The person behind a request, and by which of their sessions: guest, organiser, moderator.

    `proved_at` is when they last showed in this session who they are.
    """

    person_id: int
    session_id: int
    kind: str
    proved_at: datetime | None = None


@dataclass(frozen=True)
class Entry:
    """Who has shown who they are, the kind of session that opens, and in which browser."""

    person_id: int
    kind: str
    agent: str


class Sessions(Protocol):
    """What core needs of the room that keeps people; the factory hands it down."""

    def find(self, session: Session, token: str, now: datetime) -> Actor | None:
        """Whose token this is, if it is still good."""

    def begin(
        self, session: Session, person_id: int, agent: str, now: datetime
    ) -> tuple[Actor, str]:
        """A guest's new session in the browser that calls itself `agent`, and its token."""

    def prove(
        self, session: Session, entry: "Entry", actor: Actor | None, now: datetime
    ) -> tuple[Actor, str]:
        """A session of who has shown who they are, and its token; `actor` is who was known."""

    def note_refused(self, session: Session, actor: Actor, route: str) -> None:
        """Write down that somebody tried what is for moderators."""

    def touch(self, session: Session, actor: Actor, now: datetime) -> None:
        """Note that a session was used to write something."""


def sessions() -> Sessions:
    """The room that keeps sessions."""
    found: Sessions = current_app.extensions["sessions"]
    return found


def load(session: Session, now: datetime) -> Actor | None:
    """Read who is asking, once in a request; reading only."""
    g.actor = None
    for name in (COOKIE, BESIDE):
        token = request.cookies.get(name)
        if token and g.actor is None:
            g.actor, g.known_by = sessions().find(session, token, now), token
    return current()


def has_token() -> bool:
    """Whether this browser was given a cookie of ours, whatever that is worth now."""
    return any(request.cookies.get(name) for name in (COOKIE, BESIDE))


def current() -> Actor | None:
    """Who is asking, or None for anybody."""
    actor: Actor | None = g.get("actor")
    return actor


def known() -> Actor:
    """Who is asking; raises NoSession for anybody."""
    actor = current()
    if actor is None:
        raise NoSession("This needs the phone or browser on which you held your place.")
    return actor


def allowed(view: object) -> Actor:
    """Who is asking, if a view is open to their kind of session.

    Raises NoSession for anybody unknown, NotForYou for everybody else.
    """
    kinds: frozenset[str] | None = getattr(view, "kinds", None)
    return known() if kinds is None else of_kind(*kinds)


def of_kind(*kinds: str) -> Actor:
    """Who is asking, if their session is of one of these kinds. Raises as `allowed` does."""
    actor = known()
    if actor.kind in kinds:
        return actor
    if "organiser" in kinds:
        raise NotForYou("This is for organisers. Sign in with your e-mail address first.")
    refusal = NotModerator("This is for moderators. Sign in with your passkey first.")
    route = str(request.url_rule)
    refusal.all_the_same = lambda session: sessions().note_refused(session, actor, route)
    raise refusal


def is_allowed(view: object) -> bool:
    """Whether a view is open to whoever asks."""
    try:
        allowed(view)
    except (NoSession, NotForYou):
        return False
    return True


def enter(session: Session, person_id: int, now: datetime) -> Actor:
    """Begin a session for a person; the answer of this request carries its cookie."""
    agent = request.user_agent.string
    g.actor, g.token = sessions().begin(session, person_id, agent, now)
    return known()


def come_in(session: Session, person_id: int, kind: str, now: datetime) -> Actor:
    """Open a session for who has shown who they are; the token before is worth nothing now."""
    entry = Entry(person_id, kind, request.user_agent.string)
    g.actor, g.token = sessions().prove(session, entry, current(), now)
    return known()


def come_in_beside(session: Session, person_id: int, kind: str, now: datetime) -> Actor:
    """Open a session as `come_in` does, and leave the guest of this browser as they are.

    They are known here again once nobody is signed in.
    """
    guest = current()
    if guest is None or guest.kind != "guest":
        return come_in(session, person_id, kind, now)
    entry = Entry(person_id, kind, request.user_agent.string)
    g.beside = g.known_by
    g.actor, g.token = sessions().prove(session, entry, None, now)
    return known()


def step_up(now: datetime) -> Actor:
    """Who is asking, if they showed who they are a short while ago; raises StepUpNeeded."""
    actor = known()
    if actor.proved_at is None or now - actor.proved_at > FRESH_FOR:
        raise StepUpNeeded
    return actor


def leave() -> None:
    """End being known in this browser; the answer of this request takes the cookie away."""
    g.actor, g.token = None, ""


def put_cookie(response: Response) -> Response:
    """Give the answer the cookie that `enter` or `leave` asked for."""
    token: str | None = g.pop("token", None)
    beside: str | None = g.pop("beside", None)
    if beside:
        _set(response, BESIDE, beside, "guest")
    if token:
        _set(response, COOKIE, token, known().kind)
    elif token is not None:
        response.delete_cookie(COOKIE, secure=True, httponly=True, samesite="Lax")
    return response


def _set(response: Response, name: str, token: str, kind: str) -> None:
    age = KEPT_FOR[kind]
    response.set_cookie(name, token, max_age=age, secure=True, httponly=True, samesite="Lax")

"""Keeping and forgetting the browsers that asked to be told things. Never commits."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, delete, select
from sqlalchemy.orm import Session

from app.core.actors import Actor
from app.core.db import insert_into
from app.core.events import SessionEnded
from app.core.ids import new_id
from app.notices.push.models import PushSubscription

MOST = 10
IDLE = timedelta(days=60)


def subscribe(
    session: Session, actor: Actor, endpoint: str, keys: Mapping[str, str], now: datetime
) -> bool:
    """Keep a browser's address and keys for a person; True where it is new.

    The browser that asks now is the one that is told: an address that was somebody else's on
    the same phone is theirs no longer, and one that this session gave before is out of date.
    """
    was = session.scalars(select(PushSubscription.id).where(_at(endpoint))).one_or_none()
    values = {
        "person_id": actor.person_id,
        "session_id": actor.session_id,
        "p256dh": keys["p256dh"],
        "auth": keys["auth"],
        "seen_on": now.date(),
        "failures": 0,
    }
    row = values | {"id": new_id(), "endpoint": endpoint, "made_at": now}
    adding = insert_into(session, PushSubscription).values(row)
    session.execute(adding.on_conflict_do_update(index_elements=["endpoint"], set_=values))
    session.execute(
        delete(PushSubscription).where(
            PushSubscription.session_id == actor.session_id, ~_at(endpoint)
        )
    )
    _keep_newest(session, actor.person_id)
    return was is None


def _at(endpoint: str) -> ColumnElement[bool]:
    return PushSubscription.endpoint == endpoint


def _keep_newest(session: Session, person_id: int) -> None:
    newest_first = (
        PushSubscription.seen_on.desc(),
        PushSubscription.made_at.desc(),
        PushSubscription.id.desc(),
    )
    query = select(PushSubscription.id).where(PushSubscription.person_id == person_id)
    for old in session.scalars(query.order_by(*newest_first).offset(MOST)).all():
        session.execute(delete(PushSubscription).where(PushSubscription.id == old))


def unsubscribe(session: Session, actor: Actor, endpoint: str | None) -> None:
    """Forget one of a person's browsers by its address; without one, the browser that asks."""
    which = PushSubscription.session_id == actor.session_id if endpoint is None else _at(endpoint)
    mine = PushSubscription.person_id == actor.person_id
    session.execute(delete(PushSubscription).where(mine, which))


def find_told(session: Session, person_id: int) -> frozenset[int]:
    """The sessions of a person whose browsers are told things."""
    query = select(PushSubscription.session_id)
    return frozenset(session.scalars(query.where(PushSubscription.person_id == person_id)))


def forget_session(session: Session, event: SessionEnded) -> None:
    """A browser that was signed out is told nothing more."""
    gone = PushSubscription.session_id == event.session_id
    session.execute(delete(PushSubscription).where(gone))


def forget_idle(session: Session, now: datetime) -> int:
    """Take away browsers that have not been seen for 60 days; how many there were.

    A push service may go on saying yes to an address behind which there is nobody.
    """
    last = now.date() - IDLE
    old = select(PushSubscription.id).where(PushSubscription.seen_on < last)
    ids = session.scalars(old).all()
    session.execute(delete(PushSubscription).where(PushSubscription.id.in_(ids)))
    return len(ids)

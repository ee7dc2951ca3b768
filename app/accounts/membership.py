"""Who acts for which organiser. Never commits."""

import secrets
from collections.abc import Sequence
from datetime import datetime
from typing import Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.accounts.models import Organiser, OrganiserMember, Person
from app.core import audit
from app.core.audit import Act
from app.core.ids import show_id

Role = Literal["owner", "editor", "viewer"]
RANK = {"viewer": 1, "editor": 2, "owner": 3}
REF_BYTES = 16


def found(session: Session, person_id: int, name: str, now: datetime) -> Organiser:
    """A new organiser of this name, owned by the person who makes it."""
    organiser = Organiser(name=name)
    session.add(organiser)
    session.flush()
    member = OrganiserMember(organiser_id=organiser.id, person_id=person_id, made_at=now)
    member.role, member.earned_trust = "owner", True
    session.add(member)
    session.flush()
    return organiser


def earn_trust(session: Session, organiser_id: int) -> None:
    """Note that whoever owns an organiser now is whom its trust rests on."""
    for member in _owners(session, organiser_id):
        member.earned_trust = True
    session.flush()


def check_trust(session: Session, organiser_id: int, now: datetime, but: int | None = None) -> None:
    """End the trust in an organiser that none of its owners earned; `but` is one who goes.

    What is posted under its name is read first again.
    """
    organiser = hold(session, organiser_id)
    is_new = all(
        member.person_id == but or not member.earned_trust
        for member in _owners(session, organiser_id)
    )
    if organiser is None or not is_new or not (organiser.trusted_at or organiser.clean_posts):
        return
    organiser.trusted_at, organiser.clean_posts = None, 0
    session.flush()
    audit.note(session, Act(None, "trust ended", f"organiser {show_id(organiser_id)}"), now)


def _owners(session: Session, organiser_id: int) -> Sequence[OrganiserMember]:
    query = select(OrganiserMember).where(
        OrganiserMember.organiser_id == organiser_id, OrganiserMember.role == "owner"
    )
    return session.scalars(query.order_by(OrganiserMember.person_id)).all()


def hold(session: Session, organiser_id: int) -> Organiser | None:
    """An organiser as it is now, kept until the transaction ends.

    Whoever holds several rows takes them in this order, so that no two wait for each other: the
    organiser, its activity, the draft, the dates by their ids. Others may still add rows that
    belong to it (PostgreSQL: FOR NO KEY UPDATE).
    """
    return session.get(
        Organiser, organiser_id, with_for_update={"key_share": True}, populate_existing=True
    )


def organisers_of(session: Session, person_id: int) -> list[tuple[Organiser, str]]:
    """The organisers a person acts for, each with their role, by name."""
    query = (
        select(Organiser, OrganiserMember.role)
        .join(OrganiserMember, OrganiserMember.organiser_id == Organiser.id)
        .where(OrganiserMember.person_id == person_id)
        .order_by(Organiser.name, Organiser.id)
    )
    return [(organiser, role) for organiser, role in session.execute(query)]


def role_in(session: Session, person_id: int, organiser_id: int) -> str | None:
    """What a person may do for an organiser; None for nothing."""
    member = session.get(OrganiserMember, (organiser_id, person_id))
    return member.role if member else None


def may(session: Session, person_id: int, organiser_id: int, role: Role) -> bool:
    """Whether a person has at least this role; an owner may do what an editor may."""
    own = role_in(session, person_id, organiser_id)
    return own is not None and RANK[own] >= RANK[role]


def members_of(session: Session, organiser_id: int) -> list[tuple[Person, str]]:
    """Everybody who acts for an organiser, the earliest first."""
    query = (
        select(Person, OrganiserMember.role)
        .join(OrganiserMember, OrganiserMember.person_id == Person.id)
        .where(OrganiserMember.organiser_id == organiser_id)
        .order_by(OrganiserMember.made_at, Person.id)
    )
    return [(person, role) for person, role in session.execute(query)]


def audit_ref(session: Session, person_id: int) -> str:
    """What stands for a person in the audit log; made when it is first needed."""
    person = session.get_one(Person, person_id)
    if person.audit_ref is None:
        person.audit_ref = secrets.token_urlsafe(REF_BYTES)
        session.flush()
    return person.audit_ref

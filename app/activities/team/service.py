"""Running activities together: asking somebody to help, saying yes, leaving. Never commits."""

import secrets
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from app.accounts.membership import (
    Role,
    audit_ref,
    check_trust,
    hold,
    members_of,
    role_in,
)
from app.accounts.models import Organiser, OrganiserMember, Person
from app.accounts.sessions import hash_token
from app.activities.team.models import OrganiserInvitation
from app.core import audit
from app.core.audit import Act
from app.core.errors import DomainError, NotFound
from app.core.ids import show_id
from app.notices.letters import send_letter
from app.notices.organiser_letters import INVITED_FOR, invitation

SECRET_BYTES = 24
MOST_TOGETHER = 20
NOT_ON_LIST = "This person is not on the list of those who help."
ENDED = "This invitation has ended. Whoever sent it can send another one."


class TooManyHelpers(DomainError):
    """A group that runs something has an end."""

    code = "too_many_helpers"


class LastOwner(DomainError):
    """Somebody has to be there who can ask others to help."""

    code = "last_owner"


class OtherAddress(DomainError):
    """An invitation is for the address it was sent to."""

    status, code = 403, "other_address"


@dataclass(frozen=True)
class Asked:
    """Who is asked to help, and in which role."""

    address: str
    role: Role


def invite(
    session: Session, organiser_id: int, asked: Asked, person_id: int, now: datetime
) -> None:
    """Ask an address to help, or give who helps already another role.

    Whether anybody is known under the address changes nothing to be seen. Asked again, the older
    letter's link ends. Raises TooManyHelpers, and LastOwner as `change_role` does.
    """
    known = {person.sign_in_address: person.id for person, _ in members_of(session, organiser_id)}
    if asked.address in known:
        change_role(session, organiser_id, known[asked.address], asked.role, (person_id, now))
        return
    if _count(session, organiser_id) >= MOST_TOGETHER:
        raise TooManyHelpers(f"{MOST_TOGETHER} people help or are asked already: that is the most.")
    _note(session, person_id, "invited", organiser_id, now)
    _forget(session, organiser_id, asked.address)
    secret = secrets.token_urlsafe(SECRET_BYTES)
    row = OrganiserInvitation(
        organiser_id=organiser_id,
        address=asked.address,
        role=asked.role,
        secret_hash=hash_token(secret),
        made_at=now,
    )
    session.add(row)
    session.flush()
    letter = invitation(f"/organise/invitations/{secret}", row.id, now)
    send_letter(session, asked.address, letter, now)


def invitations(session: Session, organiser_id: int, now: datetime) -> list[OrganiserInvitation]:
    """Whoever was asked and has not said yes, the latest last."""
    query = select(OrganiserInvitation).where(
        OrganiserInvitation.organiser_id == organiser_id,
        OrganiserInvitation.made_at > now - INVITED_FOR,
    )
    return list(session.scalars(query.order_by(OrganiserInvitation.made_at)))


def find_invitation(
    session: Session, secret: str, now: datetime
) -> tuple[OrganiserInvitation, Organiser]:
    """What the link of a letter is about; raises NotFound once it has ended."""
    query = select(OrganiserInvitation).where(
        OrganiserInvitation.secret_hash == hash_token(secret),
        OrganiserInvitation.made_at > now - INVITED_FOR,
    )
    row = session.scalars(query).one_or_none()
    organiser = session.get(Organiser, row.organiser_id) if row else None
    if row is None or organiser is None or organiser.blocked_at is not None:
        raise NotFound(ENDED)
    return row, organiser


def accept(session: Session, secret: str, person_id: int, now: datetime) -> Organiser:
    """Say yes, signed in with the address that was asked; raises NotFound and OtherAddress."""
    row, organiser = find_invitation(session, secret, now)
    person = session.get_one(Person, person_id)
    if person.sign_in_address != row.address:
        raise OtherAddress(
            "This invitation went to another e-mail address. Sign in with that one to say yes."
        )
    member = session.get(OrganiserMember, (organiser.id, person_id))
    if member is None:
        member = OrganiserMember(organiser_id=organiser.id, person_id=person_id, made_at=now)
        member.role = row.role
        session.add(member)
    session.delete(row)
    session.flush()
    _note(session, person_id, "joined", organiser.id, now)
    return organiser


def change_role(
    session: Session, organiser_id: int, member_id: int, role: Role, by: tuple[int, datetime]
) -> None:
    """Give somebody another role; raises NotFound, and LastOwner where nobody would own it."""
    hold(session, organiser_id)
    member = _member(session, organiser_id, member_id)
    if role != "owner":
        _keep_an_owner(session, member)
    member.role = role
    session.flush()
    check_trust(session, organiser_id, by[1])
    _note(session, by[0], f"made {role}", organiser_id, by[1])


def remove(session: Session, organiser_id: int, member_id: int, by: int, now: datetime) -> None:
    """Let somebody help no more, or leave; or take an invitation back by its id.

    When all who own it are new, it is no longer trusted.

    With an owner whom another one takes off, all invitations end: they may be theirs, and a way
    back.
    Raises NotFound, and LastOwner where nobody would be left who owns it.
    """
    row = session.get(OrganiserInvitation, member_id)
    if row is not None and row.organiser_id == organiser_id:
        session.delete(row)
    else:
        hold(session, organiser_id)
        member = _member(session, organiser_id, member_id)
        _keep_an_owner(session, member)
        if member.role == "owner" and by != member_id:
            _forget(session, organiser_id)
        session.delete(member)
        session.flush()
        check_trust(session, organiser_id, now)
    session.flush()
    _note(session, by, "left" if by == member_id else "removed", organiser_id, now)


def forget_old(session: Session, now: datetime) -> int:
    """Delete invitations that nobody answered within two weeks; how many."""
    old = OrganiserInvitation.made_at < now - INVITED_FOR
    gone = session.scalars(delete(OrganiserInvitation).where(old).returning(OrganiserInvitation.id))
    return len(gone.all())


def _member(session: Session, organiser_id: int, member_id: int) -> OrganiserMember:
    query = select(OrganiserMember).where(OrganiserMember.organiser_id == organiser_id)
    rows = session.scalars(query.with_for_update()).all()
    member = next((row for row in rows if row.person_id == member_id), None)
    if member is None:
        raise NotFound(NOT_ON_LIST)
    return member


def _keep_an_owner(session: Session, member: OrganiserMember) -> None:
    others = [
        role
        for person, role in members_of(session, member.organiser_id)
        if person.id != member.person_id
    ]
    if role_in(session, member.person_id, member.organiser_id) == "owner" and "owner" not in others:
        raise LastOwner("Somebody has to own it. Make somebody else an owner first.")


def _count(session: Session, organiser_id: int) -> int:
    asked = select(func.count()).select_from(OrganiserInvitation)
    mine = asked.where(OrganiserInvitation.organiser_id == organiser_id)
    return len(members_of(session, organiser_id)) + int(session.scalar(mine) or 0)


def _forget(session: Session, organiser_id: int, address: str | None = None) -> None:
    """Take the invitation of an address back, or all."""
    gone = delete(OrganiserInvitation).where(OrganiserInvitation.organiser_id == organiser_id)
    if address is not None:
        gone = gone.where(OrganiserInvitation.address == address)
    session.execute(gone)


def _note(session: Session, person_id: int, what: str, organiser_id: int, now: datetime) -> None:
    who = audit_ref(session, person_id)
    audit.note(session, Act(who, what, f"organiser {show_id(organiser_id)}"), now)

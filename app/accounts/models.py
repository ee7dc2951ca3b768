"""People: guests who hold places, those who publish or moderate, and the browsers they use."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    CheckConstraint,
    ForeignKey,
    String,
    UniqueConstraint,
    false,
)
from sqlalchemy.orm import Mapped, mapped_column

from app.core.db import Instant, Model
from app.core.ids import new_id


class Organiser(Model):
    """A person or group that publishes.

    `source` is the file or feed an imported name came from: the same name in two sources
    may be two groups, so they are never taken for one; one that people here made has none.
    `trusted_at` is when somebody vouched for it, `clean_posts` how many of its listings were
    found good: what a new one publishes is looked at first.
    """

    __tablename__ = "organisers"
    __table_args__ = (UniqueConstraint("source", "name"),)

    id: Mapped[int] = mapped_column(
        BigInteger, primary_key=True, autoincrement=False, default=new_id
    )
    name: Mapped[str] = mapped_column(String(200))
    source: Mapped[str | None] = mapped_column(String(200))
    is_verified: Mapped[bool] = mapped_column(Boolean, default=False)
    is_example: Mapped[bool] = mapped_column(Boolean, default=False)
    trusted_at: Mapped[datetime | None] = mapped_column(Instant)
    blocked_at: Mapped[datetime | None] = mapped_column(Instant)
    clean_posts: Mapped[int] = mapped_column(default=0, server_default="0")


class OrganiserMember(Model):
    """Somebody who acts for an organiser: an owner, an editor, or a viewer who only looks.

    `earned_trust` is of owners: with them it was vouched for, or its listings were found good.
    """

    __tablename__ = "organiser_members"
    __table_args__ = (CheckConstraint("role in ('owner','editor','viewer')", "role"),)

    organiser_id: Mapped[int] = mapped_column(ForeignKey("organisers.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True, index=True)
    role: Mapped[str] = mapped_column(String(12))
    made_at: Mapped[datetime] = mapped_column(Instant)
    earned_trust: Mapped[bool] = mapped_column(Boolean, default=False, server_default=false())


class Person(Model):
    """Somebody who is known here: no password, a name only if they gave one.

    A guest, who held a place, has no address; who signs in has `sign_in_address`, in lower case.
    `audit_ref` stands for them in the audit log and goes with them. At the door of this place
    whoever is `blocked_at` some time is refused.

    `recovery_hash` is that of the twelve words that bring the person back on another phone.
    `settings` are the kinds of notices they want. Until the end of `needed_until` their
    browsers know them, however long they were not used: a date to come may be far away.
    `is_example` is somebody invented, who makes an example full.
    """

    __tablename__ = "people"

    id: Mapped[int] = mapped_column(
        BigInteger, primary_key=True, autoincrement=False, default=new_id
    )
    display_name: Mapped[str | None] = mapped_column(String(80))
    language: Mapped[str | None] = mapped_column(String(12))
    recovery_hash: Mapped[str | None] = mapped_column(String(64), unique=True)
    settings: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    made_on: Mapped[date]
    seen_on: Mapped[date]
    needed_until: Mapped[date | None]
    is_example: Mapped[bool] = mapped_column(Boolean, default=False, server_default=false())
    sign_in_address: Mapped[str | None] = mapped_column(String(254), unique=True)
    audit_ref: Mapped[str | None] = mapped_column(String(26), unique=True)
    blocked_at: Mapped[datetime | None] = mapped_column(Instant)


class Moderator(Model):
    """Somebody who keeps the listings sound; made by the operator's command alone."""

    __tablename__ = "moderators"

    person_id: Mapped[int] = mapped_column(
        ForeignKey("people.id"), primary_key=True, autoincrement=False
    )
    made_at: Mapped[datetime] = mapped_column(Instant)


class PersonSession(Model):
    """One browser of a person; only the hash of its token is known here.

    `kind` is guest, organiser (signed in by e-mail) or moderator (by passkey). `used_at` is the
    last use of a kind that ends within hours, `proved_at` when the person last showed anew who
    they are.
    """

    __tablename__ = "sessions"

    id: Mapped[int] = mapped_column(
        BigInteger, primary_key=True, autoincrement=False, default=new_id
    )
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    kind: Mapped[str] = mapped_column(String(12), default="guest")
    device: Mapped[str] = mapped_column(String(60))
    made_at: Mapped[datetime] = mapped_column(Instant)
    seen_on: Mapped[date]
    revoked_at: Mapped[datetime | None] = mapped_column(Instant)
    used_at: Mapped[datetime | None] = mapped_column(Instant)
    proved_at: Mapped[datetime | None] = mapped_column(Instant)


class PersonCalendar(Model):
    """The private address under which a person's plans can be read; only its hash is known here."""

    __tablename__ = "calendars"

    person_id: Mapped[int] = mapped_column(
        ForeignKey("people.id"), primary_key=True, autoincrement=False
    )
    secret_hash: Mapped[str] = mapped_column(String(64), unique=True)
    hides_titles: Mapped[bool] = mapped_column(Boolean)
    made_at: Mapped[datetime] = mapped_column(Instant)


class EmailAddress(Model):
    """An address a person gave to be told things; used for nothing until they confirm it.

    A person has at most one that is confirmed, and one more while they change it.
    """

    __tablename__ = "email_addresses"

    id: Mapped[int] = mapped_column(
        BigInteger, primary_key=True, autoincrement=False, default=new_id
    )
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    address: Mapped[str] = mapped_column(String(254))
    made_at: Mapped[datetime] = mapped_column(Instant)
    confirmed_at: Mapped[datetime | None] = mapped_column(Instant)

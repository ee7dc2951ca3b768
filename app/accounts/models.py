"""People: organisers who publish, guests who hold places, and the browsers they use."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, Boolean, ForeignKey, String, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column

from app.core.db import Instant, Model
from app.core.ids import new_id


class Organiser(Model):
    """A person or group that publishes.

    `source` is the file or feed an imported name came from: the same name in two sources
    may be two groups, so they are never taken for one.
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


class Person(Model):
    """Somebody who held a place: no address, no password, a name only if they gave one.

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


class PersonSession(Model):
    """One browser of a person; only the hash of its token is known here."""

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

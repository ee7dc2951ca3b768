"""The tables of signing in: what was asked for, passkeys, and what is under way with them."""

from datetime import date, datetime

from sqlalchemy import BigInteger, ForeignKey, SmallInteger, String
from sqlalchemy.orm import Mapped, mapped_column

from app.core.db import Instant, Model
from app.core.ids import new_id

SIGN_IN, ADDRESS = "sign_in", "address"


class SignInRequest(Model):
    """A code and a link that went to an address; good once, and only in the browser that asked.

    Of browser, token and code only hashes are known here. `purpose` is to sign in, or to make
    this address that of the account of `person_id`. `leads_to` is the page to go on to.
    `mail_of` is the request whose mail has its code, where it has none of its own.
    """

    __tablename__ = "sign_in_requests"

    id: Mapped[int] = mapped_column(
        BigInteger, primary_key=True, autoincrement=False, default=new_id
    )
    browser_hash: Mapped[str] = mapped_column(String(64), index=True)
    address: Mapped[str] = mapped_column(String(254), index=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    code_hash: Mapped[str] = mapped_column(String(64))
    purpose: Mapped[str] = mapped_column(String(8), default=SIGN_IN)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"), index=True)
    leads_to: Mapped[str | None] = mapped_column(String(200))
    mail_of: Mapped[int | None] = mapped_column(BigInteger)
    made_at: Mapped[datetime] = mapped_column(Instant, index=True)
    tries: Mapped[int] = mapped_column(SmallInteger, default=0)
    used_at: Mapped[datetime | None] = mapped_column(Instant)


class Passkey(Model):
    """A key that a person's phone or computer keeps; what is known here only checks it."""

    __tablename__ = "passkeys"

    id: Mapped[int] = mapped_column(
        BigInteger, primary_key=True, autoincrement=False, default=new_id
    )
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    credential_id: Mapped[str] = mapped_column(String(1400), unique=True)
    public_key: Mapped[str] = mapped_column(String(2000))
    sign_count: Mapped[int] = mapped_column(BigInteger)
    name: Mapped[str] = mapped_column(String(60))
    made_at: Mapped[datetime] = mapped_column(Instant)
    used_on: Mapped[date | None]


class PasskeyChallenge(Model):
    """What a passkey is to sign: for one browser, once, within some minutes.

    `person_id` is whose passkey is being made; nobody's where one is used to sign in.
    """

    __tablename__ = "passkey_challenges"

    id: Mapped[int] = mapped_column(
        BigInteger, primary_key=True, autoincrement=False, default=new_id
    )
    browser_hash: Mapped[str] = mapped_column(String(64), index=True)
    challenge: Mapped[str] = mapped_column(String(100))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"), index=True)
    made_at: Mapped[datetime] = mapped_column(Instant, index=True)


class Enrolment(Model):
    """A link that the operator gives to a new moderator: it makes one passkey, once."""

    __tablename__ = "enrolments"

    id: Mapped[int] = mapped_column(
        BigInteger, primary_key=True, autoincrement=False, default=new_id
    )
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    made_at: Mapped[datetime] = mapped_column(Instant)
    used_at: Mapped[datetime | None] = mapped_column(Instant)

"""Codes and links for signing in: asked for in one browser, and good there, once, for a while.

Nothing here knows whether an address belongs to anybody: asking is the same for all. The code
comes of the link's token, so that the page of the link can say it in another browser.
"""

import hashlib
import hmac
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from http import HTTPStatus

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from app.accounts.sessions import hash_token
from app.accounts.signing_in.entering import note_failure, noting
from app.accounts.signing_in.models import SIGN_IN, SignInRequest
from app.core import events
from app.core.errors import DomainError

VALID_FOR = timedelta(minutes=10)
KEPT_FOR = timedelta(days=1)
TRIES = 5
TOKEN_BYTES = 32
DIGITS = 8
WRONG_CODE = "wrong_code"
PATH = "/api/v1/auth/verify?token="


class CodeOver(DomainError):
    """The code or link is used, too old, tried too often, or was never made."""

    status = HTTPStatus.GONE
    code = "code_over"

    def __init__(self) -> None:
        """Say what to do; never which of the reasons it is."""
        super().__init__("This code or link no longer works. Please ask for a new one.")


class OtherBrowser(DomainError):
    """The link was asked for elsewhere."""

    code = "other_browser"

    def __init__(self) -> None:
        """Say where it works."""
        super().__init__("This link works in the browser that asked for it. Type its code there.")


class Codes:
    """Makes the code of a token, and what is kept of it: only with the instance's secret."""

    def __init__(self, secret: str) -> None:
        """Derive the key."""
        self._key = hmac.digest(secret.encode(), b"sign-in codes", hashlib.sha256)

    def of(self, token: str) -> str:
        """The eight digits that belong to a token."""
        number = int.from_bytes(hmac.digest(self._key, f"code {token}".encode(), hashlib.sha256))
        return f"{number % 10**DIGITS:0{DIGITS}}"

    def hash(self, token_hash: str, code: str) -> str:
        """What is kept of a code; without the secret it can't be found by trying all of them."""
        said = f"hash {token_hash} {code}".encode()
        return hmac.new(self._key, said, hashlib.sha256).hexdigest()


@dataclass(frozen=True)
class Wish:
    """What somebody asks a code for; the address is normalised."""

    address: str
    purpose: str = SIGN_IN
    person_id: int | None = None
    leads_to: str | None = None


def ask(session: Session, codes: Codes, browser: str, wish: Wish, now: datetime) -> None:
    """Make a code and a link for a browser and have them sent; earlier ones stay good too."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    code, token_hash = codes.of(token), hash_token(token)
    session.add(
        SignInRequest(
            browser_hash=hash_token(browser),
            address=wish.address,
            token_hash=token_hash,
            code_hash=codes.hash(token_hash, code),
            purpose=wish.purpose,
            person_id=wish.person_id,
            leads_to=wish.leads_to,
            made_at=now,
        )
    )
    session.flush()
    event = events.CodeAsked(wish.address, code, PATH + token, now, now + VALID_FOR)
    events.publish(session, event)


def list_open(session: Session, browser: str, now: datetime) -> Sequence[SignInRequest]:
    """What a browser asked for and can still use, the latest first."""
    query = select(SignInRequest).where(
        SignInRequest.browser_hash == hash_token(browser),
        SignInRequest.used_at.is_(None),
        SignInRequest.tries < TRIES,
        SignInRequest.made_at > now - VALID_FOR,
        SignInRequest.made_at <= now,
    )
    return session.scalars(query.order_by(SignInRequest.made_at.desc(), SignInRequest.id)).all()


def find_by_token(session: Session, token: str, now: datetime) -> SignInRequest:
    """What a link was made for, in whichever browser; only reads. Raises CodeOver."""
    query = select(SignInRequest).where(SignInRequest.token_hash == hash_token(token))
    row = session.scalars(query).one_or_none()
    if row is None or row.used_at or not row.made_at <= now < row.made_at + VALID_FOR:
        raise CodeOver
    return row


def is_of(row: SignInRequest, browser: str) -> bool:
    """Whether a browser is the one that asked."""
    return hmac.compare_digest(row.browser_hash, hash_token(browser))


def prove_by_token(session: Session, browser: str, token: str, now: datetime) -> SignInRequest:
    """Use a link in the browser that asked for it. Raises CodeOver, or OtherBrowser."""
    try:
        row = find_by_token(session, token, now)
    except CodeOver as error:
        raise noting(error, now) from None
    if not is_of(row, browser):
        raise noting(OtherBrowser(), now, row.address)
    if not spend(session, row.id, now):
        raise noting(CodeOver(), now, row.address)
    return row


def prove_by_code(
    session: Session, codes: Codes, browser: str, typed: tuple[str | None, str], now: datetime
) -> SignInRequest | None:
    """Use a code, `typed` with its address or without; None for a wrong one, which counts.

    Raises CodeOver where nothing is open, or it was tried too often.
    """
    address, code = typed
    rows = [row for row in list_open(session, browser, now) if address in {None, row.address}]
    if not _count_try(session, [row.id for row in rows]):
        raise noting(CodeOver(), now, rows[0].address if rows else None)
    for row in rows:
        if hmac.compare_digest(row.code_hash, codes.hash(row.token_hash, code)):
            if spend(session, row.id, now):
                return row
            raise noting(CodeOver(), now, row.address)
    note_failure(session, now, WRONG_CODE, rows[0].address)
    return None


def _count_try(session: Session, ids: list[int]) -> bool:
    """Count one more try before anything is compared; False when there is none left."""
    mine = SignInRequest.id.in_(ids), SignInRequest.tries < TRIES, SignInRequest.used_at.is_(None)
    counting = update(SignInRequest).where(*mine).values(tries=SignInRequest.tries + 1)
    return bool(session.scalars(counting.returning(SignInRequest.id)).all())


def spend(session: Session, request_id: int, now: datetime) -> bool:
    """Use a request up; of many at once only one succeeds."""
    unused = SignInRequest.id == request_id, SignInRequest.used_at.is_(None)
    spending = update(SignInRequest).where(*unused).values(used_at=now)
    return session.scalars(spending.returning(SignInRequest.id)).first() is not None


def forget_old(session: Session, now: datetime) -> int:
    """Delete what was asked for more than a day ago; how many."""
    old = delete(SignInRequest).where(SignInRequest.made_at < now - KEPT_FOR)
    return len(session.scalars(old.returning(SignInRequest.id)).all())

"""Codes and links for signing in: asked for in one browser, and good there, once, for a while.

Nothing here knows whether an address belongs to anybody: asking is the same for all. The code
comes of the hash of the link's token: the page of the link can say it in another browser, and
it can be good in a second browser without another mail.
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
MOST_MAILS, SPAN = 6, timedelta(hours=1)
SENT_ONCE_IN = timedelta(minutes=5)
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

    def of(self, token_hash: str) -> str:
        """The eight digits that belong to the token of this hash."""
        said = f"code {token_hash}".encode()
        number = int.from_bytes(hmac.digest(self._key, said, hashlib.sha256))
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
    """Make a code and a link for a browser and have them sent; earlier ones stay good too.

    After six in an hour that nobody used, one in five minutes: whoever asks meanwhile can use
    the code of the last one. So nobody's mailbox is filled from many browsers, and nobody is kept
    out by that.
    """
    token = secrets.token_urlsafe(TOKEN_BYTES)
    token_hash = hash_token(token)
    sent = _shared(session, wish, now)
    code = codes.of(sent.token_hash if sent else token_hash)
    session.add(
        SignInRequest(
            browser_hash=hash_token(browser),
            address=wish.address,
            token_hash=token_hash,
            code_hash=codes.hash(token_hash, code),
            purpose=wish.purpose,
            person_id=wish.person_id,
            leads_to=wish.leads_to,
            mail_of=sent.id if sent else None,
            made_at=sent.made_at if sent else now,
        )
    )
    session.flush()
    if sent:
        return
    event = events.CodeAsked(wish.address, code, PATH + token, now, now + VALID_FOR)
    events.publish(session, event)


def _shared(session: Session, wish: Wish, now: datetime) -> SignInRequest | None:
    """The mail to share, sent a short while ago, where an address got many that nobody used."""
    unused = (
        SignInRequest.address == wish.address,
        SignInRequest.purpose == wish.purpose,
        SignInRequest.person_id == wish.person_id,
        SignInRequest.mail_of.is_(None),
        SignInRequest.used_at.is_(None),
        SignInRequest.made_at <= now,
    )
    lately = SignInRequest.made_at > now - SPAN
    query = select(SignInRequest).where(*unused, lately).order_by(SignInRequest.made_at.desc())
    rows = session.scalars(query.limit(MOST_MAILS)).all()
    is_enough = len(rows) == MOST_MAILS
    return rows[0] if is_enough and rows[0].made_at > now - SENT_ONCE_IN else None


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


def of_browser(
    session: Session, sent: SignInRequest, browser: str, now: datetime
) -> SignInRequest | None:
    """The request of a browser that a mail is good for; None where that asked for nothing."""
    if hmac.compare_digest(sent.browser_hash, hash_token(browser)):
        return sent
    return next((row for row in list_open(session, browser, now) if row.mail_of == sent.id), None)


def prove_by_token(session: Session, browser: str, token: str, now: datetime) -> SignInRequest:
    """Use a link in a browser that asked for it. Raises CodeOver, or OtherBrowser."""
    try:
        sent = find_by_token(session, token, now)
    except CodeOver as error:
        raise noting(error, now) from None
    row = of_browser(session, sent, browser, now)
    if row is None:
        raise noting(OtherBrowser(), now, sent.address)
    if not spend(session, row, now):
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
            if spend(session, row, now):
                return row
            raise noting(CodeOver(), now, row.address)
    note_failure(session, now, WRONG_CODE, rows[0].address)
    return None


def _count_try(session: Session, ids: list[int]) -> bool:
    """Count one more try before anything is compared; False when there is none left."""
    mine = SignInRequest.id.in_(ids), SignInRequest.tries < TRIES, SignInRequest.used_at.is_(None)
    counting = update(SignInRequest).where(*mine).values(tries=SignInRequest.tries + 1)
    return bool(session.scalars(counting.returning(SignInRequest.id)).all())


def spend(session: Session, row: SignInRequest, now: datetime) -> bool:
    """Use a request up, and all that share its mail; of many at once only one succeeds."""
    mail = row.mail_of or row.id
    # Whoever uses any of them passes here first, one after the other.
    sent = session.get(SignInRequest, mail, with_for_update=True, populate_existing=True)
    session.refresh(row)
    if sent is None or sent.used_at or row.used_at:
        return False
    all_of_it = (SignInRequest.id == mail) | (SignInRequest.mail_of == mail)
    session.execute(update(SignInRequest).where(all_of_it).values(used_at=now))
    return True


def forget_old(session: Session, now: datetime) -> int:
    """Delete what was asked for more than a day ago; how many."""
    old = delete(SignInRequest).where(SignInRequest.made_at < now - KEPT_FOR)
    return len(session.scalars(old.returning(SignInRequest.id)).all())

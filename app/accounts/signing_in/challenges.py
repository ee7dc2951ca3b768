"""What a passkey is asked to sign: made for one browser, used up by the first answer."""

import base64
import secrets
from datetime import datetime, timedelta

from sqlalchemy import delete
from sqlalchemy.orm import Session

from app.accounts.sessions import hash_token
from app.accounts.signing_in.codes import CodeOver
from app.accounts.signing_in.models import PasskeyChallenge

VALID_FOR = timedelta(minutes=5)
KEPT_FOR = timedelta(days=1)
BYTES = 32


def make(session: Session, browser: str, person_id: int | None, now: datetime) -> bytes:
    """A new challenge for a browser, in place of the one before."""
    session.execute(
        delete(PasskeyChallenge).where(PasskeyChallenge.browser_hash == hash_token(browser))
    )
    challenge = secrets.token_bytes(BYTES)
    row = PasskeyChallenge(
        browser_hash=hash_token(browser),
        challenge=base64.urlsafe_b64encode(challenge).rstrip(b"=").decode(),
        person_id=person_id,
        made_at=now,
    )
    session.add(row)
    session.flush()
    return challenge


def use(session: Session, browser: str, now: datetime) -> tuple[bytes, int | None]:
    """The challenge of a browser and whose passkey it makes; gone afterwards. Raises CodeOver."""
    taking = delete(PasskeyChallenge).where(PasskeyChallenge.browser_hash == hash_token(browser))
    columns = PasskeyChallenge.challenge, PasskeyChallenge.person_id, PasskeyChallenge.made_at
    found = session.execute(taking.returning(*columns)).first()
    if found is None or not found.made_at <= now <= found.made_at + VALID_FOR:
        raise CodeOver
    return base64.urlsafe_b64decode(f"{found.challenge}="), found.person_id


def forget_old(session: Session, now: datetime) -> int:
    """Delete what nobody answered within a day; how many."""
    old = delete(PasskeyChallenge).where(PasskeyChallenge.made_at < now - KEPT_FOR)
    return len(session.scalars(old.returning(PasskeyChallenge.id)).all())

"""Telling people on their phones, by the push service of their browser's maker.

What the service sees is that something is sent to a browser, when, and how long it is to be
kept. The words are encrypted for the browser alone and padded to one length.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from urllib.parse import urlsplit

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core import clock
from app.core.outward import Answer, NotAllowed, Outward, Unreachable
from app.notices.channels import GONE, REFUSED, SENT, TOO_LARGE, Message, Outcome, later
from app.notices.push.endpoints import is_push_service
from app.notices.push.models import PushSubscription

LONGEST = timedelta(hours=24)
TOKEN_LIVES = timedelta(hours=12)
MOST_REFUSALS = 3
PADDED_TO = 512
URGENT = frozenset({"change", "cancellation", "offer", "message", "taken_down"})
LATER = frozenset({HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_MANY_REQUESTS})
OUTCOMES: dict[int, Outcome] = {
    HTTPStatus.NOT_FOUND: GONE,
    HTTPStatus.GONE: GONE,
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: TOO_LARGE,
}


@dataclass(frozen=True)
class Target:
    """A browser: where it is reached, and what is encrypted with."""

    endpoint: str
    p256dh: str
    auth: str


class WebPush:
    """The channel of phones; without a key it has no targets."""

    name = "push"

    def __init__(
        self,
        private_key: str,
        subject: str,
        outward: Outward | None = None,
        takes: Callable[[str], bool] = is_push_service,
    ) -> None:
        """Keep the instance's own key, and whom push services write to about it."""
        self._private_key, self._subject = private_key, subject
        self._outward, self._takes = outward or Outward(), takes

    def targets(self, session: Session, person_id: int) -> Sequence[int]:
        """The browsers in which a person wants to be told."""
        if not self._private_key:
            return []
        query = select(PushSubscription.id).where(PushSubscription.person_id == person_id)
        return session.scalars(query.order_by(PushSubscription.id)).all()

    def load(self, session: Session, target_id: int) -> Target | None:
        """A browser's address and keys."""
        row = session.get(PushSubscription, target_id)
        return Target(row.endpoint, row.p256dh, row.auth) if row else None

    def send(self, target: Target, message: Message) -> Outcome:
        """Encrypt and post once; raises nothing."""
        if not self._takes(target.endpoint):
            return GONE
        try:
            return read_answer(self._post(target, message), clock.now())
        except (NotAllowed, Unreachable):
            return later()
        except ValueError:
            return REFUSED

    def settle(self, session: Session, target_id: int, outcome: Outcome, now: datetime) -> None:
        """Forget a browser that is gone, or that refused three times in a row."""
        del now
        row = session.get(PushSubscription, target_id)
        if row is None:
            return
        if outcome == SENT:
            row.failures = 0
        elif outcome == REFUSED:
            row.failures += 1
        if outcome == GONE or row.failures >= MOST_REFUSALS:
            session.delete(row)

    def _post(self, target: Target, message: Message) -> Answer:
        # Only where something is sent: it brings HTTP clients along, which no web process needs.
        from pywebpush import WebPusher

        keys = {"p256dh": target.p256dh, "auth": target.auth}
        pusher = WebPusher({"endpoint": target.endpoint, "keys": keys})
        body = pusher.encode(_payload(message))["body"]
        return self._outward.post(target.endpoint, body, self._headers(target, message))

    def _headers(self, target: Target, message: Message) -> dict[str, str]:
        now = clock.now()
        lasts = min(max(message.ends_at - now, timedelta()), LONGEST)
        headers = {
            "TTL": str(int(lasts.total_seconds())),
            "Topic": message.tag,
            "Urgency": "high" if message.kind in URGENT else "normal",
            "Content-Encoding": "aes128gcm",
            "Content-Type": "application/octet-stream",
        }
        host = urlsplit(target.endpoint).netloc
        if host.endswith(".notify.windows.com"):
            headers["X-WNS-Type"] = "wns/raw"
        return headers | self._signed(f"https://{host}", now)

    def _signed(self, audience: str, now: datetime) -> dict[str, str]:
        from py_vapid import Vapid02

        ends = int((now + TOKEN_LIVES).timestamp())
        claims = {"aud": audience, "sub": self._subject, "exp": ends}
        signed: dict[str, str] = Vapid02.from_raw(self._private_key.encode()).sign(claims)
        return signed


def _payload(message: Message) -> bytes:
    """What the worker of the page reads, filled up with spaces to one length."""
    said = {
        "title": message.title,
        "text": message.text,
        "tag": message.tag,
        "path": message.path,
    }
    body = json.dumps(said, separators=(",", ":"), ensure_ascii=False).encode()
    return body + b" " * (-len(body) % PADDED_TO)


def read_answer(answer: Answer, now: datetime) -> Outcome:
    """What an answer of a push service means (RFC 8030)."""
    status = answer.status
    if HTTPStatus.OK <= status < HTTPStatus.MULTIPLE_CHOICES:
        return SENT
    if status in LATER or status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return later(_wait(answer.retry_after, now))
    return OUTCOMES.get(status, REFUSED)


def _wait(said: str | None, now: datetime) -> timedelta | None:
    """How long a `Retry-After` asks to wait, a day at most; None where it can't be read."""
    if said is None:
        return None
    if said.isascii() and said.isdigit():
        return min(timedelta(seconds=int(said[:9])), LONGEST)
    try:
        wait = parsedate_to_datetime(said) - now
    except (ValueError, TypeError):
        return None
    return min(max(wait, timedelta()), LONGEST)

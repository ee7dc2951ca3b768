"""How much one sender may write: token buckets in the database, exact over all processes."""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta
from http import HTTPStatus
from ipaddress import IPv6Address, ip_address
from math import ceil

from flask import current_app, request
from sqlalchemy import Double, String, case, delete, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.config import Config
from app.core.db import Model, insert_into
from app.core.errors import DomainError

KEPT_FOR = timedelta(hours=1)
HOUSEHOLD_BITS = 64


class TooMany(DomainError):
    """A sender's bucket is empty; `wait_s` is when it holds a token again."""

    status = HTTPStatus.TOO_MANY_REQUESTS
    code = "too_many"

    def __init__(self, wait_s: int) -> None:
        """Say how long to wait, in words a person can use."""
        minutes = max(1, ceil(wait_s / 60))
        wait = "a minute" if minutes == 1 else f"{minutes} minutes"
        super().__init__(f"That was a lot at once. Nothing is lost: please try again in {wait}.")
        self.wait_s = wait_s


@dataclass(frozen=True)
class Limit:
    """At most `count` at once, and as many again in each `per`."""

    name: str
    count: int
    per: timedelta

    @property
    def rate(self) -> float:
        """Tokens a second."""
        return self.count / self.per.total_seconds()


class RateBucket(Model):
    """What is left to one sender; who it is can't be read from it, and it goes after an hour."""

    __tablename__ = "rate_buckets"

    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    tokens: Mapped[float] = mapped_column(Double)
    updated_s: Mapped[float] = mapped_column(Double, index=True)


def take(session: Session, limit: Limit, who: str, now: datetime) -> None:
    """Take one token of a sender, in one statement; raise TooMany when there is none."""
    key, moment = hide(f"{limit.name} {who}"), now.timestamp()
    drop_old(session, now)
    # A clock that was set back must not lock anybody out until it has caught up.
    past = func.abs(moment - RateBucket.updated_s)
    refilled = RateBucket.tokens + past * limit.rate
    full = case((refilled > limit.count, float(limit.count)), else_=refilled)
    row = insert_into(session, RateBucket).values(
        key=key, tokens=limit.count - 1.0, updated_s=moment
    )
    one_less = {"tokens": full - 1.0, "updated_s": moment}
    taking = row.on_conflict_do_update(index_elements=["key"], set_=one_less, where=full >= 1.0)
    if session.execute(taking.returning(RateBucket.key)).first() is None:
        left: float = session.scalars(select(full).where(RateBucket.key == key)).one()
        raise TooMany(ceil((1.0 - left) / limit.rate))


def drop_old(session: Session, now: datetime) -> int:
    """Take away the buckets nobody has used for an hour: they are full again; how many."""
    moment = now.timestamp() - KEPT_FOR.total_seconds()
    old = select(RateBucket.key).where(RateBucket.updated_s < moment)
    gone = delete(RateBucket).where(RateBucket.key.in_(old.with_for_update(skip_locked=True)))
    return len(session.execute(gone.returning(RateBucket.key)).all())


def sender() -> str:
    """Where a request came from, as the trusted proxies say: one line to the network.

    That is a full address; of IPv6 the /64 of a household, which has more addresses of its own
    than anybody could count. Every line is the same for what can't be read.
    """
    try:
        address = ip_address(request.remote_addr or "")
    except ValueError:
        return "-"
    if not isinstance(address, IPv6Address):
        return str(address)
    if address.ipv4_mapped:
        return str(address.ipv4_mapped)
    return hex(int(address) >> HOUSEHOLD_BITS)


def are_on() -> bool:
    """Whether this instance limits anything."""
    config: Config = current_app.config["ALONGSIDE"]
    return config.has_limits


def hide(text: str) -> str:
    """What stands for a sender in a bucket: who it is can't be read from it."""
    secret: str = current_app.config["SECRET_KEY"]
    return hmac.new(f"limits {secret}".encode(), text.encode(), hashlib.sha256).hexdigest()

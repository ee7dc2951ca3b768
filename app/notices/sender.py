"""Sends what is due: at least once, and while one sender is at it no other is."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from time import sleep
from typing import Any

from sqlalchemy.orm import Session

from app.core import clock
from app.core.db import db
from app.core.log import log_failure, logger
from app.core.writes import unit_of_work
from app.notices import due, leases
from app.notices.channels import REFUSED, TOO_LARGE, Channel, Message, Outcome, later
from app.notices.leases import Leased, Ticket
from app.notices.letter_post import LetterPost
from app.notices.links import Links
from app.notices.messages import compose
from app.notices.models import FAILED, Notice

BREATH_S = 0.1


@dataclass(frozen=True)
class Parcel:
    """A leased delivery with all it takes to send it without a database."""

    ticket: Ticket
    channel: Channel
    target: Any
    message: Message


class Sender:
    """Knows the channels, by name, and whom to ask whether a cause still stands."""

    def __init__(
        self,
        channels: tuple[Channel, ...],
        links: Links,
        still_stands: Callable[[Session, Notice, datetime], bool],
        letters: LetterPost | None = None,
    ) -> None:
        """Take the channels in the order in which people are told, and who posts letters."""
        self.channels: Mapping[str, Channel] = {channel.name: channel for channel in channels}
        self.links = links
        self.still_stands = still_stands
        self.letters = letters

    def run(self, is_stopping: Callable[[], bool] = lambda: False) -> int:
        """Send all that is due, until there is nothing more or it is time to stop; how many."""
        if not self._is_anything_due():
            return 0
        sent = self.letters.run(is_stopping) if self.letters else 0
        while not is_stopping() and (handed := self._hand_out()):
            if handed == due.AT_ONCE:
                # SQLite lets whoever asks first write, and those who wait ask ever more rarely.
                sleep(BREATH_S)
        while not is_stopping() and (parcel := self._take()):
            outcome = self._send(parcel)
            with unit_of_work() as session:
                now = clock.now()
                state = leases.mark(session, parcel.ticket, outcome, now)
                parcel.channel.settle(session, parcel.ticket.target_id, outcome, now)
            logger().info("notice", detail=f"{parcel.channel.name} {outcome.name}, {state}")
            sent += state == "sent"
        return sent

    def _is_anything_due(self) -> bool:
        session = db.session()
        session.rollback()
        found = due.is_anything_due(session, clock.now())
        session.rollback()
        return found

    def _hand_out(self) -> int:
        with unit_of_work() as session:
            return due.hand_out(session, tuple(self.channels.values()), clock.now())

    def _take(self) -> Parcel | None:
        """Lease the next one that may go; what may not is put aside on the way."""
        while True:
            with unit_of_work() as session:
                now = clock.now()
                leased = leases.take(session, now)
                if leased is None:
                    return None
                if parcel := self._pack(session, leased, now):
                    return parcel

    def _pack(self, session: Session, leased: Leased, now: datetime) -> Parcel | None:
        """All that sending takes, if the cause still stands and the target is still there."""
        delivery, notice = leased.delivery, leased.notice
        if not leases.may_go(leased, now):
            return None
        if notice.rsvp_id is not None and not self.still_stands(session, notice, now):
            leases.put_aside(delivery)
            return None
        channel = self.channels.get(delivery.channel)
        target = channel.load(session, delivery.target_id) if channel else None
        if channel is None or target is None:
            leases.put_aside(delivery, FAILED)
            return None
        message = compose(self.links, notice, leased.person, delivery, now)
        return Parcel(leased.ticket, channel, target, message)

    def _send(self, parcel: Parcel) -> Outcome:
        """One attempt; what is too large goes once more with its title alone."""
        try:
            outcome = parcel.channel.send(parcel.target, parcel.message)
            if outcome == TOO_LARGE:
                short = replace(parcel.message, text="", links=())
                outcome = parcel.channel.send(parcel.target, short)
        except Exception as error:  # noqa: BLE001 one notice that can't be sent must not stop the others
            log_failure(error)
            return later()
        return REFUSED if outcome == TOO_LARGE else outcome

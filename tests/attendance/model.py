"""The rules of one date in plain lists: who is going, who is offered a place, who waits."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from app.attendance.rsvps.offer_times import offer_until


@dataclass
class Spot:
    """What one person has."""

    status: str
    size: int
    offered: int = 0
    until: datetime | None = None
    left_at: datetime | None = None
    left_from: str | None = None
    reason: str | None = None


@dataclass
class Date:
    """One date with its places; `order` is who came when, the earliest first."""

    capacity: int
    now: datetime
    starts: datetime
    people: dict[int, Spot] = field(default_factory=dict)
    order: list[int] = field(default_factory=list)

    @property
    def taken(self) -> int:
        held = [one.size for one in self.people.values() if one.status == "going"]
        return sum(held) + sum(s.offered for s in self.people.values() if s.status == "offered")

    def settle(self) -> None:
        for who in list(self.order):
            spot = self.people[who]
            if spot.status == "offered" and spot.until <= self.now:
                self._end(who, "offer_ended")
        while self.waiting() and self.capacity > self.taken:
            spot = self.people[self.waiting()[0]]
            spot.status, spot.offered = "offered", min(self.capacity - self.taken, spot.size)
            spot.until = offer_until(self.now, self.starts, "Europe/London")

    def waiting(self) -> list[int]:
        return [who for who in self.order if self.people[who].status == "waitlisted"]

    def hold(self, who: int, size: int) -> bool:
        """False where a larger party is refused."""
        self.settle()
        spot = self.people.get(who)
        if spot and spot.status == "going" and size > spot.size:
            if self.taken + size - spot.size > self.capacity:
                return False
            spot.size = size
        elif spot and spot.status != "cancelled":
            spot.size = size
        else:
            self._come(who, size, spot)
        self.settle()
        return True

    def _come(self, who: int, size: int, spot: Spot | None) -> None:
        is_undo = (
            spot is not None
            and spot.left_from == "waitlisted"
            and spot.reason is None
            and self.now - spot.left_at <= timedelta(minutes=10)
        )
        if is_undo:
            self.people[who] = Spot("waitlisted", size)
            return
        if who in self.order:
            self.order.remove(who)
        self.order.append(who)
        fits = self.taken + size <= self.capacity
        self.people[who] = Spot("going" if fits else "waitlisted", size)

    def leave(self, who: int) -> None:
        self.settle()
        if self.people[who].status != "cancelled":
            self._end(who, None)
        self.settle()

    def accept(self, who: int) -> bool:
        """False where there is nothing to take (any more)."""
        spot = self.people[who]
        if spot.status == "offered" and spot.until > self.now:
            spot.status, spot.size, spot.offered = "going", spot.offered, 0
        return spot.status == "going"

    def _end(self, who: int, reason: str | None) -> None:
        spot = self.people[who]
        spot.left_from, spot.status, spot.reason = spot.status, "cancelled", reason
        spot.left_at, spot.offered, spot.until = self.now, 0, None

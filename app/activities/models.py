"""Tables of activities: what, where, when, and what was told by whom."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    CheckConstraint,
    ForeignKey,
    Index,
    SmallInteger,
    String,
    Text,
    UniqueConstraint,
    false,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import Organiser
from app.activities.corrections import Correction
from app.core import clock
from app.core.db import Instant, Model, WallTime
from app.core.ids import new_id


class Place(Model):
    """Where an activity meets; `precision` says how exact the point is."""

    __tablename__ = "places"
    __table_args__ = (
        CheckConstraint("lat between -90 and 90", "lat"),
        CheckConstraint("lon between -180 and 180", "lon"),
        CheckConstraint("precision in ('exact','approximate','postcode','town')", "precision"),
    )

    id: Mapped[int] = mapped_column(
        BigInteger, primary_key=True, autoincrement=False, default=new_id
    )
    name: Mapped[str | None] = mapped_column(String(200))
    address: Mapped[str | None] = mapped_column(String(300))
    area: Mapped[str | None] = mapped_column(String(120))
    country: Mapped[str | None] = mapped_column(String(2))
    lat: Mapped[float]
    lon: Mapped[float]
    precision: Mapped[str] = mapped_column(String(12))
    finding_us: Mapped[str] = mapped_column(Text, default="")


class Activity(Model):
    """What an organiser publishes; identity of what was imported is (source, source_id).

    `revision` counts the changes of this row, `changed_at` is when the last one was; `out_since`
    is when it ceased to be public. See `states` for `called_off`.
    """

    __tablename__ = "activities"
    __table_args__ = (
        UniqueConstraint("source", "source_id"),
        CheckConstraint("kind in ('volunteering','interest_group','support_meetup')", "kind"),
        CheckConstraint("format in ('in_person','online','phone','hybrid')", "format"),
        CheckConstraint("booking in ('none','optional','needed')", "booking"),
        CheckConstraint("state in ('published','withdrawn','hidden')", "state"),
        CheckConstraint("cost_minor >= 0", "cost"),
        CheckConstraint("(cost_minor is null) = (cost_currency is null)", "currency"),
    )

    id: Mapped[int] = mapped_column(
        BigInteger, primary_key=True, autoincrement=False, default=new_id
    )
    organiser_id: Mapped[int] = mapped_column(ForeignKey("organisers.id"))
    place_id: Mapped[int | None] = mapped_column(ForeignKey("places.id"))
    source: Mapped[str | None] = mapped_column(String(200))
    source_id: Mapped[str | None] = mapped_column(String(300))
    fingerprint: Mapped[str | None] = mapped_column(String(64))
    state: Mapped[str] = mapped_column(String(12), default="published")
    out_since: Mapped[datetime | None] = mapped_column(Instant)
    called_off: Mapped[bool] = mapped_column(Boolean, default=False, server_default=false())
    kind: Mapped[str] = mapped_column(String(20))
    title: Mapped[str] = mapped_column(String(120))
    description: Mapped[str] = mapped_column(Text, default="")
    format: Mapped[str] = mapped_column(String(12))
    time_zone: Mapped[str] = mapped_column(String(64))
    by_arrangement: Mapped[bool] = mapped_column(Boolean, default=False)
    arrangement_from: Mapped[date | None]
    arrangement_until: Mapped[date | None]
    online_url: Mapped[str | None] = mapped_column(String(2000))
    url: Mapped[str | None] = mapped_column(String(2000))
    cost_minor: Mapped[int | None]
    cost_currency: Mapped[str | None] = mapped_column(String(3))
    capacity: Mapped[int | None]
    party_limit: Mapped[int] = mapped_column(default=1)
    booking: Mapped[str | None] = mapped_column(String(12))
    age_min: Mapped[int | None] = mapped_column(SmallInteger)
    age_max: Mapped[int | None] = mapped_column(SmallInteger)
    audience: Mapped[list[str]] = mapped_column(JSON, default=list)
    greeter_name: Mapped[str | None] = mapped_column(String(80))
    contact_public: Mapped[str | None] = mapped_column(String(300))
    bring: Mapped[str] = mapped_column(Text, default="")
    steps: Mapped[list[str]] = mapped_column(JSON, default=list)
    language: Mapped[str | None] = mapped_column(String(12))
    confirmed_on: Mapped[date | None]
    changed_dates: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    revision: Mapped[int] = mapped_column(default=0, onupdate=text("revision + 1"))
    changed_at: Mapped[datetime] = mapped_column(Instant, default=clock.now, onupdate=clock.now)

    organiser: Mapped[Organiser] = relationship(lazy="raise")
    place: Mapped[Place | None] = relationship(lazy="raise")
    topics: Mapped[list["ActivityTopic"]] = relationship(
        lazy="raise", cascade="all, delete-orphan", order_by="ActivityTopic.position"
    )
    told: Mapped[list["ToldFact"]] = relationship(lazy="raise", cascade="all, delete-orphan")
    segments: Mapped[list["ScheduleSegment"]] = relationship(
        lazy="raise", cascade="all, delete-orphan", order_by="ScheduleSegment.position"
    )
    corrections: Mapped[list[Correction]] = relationship(lazy="raise", viewonly=True)

    @property
    def takes_places(self) -> bool:
        """Whether one holds a place before coming."""
        return self.booking in {"optional", "needed"}


class ActivityTopic(Model):
    """One topic of an activity; the first is the main one."""

    __tablename__ = "activity_topics"

    activity_id: Mapped[int] = mapped_column(ForeignKey("activities.id"), primary_key=True)
    topic: Mapped[str] = mapped_column(String(40), primary_key=True)
    position: Mapped[int] = mapped_column(SmallInteger)


class ToldFact(Model):
    """One comfort fact (0-3), support or access fact (0, 1): who said so, and when."""

    __tablename__ = "told_facts"
    __table_args__ = (
        CheckConstraint("value between 0 and 3", "value"),
        CheckConstraint("said_by in ('organiser','source','visitors')", "said_by"),
    )

    activity_id: Mapped[int] = mapped_column(ForeignKey("activities.id"), primary_key=True)
    key: Mapped[str] = mapped_column(String(24), primary_key=True)
    value: Mapped[int] = mapped_column(SmallInteger)
    said_by: Mapped[str] = mapped_column(String(12))
    said_on: Mapped[date]


class ScheduleSegment(Model):
    """A stretch of the schedule: a first meeting in local time and how it repeats.

    `details` (capacity, note) are those of its dates, where they are not the activity's.
    """

    __tablename__ = "schedule_segments"
    __table_args__ = (UniqueConstraint("activity_id", "position"),)

    id: Mapped[int] = mapped_column(
        BigInteger, primary_key=True, autoincrement=False, default=new_id
    )
    activity_id: Mapped[int] = mapped_column(ForeignKey("activities.id"))
    position: Mapped[int] = mapped_column(SmallInteger)
    time_zone: Mapped[str] = mapped_column(String(64))
    starts_local: Mapped[datetime] = mapped_column(WallTime)
    ends_local: Mapped[datetime] = mapped_column(WallTime)
    rrule: Mapped[str | None] = mapped_column(String(500))
    exdates: Mapped[list[str]] = mapped_column(JSON, default=list)
    rdates: Mapped[list[str]] = mapped_column(JSON, default=list)
    details: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict, server_default="{}")


class Occurrence(Model):
    """One dated meeting; `key_local` is the start that its rule gives it.

    The wall time is the truth; `starts_at` and `ends_at` are the moments that follow from it.
    `taken` counts held and offered places, `arrivals` how often somebody came to hold one: it
    only grows, and numbers the waiting list. A date somebody ever came to is never deleted, and
    one that calendars may know stays until it is over, cancelled since it left its schedule
    (`left_at`). `revision` counts how often it was moved, cancelled or called back. `was_local`
    is the first start of one that moved with its rule.
    """

    __tablename__ = "occurrences"
    __table_args__ = (
        UniqueConstraint("activity_id", "key_local"),
        CheckConstraint("status in ('scheduled','cancelled')", "status"),
        CheckConstraint("ends_at >= starts_at", "order"),
        CheckConstraint("taken >= 0 and arrivals >= 0", "counts"),
        CheckConstraint("capacity is null or taken <= capacity", "taken"),
        Index("ix_occurrences_starts_at", "starts_at"),
    )

    id: Mapped[int] = mapped_column(
        BigInteger, primary_key=True, autoincrement=False, default=new_id
    )
    activity_id: Mapped[int] = mapped_column(ForeignKey("activities.id"))
    key_local: Mapped[datetime] = mapped_column(WallTime)
    starts_local: Mapped[datetime] = mapped_column(WallTime)
    ends_local: Mapped[datetime] = mapped_column(WallTime)
    starts_at: Mapped[datetime] = mapped_column(Instant)
    ends_at: Mapped[datetime] = mapped_column(Instant)
    status: Mapped[str] = mapped_column(String(12), default="scheduled")
    capacity: Mapped[int | None]
    taken: Mapped[int] = mapped_column(default=0)
    arrivals: Mapped[int] = mapped_column(BigInteger, default=0)
    revision: Mapped[int] = mapped_column(default=0)
    changed_at: Mapped[datetime] = mapped_column(Instant, default=clock.now)
    note: Mapped[str] = mapped_column(Text, default="", server_default="")
    was_local: Mapped[datetime | None] = mapped_column(WallTime)
    left_at: Mapped[datetime | None] = mapped_column(Instant)

    @property
    def planned_local(self) -> datetime:
        """The start that people were told first."""
        return self.was_local or self.key_local

    @property
    def is_gone(self) -> bool:
        """True of a date that left its schedule with nobody on it: only calendars know it."""
        return self.left_at is not None and not self.arrivals

    def revise(self, now: datetime) -> None:
        """Note that those who were told of this date have to be told again."""
        self.revision += 1
        self.changed_at = now


class ScheduleEdit(Model):
    """What an edit of dates changed, kept for a while so that it can be taken back.

    `before` is how the schedule and its dates to come were, `after` what the plan was then: an
    edit is only taken back while that still stands.
    """

    __tablename__ = "schedule_edits"

    id: Mapped[int] = mapped_column(
        BigInteger, primary_key=True, autoincrement=False, default=new_id
    )
    activity_id: Mapped[int] = mapped_column(ForeignKey("activities.id"), index=True)
    made_at: Mapped[datetime] = mapped_column(Instant, index=True)
    what: Mapped[str] = mapped_column(String(12))
    before: Mapped[dict[str, Any]] = mapped_column(JSON)
    after: Mapped[str] = mapped_column(String(64))

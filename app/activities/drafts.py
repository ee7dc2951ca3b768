"""What a publisher hands in, as plain values: from a form, a file or the demo."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from app.activities.schedule import Segment


@dataclass(frozen=True, kw_only=True)
class NewPlace:
    """Where people meet. `precision` is exact, approximate, postcode or town."""

    lat: float
    lon: float
    precision: str
    name: str | None = None
    address: str | None = None
    area: str | None = None
    country: str | None = None
    finding_us: str = ""


@dataclass(frozen=True, kw_only=True)
class Money:
    """An amount in the currency's minor unit, e.g. 350 GBP for £3.50."""

    minor: int
    currency: str


@dataclass(frozen=True, kw_only=True)
class Told:
    """One fact, support or access fact that somebody stated, and when."""

    value: int | bool
    by: str
    on: date


@dataclass(frozen=True, kw_only=True)
class Change:
    """One date of a rule that was moved or cancelled; `key` is the start the rule gave it."""

    key: datetime
    status: str = "scheduled"
    starts: datetime | None = None
    ends: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Arrangement:
    """The days between which times are agreed with the organiser; None is open."""

    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, kw_only=True)
class Listing:
    """Everything an organiser can say of an activity.

    `told` holds facts (0-3), supports and access facts (True or False) under their keys,
    which are disjoint; what is missing was not told. `cost` and `booking` None are not told;
    a cost of 0 is free.
    """

    kind: str
    title: str
    format: str
    time_zone: str
    description: str = ""
    topics: tuple[str, ...] = ()
    segments: tuple[Segment, ...] = ()
    changes: tuple[Change, ...] = ()
    arrangement: Arrangement | None = None
    place: NewPlace | None = None
    online_url: str | None = None
    url: str | None = None
    cost: Money | None = None
    capacity: int | None = None
    party_limit: int = 1
    booking: str | None = None
    age_min: int | None = None
    age_max: int | None = None
    audience: tuple[str, ...] = ()
    greeter_name: str | None = None
    contact_public: str | None = None
    bring: str = ""
    steps: tuple[str, ...] = ()
    language: str | None = None
    told: Mapping[str, Told] = field(default_factory=dict)
    confirmed_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class NewActivity(Listing):
    """A listing from elsewhere, under the organiser it names; identity is (source, source_id)."""

    source: str
    source_id: str
    organiser: str
    organiser_is_verified: bool = False
    organiser_is_example: bool = False

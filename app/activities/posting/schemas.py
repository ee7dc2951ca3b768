"""What an organiser may say of an activity: the strict fields of POST and PATCH /activities."""

from marshmallow import fields

from app.activities.posting.typed import CURRENCY, LANGUAGE, Code, Link, Repeats, Written, Zone
from app.activities.vocabulary import ACCESS, AUDIENCES, BOOKINGS, FORMATS, KINDS, TOPICS
from app.comfort import FACTS, SUPPORTS
from app.core.fields import (
    Choice,
    Day,
    Flag,
    LocalTime,
    Number,
    Several,
    Table,
    Text,
    Whole,
    meaning,
)
from app.core.requests import StrictSchema

MOST_DATES = 400
OLDEST = 120

EXAMPLE = {
    "title": "Quiet board games",
    "kind": "interest_group",
    "description": "We play slow games for two to four. Watching is fine.",
    "topics": ["board_games"],
    "starts_at": "2026-12-01T18:00",
    "ends_at": "2026-12-01T20:00",
    "time_zone": "Europe/London",
    "rrule": "FREQ=WEEKLY",
    "format": "in_person",
    "place_name": "Town Hall",
    "lat": 52.708,
    "lon": -2.754,
    "capacity": 8,
    "comfort": {"facts": {"people": 1, "speak": 0}, "supports": {"greeter": True}},
}


class CostSchema(StrictSchema):
    """What it costs."""

    minor = Whole(
        low=0,
        high=10_000_000,
        required=True,
        metadata=meaning("In minor units: 250 is 2.50 pounds. 0 is free."),
    )
    currency = Code(
        CURRENCY,
        "This must be a currency code like GBP.",
        required=True,
        metadata=meaning("ISO 4217 code, such as GBP."),
    )


class ArrangementSchema(StrictSchema):
    """The days between which times are agreed with the organiser."""

    from_ = Day(
        data_key="from",
        attribute="from",
        allow_none=True,
        metadata=meaning("The first day; null is already."),
    )
    until = Day(allow_none=True, metadata=meaning("The last day; null is open."))


class ComfortSchema(StrictSchema):
    """What it is like to come."""

    facts = Table(
        FACTS,
        Whole(low=0, high=3, allow_none=True),
        metadata=meaning("The nine facts, 0 to 3 as in /vocabulary; null is not sure."),
    )
    supports = Table(
        SUPPORTS,
        Flag(allow_none=True),
        metadata=meaning("What eases the first visit; null is not sure."),
    )


class TimesSchema(StrictSchema):
    """When it meets."""

    starts_at = LocalTime(metadata=meaning("The first meeting, as a clock on the wall shows it."))
    ends_at = LocalTime(metadata=meaning("When the first meeting ends."))
    time_zone = Zone(metadata=meaning("Whose clock that is. Left out, it is that of the point."))
    rrule = Repeats(
        allow_none=True,
        metadata=meaning("How it repeats (RFC 5545, whole days), such as FREQ=WEEKLY."),
    )
    exdates = Several(
        LocalTime(), high=MOST_DATES, metadata=meaning("Meetings of the rule that do not happen.")
    )
    rdates = Several(LocalTime(), high=MOST_DATES, metadata=meaning("Meetings beside the rule."))
    arrangement = fields.Nested(
        ArrangementSchema,
        allow_none=True,
        metadata=meaning("Instead of dates: times are agreed with the organiser."),
    )


class PlaceSchema(StrictSchema):
    """Where it meets."""

    format = Choice(tuple(FORMATS), metadata=meaning("How people meet."))
    place_name = Written(high=200, metadata=meaning("What the place is called."))
    address = Written(high=300, metadata=meaning("The street address."))
    lat = Number(low=-90, high=90, allow_none=True, metadata=meaning("Degrees north."))
    lon = Number(low=-180, high=180, allow_none=True, metadata=meaning("Degrees east."))
    finding_us = Written(high=2000, lines=True, metadata=meaning("Words for finding the door."))
    online_url = Link(allow_none=True, metadata=meaning("Where it meets online (https)."))


class ChangedActivitySchema(TimesSchema, PlaceSchema):
    """The body of POST and PATCH /activities. Nothing is required before it is published."""

    title = Written(low=3, high=120, metadata=meaning("What it is called."))
    kind = Choice(tuple(KINDS), metadata=meaning("What sort of activity it is."))
    description = Written(high=5000, lines=True, metadata=meaning("What it is, in plain text."))
    topics = Several(
        Choice(tuple(TOPICS), said="There is no such topic; /vocabulary lists them all."),
        high=10,
        metadata=meaning("What it is about; the first is the main one."),
    )
    url = Link(plain=True, allow_none=True, metadata=meaning("Its own page elsewhere."))
    capacity = Whole(
        low=1,
        high=10_000,
        allow_none=True,
        metadata=meaning("How many have room; null is no limit."),
    )
    booking = Choice(
        tuple(BOOKINGS),
        allow_none=True,
        metadata=meaning("Whether places are held; left out, where there is a limit."),
    )
    party_limit = Whole(low=1, high=5, metadata=meaning("How many may come together."))
    cost = fields.Nested(
        CostSchema, allow_none=True, metadata=meaning("Null is not told; free is 0.")
    )
    age_min = Whole(low=0, high=OLDEST, allow_none=True, metadata=meaning("The youngest age."))
    age_max = Whole(low=0, high=OLDEST, allow_none=True, metadata=meaning("The oldest age."))
    audience = Several(Choice(tuple(AUDIENCES)), metadata=meaning("Who it is for; empty is all."))
    greeter_name = Written(high=80, metadata=meaning("Who says hello at the door."))
    contact_public = Written(high=300, metadata=meaning("How to ask; everybody reads it."))
    bring = Written(high=1000, lines=True, metadata=meaning("What to bring."))
    steps = Several(
        Written(low=1, high=300), high=20, metadata=meaning("What happens, one step after another.")
    )
    language = Code(
        LANGUAGE,
        "This must be a language code like en.",
        allow_none=True,
        metadata=meaning("The language spoken, such as en."),
    )
    access = Table(
        tuple(ACCESS),
        Flag(allow_none=True),
        metadata=meaning("Access, true or false; null is not told."),
    )
    comfort = fields.Nested(ComfortSchema, metadata=meaning("What it is like to come."))


class NewActivitySchema(ChangedActivitySchema):
    """The body of POST /activities."""

    organiser_name = Written(
        low=2,
        high=120,
        metadata=meaning(
            "The name it runs under: one of yours, or a new one. Left out, it is the one you "
            "have; with none yet, your own name."
        ),
    )


class ListSchema(StrictSchema):
    """Which part of a long list to show."""

    limit = Whole(low=1, high=50, metadata=meaning("How many on a page.", default=20))
    cursor = Text(low=1, high=40, metadata=meaning("The next_cursor of the page before."))

"""What imports take and answer."""

from typing import Any

from marshmallow import ValidationError, validates_schema

from app.activities.vocabulary import KINDS, TOPICS
from app.core.fields import Choice, Several, Table, Text, Whole, meaning
from app.core.requests import StrictSchema
from app.exchange.asking import FORMATS
from app.exchange.previews import MOST_AT_ONCE
from app.exchange.readers.table_columns import FIELDS

MOST_CONTENT = 1024 * 1024
EXAMPLE_FILE = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Garden//EN\r\nBEGIN:VEVENT\r\nUID:tea-1\r\n"
    "SUMMARY:Tea in the garden\r\nDTSTART;TZID=Europe/London:20270501T150000\r\n"
    "DTEND;TZID=Europe/London:20270501T163000\r\nLOCATION:Online\r\nEND:VEVENT\r\n"
    "END:VCALENDAR\r\n"
)


class File(Text):
    """The text of a file as it is: what stands in it is the reader's to judge."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        del attr, data, kwargs
        if not isinstance(value, str):
            raise ValidationError("This must be text.")
        return value


class BesideSchema(StrictSchema):
    """What is said beside a file or an address."""

    kind = Choice(
        tuple(KINDS),
        load_default="interest_group",
        metadata=meaning("What the activities are.", default="interest_group"),
    )
    place = Text(
        high=200, metadata=meaning("The town of rows that name none.", example="Lewes, Delaware")
    )
    time_zone = Text(
        high=64, metadata=meaning("The zone of rows whose place has none.", example="Europe/London")
    )
    topics = Several(
        Choice(tuple(TOPICS)),
        high=5,
        load_default=list,
        metadata=meaning("Topics of all rows.", example=["gardening"]),
    )
    organiser_name = Text(
        low=2,
        high=200,
        metadata=meaning(
            "The name it is published under; the first of yours where it is left out.",
            example="Garden friends",
        ),
    )


class ImportSchema(BesideSchema):
    """One file, or one address."""

    url = Text(
        low=8,
        high=2000,
        metadata=meaning("The address of a calendar, a table or a web page with events."),
    )
    format = Choice(
        (*FORMATS, "detect"),
        load_default="detect",
        metadata=meaning("What the file is; found out where it is not said.", default="detect"),
    )
    content = File(
        low=1, high=MOST_CONTENT, metadata=meaning("The file itself.", example=EXAMPLE_FILE)
    )
    columns = Table(
        tuple(FIELDS),
        Text(high=200),
        load_default=dict,
        metadata=meaning(
            "Of a table: which column holds what; guessed where it is not said.",
            example={"title": "Event name", "starts": "Date"},
        ),
    )

    @validates_schema
    def check_one(self, data: dict[str, Any], **kwargs: Any) -> None:
        """Either an address or a file."""
        del kwargs
        if ("url" in data) == ("content" in data):
            raise ValidationError({"url": ["Please give either an address or a file."]})


class ChosenSchema(StrictSchema):
    """Which rows are taken over."""

    may_be_empty = True
    rows = Several(
        Whole(low=1, high=100_000),
        high=MOST_AT_ONCE,
        metadata=meaning(
            "The numbers of the rows; all that are new, changed or ended where it is left out.",
            example=[1, 2],
        ),
    )


class FeedSchema(BesideSchema):
    """An address to follow."""

    url = Text(
        low=8,
        high=2000,
        required=True,
        metadata=meaning("The address of a calendar, a table or a web page with events."),
    )


IMPORT_EXAMPLE = {"content": EXAMPLE_FILE, "time_zone": "Europe/London"}
CHOSEN_EXAMPLE = {"rows": [1]}
FEED_EXAMPLE = {"url": "https://example.org/events.ics", "place": "Sheffield"}

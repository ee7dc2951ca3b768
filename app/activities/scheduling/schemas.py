"""What is asked and answered when dates are changed; all of it for organisers alone."""

from app.activities.scheduling.plan import SCOPES, THIS
from app.core.fields import Choice, LocalTime, Text, Whole
from app.core.requests import StrictSchema
from app.core.shapes import (
    COUNT,
    ID,
    TEXT,
    TIME,
    exactly,
    named,
    one_of,
    optional,
    said,
    some,
)

EDIT_EXAMPLE = {"capacity": 200, "note": ""}


class ScopeSchema(StrictSchema):
    """How far a change reaches."""

    scope = Choice(
        SCOPES,
        load_default=THIS,
        metadata={"description": "`this` date, this and the `following`, or `all` to come."},
    )


class EditSchema(StrictSchema):
    """What changes of a date; what is left out stays."""

    starts_at = LocalTime(
        metadata={"description": "When this date begins, on the clock on the wall there."}
    )
    ends_at = LocalTime(metadata={"description": "When it ends; else it lasts as long as before."})
    capacity = Whole(
        low=1,
        high=10_000,
        allow_none=True,
        metadata={"description": "How many can come. Null: there is no limit."},
    )
    note = Text(
        high=300, metadata={"description": "What is special then, for all to read; empty: nothing."}
    )
    status = Choice(("scheduled",), metadata={"description": "Call a cancelled date back."})


class DatesSchema(StrictSchema):
    """Which part of the list."""

    limit = Whole(low=1, high=50, metadata={"description": "How many to list. 20 by default."})
    cursor = Text(low=1, high=12, metadata={"description": "The `next_cursor` of the last part."})


OWN_DATE = named(
    "OwnDate",
    "One date of an activity of yours, with what only its organisers see.",
    exactly(
        {
            "id": said(ID, "The date."),
            "starts_at": said(TIME, "When it begins."),
            "ends_at": said(TIME, "When it ends."),
            "time_zone": said(TEXT, "The time zone of the clock on the wall there."),
            "was_at": said(optional(TIME), "When it was planned first, if that was another time."),
            "status": said(one_of(("scheduled", "cancelled")), "Whether it takes place."),
            "capacity": said(optional(COUNT), "How many can come; null is no limit."),
            "places_held": said(COUNT, "How many places are held or offered."),
            "note": said(TEXT, "What is special then; empty is nothing."),
        }
    ),
)
DATES = named(
    "OwnDates",
    "Dates to come, the soonest first.",
    exactly(
        {
            "items": said(some(OWN_DATE), "By time."),
            "next_cursor": said(optional(TEXT), "What to send for the next part."),
            "total": said(COUNT, "How many dates there are."),
            "says": said(some(TEXT), "The schedule in sentences."),
            "undo_until": said(optional(TIME), "Until when the last change can be taken back."),
        }
    ),
)
ACTED = named(
    "DatesChanged",
    "What came of a change of dates.",
    exactly(
        {
            "state": said(
                one_of(("changed", "same", "waiting")), "`waiting`: somebody looks at it first."
            ),
            "dates": said(COUNT, "On how many dates people read something else now."),
            "places_held": said(
                COUNT, "How many places are held on these; who holds them is told."
            ),
            "undo_until": said(optional(TIME), "Until when POST .../undo takes it back."),
        }
    ),
)

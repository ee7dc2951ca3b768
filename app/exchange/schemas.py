"""What is asked and answered about a private calendar."""

from app.core.fields import Flag
from app.core.requests import StrictSchema
from app.core.shapes import TEXT, exactly, named, said

CALENDAR_EXAMPLE = {"hide_titles": True}


class CalendarSchema(StrictSchema):
    """How much a private calendar says."""

    hide_titles = Flag(
        metadata={
            "description": "Say only “Alongside” and when, for a calendar that others see too."
        }
    )


CALENDAR = named(
    "CalendarAddress",
    "The address of your private calendar, shown once: only its hash is kept.",
    exactly({"url": said(TEXT, "For a calendar program to subscribe to. Keep it to yourself.")}),
)
NOTHING = named("CalendarEnded", "Nothing more to say.", exactly({}))

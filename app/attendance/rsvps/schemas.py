"""What is asked and answered when a place is held; all of it only for the person themselves."""

from app.activities.vocabulary import KINDS, TOPICS
from app.attendance.rsvps.models import OFFER_ENDED
from app.core.fields import Choice, Text, Whole
from app.core.requests import StrictSchema
from app.core.shapes import (
    COUNT,
    ID,
    TEXT,
    TIME,
    TRUTH,
    Shape,
    exactly,
    named,
    one_of,
    optional,
    said,
    some,
)

STATUSES = ("going", "waitlisted", "offered", "cancelled")


HOLD_EXAMPLE = {"party_size": 1, "visibility": "quiet"}


class RsvpSchema(StrictSchema):
    """How somebody wants to come. Everything has a quiet default."""

    party_size = Whole(low=1, high=5, metadata={"description": "How many come, you included."})
    alias = Text(
        low=1,
        high=40,
        allow_none=True,
        metadata={"description": "A name for the organiser's list, if you like."},
    )
    needs = Text(
        low=1,
        high=300,
        allow_none=True,
        metadata={"description": "What would help you, for the organiser to read."},
    )
    visibility = Choice(
        ("quiet", "named"),
        metadata={"description": "Quiet: the organiser only sees that somebody comes."},
    )
    consent = Text(
        low=1,
        high=12,
        metadata={"description": "For a support meetup: the version of the text agreed to."},
    )


_OCCURRENCE: Shape = {
    "id": said(ID, "The date."),
    "activity_id": said(ID, "Its activity."),
    "title": said(TEXT, "What it is called."),
    "kind": said(one_of(tuple(KINDS)), "What sort of activity it is."),
    "topics": said(some(one_of(tuple(TOPICS))), "What it is about; the first is the main one."),
    "starts_at": said(TIME, "When it begins, in UTC."),
    "ends_at": said(TIME, "When it ends, in UTC."),
    "time_zone": said(TEXT, "The time zone of the clock on the wall there."),
    "status": said(one_of(("scheduled", "cancelled", "gone")), "`gone`: it was hidden."),
    "place": said(
        optional(
            exactly(
                {
                    "name": said(optional(TEXT), "The venue."),
                    "area": said(optional(TEXT), "The town."),
                }
            )
        ),
        "Where it meets; the activity says more.",
    ),
}
RSVP = named(
    "HeldPlace",
    "What you have on one date.",
    exactly(
        {
            "status": said(one_of(STATUSES), "`offered`: a place is kept for you for a while."),
            "party_size": said(COUNT, "How many come, you included."),
            "visibility": said(one_of(("quiet", "named")), "What the organiser sees of you."),
            "alias": said(optional(TEXT), "The name on the organiser's list."),
            "needs": said(optional(TEXT), "What would help, as you told the organiser."),
            "is_confirmed": said(TRUTH, "Whether you said that it is still fine."),
            "occurrence": said(exactly(_OCCURRENCE), "The date, and what meets then."),
        },
        {
            "position": said(COUNT, "Your own place in the waiting list; 1 is asked next."),
            "offered_size": said(COUNT, "For how many the offered place is."),
            "offer_until": said(TIME, "Until when it is kept for you."),
            "reason": said(one_of((OFFER_ENDED,)), "Why it ended, if not by yourself."),
            "messages": said(
                some(
                    exactly(
                        {
                            "text": said(TEXT, "Their words."),
                            "sent_at": said(TIME, "When they wrote, in UTC."),
                        }
                    )
                ),
                "What the organiser wrote to everybody who holds a place, the latest first.",
            ),
        },
    ),
)
RSVPS = named(
    "Plans", "Your plans, the next one first.", exactly({"items": said(some(RSVP), "By time.")})
)

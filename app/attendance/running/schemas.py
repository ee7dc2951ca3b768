"""What is asked and answered when somebody runs a date."""

from app.core.fields import Text
from app.core.requests import StrictSchema
from app.core.shapes import COUNT, TEXT, TIME, Shape, exactly, named, one_of, optional, said, some

MESSAGE_EXAMPLE = {"text": "We meet at the back door this time. The front door is being painted."}
MOST_LETTERS = 600

_ATTENDEE: Shape = {
    "alias": said(
        optional(TEXT), "The name they gave for this list; null is one of the quiet guests."
    ),
    "status": said(
        one_of(("going", "waitlisted", "offered")), "`offered`: asked whether they take a place."
    ),
    "party_size": said(COUNT, "How many they are."),
    "needs": said(optional(TEXT), "What would help them, in their words."),
}
ATTENDEES = named(
    "Attendees",
    "Who comes on a date, as far as they want to be seen.",
    exactly(
        {
            "items": said(
                some(exactly(_ATTENDEE)),
                "Who gave a name, and quiet guests who wrote what would help, in the order "
                "in which they came.",
            ),
            "quiet": said(COUNT, "How many quiet guests hold a place; they are only counted."),
        }
    ),
)
MESSAGE = named(
    "MessageToAll",
    "What was written to everybody who holds a place on a date.",
    exactly(
        {
            "text": said(TEXT, "The words. They stand on each person's page of their place."),
            "sent_at": said(TIME, "When it was written, in UTC."),
        }
    ),
)


class MessageSchema(StrictSchema):
    """A message to everybody who holds a place on a date."""

    text = Text(
        low=1,
        high=MOST_LETTERS,
        lines=True,
        required=True,
        metadata={"description": "Plain words. They are on no lock screen and in no mail."},
    )

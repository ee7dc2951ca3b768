"""What a visitor is asked after a visit, and what is answered."""

from app.comfort import FACTS
from app.core.fields import Choice, Flag, Table, Whole
from app.core.requests import StrictSchema
from app.core.shapes import COUNT, exactly, named, said

EXAMPLE = {"as_described": True, "facts": {"sensory": 2}, "again": "yes"}
AGAIN = ("yes", "maybe", "no")


class FeedbackSchema(StrictSchema):
    """What somebody found; nothing of how they felt, and no words."""

    as_described = Flag(
        metadata={"description": "True: every told fact that `facts` does not name was so."}
    )
    facts = Table(
        FACTS,
        Whole(low=0, high=3),
        metadata={"description": "Comfort facts as they were, in the choices of the vocabulary."},
    )
    again = Choice(AGAIN, metadata={"description": "Whether they would go again."})


THANKS = named(
    "Thanks",
    "It is kept without a name.",
    exactly({"shown_from": said(COUNT, "From how many answers on anything of it is shown.")}),
)

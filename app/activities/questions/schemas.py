"""What is asked when somebody asks an organiser, and what the answer holds."""

from app.activities.questions.service import KEYS
from app.core.fields import Choice, Several
from app.core.requests import StrictSchema
from app.core.shapes import exactly, named, one_of, said, some

EXAMPLE = {"facts": ["hearing_loop", "sign_language"]}


class QuestionSchema(StrictSchema):
    """Which facts somebody would like to be told."""

    facts = Several(
        Choice(KEYS, said="There is no fact of this name."),
        required=True,
        high=len(KEYS),
        metadata={
            "description": "Keys of comfort facts, supports or access facts that are not told."
        },
    )


ASKED = named(
    "OpenQuestions",
    "What the organiser is asked now.",
    exactly({"asked": said(some(one_of(KEYS)), "What they read, as asked by one person or more.")}),
)

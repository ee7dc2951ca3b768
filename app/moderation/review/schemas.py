"""What a moderator says with a decision, and what they read."""

from app.core.fields import Choice, Text
from app.core.requests import StrictSchema
from app.core.shapes import (
    COUNT,
    ID,
    TEXT,
    TIME,
    TRUTH,
    exactly,
    named,
    one_of,
    optional,
    said,
    some,
)
from app.moderation.reasons import REASONS, REPORT_REASONS
from app.moderation.review.models import ACTS

EXAMPLE = {"reason": "unclear", "words": "Please say what newcomers do first."}


class JudgementSchema(StrictSchema):
    """Why; the author reads it. Sending back, hiding and blocking need one."""

    may_be_empty = True
    reason = Choice(tuple(REASONS), metadata={"description": "A reason of the list."})
    words = Text(
        high=500, lines=True, metadata={"description": "In your own words, for the author."}
    )
    seen = Text(
        low=1,
        high=32,
        metadata={
            "description": "The `seen` of the item you looked at: then nothing else is decided on."
        },
    )


ORGANISER = exactly(
    {
        "id": said(ID, "The organiser."),
        "name": said(TEXT, "What it is called."),
        "clean_posts": said(COUNT, "How many of its listings were found good."),
        "trusted": said(TRUTH, "True when somebody vouched for it."),
        "blocked": said(TRUTH, "True when it may publish no more."),
    }
)
CHANGE = exactly(
    {
        "field": said(TEXT, "The field of POST /activities."),
        "before": {"description": "What is public; null for nothing."},
        "after": {"description": "What is handed in."},
    }
)
REPORT = exactly(
    {
        "reason": said(one_of(REPORT_REASONS), "What is wrong."),
        "said": said(TEXT, "The same in words."),
        "text": said(optional(TEXT), "In the words of who reported it."),
    }
)
ITEM = named(
    "ReviewItem",
    "Something that waits for a moderator.",
    exactly(
        {
            "id": said(ID, "The draft or the activity."),
            "kind": said(one_of(("new", "change", "reported", "hidden")), "What it is."),
            "title": said(TEXT, "What it is called."),
            "organiser": said(ORGANISER, "Who publishes it."),
            "public_id": said(optional(ID), "The activity that everybody sees now, if any."),
            "seen": said(TEXT, "Stands for all it says now; send it with your decision."),
            "since": said(TIME, "Since when it waits."),
            "escalated": said(TRUTH, "True when it has waited for more than two days."),
            "changes": said(some(CHANGE), "What it says, or what changes."),
            "whole": said(
                some(CHANGE), "All a listing out of sight would say with it; else nothing."
            ),
            "reports": said(some(REPORT), "What people reported and nobody decided on."),
            "hints": said(some(TEXT), "What to look at twice."),
        }
    ),
)
QUEUE = named("Queue", "All that waits.", exactly({"items": said(some(ITEM), "The next first.")}))
DECISION = named(
    "Decision",
    "What was decided.",
    exactly(
        {
            "id": said(ID, "The decision, to take it back by."),
            "item_id": said(ID, "What it was about."),
            "act": said(one_of(ACTS), "What was done."),
            "undone": said(TRUTH, "True when it was taken back."),
            "left_out": said(
                optional(TEXT), "What of an approved change could not be made, and why."
            ),
        }
    ),
)

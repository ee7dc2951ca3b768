"""JSON Schemas of what visits and next steps are answered with."""

from app.activities.vocabulary import TOPICS
from app.comfort import AIMS, ANSWERS, CRUTCHES, FACTS, FEELINGS, PACES, SUPPORTS
from app.core.shapes import (
    COUNT,
    DAY,
    ID,
    NUMBER,
    TEXT,
    Shape,
    exactly,
    named,
    one_of,
    optional,
    said,
    some,
)
from app.discovery.filters import FREE_TIMES
from app.discovery.profile_schemas import SITUATION_KEYS
from app.discovery.shapes import CARD


def _table(keys: tuple[str, ...], of: Shape) -> Shape:
    return exactly({}, dict.fromkeys(keys, of))


VISITED = exactly(
    {
        "activity_id": ID,
        "times": said(COUNT, "How often."),
        "peak": said(NUMBER, "The mean of the most anxious moments, 0 to 10."),
    }
)
STATE = exactly(
    {
        "theta": said(NUMBER, "How at ease among people; 0 is usual."),
        "variance": said(NUMBER, "How unsure that is."),
        "sensitivities": said(exactly(dict.fromkeys(FACTS, NUMBER)), "By fact; above 0 is harder."),
        "sensitivity_variances": said(exactly(dict.fromkeys(FACTS, NUMBER)), "How unsure each is."),
        "visited": said(some(VISITED), "Places gone to, the last one at the end."),
        "updated_on": said(DAY, "The day of this answer."),
        "version": said(COUNT, "Which numbers of the model made it."),
    }
)
WORDS: Shape = {
    name: said(shape, "As it was sent.")
    for name, shape in {
        "level": optional({"type": "integer", "minimum": 1, "maximum": 5}),
        "answers": _table(SITUATION_KEYS, one_of(ANSWERS)),
        "sensitivities": _table(FACTS, one_of(FEELINGS)),
        "pace": one_of(PACES),
        "interests": some(one_of(TOPICS)),
        "max_km": NUMBER,
        "free_times": some(one_of(FREE_TIMES)),
        "budget": optional(exactly({"minor": COUNT, "currency": TEXT})),
    }.items()
}
PROFILE = exactly(
    {
        "profile": named(
            "LearnedProfile",
            "The profile that was sent, with what the visit taught in `state`.",
            exactly(
                {"state": said(STATE, "Send it along from now on: it replaces the words.")},
                WORDS,
            ),
        )
    }
)
STEP_NAMES: Shape = {
    "card": said({"allOf": [CARD]}, "The activity, with its fit as this step would be."),
    "aim": said({"type": "number", "enum": list(AIMS)}, "The chance this rung aims at."),
    "without": said(
        optional(one_of(CRUTCHES)), "The same place, with this support left unused this time."
    ),
}
STEP = named(
    "Step",
    "One small step.",
    exactly(
        STEP_NAMES,
        {"with": said(one_of(SUPPORTS), "The same place, if this support can be had: ask.")},
    ),
)
LADDER = exactly(
    {
        "anchor": said(optional(CARD), "Where one stands: the last visit that went well, or the "
                       "best that is comfortable."),
        "steps": said(some(STEP), "Up to three steps, the gentlest first."),
        "easier": said(optional(STEP), "One that asks less than the first; null where none does."),
    }
)  # fmt: skip

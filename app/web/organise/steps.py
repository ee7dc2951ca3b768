"""The steps of posting: which there are, in which order, and what each is called."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Step:
    """One page of the flow."""

    key: str
    title: str
    lead: str


STEPS = (
    Step("what", "What it is", "A name, what sort of activity it is, and a few plain sentences."),
    Step(
        "where",
        "Where people meet",
        "The place, the pin, and words that lead a stranger to the right door.",
    ),
    Step("when", "When it meets", "Once or again and again. You can change single dates later."),
    Step(
        "expect",
        "What it is like",
        "People decide with these facts. Being exact helps more than being gentle. "
        "“Not sure” is a good answer.",
    ),
    Step("people", "Who and how many", "Who meets people, who it is for, and how many have room."),
    Step("access", "Access and cost", "Say what is true. “Not sure” is fine: people can ask."),
    Step("check", "Check and publish", "Read it as others will. Nothing is public yet."),
)
KEYS = tuple(step.key for step in STEPS)
BY_KEY = {step.key: step for step in STEPS}


def after(key: str) -> str:
    """The step that follows; the last stays."""
    return KEYS[min(KEYS.index(key) + 1, len(KEYS) - 1)]


def before(key: str) -> str | None:
    """The step that comes first, None before the first."""
    place = KEYS.index(key)
    return KEYS[place - 1] if place else None

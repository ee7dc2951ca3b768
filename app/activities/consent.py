"""The consent to keep a place at a support meetup: the text, and its version."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Consent:
    """A text somebody agrees to; another text is another version."""

    version: str
    text: str


CONSENT = Consent(
    version="1",
    text=(
        "Holding a place at a support meetup can say something about your health. May "
        "Alongside keep it, only to hold your place and to tell the organiser how many come? "
        "“Not this time” takes it back at once."
    ),
)

from dataclasses import dataclass


@dataclass(frozen=True)
class Reason:
    """One reason in plain words; `key` is a fact, a support, interest, distance, time or cost."""

    key: str
    text: str


@dataclass(frozen=True)
class Explanation:
    """What to tell a person about one activity: a band and a few reasons, never a number.

    `band_to` is the other band where the untold facts leave two possible, else None.
    """

    band: str
    band_to: str | None
    helps: list[Reason]
    harder: list[Reason]
    ask: list[Reason]
    could_help: list[Reason]

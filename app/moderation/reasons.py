"""The reasons people choose from: of those who report, and of those who decide."""

from typing import Final

REPORT_REASONS: Final = {
    "wrong_facts": "The time, the place or the facts are wrong",
    "not_there": "Nobody was there",
    "pretends": "It is not what it says it is",
    "selling": "It sells something or asks for money",
    "harm": "Somebody was harmed, or felt threatened",
    "law": "It may break the law, for example with drugs",
    "hateful": "It is hateful or sexual",
    "private": "It shows private things about somebody",
    "other": "Something else, said below",
}
REASONS: Final = {
    "unclear": "It is not clear what will happen",
    "place": "The time, the place or the link does not seem right",
    "double": "It is listed already",
    "selling": "It sells something or asks for money",
    "not_community": "It is not a community activity",
    "home": "It meets in a private home",
    "care": "It offers care or therapy",
    "harm": "Somebody could be harmed",
    "law": "It may break the law",
    "other": "Something else, said below",
}
CAUSES: Final = {
    "reports": "People told us that something may be wrong. We look at it within two days.",
    "moderator": "A moderator took it down.",
    "unconfirmed": "Nobody confirmed for a long time that it is still on.",
    "blocked": "Its organiser may not publish here any more.",
}


def said(reason: str | None, words: str | None) -> str:
    """A decision's reason as one text for its author."""
    parts = [f"{REASONS[reason]}." if reason in REASONS and reason != "other" else "", words or ""]
    return " ".join(part for part in parts if part)

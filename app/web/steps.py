"""What will happen, step by step: times read from what an organiser wrote."""

import re
from collections.abc import Iterable

CLOCK = r"\d{1,2}[:.]\d{2}(?:\s?[ap]\.?m\b\.?)?"
STEP = re.compile(rf"(?:({CLOCK})(?!\w)\s*[-\N{{EN DASH}}:,]?\s*)?(.+)", re.DOTALL | re.IGNORECASE)
FIRST_SENTENCE = re.compile(r"(.+?[.!?])\s+(.+)", re.DOTALL)


def read_steps(told: Iterable[str]) -> list[dict[str, str]]:
    """What will happen: a time where there is one, the first sentence, and the rest."""
    read = []
    for step in told:
        found = STEP.fullmatch(step.strip())
        if found:
            time, text = found.groups()
            parts = FIRST_SENTENCE.fullmatch(text)
            first, rest = parts.groups() if parts else (text, "")
            first = first.removesuffix(".")
            read.append({"time": _step_time(time or ""), "first": first, "rest": rest})
    return read


def _step_time(written: str) -> str:
    """`6.30pm`, `6:30 p.m.` and `6:30 PM` as `6:30 pm`."""
    digits = ":".join(re.findall(r"\d+", written))
    half = re.search("[ap]", written, re.IGNORECASE)
    return f"{digits} {half[0].lower()}m" if half else digits

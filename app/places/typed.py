"""Reading what a person typed for a place, before anything is looked up."""

import re
from dataclasses import dataclass

from app.places.names import name_key

MOST_CHARACTERS = 120
MOST_SCOPE_WORDS = 4

UK_POSTCODE = re.compile(r"\b(?:[A-Z]{1,2}[0-9][A-Z0-9]? ?[0-9][A-Z]{2}|GIR ?0AA)\b", re.IGNORECASE)
UK_OUTWARD = re.compile(r"[A-Z]{1,2}[0-9][A-Z0-9]?", re.IGNORECASE)
CANADIAN_POSTCODE = re.compile(r"\b[A-Z][0-9][A-Z] ?[0-9][A-Z][0-9]\b", re.IGNORECASE)
ZIP_CODE = re.compile(r"(?<![\w-])([0-9]{5})(?:-[0-9]{4})?\s*$")
LEADING_POSTCODE = re.compile(r"^\s*(?:[A-Z]{1,2}-)?[0-9]{4,6}\s+(?=\D)", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class Typed:
    """The parts between commas as name keys, and the postcodes that stood among them."""

    parts: tuple[str, ...]
    zip_code: str | None
    has_uk_postcode: bool


def read_typed(text: str) -> Typed:
    """Take a text apart: "Lewes, DE 19958, USA" -> ("lewes", "de", "usa") and "19958"."""
    found = UK_POSTCODE.search(text)
    text = CANADIAN_POSTCODE.sub(" ", UK_POSTCODE.sub(" ", text))
    zip_code = None
    parts = []
    for piece in re.split(r"[,;、，\n]", text):
        code = ZIP_CODE.search(piece)
        if code:
            zip_code, piece = code[1], piece[: code.start()]  # noqa: PLW2901
        parts.append(name_key(LEADING_POSTCODE.sub("", piece)))
    kept = tuple(part for part in parts if part)
    outward = len(kept) == 1 and UK_OUTWARD.fullmatch(kept[0])
    return Typed(parts=kept, zip_code=zip_code, has_uk_postcode=bool(found or outward))


def endings(part: str) -> list[tuple[str, str]]:
    """Ways to read "durham north carolina" as a town and where it is, longest ending first."""
    words = part.split()
    most = min(MOST_SCOPE_WORDS, len(words) - 1)
    return [(" ".join(words[:-n]), " ".join(words[-n:])) for n in range(most, 0, -1)]

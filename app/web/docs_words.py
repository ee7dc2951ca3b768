"""The parts of a JSON Schema in plain words, as rows for the page about the API."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

Part = Mapping[str, Any]
FEW_WORDS = 12
BASIC = {
    "string": "text",
    "number": "number",
    "integer": "whole number",
    "boolean": "true or false",
    "object": "object",
    "null": "null",
}
FORMS = {"date": "date, as 2026-12-01", "date-time": "time, as 2026-12-01T19:00:00+00:00"}
SHAPES = "#/components/schemas/"


@dataclass(frozen=True)
class Piece:
    """A run of text; `href` where it leads somewhere, `is_code` where it is a word to be typed."""

    text: str
    href: str | None = None
    is_code: bool = False


@dataclass(frozen=True, kw_only=True)
class Row:
    """One name: what it may hold, its limits, what it means, and the names inside it."""

    name: str
    pieces: list[Piece]
    limits: str
    meaning: list[Piece]
    is_required: bool
    rows: list["Row"]


@dataclass
class Teller:
    """Tells a document's schemas in words; long lists of words are told once, in `long_lists`."""

    schemas: Mapping[str, Part]
    long_lists: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def rows(self, schema: Part) -> list[Row]:
        """A row for each name of an object."""
        needed = schema.get("required", ())
        return [
            self.row(name, part, is_required=name in needed)
            for name, part in schema.get("properties", {}).items()
        ]

    def row(self, name: str, part: Part, *, is_required: bool) -> Row:
        """The row of one name. An object without a name of its own has its rows inside."""
        inner = _without_null(part)[0]
        return Row(
            name=name,
            pieces=self.pieces(part, name),
            limits=limits(inner),
            meaning=prose(part.get("description", "")),
            is_required=is_required,
            rows=[] if _shared(inner) else self.rows(inner),
        )

    def pieces(self, part: Part, name: str) -> list[Piece]:
        """What a part may hold, in words."""
        inner, may_be_null = _without_null(part)
        told = self._told(inner, name)
        return [*told, Piece(", or null")] if may_be_null else told

    def _told(self, part: Part, name: str) -> list[Piece]:
        if "$ref" in part:
            shape = part["$ref"].removeprefix(SHAPES)
            article = "an" if shape[0] in "AEIOU" else "a"
            return [Piece(f"{article} "), Piece(shape, f"#shape-{shape}")]
        if "enum" in part:
            return self._choice(tuple(part["enum"]), name)
        if part.get("type") == "array":
            return [Piece("list, each "), *self.pieces(part["items"], name)]
        each = _shared(part)
        if each is not None:
            return [*self._keys(part, name), *self.pieces(each, name)]
        return [Piece(FORMS.get(part.get("format", ""), BASIC.get(part.get("type", ""), "value")))]

    def _keys(self, part: Part, name: str) -> list[Piece]:
        words = part.get("properties") or part.get("propertyNames", {}).get("enum", ())
        if not words:
            return [Piece("object, each value ")]
        return [Piece("object; for each of "), *self._words(tuple(words), name), Piece(": ")]

    def _choice(self, words: tuple[str, ...], name: str) -> list[Piece]:
        start = Piece("always " if len(words) == 1 else "one of ")
        return [start, *self._words(words, name)]

    def _words(self, words: tuple[str, ...], name: str) -> list[Piece]:
        if len(words) > FEW_WORDS:
            known = next((key for key, told in self.long_lists.items() if told == words), name)
            self.long_lists[known] = words
            return [Piece(f"{len(words)} words", f"#words-{known}")]
        pieces = [Piece(word, is_code=True) for word in words]
        between = [piece for word in pieces for piece in (Piece(", "), word)]
        return between[1:]


def prose(text: str) -> list[Piece]:
    """A description, with what stands between backticks as code."""
    parts = enumerate(text.split("`"))
    return [Piece(part, is_code=number % 2 == 1) for number, part in parts if part]


def limits(part: Part) -> str:
    """The limits of a value, and what counts when it is left out."""
    unit = "characters" if part.get("type") == "string" else ""
    most = part.get("maxItems")
    choices = len(part.get("items", {}).get("enum", ()))
    said = [
        _range(part.get("minimum"), part.get("maximum"), ""),
        _range(part.get("minLength"), part.get("maxLength"), unit),
        _range(part.get("minItems"), None if most and most >= choices > 0 else most, "of them"),
        f"{_number(part['default'])} when left out" if "default" in part else "",
    ]
    return ", ".join(text for text in said if text)


def _range(low: float | None, high: float | None, unit: str) -> str:
    if low is not None and low == high:
        said = f"exactly {_number(low)}"
    elif low is not None and high is not None:
        said = f"{_number(low)} to {_number(high)}"
    elif high is not None:
        said = f"at most {_number(high)}"
    else:
        return f"at least {_number(low)} {unit}".strip() if low is not None else ""
    return f"{said} {unit}".strip()


def _number(value: Any) -> str:
    return f"{value:.10g}" if isinstance(value, float) else str(value)


def _without_null(part: Part) -> tuple[Part, bool]:
    """The part itself, and whether null may stand for it."""
    if "allOf" in part:
        return part["allOf"][0], False
    if "anyOf" in part:
        kept = [one for one in part["anyOf"] if one.get("type") != "null"]
        return kept[0], len(kept) < len(part["anyOf"])
    if isinstance(part.get("type"), list):
        kind = next(one for one in part["type"] if one != "null")
        return {**part, "type": kind}, "null" in part["type"]
    return part, False


def _shared(part: Part) -> Part | None:
    """What every value of an object is, when all are the same."""
    values = list(part.get("properties", {}).values())
    if not values:
        given = part.get("additionalProperties")
        return given if isinstance(given, Mapping) else None
    alike = len(values) > 1 and all(value == values[0] for value in values)
    return values[0] if alike and "description" not in values[0] else None

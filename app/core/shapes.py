"""Building JSON Schemas of answers: plain dictionaries, each part with what it means."""

from typing import Any

Shape = dict[str, Any]

TEXT: Shape = {"type": "string"}
TRUTH: Shape = {"type": "boolean"}
TIME: Shape = {"type": "string", "format": "date-time"}
DAY: Shape = {"type": "string", "format": "date"}
CLOCK: Shape = {"type": "string", "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9]$"}
COUNT: Shape = {"type": "integer", "minimum": 0}
NUMBER: Shape = {"type": "number"}
ID: Shape = {"type": "string", "pattern": "^[0-9a-hjkmnp-tv-z]{12}$"}


def said(shape: Shape, meaning: str) -> Shape:
    """The shape with a sentence on what it means where it stands."""
    return shape | {"description": meaning}


def named(name: str, meaning: str, shape: Shape) -> Shape:
    """The shape under a name of its own: the document holds it once and refers to it."""
    return {"title": name, "description": meaning} | shape


def optional(shape: Shape) -> Shape:
    """The shape, or null."""
    return {"anyOf": [shape, {"type": "null"}]}


def one_of(words: Any) -> Shape:
    """One of a fixed set of words."""
    return {"type": "string", "enum": list(words)}


def some(shape: Shape) -> Shape:
    """A list."""
    return {"type": "array", "items": shape}


def exactly(required: Shape, extra: Shape | None = None) -> Shape:
    """An object with these names, perhaps these, and no others."""
    return {
        "type": "object",
        "properties": required | (extra or {}),
        "required": list(required),
        "additionalProperties": False,
    }


def counts(words: Any) -> Shape:
    """How many, by word; words that count nothing may be left out."""
    return {
        "type": "object",
        "properties": dict.fromkeys(words, COUNT),
        "additionalProperties": False,
    }

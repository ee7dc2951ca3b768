"""The only fields our schemas use: strict where marshmallow's own are generous.

Each field also knows `from_text`, which turns a query or form value into what JSON would
have held, so that a filter means the same in an address, in a form and in JSON.
"""

import math
import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from marshmallow import ValidationError
from marshmallow.fields import Field
from marshmallow.validate import Length, OneOf, Range

from app.core.letters import clean_text

DECIMAL = re.compile(r"-?[0-9]{1,12}(\.[0-9]{1,20})?")
WHOLE = re.compile(r"-?[0-9]{1,12}")
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
CLOCK = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")
WALL = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}")
COORDINATE_DECIMALS = 2


def meaning(text: str, **more: Any) -> dict[str, Any]:
    """A field's metadata for the API's document: what it means, its `default`, an `example`."""
    return {"description": text, **more}


class Strict(Field[Any]):
    """The base: a field that accepts exactly one JSON type."""

    default_error_messages = {  # noqa: RUF012
        "required": "Please give this.",
        "null": "This can't be empty.",
        "invalid": "This is not understood.",
    }

    def from_text(self, text: str) -> Any:
        """What JSON would have held; the text itself when it can't be read."""
        return text

    def _serialize(self, value: Any, *args: Any, **kwargs: Any) -> Any:
        del args, kwargs
        return value


class Text(Strict):
    """A line of text (or several, with `lines`), cleaned; `low` to `high` characters."""

    def __init__(
        self, *, low: int = 0, high: int = 200, lines: bool = False, **kwargs: Any
    ) -> None:
        """Set the length in characters, after cleaning."""
        said = f"Please use {low} to {high} characters." if low else f"At most {high} characters."
        super().__init__(validate=Length(low, high, error=said), **kwargs)
        self.lines = lines

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        del attr, data, kwargs
        if not isinstance(value, str):
            raise ValidationError("This must be text.")
        try:
            return clean_text(value, lines=self.lines)
        except ValueError as error:
            raise ValidationError(str(error)) from error


class Choice(Strict):
    """One of a fixed set of words."""

    def __init__(self, choices: Sequence[str], *, said: str | None = None, **kwargs: Any) -> None:
        """Name the words; `said` replaces the sentence that lists them."""
        said = said or f"This must be one of: {', '.join(choices)}."
        super().__init__(validate=OneOf(tuple(choices), error=said), **kwargs)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        del attr, data, kwargs
        if not isinstance(value, str):
            raise ValidationError("This must be text.")
        return value


class Number(Strict):
    """A finite number from `low` to `high`."""

    def __init__(self, *, low: float, high: float, **kwargs: Any) -> None:
        """Set the range, both ends included."""
        said = f"This must be a number from {low:.10g} to {high:.10g}."
        super().__init__(validate=Range(low, high, error=said), **kwargs)
        self.said = said

    def from_text(self, text: str) -> Any:
        """Read plain ASCII decimals only: no exponents, underscores or other digits."""
        return float(text) if DECIMAL.fullmatch(text) else text

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> float:
        del attr, data, kwargs
        if (
            isinstance(value, bool)
            or not isinstance(value, int | float)
            or not math.isfinite(value)
        ):
            raise ValidationError(self.said)
        return float(value)


class Coordinate(Number):
    """Degrees, rounded to 2 decimals (about 1 km) before anything else sees them."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> float:
        number = super()._deserialize(value, attr, data, **kwargs)
        if abs(number) > abs(self.validators[0].max):  # type: ignore[attr-defined]
            raise ValidationError(self.said)
        return round(number, COORDINATE_DECIMALS)


class Whole(Number):
    """A whole number from `low` to `high`."""

    def from_text(self, text: str) -> Any:
        """Read plain ASCII digits only."""
        return int(text) if WHOLE.fullmatch(text) else text

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> int:
        del attr, data, kwargs
        if isinstance(value, bool) or not isinstance(value, int):
            raise ValidationError(self.said.replace("a number", "a whole number"))
        return int(value)


class Flag(Strict):
    """true or false, and nothing that merely looks like it."""

    def from_text(self, text: str) -> Any:
        """Read the words true and false."""
        return {"true": True, "false": False}.get(text, text)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> bool:
        del attr, data, kwargs
        if not isinstance(value, bool):
            raise ValidationError("This must be true or false.")
        return value


class Day(Strict):
    """A date, as 2026-12-01."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> date:
        del attr, data, kwargs
        said = "This must be a date like 2026-12-01."
        return _read_time(value, DAY, said).date()


class LocalTime(Strict):
    """A wall time, as 2026-12-01T19:00, without a zone."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> datetime:
        del attr, data, kwargs
        return _read_time(value, WALL, "This must be a time like 2026-12-01T19:00.")


class Clock(Strict):
    """A time on the wall, as 21:00, on any day."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        del attr, data, kwargs
        if not (isinstance(value, str) and CLOCK.fullmatch(value)):
            raise ValidationError("This must be a time like 21:00.")
        return value


def _read_time(value: Any, form: re.Pattern[str], said: str) -> datetime:
    if not (isinstance(value, str) and form.fullmatch(value)):
        raise ValidationError(said)
    try:
        return datetime.fromisoformat(value)
    except ValueError as error:
        raise ValidationError(said) from error


class Several(Strict):
    """A list of one field's values, at most `high` of them; repeats are dropped."""

    def __init__(self, inner: Strict, *, high: int = 50, **kwargs: Any) -> None:
        """Name the field of one item."""
        super().__init__(validate=Length(max=high, error=f"At most {high} of these."), **kwargs)
        self.inner = inner

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> list[Any]:
        if not isinstance(value, list):
            raise ValidationError("This must be a list.")
        read = [self.inner.deserialize(item, attr, data, **kwargs) for item in value]
        return list(dict.fromkeys(read))


class Table(Strict):
    """An object whose keys come from a fixed set, all values of one field."""

    def __init__(self, keys: Sequence[str], inner: Strict, **kwargs: Any) -> None:
        """Name the keys that may stand, and the field of their values."""
        super().__init__(**kwargs)
        self.keys, self.inner = tuple(keys), inner

    def _deserialize(
        self, value: Any, attr: str | None, data: Any, **kwargs: Any
    ) -> dict[str, Any]:
        if not isinstance(value, Mapping):
            raise ValidationError("This must be an object.")
        unknown = {
            str(key)[:40]: ["There is no such name here."] for key in value if key not in self.keys
        }
        if unknown:
            raise ValidationError(unknown)
        read: dict[str, Any] = {}
        wrong: dict[str, list[str]] = {}
        for key, item in value.items():
            try:
                read[key] = self.inner.deserialize(item, attr, data, **kwargs)
            except ValidationError as error:
                wrong[key] = [str(said) for said in error.messages]
        if wrong:
            raise ValidationError(wrong)
        return read

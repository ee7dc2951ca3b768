"""The one strict reader of JSON bodies, and of query and form values."""

import json
import math
from typing import Any

from werkzeug.datastructures import MultiDict

from app.core.errors import Unreadable
from app.core.fields import Several, Strict

MAX_BODY = 64 * 1024
MAX_DEPTH = 16
MAX_INT = 2**63 - 1
TOO_DEEP = f"The JSON is nested more than {MAX_DEPTH} levels deep."


def read_json(body: bytes) -> dict[str, Any]:
    """Read a JSON object from UTF-8 bytes; raise Unreadable for anything loose.

    Refused: other encodings, NaN and infinities, numbers beyond 64 bits, a name given
    twice, more than 16 levels, lone surrogates and NUL, and a root that is no object.
    """
    try:
        root = json.loads(
            body.decode("utf-8"),
            object_pairs_hook=_pairs,
            parse_constant=_refuse_constant,
            parse_float=_finite,
            parse_int=_bounded,
        )
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        raise Unreadable("This could not be read as JSON in UTF-8.") from error
    except RecursionError as error:
        raise Unreadable(TOO_DEEP) from error
    if not isinstance(root, dict):
        raise Unreadable("The JSON must be an object.")
    _check(root, MAX_DEPTH)
    return root


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    read = dict(pairs)
    if len(read) != len(pairs):
        raise Unreadable("The JSON gives the same name twice.")
    return read


def _refuse_constant(word: str) -> None:
    del word
    raise Unreadable("The JSON holds a number that is not finite.")


def _finite(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise Unreadable("The JSON holds a number that is too large.")
    return number


def _bounded(text: str) -> int:
    if len(text) > 20 or abs(int(text)) > MAX_INT:  # noqa: PLR2004
        raise Unreadable("The JSON holds a number that is too large.")
    return int(text)


def _check(value: Any, levels: int) -> None:
    """Refuse letters that can't be stored, and more levels than are left."""
    if isinstance(value, str):
        if not _can_be_stored(value):
            raise Unreadable("The JSON holds characters that can't be stored.")
    elif isinstance(value, dict | list):
        if not levels:
            raise Unreadable(TOO_DEEP)
        for item in [*value, *value.values()] if isinstance(value, dict) else value:
            _check(item, levels - 1)


def _can_be_stored(text: str) -> bool:
    """Whether there is no NUL and no half of a letter; many times as quick as a pattern."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return "\0" not in text


def read_values(
    values: MultiDict[str, str], fields: dict[str, Any], *, ignore_unknown: bool = False
) -> tuple[dict[str, Any], dict[str, list[str]]]:
    """Turn query or form values into what JSON would have held, by the schema's fields.

    Returns the values and, by name, what is wrong with the names themselves: unknown, or a
    single value given twice. `ignore_unknown` leaves unknown names out without a word.
    """
    read: dict[str, Any] = {}
    wrong: dict[str, list[str]] = {}
    by_name = {field.data_key or name: field for name, field in fields.items()}
    for name, given in values.lists():
        field = by_name.get(name)
        if field is None:
            if not ignore_unknown:
                wrong[name[:40]] = ["There is no such name here."]
        elif isinstance(field, Several):
            read[name] = [field.inner.from_text(text) for text in given]
        elif len(given) > 1 and not ignore_unknown:
            wrong[name] = ["Please give this once."]
        elif isinstance(field, Strict):
            read[name] = field.from_text(given[0])
        else:
            wrong[name] = ["This can only be sent as JSON."]
    return read, wrong

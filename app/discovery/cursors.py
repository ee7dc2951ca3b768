"""Cursors: where a page ended, as opaque text that belongs to one search."""

import base64
import binascii
import math

import orjson

from app.core.errors import Invalid
from app.core.ids import BITS

SENTENCE = "This list can't go on from here. Please start it again."


def write_cursor(fingerprint: str, key: list[float], last_id: int) -> str:
    """The text that lets a later request go on after this key."""
    body = orjson.dumps([fingerprint, *key, last_id])
    return base64.urlsafe_b64encode(body).rstrip(b"=").decode()


def read_cursor(text: str, fingerprint: str, length: int) -> list[float]:
    """The key and id behind a cursor; raise Invalid when it is broken or of another search."""
    try:
        padded = text.encode("ascii") + b"=" * (-len(text) % 4)
        said, *key = orjson.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
    except (ValueError, TypeError, binascii.Error) as error:
        raise _broken() from error
    fits = said == fingerprint and len(key) == length + 1 and all(map(_is_number, key))
    if not fits or not isinstance(key[-1], int) or not 0 <= key[-1] < 2**BITS:
        raise _broken()
    return [*map(float, key[:-1]), key[-1]]


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def _broken() -> Invalid:
    return Invalid(SENTENCE, {"cursor": [SENTENCE]})

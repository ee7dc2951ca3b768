"""Fields of what organisers write, stricter than the usual ones where the public reads it."""

import re
import unicodedata
from typing import Any
from urllib.parse import urlsplit

from marshmallow import ValidationError

from app.activities.rules import RuleRefused, check_rule
from app.activities.schedule import is_time_zone
from app.core.fields import Text

MOST_MARKS = 8
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
CURRENCY = re.compile(r"[A-Z]{3}")


class Written(Text):
    """Text that others read: letters carry at most eight marks, or a line would not stay one."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        text = super()._deserialize(value, attr, data, **kwargs)
        marks = 0
        for letter in text:
            marks = marks + 1 if unicodedata.combining(letter) else 0
            if marks > MOST_MARKS:
                raise ValidationError("This holds more accents than can be shown.")
        return text


class Link(Text):
    """An address on the web: https, or http too where `plain` allows; no user name in it."""

    def __init__(self, *, plain: bool = False, **kwargs: Any) -> None:
        """Say which schemes may stand."""
        super().__init__(low=8, high=2000, **kwargs)
        self.schemes = {"https", "http"} if plain else {"https"}

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        text = super()._deserialize(value, attr, data, **kwargs)
        if not _is_link(text, self.schemes):
            raise ValidationError("This must be a web address like https://example.org/page.")
        return text


class Zone(Text):
    """An IANA time zone that this machine knows."""

    def __init__(self, **kwargs: Any) -> None:
        """Keep to the length that is stored."""
        super().__init__(low=1, high=64, **kwargs)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        text = super()._deserialize(value, attr, data, **kwargs)
        if not is_time_zone(text):
            raise ValidationError("This must be a time zone like Europe/London.")
        return text


class Repeats(Text):
    """A repeat rule (RFC 5545), in its canonical form."""

    def __init__(self, **kwargs: Any) -> None:
        """Keep to the length that is stored."""
        super().__init__(low=1, high=500, **kwargs)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        text = super()._deserialize(value, attr, data, **kwargs)
        try:
            return check_rule(text)
        except RuleRefused as refused:
            raise ValidationError(str(refused)) from refused


class Code(Text):
    """A short code of one form, such as a language or a currency."""

    def __init__(self, form: re.Pattern[str], said: str, **kwargs: Any) -> None:
        """Name the form, and the sentence for what does not fit it."""
        super().__init__(low=2, high=12, **kwargs)
        self.form, self.said = form, said

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        text = super()._deserialize(value, attr, data, **kwargs)
        if not self.form.fullmatch(text):
            raise ValidationError(self.said)
        return text


def _is_link(text: str, schemes: set[str]) -> bool:
    if any(letter.isspace() or not letter.isprintable() for letter in text):
        return False
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        return False
    has_host = bool(parts.hostname) and "." in (parts.hostname or "")
    return parts.scheme in schemes and has_host and parts.username is None and port != 0

"""The formats we read, by name, and how to tell which one a file is."""

import re
from collections.abc import Callable
from datetime import datetime

from app.exchange.asking import Ask
from app.exchange.readers import icalendar, tsml, volunteering
from app.exchange.reading import FileRefused, Finder, Options, Reading

Reader = Callable[[bytes, Options, Finder, datetime], Reading]
READERS: dict[str, Reader] = {
    "icalendar": icalendar.read,
    "tsml": tsml.read,
    "volunteering": volunteering.read,
}
FORMATS = tuple(READERS)
DETECT = "detect"


def read_file(content: bytes, ask: Ask, places: Finder) -> Reading:
    """The rows of a file in the format asked for, or in the one it seems to be."""
    form = detect(content) if ask.format == DETECT else ask.format
    return READERS[form](content, ask.options, places, ask.now)


def detect(content: bytes) -> str:
    """The name of the format a file seems to be in; FileRefused when it is none we read."""
    head = content.removeprefix(b"\xef\xbb\xbf").lstrip()[:4096]
    if b"BEGIN:VCALENDAR" in head.upper():
        return "icalendar"
    if re.match(rb"[\[{]", head):
        return "volunteering" if b'"session"' in content else "tsml"
    raise FileRefused("This is no file of a kind we read.")

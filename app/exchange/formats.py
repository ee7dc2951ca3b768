"""The formats we read, by name, and how to tell which one a file is."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from app.exchange.asking import DETECT, FORMATS, Ask
from app.exchange.readers import icalendar, json_ld, table, tsml, volunteering
from app.exchange.reading import FileRefused, Finder, Options, Reading

Reader = Callable[[bytes, Options, Finder, datetime], Reading]
READ = (icalendar.read, table.read, json_ld.read, tsml.read, volunteering.read)
READERS: dict[str, Reader] = dict(zip(FORMATS, READ, strict=True))
LOOKED_AT = 4096
HTML = re.compile(rb"<(?:!doctype|html|head|body|script|\?xml|!--)", re.IGNORECASE)
ODD = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def read_file(content: bytes, ask: Ask, places: Finder) -> Reading:
    """The rows of a file in the format asked for, or in the one it seems to be."""
    form = detect(content) if ask.format == DETECT else ask.format
    return replace(READERS[form](content, ask.options, places, ask.now), format=form)


def detect(content: bytes) -> str:
    """The name of the format a file seems to be in; FileRefused when it is none we read."""
    head = content.removeprefix(b"\xef\xbb\xbf").lstrip()[:LOOKED_AT]
    if head[:15].upper() == b"BEGIN:VCALENDAR":
        return "icalendar"
    if HTML.match(head):
        return "json_ld"
    if head[:1] in {b"[", b"{"}:
        return _json_kind(content)
    is_wide = content[:2] in {b"\xff\xfe", b"\xfe\xff"}
    first = head.partition(b"\n")[0]
    if is_wide or (not ODD.search(head) and re.search(rb"[,;\t|]", first)):
        return "csv"
    raise FileRefused(
        "This is no file of a kind we read: a calendar (.ics), a table (.csv), or a web page "
        "that lists its events."
    )


def _json_kind(content: bytes) -> str:
    """Which of the formats in JSON it is, by names that only one of them has."""
    if b'"session"' in content or b'"begining"' in content:
        return "volunteering"
    if b'"@context"' in content or b'"startDate"' in content:
        return "json_ld"
    return "tsml"

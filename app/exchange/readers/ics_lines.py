"""Takes an iCalendar file apart, byte by byte safe: its header, zones and events as lines.

The library refuses a whole file for one wrong line, so each event is handed to it alone.
"""

import codecs
import re
from dataclasses import dataclass, field

from app.exchange.reading import FileRefused

LARGEST_FILE = 64 * 1024 * 1024
LONGEST_LINE = 100_000
MOST_LINES = 2_000
FOLD = re.compile(rb"(?:\r\n|\n|\r)[ \t]")
BREAK = re.compile(rb"\r\n|\n|\r")
NAME = re.compile(rb"[A-Za-z0-9-]+")
# Only these are read: attendees, attachments and alarms never get further than this file, and
# ORGANIZER is read only to take that name out of the texts.
TIMES = {"DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "EXRULE", "RECURRENCE-ID"}
WORDS = {"UID", "SUMMARY", "DESCRIPTION", "LOCATION", "GEO", "URL", "STATUS", "CATEGORIES", "CLASS"}
DATED = {"LAST-MODIFIED", "CREATED", "SEQUENCE"}
OWN = {"X-SOURCE", "X-HOSTS", "X-SOURCE-URL", "X-TRUMBA-LINK"}
PEOPLE = {"ORGANIZER"}
ONLINE = {"CONFERENCE", "X-GOOGLE-CONFERENCE", "X-MICROSOFT-SKYPETEAMSMEETINGURL"}
READ = frozenset(TIMES | WORDS | DATED | OWN | ONLINE | PEOPLE)
PROSE = frozenset({"SUMMARY", "DESCRIPTION", "LOCATION"})
HEADER = frozenset({"PRODID", "NAME", "X-WR-CALNAME", "X-WR-TIMEZONE"})


@dataclass(kw_only=True)
class EventLines:
    """The lines of one VEVENT, unfolded; `wrong` says why it can't be read, if so.

    `repaired` says which texts were too long and were shortened.
    """

    n: int
    lines: list[str] = field(default_factory=list)
    repaired: list[str] = field(default_factory=list)
    wrong: str | None = None


@dataclass(kw_only=True)
class CalendarLines:
    """A file's header properties, its zones (TZID -> X-LIC-LOCATION) and its events."""

    header: dict[str, str] = field(default_factory=dict)
    zones: dict[str, str] = field(default_factory=dict)
    events: list[EventLines] = field(default_factory=list)


def take_apart(content: bytes) -> CalendarLines:
    """Split a file into header, zones and events.

    Lines are unfolded as bytes, for some programs fold in the middle of a letter. Raises
    FileRefused for what is no calendar, is cut short or holds no event.
    """
    if len(content) > LARGEST_FILE:
        raise FileRefused("The file is larger than 64 MB.")
    lines = BREAK.split(FOLD.sub(b"", content.removeprefix(b"\xef\xbb\xbf")))
    names = {line.strip().upper() for line in lines if line[:4].upper() in {b"BEGI", b"END:"}}
    if b"BEGIN:VCALENDAR" not in names:
        raise FileRefused("The file is not an iCalendar file: BEGIN:VCALENDAR is missing.")
    if b"END:VCALENDAR" not in names:
        said = f"The file is cut short after line {len(lines)}: END:VCALENDAR is missing."
        raise FileRefused(said)
    if b"BEGIN:VEVENT" not in names:
        raise FileRefused("The calendar holds no events.")
    return _Splitter().split(lines)


class _Splitter:
    """Walks the lines and keeps track of the component it is in."""

    def __init__(self) -> None:
        self.found = CalendarLines()
        self.stack: list[str] = []
        self.zone: dict[str, str] = {}

    def split(self, lines: list[bytes]) -> CalendarLines:
        for line in lines:
            name = _name(line)
            if name == "BEGIN":
                self._begin(line)
            elif name == "END":
                self._end(line)
            elif name:
                self._property(name, line)
        return self.found

    def _begin(self, line: bytes) -> None:
        component = _rest(line)
        self.stack.append(component)
        if component == "VEVENT":
            self.found.events.append(EventLines(n=len(self.found.events) + 1))
        elif component == "VTIMEZONE":
            self.zone = {}

    def _end(self, line: bytes) -> None:
        component = _rest(line)
        if component == "VTIMEZONE" and "TZID" in self.zone:
            self.found.zones[self.zone["TZID"]] = self.zone.get("X-LIC-LOCATION", "")
        while self.stack and self.stack.pop() != component:
            pass

    def _property(self, name: str, line: bytes) -> None:
        inside = self.stack[-1] if self.stack else ""
        if inside == "VEVENT" and name in READ:
            _add(self.found.events[-1], name, line)
        elif inside == "VCALENDAR" and name in HEADER:
            self.found.header.setdefault(name, _value(line))
        elif inside == "VTIMEZONE" and name in {"TZID", "X-LIC-LOCATION"}:
            self.zone[name] = _value(line)


def _add(event: EventLines, name: str, line: bytes) -> None:
    is_long = len(line) > LONGEST_LINE
    if len(event.lines) >= MOST_LINES or (is_long and name not in PROSE):
        event.wrong = f"it is too long to be read ({name})"
        return
    try:
        text = _decoded(line)
    except UnicodeDecodeError:
        event.wrong = f"a line is not text in UTF-8 ({name})"
        return
    if is_long:
        event.repaired.append(f"its {name} is very long: its end was not read")
    event.lines.append(text)


def _decoded(line: bytes) -> str:
    """The line without NULs; of a very long one as many whole letters as may be read."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    is_cut = len(line) > LONGEST_LINE
    text = decoder.decode(line[:LONGEST_LINE], final=not is_cut).replace("\0", "")
    return text.rstrip("\\") if is_cut else text


def _name(line: bytes) -> str:
    match = NAME.match(line)
    return match[0].decode("ascii").upper() if match else ""


def _rest(line: bytes) -> str:
    return line.partition(b":")[2].strip().decode("ascii", "replace").upper()


def _value(line: bytes) -> str:
    text = line.partition(b":")[2].decode("utf-8", "replace").strip()
    return text.replace("\\,", ",").replace("\\;", ";").replace("\\n", " ").replace("\\\\", "\\")

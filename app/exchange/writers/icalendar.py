"""Calendar files (iCalendar, .ics), as calendars on phones and computers read them.

Each date is an event of its own. A rule would be shorter, but dates here move, are cancelled
and are held one by one, and programs differ in what they make of a rule across clock changes.
"""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, vText

from app.exchange.writers.ics_zone import zone_part

TYPE = "text/calendar"
A_DAY = timedelta(days=1)
MADE_BY = "-//Alongside//Alongside//EN"
BREAKS = str.maketrans(dict.fromkeys("\r\v\f\x1c\x1d\x1e\x85\u2028\u2029", "\n"))


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One date as a calendar shows it; moments are aware, `status` is a word of the format."""

    uid: str
    title: str
    starts_at: datetime
    ends_at: datetime
    time_zone: str
    status: str
    revision: int
    changed_at: datetime
    notes: str = ""
    where: str = ""
    point: tuple[float, float] | None = None
    page: str | None = None
    is_private: bool = False


def write_calendar(
    name: str, zones: Iterable[str], entries: Sequence[Entry], now: datetime
) -> bytes:
    """A file of dates and the time zones they and `zones` need, the soonest first.

    The same entries make the same bytes all year: nothing in it is the moment of asking.
    """
    file = Calendar()
    file.add("PRODID", MADE_BY)
    file.add("VERSION", "2.0")
    file.add("CALSCALE", "GREGORIAN")
    for property_name in ("NAME", "X-WR-CALNAME"):
        file.add(property_name, vText(_line(name)))
    for zone in sorted({*zones, *(entry.time_zone for entry in entries)}):
        file.add_component(zone_part(zone, *_years(zone, entries, now)))
    for entry in sorted(entries, key=lambda entry: (entry.starts_at, entry.uid)):
        file.add_component(_event(entry))
    written: bytes = file.to_ical()
    return written


def plain(text: str) -> str:
    """Text in which a line ends as a line and nothing invisible can be taken for an end."""
    lines = text.replace("\r\n", "\n").translate(BREAKS)
    kept = (
        letter
        for letter in lines
        if letter in "\n\t" or unicodedata.category(letter) not in {"Cc", "Cs"}
    )
    return "".join(kept).strip()


def _line(text: str) -> str:
    return plain(text).replace("\n", " ")


def _event(entry: Entry) -> Event:
    event = Event()
    event.add("UID", entry.uid)
    event.add("DTSTAMP", entry.changed_at.astimezone(UTC))
    event.add("LAST-MODIFIED", entry.changed_at.astimezone(UTC))
    event.add("SEQUENCE", entry.revision)
    event.add("STATUS", entry.status)
    event.add("DTSTART", _local(entry.starts_at, entry.time_zone))
    if entry.ends_at > entry.starts_at:
        event.add("DTEND", _local(entry.ends_at, entry.time_zone))
    event.add("SUMMARY", _line(entry.title))
    for name, text in (("LOCATION", entry.where), ("DESCRIPTION", entry.notes)):
        if plain(text):
            event.add(name, plain(text))
    if entry.point:
        event.add("GEO", entry.point)
    if entry.page:
        event.add("URL", entry.page)
    if entry.is_private:
        event.add("CLASS", "PRIVATE")
    if entry.status != "CONFIRMED":
        event.add("TRANSP", "TRANSPARENT")
    return event


def _local(moment: datetime, time_zone: str) -> datetime:
    """The time on the wall; in UTC where clocks show it twice: programs disagree on which it is."""
    local = moment.astimezone(ZoneInfo(time_zone))
    is_twice = local.utcoffset() != local.replace(fold=1 - local.fold).utcoffset()
    return moment.astimezone(UTC) if is_twice else local


def _years(zone: str, entries: Sequence[Entry], now: datetime) -> tuple[int, int]:
    """The local years from the first of a zone's dates to the last."""
    own = [entry for entry in entries if entry.time_zone == zone]
    first = min((entry.starts_at for entry in own), default=now)
    last = max((entry.ends_at for entry in own), default=now)
    day = timedelta(days=1)
    return (first - day).astimezone(ZoneInfo(zone)).year, (last + day).astimezone(
        ZoneInfo(zone)
    ).year

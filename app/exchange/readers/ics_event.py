"""One VEVENT, read: plain values with names, or the reason why it can't be."""

import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from icalendar import Event, vText

from app.exchange.contacts import person_named
from app.exchange.readers.ics_lines import EventLines
from app.exchange.readers.ics_zones import Moment, ZoneNames
from app.exchange.reading import RowRefused
from app.exchange.shaping import identity, likeness
from app.exchange.text import one_line
from app.exchange.times import MOST_DATES, is_usable

NEEDED = ("UID", "DTSTART", "SUMMARY", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID", "DTEND")
LONGEST = timedelta(days=3660)
RULE_LINE = re.compile(r"RRULE[^:]*:(.*)", re.IGNORECASE)
RULE_PART = re.compile(r"\s*[\w-]+\s*=\s*[^\s=].*")
# What stands in these is text and nothing else, unless a parameter says more.
WORDS = frozenset({"SUMMARY", "DESCRIPTION", "LOCATION", "STATUS", "CLASS"})
ESCAPED = re.compile(r"\\([\\,;:nN])")
ONCE = ("DTSTART", "DTEND", "DURATION", "RRULE", "RECURRENCE-ID", "UID")


@dataclass(frozen=True, kw_only=True)
class IcsEvent:
    """What we read of an event. `ends` is None without DTEND and DURATION."""

    n: int
    uid: str
    title: str
    starts: Moment
    ends: Moment | None
    rule: str | None
    extra: tuple[Moment, ...]
    left_out: tuple[Moment, ...]
    replaces: Moment | None
    sequence: int
    changed_on: date | None
    repaired: tuple[str, ...]
    event: Any

    @property
    def repeats(self) -> bool:
        """Whether it has a rule or listed dates."""
        return self.rule is not None or bool(self.extra)

    @property
    def is_cancelled(self) -> bool:
        """Whether the source says that it does not take place."""
        return self.text("STATUS").upper() == "CANCELLED"

    def text(self, name: str) -> str:
        """A property's text; several are joined by lines; empty when missing or broken."""
        return "\n".join(str(value) for value in _all(self.event, name))

    def people(self) -> tuple[str, ...]:
        """The names of persons who hold it in the source's own field; they are never stored."""
        named = (str(each.params.get("CN", "")) for each in _all(self.event, "ORGANIZER"))
        return tuple(name for text in named for name in person_named(one_line(text)))

    def categories(self) -> list[str]:
        """The source's own categories."""
        return [str(text) for listed in _all(self.event, "CATEGORIES") for text in listed.cats]


def read_event(lines: EventLines, zones: ZoneNames) -> IcsEvent:
    """Read one event; RowRefused with the reason when a line we need is wrong."""
    event = _parse(lines)
    broken = [name for name, _ in event.errors if name in NEEDED]
    if broken:
        raise RowRefused(f"its {broken[0]} can't be read")
    twice = [name for name in ONCE if isinstance(event.get(name), list)]
    if twice:
        raise RowRefused(f"it has more than one {twice[0]}")
    if "DTSTART" not in event:
        raise RowRefused("it has no start")
    if "EXRULE" in event:
        raise RowRefused("it uses EXRULE, which is not read")
    starts = _moment(event, "DTSTART", zones)
    ends, repaired = _ends(event, starts, zones)
    return IcsEvent(
        n=lines.n,
        uid=identity(_first(event, "UID")),
        title=one_line(_first(event, "SUMMARY")),
        starts=starts,
        ends=ends,
        rule=_rule(event, lines),
        extra=_dates(event, "RDATE", zones),
        left_out=_dates(event, "EXDATE", zones),
        replaces=_replaces(event, zones),
        sequence=_sequence(event),
        changed_on=_day(event, "LAST-MODIFIED") or _day(event, "CREATED"),
        repaired=(*lines.repaired, *repaired),
        event=event,
    )


def known_by_looks(event: IcsEvent) -> IcsEvent:
    """The event; one without a UID is known by its title, start and place."""
    if event.uid:
        return event
    looks = likeness(event.title, event.starts.wall, event.text("LOCATION"))
    return replace(event, uid=f"like:{looks}")


def _rule(event: Any, lines: EventLines) -> str | None:
    """The rule as text; the library drops what it can't read of it, so that is looked for."""
    if "RRULE" not in event:
        return None
    values = (RULE_LINE.match(line) for line in lines.lines)
    written = next((match[1].strip().removesuffix(";") for match in values if match), "")
    if not all(RULE_PART.fullmatch(part) for part in written.split(";")):
        raise RowRefused("its RRULE can't be read")
    return str(event["RRULE"].to_ical().decode())


def _parse(lines: EventLines) -> Any:
    if lines.wrong:
        raise RowRefused(lines.wrong)
    words, others = _words_apart(lines.lines)
    text = "\r\n".join(["BEGIN:VEVENT", *others, "END:VEVENT", ""])
    try:
        with warnings.catch_warnings():
            # Zones are resolved by ourselves; the library's guesses are not used.
            warnings.simplefilter("ignore")
            event = Event.from_ical(text)
    except (ValueError, KeyError, IndexError, TypeError, AttributeError) as error:
        raise RowRefused("one of its lines can't be read") from error
    if not isinstance(event, Event):
        raise RowRefused("one of its lines can't be read")
    for name, value in words:
        event.add(name, vText(value), encode=False)
    return event


def _words_apart(lines: list[str]) -> tuple[list[tuple[str, str]], list[str]]:
    """The plain texts, unescaped, and all other lines.

    The library walks each line letter by letter, which for long texts takes most of its time.
    """
    words, others = [], []
    for line in lines:
        name, colon, value = line.partition(":")
        if colon and name.upper() in WORDS:
            words.append((name.upper(), ESCAPED.sub(_unescaped, value)))
        else:
            others.append(line)
    return words, others


def _unescaped(found: re.Match[str]) -> str:
    return "\n" if found[1] in "nN" else found[1]


def _ends(event: Any, starts: Moment, zones: ZoneNames) -> tuple[Moment | None, tuple[str, ...]]:
    if "DTEND" in event:
        return _moment(event, "DTEND", zones), ()
    if "DURATION" not in event:
        return None, ()
    if any(name == "DURATION" for name, _ in event.errors):
        return None, ("its length can't be read",)
    length = event["DURATION"].dt
    if not isinstance(length, timedelta) or abs(length) > LONGEST:
        return None, ("its length can't be read",)
    wall = starts.wall + length
    return Moment(wall=wall, zone=starts.zone, named=starts.named, is_day=starts.is_day), ()


def _replaces(event: Any, zones: ZoneNames) -> Moment | None:
    value = event.get("RECURRENCE-ID")
    if value is None:
        return None
    if "RANGE" in value.params:
        raise RowRefused("it changes all later dates at once, which is not read")
    return _moment(event, "RECURRENCE-ID", zones)


def _moment(event: Any, name: str, zones: ZoneNames) -> Moment:
    value = event[name]
    _check_day(value.dt, name)
    return zones.moment(value.dt, value.params)


def _check_day(day: object, name: str) -> None:
    if not isinstance(day, date):
        raise RowRefused(f"its {name} can't be read")
    if not is_usable(day):
        raise RowRefused(f"its {name} lies too far away")


def _dates(event: Any, name: str, zones: ZoneNames) -> tuple[Moment, ...]:
    found = []
    for listed in _all(event, name):
        for value in listed.dts:
            day = value.dt[0] if isinstance(value.dt, tuple) else value.dt
            _check_day(day, name)
            found.append(zones.moment(day, listed.params))
            if len(found) > MOST_DATES:
                raise RowRefused(f"it lists more than {MOST_DATES:,} dates ({name})")
    return tuple(found)


def _all(event: Any, name: str) -> Iterator[Any]:
    broken = {wrong for wrong, _ in event.errors}
    value = event.get(name)
    if value is None or name in broken:
        return
    yield from value if isinstance(value, list) else [value]


def _first(event: Any, name: str) -> str:
    return str(next(_all(event, name), ""))


def _sequence(event: Any) -> int:
    text = _first(event, "SEQUENCE")
    return int(text) if text.isascii() and text.isdigit() else 0


def _day(event: Any, name: str) -> date | None:
    value = next(_all(event, name), None)
    moment = getattr(value, "dt", None)
    if not isinstance(moment, date):
        return None
    return date(moment.year, moment.month, moment.day)

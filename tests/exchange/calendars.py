"""A calendar file as three programs read it, each by itself, in one shape to compare.

icalendar and ical.js go by the zones that the file describes, ical by those of this machine.
"""

import atexit
import json
import subprocess
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from ical.calendar_stream import IcsCalendarStream
from icalendar import Calendar

SCRIPT = Path(__file__).with_name("ical_js.mjs")


def by_icalendar(file: bytes) -> list[dict]:
    calendar = Calendar.from_ical(file)
    zones = {part["TZID"]: part.to_tz(lookup_tzid=False) for part in calendar.timezones}
    return [
        {
            "uid": str(event["UID"]),
            "title": str(event["SUMMARY"]),
            "starts": _instant(event["DTSTART"], zones),
            "ends": _instant(event.get("DTEND", event["DTSTART"]), zones),
            "status": str(event["STATUS"]),
            "sequence": event["SEQUENCE"],
            "where": str(event["LOCATION"]) if "LOCATION" in event else None,
            "notes": str(event["DESCRIPTION"]) if "DESCRIPTION" in event else None,
        }
        for event in calendar.events
    ]


def _instant(value, zones) -> str:
    moment = value.dt
    if "TZID" in value.params:
        moment = moment.replace(tzinfo=zones[value.params["TZID"]])
    return _text(moment)


def by_ical(file: bytes) -> list[dict]:
    return [
        {
            "uid": event.uid,
            "title": event.summary,
            "starts": _text(event.start),
            "ends": _text(event.end),
            "status": event.status.value,
            "sequence": event.sequence,
            "where": event.location,
            "notes": event.description,
        }
        for event in IcsCalendarStream.calendar_from_ics(file.decode()).events
    ]


def by_ical_js(file: bytes) -> list[dict]:
    node = _node()
    print(json.dumps(file.decode()), file=node.stdin, flush=True)
    answer = node.stdout.readline()
    assert answer, "ical.js can't read it"
    return json.loads(answer)


@cache
def _node() -> "subprocess.Popen[str]":
    """The program that asks ical.js: to start it for each file took longer than to read them."""
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "encoding": "utf-8"}
    node = subprocess.Popen(["node", SCRIPT], **pipes)
    atexit.register(node.communicate)
    return node


def _text(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat()


def read(file: bytes) -> list[dict]:
    """The events, once all three have read the same."""
    readings = [by_icalendar(file), by_ical(file), by_ical_js(file)]
    assert readings[0] == readings[1] == readings[2]
    return readings[0]


def lines(file: bytes) -> list[str]:
    """The unfolded lines, after a look at what every line must keep to."""
    assert file.endswith(b"\r\n")
    raw = file.split(b"\r\n")[:-1]
    assert all(len(line) <= 75 and b"\n" not in line and b"\r" not in line for line in raw)
    return file.replace(b"\r\n ", b"").decode().split("\r\n")[:-1]


def names(file: bytes) -> set[str]:
    """The names of all properties in the file."""
    return {line.split(":")[0].split(";")[0] for line in lines(file)}

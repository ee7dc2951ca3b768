"""Small files of our own, and short ways to read them."""

import json
from datetime import UTC, date, datetime

from app.exchange.readers import icalendar, tsml, volunteering
from app.exchange.reading import Options

NOW = datetime(2026, 11, 26, 9, 30, tzinfo=UTC)
FILE_DAY = date(2026, 11, 20)

MEETING = {
    "name": "Shoreline Discussion",
    "slug": "shoreline-discussion",
    "day": 2,
    "time": "19:00",
    "end_time": "20:00",
    "group": "Shoreline Group",
    "types": ["O", "D"],
    "location": "Community Hall",
    "formatted_address": "1 Ocean St, Lewes, DE 19958, USA",
    "latitude": 38.7746,
    "longitude": -75.1393,
    "updated": "2026-06-01 10:00:00",
    "url": "https://meetings.example.org/shoreline",
}
EVENT = {
    "UID": "walk-1@example.org",
    "SUMMARY": "Harbour walk",
    "DTSTART;TZID=America/New_York": "20261205T100000",
    "DTEND;TZID=America/New_York": "20261205T113000",
    "LOCATION": "Harbour Office\\, 2 Front St\\, Lewes\\, DE 19958",
    "GEO": "38.7746;-75.1393",
    "LAST-MODIFIED": "20261001T120000Z",
}
OPPORTUNITY = {
    "id": "77",
    "type": "Activity",
    "label": "Garden helper",
    "description": "<p>Help in the kitchen garden.</p>",
    "organisation": "org-1",
    "allowsRemoteParticipation": False,
    "applyLink": "https://volunteer.example.org/77",
}


def options(**given):
    return Options(**{"source": "file", "dated": FILE_DAY, **given})


def meeting(**changed):
    return {name: value for name, value in {**MEETING, **changed}.items() if value != "drop"}


def read_meetings(places, *rows, now=NOW, **given):
    content = json.dumps(list(rows)).encode()
    return tsml.read(content, options(**given), places, now).rows


def event(drop=(), **changed):
    """The lines of a VEVENT; names in `changed` stand for properties without parameters."""
    given = {name: value for name, value in EVENT.items() if name.split(";")[0] not in drop}
    given |= {name if ";" in name else name.replace("_", "-"): changed[name] for name in changed}
    lines = [f"{name}:{value}" for name, value in given.items()]
    return "\r\n".join(["BEGIN:VEVENT", *lines, "END:VEVENT"])


def at(start, end=None, zone=None, **changed):
    """An event at other times, written with a zone, or as they are."""
    mark = f";TZID={zone}" if zone else ""
    times = {f"DTSTART{mark}": start} | ({f"DTEND{mark}": end} if end else {})
    return event(("DTSTART", "DTEND", "GEO"), **times, **changed)


def calendar(*events, head="X-WR-CALNAME:Harbour Society"):
    return "\r\n".join(
        ["BEGIN:VCALENDAR", "VERSION:2.0", head, *events, "END:VCALENDAR", ""]
    ).encode()


def read_calendar(places, content, now=NOW, **given):
    given = {"kind": "interest_group", "near": "Lewes, Delaware", **given}
    return icalendar.read(content, options(**given), places, now).rows


def read_events(places, *events, head="X-WR-CALNAME:Harbour Society", **given):
    return read_calendar(places, calendar(*events, head=head), **given)


def session(start, end, **place):
    where = {
        "locationType": "In Person",
        "address": "3 Abbey Lane",
        "latitude": 53.35,
        "longitude": -1.49,
    }
    return {"location": [{**where, **place}], "time": [{"begining": start, "end": end}]}


def opportunity(*sessions, **changed):
    return {**OPPORTUNITY, "session": list(sessions), **changed}


def read_opportunities(places, *activities, now=NOW, **given):
    given = {"organiser": "Volunteer Centre", **given}
    content = json.dumps({"@graph": list(activities)}).encode()
    return volunteering.read(content, options(**given), places, now).rows

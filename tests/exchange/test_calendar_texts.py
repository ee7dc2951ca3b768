"""Whatever somebody writes into a title or a text stays a text in every calendar."""

import base64
import json
import re
import string
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from app.exchange.writers.icalendar import Entry, plain, write_calendar
from tests.conftest import CORPUS
from tests.exchange.calendars import by_ical, by_icalendar, lines, names, read

STARTS = datetime(2026, 12, 1, 14, tzinfo=UTC)
NAMES = {
    "BEGIN", "END", "VERSION", "PRODID", "CALSCALE", "NAME", "X-WR-CALNAME", "TZID", "TZNAME",
    "TZOFFSETFROM", "TZOFFSETTO", "DTSTART", "DTEND", "DTSTAMP", "LAST-MODIFIED", "SEQUENCE",
    "UID", "STATUS", "SUMMARY", "LOCATION", "DESCRIPTION",
}  # fmt: skip
NASTY = [
    "Tea\r\nATTENDEE:mailto:x@e.test",
    "Tea\nEND:VEVENT\nEND:VCALENDAR\nBEGIN:VCALENDAR",
    "a, b; c \\ d \\n e \\; f : g = \"h\" 'i'",
    "next\x85line\u2028separator\u2029paragraph\vvertical\fform",
    "nul \x00 bell \x07 escape \x1b lone \ud800 surrogate",
    "\u202egnirts desrever\u202c",
    "\N{WAVING HAND SIGN}" * 60,
    "e\u0301" * 120,
    "\N{FAMILY}\u200d" * 50,
    '=HYPERLINK("http://e","x")',
    " leading and trailing \t ",
    "%0d%0aATTENDEE:x",
    "ü" * 37 + "é" * 80,
]  # fmt: skip
odd = some.text(
    some.one_of(
        some.sampled_from(";:,\\\"'\r\n\t\x85\u2028\v\x1c^= " + string.ascii_letters),
        some.characters(),
    ),
    max_size=120,
)


def written(text):
    entry = Entry(
        uid="0123456789ab@alongside",
        title=text,
        where=text,
        notes=text,
        starts_at=STARTS,
        ends_at=STARTS + timedelta(hours=1),
        time_zone="Europe/London",
        status="CONFIRMED",
        revision=0,
        changed_at=STARTS,
    )
    return write_calendar(text, [], [entry], STARTS)


def corpus():
    if not CORPUS.is_dir():
        return []
    found = set()
    for line in (CORPUS / "badinputs" / "cases.jsonl").read_text().splitlines():
        case = json.loads(line)
        body = base64.b64decode(case.get("raw_b64", "")).decode(errors="replace")
        try:
            told = json.loads(body)
        except (ValueError, RecursionError):
            told = {"body": body[:2000]}
        parts = told.values() if isinstance(told, dict) else [told]
        found |= {part for part in parts if isinstance(part, str) and part.strip()}
    return sorted(found)


@pytest.mark.parametrize("text", NASTY)
def test_a_nasty_text_is_read_as_it_was_meant_and_adds_nothing(text):
    file = written(text)
    assert names(file) == NAMES
    (event,) = read(file)
    assert event["notes"] == plain(text)
    assert event["title"] == event["title"].replace("\n", " ") == plain(text).replace("\n", " ")


@pytest.mark.corpus
def test_the_texts_of_the_corpus_add_nothing_either():
    texts = corpus()
    assert len(texts) > 20
    for text in texts:
        file = written(text)
        assert names(file) <= NAMES, text[:60]
        (event,) = read(file)
        assert (event["notes"] or "") == plain(text)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(odd)
def test_any_text_is_one_event_with_that_text(text):
    file = written(text)
    assert names(file) | {"LOCATION", "DESCRIPTION"} == NAMES
    assert not any(re.match(r"[^A-Z]", line) for line in lines(file))
    ours, other = by_icalendar(file), by_ical(file)
    assert len(ours) == len(other) == 1
    assert (ours[0]["notes"] or "") == (other[0]["notes"] or "") == plain(text)

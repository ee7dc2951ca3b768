"""A stranger's file is read by a process of its own, which ends in time whatever is in it."""

import os
from threading import Semaphore

import pytest

from app.exchange.asking import Ask
from app.exchange.parsing import TOO_MUCH, Busy, Parser
from app.exchange.reading import FileRefused
from tests.conftest import CORPUS
from tests.exchange.files import NOW, calendar, event, options, read_calendar

BOMBS = CORPUS / "badinputs" / "files"
REFUSED_WHOLE = ("D098.ics", "D099.ics", "D109.zip")
NO_ROW = ("D089.ics", "D090.ics", "D091.ics", "D092.ics", "D093.ics", "D094.ics", "D103.ics")
TAKEN = ("D100.ics", "D101.ics", "D102.ics", "D104.ics", "D105.ics", "D106.ics")


@pytest.fixture
def read(places_file):
    """Reads a calendar apart; a busy machine is given time, for nothing here is timed."""

    def apart(content, *command, form="icalendar", reads_within_s=60.0, **given):
        settings = {"command": command} if command else {}
        parser = Parser(places_file, starts_within_s=60, reads_within_s=reads_within_s, **settings)
        asked = options(**{"kind": "interest_group", "near": "Lewes, Delaware", **given})
        return parser.read(content, Ask(format=form, options=asked, now=NOW)).rows

    return apart


def test_a_file_is_read_apart_as_it_is_read_here(read, places):
    content = calendar(
        event(),
        event(UID="b", RRULE="FREQ=WEEKLY;COUNT=9", EXDATE="20261212T100000"),
        event(UID="c", SUMMARY="x"),
        event(UID="d", DESCRIPTION="Wheelchair accessible. Free admission."),
        event(UID="e", drop=("LOCATION", "GEO"), LOCATION="Zoom"),
    )
    assert read(content) == read_calendar(places, content)


def test_what_is_plainly_past_is_counted_without_a_closer_look(read):
    past = {"DTSTART;TZID=America/New_York": "20251205T100000", "DTEND": "20251205T113000"}
    ended = {"RRULE": "FREQ=WEEKLY;UNTIL=20260101T000000Z", "UID": "b", **past}
    rows = read(calendar(event(("DTEND",), **past), event(("DTEND",), **ended)), skims=True)
    assert [(row.title, row.past, row.activity) for row in rows] == [("Harbour walk", 1, None)] * 2
    is_cancelled = event(("DTEND",), STATUS="CANCELLED", **past)
    assert read(calendar(is_cancelled), skims=True)[0].ended


def test_a_format_is_found_out(read):
    assert read(calendar(event()), form="detect")[0].title == "Harbour walk"
    with pytest.raises(FileRefused):
        read(b"PK\x03\x04", form="detect")


LOOP = """
import app.exchange.parser as parser
def loop(*_):
    while True: pass
parser.read_file = loop
parser.main()
"""
HUNGRY = LOOP.replace("while True: pass", "return [bytes(10**8) for _ in range(99)]")
CHATTY = LOOP.replace("while True: pass", "print('x' * 10**8)")
SLEEPY = "import os, time; os.write(2, b'.'); time.sleep(600)"
DEAF = "import time; time.sleep(600)"
FALLEN = "raise SystemExit(1)"


@pytest.mark.parametrize("script", [LOOP, HUNGRY, CHATTY, FALLEN])
def test_what_takes_too_much_is_ended_by_its_own_limits(read, script):
    with pytest.raises(FileRefused) as refused:
        read(calendar(event()), "-c", script)
    assert refused.value.detail == TOO_MUCH


def test_what_only_waits_is_killed(read, tmp_path):
    note = f"import os; open({str(tmp_path / 'pid')!r}, 'w').write(str(os.getpid()));"
    with pytest.raises(FileRefused):
        read(b"", "-c", note + SLEEPY, reads_within_s=0.2)
    with pytest.raises(ProcessLookupError):
        os.kill(int((tmp_path / "pid").read_text()), 0)


def test_what_never_begins_is_killed(places_file):
    parser = Parser(places_file, ("-c", DEAF), starts_within_s=0.2)
    with pytest.raises(FileRefused):
        parser.read(b"", Ask(format="icalendar", options=options(), now=NOW))


def test_it_knows_no_setting_and_no_secret(read, monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "nobody knows this")
    script = (
        "import json, os; os.write(2, b'.');"
        "print(json.dumps({'refused': ' '.join(f'{k}={v}' for k, v in os.environ.items())}))"
    )
    with pytest.raises(FileRefused) as said:
        read(b"", "-c", script)
    assert "LANG=" in said.value.detail
    assert not any(word in said.value.detail for word in ("SECRET", "nobody", "DATABASE", "HOME="))


def test_more_files_than_hands_have_to_wait(places_file, monkeypatch):
    monkeypatch.setattr("app.exchange.parsing._free", Semaphore(0))
    with pytest.raises(Busy) as refused:
        Parser(places_file, waits_s=0.1).read(
            b"", Ask(format="icalendar", options=options(), now=NOW)
        )
    assert refused.value.wait_s


def many(count):
    lines = "BEGIN:VEVENT\r\nUID:{}\r\nSUMMARY:Tea\r\nDTSTART:20270501T100000Z\r\nEND:VEVENT"
    return calendar(*(lines.format(n) for n in range(count)))


def listed(count):
    days = ",".join(f"2027{n % 12 + 1:02}{n % 28 + 1:02}T{n % 24:02}0000Z" for n in range(count))
    return calendar(event(RDATE=days))


def test_more_than_two_thousand_events_are_refused_whole(read):
    with pytest.raises(FileRefused):
        read(many(20_000), most_rows=2000)


def test_a_list_of_very_many_dates_costs_its_row(read):
    assert read(listed(60_000))[0].activity is None


@pytest.mark.corpus
@pytest.mark.parametrize("name", REFUSED_WHOLE)
def test_what_is_no_calendar_is_refused_whole(read, name):
    with pytest.raises(FileRefused) as refused:
        read((BOMBS / name).read_bytes(), organiser="A", most_rows=2000, form="detect")
    assert refused.value.detail != TOO_MUCH


@pytest.mark.corpus
@pytest.mark.parametrize("name", NO_ROW)
def test_a_bomb_gives_no_activity(read, name):
    rows = read((BOMBS / name).read_bytes(), organiser="A")
    assert rows
    assert not any(row.activity for row in rows)


@pytest.mark.corpus
@pytest.mark.parametrize("name", [*TAKEN, "D108.ics"])
def test_an_odd_file_gives_its_event(read, name):
    rows = read((BOMBS / name).read_bytes(), organiser="A")
    assert sum(row.activity is not None for row in rows) == 1
    said = repr(rows)
    assert not any(word in said for word in ("<script", "Jo Patient", "169.254", "javascript"))

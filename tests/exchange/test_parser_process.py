"""A stranger's file is read by a process of its own, which ends in time whatever is in it."""

import os
import socket
import subprocess
import sys
from contextlib import ExitStack, closing
from pathlib import Path
from tempfile import TemporaryFile
from time import sleep

import pytest

from app.exchange.asking import Ask
from app.exchange.forking import ROOT, Times, forker_of
from app.exchange.lines import line_of
from app.exchange.parsing import COMMAND, TOO_MUCH, Busy, Parser
from app.exchange.readers.ics_choice import MOST_READ, NOT_READ
from app.exchange.reading import FileRefused
from app.exchange.turns import AT_ONCE, open_turn, wait_for
from tests.conftest import CORPUS
from tests.exchange.files import NOW, calendar, event, options, read_calendar

BOMBS = CORPUS / "badinputs" / "files"
REFUSED_WHOLE = ("D098.ics", "D099.ics", "D109.zip")
NO_ROW = ("D089.ics", "D090.ics", "D091.ics", "D092.ics", "D093.ics", "D094.ics", "D103.ics")
TAKEN = ("D100.ics", "D101.ics", "D102.ics", "D104.ics", "D105.ics", "D106.ics")


def test_a_file_is_read_apart_as_it_is_read_here(read, places):
    content = calendar(
        event(),
        event(UID="b", RRULE="FREQ=WEEKLY;COUNT=9", EXDATE="20261212T100000"),
        event(UID="c", SUMMARY="x"),
        event(UID="d", DESCRIPTION="Wheelchair accessible. Free admission."),
        event(UID="e", drop=("LOCATION", "GEO"), LOCATION="Zoom"),
    )
    assert read(content) == tuple(line_of(row, NOW) for row in read_calendar(places, content))


def test_what_is_plainly_past_is_passed_over_without_a_closer_look(read):
    past = {"DTSTART;TZID=America/New_York": "20251205T100000", "DTEND": "20251205T113000"}
    ended = {"RRULE": "FREQ=WEEKLY;UNTIL=20260101T000000Z", "UID": "b", **past}
    rows = read(calendar(event(("DTEND",), **past), event(("DTEND",), **ended)), skims=True)
    assert [(row.title, row.refused, row.said) for row in rows] == [
        ("Harbour walk", None, None)
    ] * 2
    is_cancelled = event(("DTEND",), STATUS="CANCELLED", **past)
    assert read(calendar(is_cancelled), skims=True)[0].ended


def test_a_format_is_found_out(read):
    assert read(calendar(event()), form="detect")[0].title == "Harbour walk"
    with pytest.raises(FileRefused):
        read(b"PK\x03\x04", form="detect")


LED_ASTRAY = """
import app.exchange.parser as parser
def astray(*_):
    {}
parser.read_file, parser._warm_up = astray, lambda: None
parser.main()
"""
LOOP = LED_ASTRAY.format("while True: pass")
HUNGRY = LED_ASTRAY.format("return [bytes(10**8) for _ in range(99)]")
CHATTY = LED_ASTRAY.format("print('x' * 10**8); return 'x' * 10**8")
FALLEN = LED_ASTRAY.format("raise SystemExit(1)")
CALLING = LED_ASTRAY.format("import socket; socket.create_connection(('127.0.0.1', 9))")
STARTING = LED_ASTRAY.format("import subprocess; return subprocess.run(['true']).returncode")
TELLING = "from app.exchange.reading import FileRefused; raise FileRefused({})"
DEAF = "import time; time.sleep(600)"
NEVER_THERE = "raise SystemExit(1)"


@pytest.mark.parametrize("script", [LOOP, HUNGRY, CHATTY, FALLEN])
def test_what_takes_too_much_is_ended_by_its_own_limits(read, script):
    with pytest.raises(FileRefused) as refused:
        read(calendar(event()), "-c", script)
    assert refused.value.detail == TOO_MUCH


@pytest.mark.parametrize("script", [CALLING, STARTING])
def test_a_reader_led_astray_calls_nobody_and_starts_nothing(read, script):
    with pytest.raises(FileRefused) as refused:
        read(calendar(event()), "-c", script)
    assert refused.value.detail == TOO_MUCH


def test_what_only_waits_is_killed(read, tmp_path):
    note = f"import os, time; open({str(tmp_path / 'pid')!r}, 'w').write(str(os.getpid()))"
    with pytest.raises(Busy) as refused:
        read(b"", "-c", LED_ASTRAY.format(f"{note}; time.sleep(600)"), reads_within_s=2)
    assert refused.value.wait_s
    with pytest.raises(ProcessLookupError):
        os.kill(int((tmp_path / "pid").read_text()), 0)


@pytest.mark.parametrize(("script", "said"), [(DEAF, Busy), (NEVER_THERE, FileRefused)])
def test_what_never_begins_is_given_up(places_file, script, said):
    starts_within_s = 0.5 if said is Busy else 60
    parser = Parser(places_file, ("-c", script), starts_within_s=starts_within_s)
    with closing(forker_of(parser.command)), pytest.raises(said):
        parser.read(b"", Ask(format="icalendar", options=options(), now=NOW))


def told(read, what):
    """What a reader can see of its surroundings, by an expression."""
    with pytest.raises(FileRefused) as said:
        read(b"", "-c", LED_ASTRAY.format(TELLING.format(f"repr({what})")))
    return said.value.detail


def test_it_knows_no_setting_and_no_secret(read, monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "nobody knows this")
    seen = told(read, "dict(__import__('os').environ)")
    assert "LANG" in seen
    assert not any(word in seen for word in ("SECRET", "nobody", "DATABASE", "HOME"))


def test_it_has_no_file_and_no_connection_of_its_server(read, tmp_path):
    with (tmp_path / "database").open("w"), socket.create_server(("127.0.0.1", 0)):
        seen = told(read, "[__import__('os').readlink(f'/proc/self/fd/{n}') for n in range(99)"
                          " if __import__('os').path.islink(f'/proc/self/fd/{n}')]")  # fmt: skip
    assert "database" not in seen
    assert "socket" not in seen
    assert seen.count("deleted") == 2


def test_nothing_of_one_file_is_left_for_the_next(read):
    """Each file has a process of its own, although the modules are loaded only once."""
    count = TELLING.format("f'{len(seen)} {os.getpid()}'")
    script = "import os; seen = []" + LED_ASTRAY.format(f"seen.append(1); {count}")
    said = []
    for _ in range(2):
        with pytest.raises(FileRefused) as refused:
            read(b"", "-c", script)
        said.append(refused.value.detail.split())
    assert [count for count, _ in said] == ["1", "1"]
    assert said[0][1] != said[1][1]


def test_a_command_that_ended_meanwhile_is_started_again(read):
    content = calendar(event())
    assert read(content)
    process = forker_of(COMMAND)._process
    process.kill()
    process.wait()
    assert read(content)


def test_it_ends_by_itself_when_nothing_is_to_do(tmp_path):
    script = "import app.exchange.parser as parser; parser.IDLE_S = 0.1; parser.main()"
    with closing(forker_of(("-c", script))) as forker, TemporaryFile() as file:
        files = (file.fileno(), file.fileno())
        forker.run(*files, tmp_path, Times(60, 60, 60))
        assert forker._process.wait(60) == 0


def test_it_ends_with_the_process_it_works_for(places_file):
    script = f"""
from pathlib import Path
from app.exchange.asking import Ask
from app.exchange.forking import forker_of
from app.exchange.lines import line_of
from app.exchange.parsing import COMMAND, Parser
from tests.exchange.files import NOW, calendar, event, options
asked = options(kind="interest_group", near="Lewes, Delaware")
parser = Parser(Path({str(places_file)!r}), starts_within_s=60, reads_within_s=60)
assert parser.read(calendar(event()), Ask(format="icalendar", options=asked, now=NOW)).lines
print(forker_of(COMMAND)._process.pid, flush=True)
import os; os.kill(os.getpid(), 9)
"""
    left = subprocess.run(
        [sys.executable, "-c", script], check=False, cwd=ROOT, stdout=subprocess.PIPE
    )
    gone = int(left.stdout)
    while Path(f"/proc/{gone}").exists() and "(zombie)" not in (
        Path(f"/proc/{gone}/status").read_text()
    ):
        sleep(0.05)


def test_more_files_than_hands_have_to_wait_whoever_reads_the_others(tmp_path, places_file):
    own = tmp_path / places_file.name
    own.symlink_to(places_file)
    asked = options(kind="interest_group", near="Lewes, Delaware")
    ask = Ask(format="icalendar", options=asked, now=NOW)
    with ExitStack() as held:
        for _ in range(AT_ONCE):
            turn = open_turn(tmp_path)
            held.callback(os.close, turn)
            assert wait_for(turn, 1)
        with pytest.raises(Busy) as refused:
            Parser(own, starts_within_s=600, waits_s=0.1).read(calendar(event()), ask)
        assert refused.value.wait_s
    assert Parser(own, starts_within_s=600, reads_within_s=600).read(calendar(event()), ask).lines


UNLUCKY = ("<a ", "a@", "_", "[vc_", "https://", "\\n", "<!--", "<![", " private event ")


@pytest.mark.parametrize("seed", UNLUCKY)
def test_a_long_text_costs_no_more_than_its_length(read, seed):
    """Patterns that go over a text again at each letter would take minutes, and 2 s are given."""
    text = (seed * 99_000)[:99_000]
    rows = read(calendar(*(event(UID=str(n), DESCRIPTION=text, URL=text) for n in range(5))))
    assert [row.title for row in rows] == ["Harbour walk"] * 5


def many(count):
    lines = "BEGIN:VEVENT\r\nUID:{}\r\nSUMMARY:Tea\r\nDTSTART:20270501T100000Z\r\nEND:VEVENT"
    return calendar(*(lines.format(n) for n in range(count)))


def listed(count):
    days = ",".join(f"2027{n % 12 + 1:02}{n % 28 + 1:02}T{n % 24:02}0000Z" for n in range(count))
    return calendar(event(RDATE=days))


def test_of_a_very_large_calendar_what_comes_first_is_read(read):
    """A real one held 1,261 events to come; nobody takes over more than 200 at once."""
    days = (f"20270{1 + n // 28 % 9}{1 + n % 28:02}T1000{n // 252:02}Z" for n in range(999))
    events = [
        f"BEGIN:VEVENT\r\nUID:{n}\r\nSUMMARY:Tea {n}\r\nDTSTART:{day}\r\nEND:VEVENT"
        for n, day in enumerate(days)
    ]
    changed = "RECURRENCE-ID:20270104T100000Z\r\nSUMMARY:Changed\r\nDTSTART:20271104T110000Z"
    first = "SUMMARY:Weekly\r\nDTSTART:20260105T100000Z\r\nRRULE:FREQ=WEEKLY"
    weekly = [f"BEGIN:VEVENT\r\nUID:w\r\n{said}\r\nEND:VEVENT" for said in (first, changed)]
    rows = read(calendar(*events, *weekly), skims=True)
    assert [row.n for row in rows] == list(range(1, 1002))
    taken = [row for row in rows if row.said]
    assert len(taken) == MOST_READ
    last = max(row.listing.segments[0].starts for row in taken if "Tea" in row.title)
    left = [row for row in rows if row.unread]
    assert len(left) == 1001 - MOST_READ
    assert all(int(row.source_id) % 252 >= (last.month - 1) * 28 for row in left)
    assert {row.title for row in taken} >= {"Weekly", "Changed"}
    assert left[0].refused == NOT_READ


def test_more_than_two_thousand_events_are_refused_whole(read):
    with pytest.raises(FileRefused):
        read(many(20_000), most_rows=2000)


def test_a_list_of_very_many_dates_costs_its_row(read):
    assert read(listed(60_000))[0].said is None


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
    assert not any(row.said for row in rows)


@pytest.mark.corpus
@pytest.mark.parametrize("name", [*TAKEN, "D108.ics"])
def test_an_odd_file_gives_its_event(read, name):
    rows = read((BOMBS / name).read_bytes(), organiser="A")
    assert sum(row.said is not None for row in rows) == 1
    said = repr(rows)
    assert not any(word in said for word in ("<script", "Jo Patient", "169.254", "javascript"))

"""A file that is read costs others as little as the machine allows, and is read all the same."""

import os
from ast import literal_eval
from contextlib import closing

import pytest

from app.exchange.asking import Ask
from app.exchange.forking import forker_of
from app.exchange.parsing import COMMAND, Busy, Parser
from app.exchange.reading import FileRefused
from app.exchange.turns import AT_ONCE
from tests.exchange.files import NOW, calendar, event, options
from tests.exchange.test_parser_process import LED_ASTRAY, TELLING, told

QUIET, OVERRUN = "parser.OVERRUN = 1e9", "parser.OVERRUN = -1"
WAITING = LED_ASTRAY.format(
    "import time; os.sched_getscheduler(0) == os.SCHED_IDLE and time.sleep(600); "
    + TELLING.format("repr((os.sched_getscheduler(0), len(_[0])))")
)


def test_it_gives_way_to_the_server_and_its_limits_are_set(read):
    assert int(told(read, "__import__('os').nice(0)")) >= os.nice(0) + 5
    limits = "[r.getrlimit(what)[1] for what in (r.RLIMIT_CPU, r.RLIMIT_AS, r.RLIMIT_CORE)]"
    seen = told(read, limits.replace("r.", "__import__('resource')."))
    assert seen == str([2, 400 * 1024 * 1024, 0])


@pytest.mark.parametrize(("machine", "waits"), [(QUIET, True), (OVERRUN, False)])
def test_it_takes_only_what_nobody_wants_unless_many_want_it(read, machine, waits):
    script = LED_ASTRAY.format(TELLING.format("repr((os.sched_getscheduler(0), os.nice(0)))"))
    with pytest.raises(FileRefused) as said:
        read(b"", "-c", f"import os{script}".replace("parser.main", f"{machine}; parser.main"))
    how, nice = literal_eval(said.value.detail)
    assert how == (os.SCHED_IDLE if waits else os.SCHED_OTHER)
    assert nice >= os.nice(0) + 5


def test_a_file_that_got_nothing_of_a_busy_machine_is_begun_anew(read):
    content = calendar(event())
    busy = WAITING.replace("parser.main", f"{QUIET}; parser.PATIENT_S = 0.5; parser.main")
    with pytest.raises(FileRefused) as said:
        read(content, "-c", f"import os{busy}")
    assert literal_eval(said.value.detail) == (os.SCHED_OTHER, len(content))


def test_after_a_file_nobody_else_is_read_for_a_while(tmp_path, places_file):
    own = tmp_path / places_file.name
    own.symlink_to(places_file)
    asked = options(kind="interest_group", near="Lewes, Delaware")
    ask, content = Ask(format="icalendar", options=asked, now=NOW), calendar(event())
    with closing(forker_of(COMMAND)):
        for _ in range(AT_ONCE):
            resting = Parser(own, starts_within_s=600, reads_within_s=600, rests_s=600)
            assert resting.read(content, ask).lines
        with pytest.raises(Busy):
            Parser(own, starts_within_s=600, waits_s=0.1).read(content, ask)

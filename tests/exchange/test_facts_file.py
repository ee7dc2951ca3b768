"""An operator adds what organisers told afterwards."""

from datetime import date

import pytest
from sqlalchemy import select

from app.activities.models import ToldFact
from app.activities.service import publish
from app.cli.imports import imports
from app.core.db import db
from app.core.writes import unit_of_work
from app.exchange.facts_file import read_facts
from app.exchange.reading import FileRefused
from tests.exchange.files import NOW, meeting, read_meetings

HEAD = "source,source id,fact or support,value,who said so,on\n"
GOOD = "file,shoreline-discussion,people,1,organiser,2026-11-20\n"
TODAY = date(2026, 11, 26)


@pytest.fixture
def imported(app, places, frozen):
    (row,) = read_meetings(places, meeting())
    with unit_of_work() as session:
        publish(session, row.activity, NOW)


def told():
    rows = db.session.scalars(select(ToldFact).order_by(ToldFact.key)).all()
    return [(row.key, row.value, row.said_by, str(row.said_on)) for row in rows]


def run(app, tmp_path, text):
    file = tmp_path / "facts.csv"
    file.write_text(HEAD + text)
    return app.test_cli_runner().invoke(imports, ["facts", str(file)])


def test_facts_supports_and_access_are_added_with_who_said_so(app, imported, tmp_path):
    more = GOOD.replace("people,1", "greeter,yes") + GOOD.replace("people,1", "step_free,No")
    answer = run(app, tmp_path, GOOD + more)
    assert answer.exit_code == 0, answer.output
    assert told() == [
        ("greeter", 1, "organiser", "2026-11-20"),
        ("people", 1, "organiser", "2026-11-20"),
        ("step_free", 0, "organiser", "2026-11-20"),
    ]
    assert "told          3" in answer.output


def test_the_same_file_twice_changes_nothing(app, imported, tmp_path):
    run(app, tmp_path, GOOD)
    answer = run(app, tmp_path, GOOD)
    assert "same          1" in answer.output
    assert len(told()) == 1


def test_an_older_word_does_not_replace_a_newer_one_and_the_same_day_does(app, imported, tmp_path):
    run(app, tmp_path, GOOD)
    answer = run(app, tmp_path, GOOD.replace("people,1", "people,3").replace("-20", "-19"))
    assert "    1  older    file shoreline-discussion people" in answer.output
    assert "It is older than what is known." in answer.output
    assert "older         1" in answer.output
    assert answer.exit_code == 0
    assert told() == [("people", 1, "organiser", "2026-11-20")]
    run(app, tmp_path, GOOD.replace("people,1", "people,2"))
    assert told() == [("people", 2, "organiser", "2026-11-20")]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (GOOD.replace("shoreline", "nowhere"), "There is no activity with this source and id."),
        (GOOD.replace("people,1", "charm,yes"), "there is no such fact or support"),
        (GOOD.replace("people,1", "charm,1"), "there is no such fact or support"),
        (GOOD.replace("people,1", "people,4"), "the value of a fact is 0, 1, 2 or 3"),
        (GOOD.replace("people,1", "people,yes"), "the value of a fact is 0, 1, 2 or 3"),
        (GOOD.replace("people,1", "greeter,1"), "the value is yes or no"),
        (GOOD.replace("organiser", "my aunt"), "who said so must be one of: organiser, "),
        (GOOD.replace("2026-11-20", "20.11.2026"), "the date must be written like 2026-11-26"),
        (GOOD.replace("2026-11-20", "1969-12-31"), "the date lies too far back: before 1970"),
        (GOOD.replace("2026-11-20", "2026-11-27"), "the date lies ahead of us"),
        (GOOD.replace(",organiser", ""), "it has more or fewer cells than there are columns"),
    ],
)
def test_a_bad_row_is_named_and_the_others_are_taken(app, imported, tmp_path, line, reason):
    answer = run(app, tmp_path, line + GOOD.replace("people", "sensory"))
    assert f": {reason}" in answer.output
    assert "    1  REFUSED" in answer.output
    assert told() == [("sensory", 1, "organiser", "2026-11-20")]
    assert answer.exit_code == 0


def test_when_every_row_is_refused_the_command_fails(app, imported, tmp_path):
    assert run(app, tmp_path, GOOD.replace("shoreline", "nowhere")).exit_code == 1


@pytest.mark.parametrize(
    "content",
    [b"", b"source,value\n1,2\n", b"\xff\xfe", (HEAD + '"unclosed').encode(), b"a" * 200_000],
)
def test_an_unreadable_file_is_refused_whole(content):
    with pytest.raises(FileRefused):
        read_facts(content, TODAY)


def test_columns_may_stand_in_any_order():
    text = "on,source_id,Source,value,who said so,fact or support\n2026-11-20,a,b,2,source,start\n"
    (row,) = read_facts(text.encode(), TODAY)
    assert (row.source, row.source_id, row.key) == ("b", "a", "start")
    assert (row.told.value, row.told.by, row.told.on) == (2, "source", date(2026, 11, 20))

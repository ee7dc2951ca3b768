"""An operator imports a file and reads what became of every row."""

import json
import shutil
from dataclasses import replace

import pytest
from sqlalchemy import func, select

from app.activities.models import Activity, Occurrence, Place
from app.cli.imports import imports
from app.core.db import db
from app.core.ids import show_id
from app.exchange import imports as publishing
from tests.exchange.files import calendar, event, meeting, opportunity, session

pytestmark = pytest.mark.usefixtures("frozen")


@pytest.fixture
def run(app, config, places_file, tmp_path):
    shutil.copy(places_file, config.gazetteer_path)

    def invoke(command, name, content, *options):
        file = tmp_path / name
        file.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
        return app.test_cli_runner().invoke(imports, [command, str(file), *options])

    yield invoke
    config.gazetteer_path.unlink(missing_ok=True)


def count(model):
    return db.session.scalar(select(func.count()).select_from(model))


def test_meetings_are_stored_and_every_row_is_reported(run):
    rows = [meeting(), meeting(slug="b", end_time=None), meeting(slug="c", types=["TC"])]
    answer = run("tsml", "shore.json", rows)

    assert answer.exit_code == 0, answer.output
    lines = answer.output.splitlines()
    assert "    1  taken    Shoreline Discussion" in lines
    repaired = "(repaired: length not told: shown as one hour)"
    assert f"    2  taken    Shoreline Discussion {repaired}" in lines
    refused = "temporarily closed, and it has no link to meet online"
    assert f"    3  REFUSED  Shoreline Discussion: {refused}" in lines
    for line in (
        "shore.json: 3 rows read",
        "  in            2  (new 2, changed 0, same 0)",
        "  past          0  (rows all in the past; 0 past dates)",
        "  repaired      1  (of those in)",
        "  refused       1",
        f"      1  {refused}",
    ):
        assert line in lines
    assert count(Activity) == 2
    stored = db.session.scalars(select(Activity).order_by(Activity.source_id)).first()
    assert (stored.source, stored.source_id) == ("shore.json", "b")
    assert (stored.kind, stored.state) == ("support_meetup", "published")
    assert count(Occurrence) > 40


def test_importing_twice_changes_nothing(run):
    content = calendar(event(), event(UID="b", RRULE="FREQ=WEEKLY"))
    options = ("--kind", "interest_group", "--near", "Lewes, Delaware")
    run("icalendar", "walks.ics", content, *options)
    before = (count(Activity), count(Occurrence), count(Place))
    answer = run("icalendar", "walks.ics", content, *options)
    assert "  in            2  (new 0, changed 0, same 2)" in answer.output
    assert (count(Activity), count(Occurrence), count(Place)) == before


def test_a_change_in_the_file_is_taken_over(run):
    options = ("--kind", "interest_group", "--source", "harbour")
    run("icalendar", "a.ics", calendar(event()), *options)
    answer = run("icalendar", "b.ics", calendar(event(SUMMARY="Pier walk")), *options)
    assert "    1  changed  Pier walk" in answer.output
    assert [row.title for row in db.session.scalars(select(Activity))] == ["Pier walk"]


def test_the_same_id_in_two_sources_is_two_activities(run):
    for name in ("a.ics", "b.ics"):
        run("icalendar", name, calendar(event()), "--kind", "volunteering")
    assert count(Activity) == 2


def test_volunteering_takes_names_from_the_organisations_file(run, tmp_path):
    names = tmp_path / "names.json"
    names.write_text('{"@graph": [{"type": "Organisation", "id": "org-1", "label": "Abbey"}]}')
    rows = {"@graph": [opportunity(session("2026-12-05T10:00:00", "2026-12-05T12:00:00"))]}
    answer = run("volunteering", "help.jsonld", rows, "--organisations", str(names))
    assert "    1  taken    Garden helper" in answer.output


def test_a_topic_is_given_to_all_rows(run):
    run("tsml", "shore.json", [meeting()], "--topic", "recovery")
    answer = run("tsml", "shore.json", [meeting()], "--topic", "no_such_topic")
    assert answer.exit_code == 2
    stored = db.session.scalars(select(Activity)).one()
    db.session.refresh(stored, ["topics"])
    assert [row.topic for row in stored.topics] == ["recovery"]


@pytest.mark.parametrize(
    ("command", "content", "options"),
    [
        ("tsml", b'[{"name": "cut', ()),
        ("tsml", [meeting(group=None)], ()),
        ("tsml", [meeting()], ("--near", "Atlantis")),
        ("volunteering", b"[]", ()),
        ("icalendar", b"BEGIN:VCALENDAR", ("--kind", "volunteering")),
    ],
)
def test_a_file_refused_whole_stores_nothing_and_fails(run, command, content, options):
    answer = run(command, "bad.json", content, *options)
    assert answer.exit_code == 1
    assert "bad.json was refused; nothing of it is stored." in answer.output
    assert count(Activity) == 0


def test_when_every_row_is_refused_the_command_fails(run):
    assert run("tsml", "shore.json", [meeting(types=["TC"])]).exit_code == 1


@pytest.mark.parametrize("kind", [(), ("--kind", "party")])
def test_a_calendar_needs_a_kind_we_know(run, kind):
    assert run("icalendar", "a.ics", calendar(event()), *kind).exit_code == 2


def test_the_kind_of_meetings_is_fixed(run):
    assert run("tsml", "a.json", [meeting()], "--kind", "volunteering").exit_code == 2


def test_a_failure_in_the_middle_leaves_nothing_half_written(run, monkeypatch):
    real, seen = publishing.publish, []

    def fails_at_the_second(session, activity, now):
        seen.append(activity)
        if len(seen) == 2:
            raise RuntimeError("the disk is full")
        return real(session, activity, now)

    monkeypatch.setattr(publishing, "publish", fails_at_the_second)
    answer = run("tsml", "shore.json", [meeting(), meeting(slug="b")])
    assert isinstance(answer.exception, RuntimeError)
    assert (len(seen), count(Activity), count(Place)) == (2, 0, 0)


def test_an_import_asks_the_geocoder_that_the_operator_chose(run, app, monkeypatch):
    asked = []

    def chosen(kind, gazetteer):
        asked.append(kind)
        return gazetteer

    monkeypatch.setattr("app.cli.imports.make_geocoder", chosen)
    options = ("--kind", "interest_group", "--near", "Lewes, Delaware")
    run("icalendar", "walks.ics", calendar(event()), *options)
    app.config["ALONGSIDE"] = replace(app.config["ALONGSIDE"], geocoder="nominatim")
    run("icalendar", "walks.ics", calendar(event()), *options)
    assert asked == ["offline", "nominatim"]


def test_without_a_gazetteer_the_operator_is_told_how_to_get_one(run, config):
    config.gazetteer_path.unlink()
    answer = run("tsml", "shore.json", [meeting()])
    assert answer.exit_code == 1
    assert "flask places build" in answer.output


@pytest.mark.parametrize("ended", [{"types": ["TC"]}, {"attendance_option": "inactive"}])
def test_what_its_source_says_has_ended_is_taken_down_and_can_come_back(run, client, ended):
    run("tsml", "shore.json", [meeting(), meeting(slug="b")])
    answer = run("tsml", "shore.json", [meeting(**ended), meeting(slug="b")])
    assert "    1  TAKEN DOWN Shoreline Discussion" in answer.output
    stored = db.session.scalars(select(Activity).order_by(Activity.source_id)).all()
    assert [row.state for row in stored] == ["published", "withdrawn"]
    page = client.get(f"/api/v1/activities/{show_id(stored[1].id)}")
    assert page.status_code == 410

    again = run("tsml", "shore.json", [meeting(**ended), meeting(slug="b")])
    assert "    1  REFUSED  Shoreline Discussion" in again.output
    back = run("tsml", "shore.json", [meeting(), meeting(slug="b")])
    assert "    1  changed  Shoreline Discussion" in back.output
    assert client.get(f"/api/v1/activities/{show_id(stored[1].id)}").status_code == 200

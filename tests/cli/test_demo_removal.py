"""An operator takes the demo away: it is gone, stays away, and nothing else was touched."""

import json
from datetime import timedelta

import pytest
from sqlalchemy import select, text

from app.activities.models import Activity, Organiser, Place
from app.core import changes
from app.core.db import Model, db
from app.core.writes import unit_of_work
from tests.cli.conftest import READ_TOGETHER, SHREWSBURY, count, found, rewrite
from tests.exchange.files import meeting

NEARBY = {"latitude": 52.7101, "longitude": -2.7521}


def every_row():
    """All tables but the counter of changes, as the database holds them."""
    names = [t.name for t in Model.metadata.sorted_tables if t.name != "change_sequence"]
    tables = {name: db.session.execute(text(f"select * from {name}")).all() for name in names}
    db.session.remove()
    return {name: sorted(map(repr, rows)) for name, rows in tables.items()}


def without_ids(value):
    if isinstance(value, dict):
        return {key: without_ids(item) for key, item in value.items() if "id" not in key}
    return [without_ids(item) for item in value] if isinstance(value, list) else value


def whole_neighbourhood(client):
    cards = [client.get(f"/api/v1/activities/{card['id']}").get_json() for card in found(client)]
    return sorted((without_ids(card) for card in cards), key=lambda card: card["title"])


@pytest.fixture
def bring_own(app, tmp_path):
    """Imports an operator's own meetings, under a source of their choice."""

    def bring(source, *titles):
        rows = [meeting(slug=title, name=title, **NEARBY) for title in titles]
        file = tmp_path / "own.json"
        file.write_text(json.dumps(rows), encoding="utf-8")
        command = ["import", "tsml", str(file), "--source", source]
        result = app.test_cli_runner().invoke(args=command)
        assert result.exit_code == 0, result.output
        db.session.remove()

    return bring


def test_all_examples_go_and_every_other_row_stays_as_it_was(run, small, bring_own):
    bring_own("own", "Harbour lights", "Morning star")
    bring_own("demo", "Named like the demo")
    before = every_row()
    assert before["activities"]
    run()
    examples = count(Activity) - 3
    assert f"Examples taken away: {examples}." in run("--remove")
    assert every_row() == before


def test_a_search_no_longer_finds_them_at_once(run, small, bring_own, client):
    bring_own("own", "Harbour lights")
    run()
    page = next(card["id"] for card in found(client) if card["title"] == "Silent book club")
    run("--remove")
    assert [card["title"] for card in found(client)] == ["Harbour lights"]
    answer = client.get("/api/v1/activities", query_string=SHREWSBURY).get_json()
    assert (answer["total"], answer["facets"]["kind"]["interest_group"]) == (1, 0)
    assert client.get(f"/api/v1/activities/{page}").status_code == 404


def test_loading_again_gives_the_same_neighbourhood(run, small, client):
    run()
    before, rows = whole_neighbourhood(client), {k: len(v) for k, v in every_row().items()}
    assert before
    run("--remove")
    assert whole_neighbourhood(client) == []
    run()
    assert whole_neighbourhood(client) == before
    assert {name: len(kept) for name, kept in every_row().items()} == rows


def test_what_a_real_activity_uses_stays(run, small, client):
    run()
    example = db.session.scalars(select(Activity).where(Activity.source_id == "silent-books")).one()
    own = Activity(
        organiser_id=example.organiser_id, place_id=example.place_id, kind="interest_group",
        title="Real readers", format="in_person", time_zone="Europe/London", by_arrangement=True,
    )  # fmt: skip
    with unit_of_work() as session:
        session.add(own)
    run("--remove")
    assert (count(Activity), count(Organiser), count(Place)) == (1, 1, 1)
    assert [card["title"] for card in found(client)] == ["Real readers"]


def test_removing_what_is_not_there_changes_nothing(run, small, bring_own):
    bring_own("own", "Harbour lights")
    before, number = every_row(), changes.current(db.session())
    assert "Examples taken away: 0." in run("--remove")
    assert (every_row(), changes.current(db.session())) == (before, number)


def test_the_first_start_loads_the_demo_and_later_ones_keep_it_fresh(run, small, frozen):
    assert "Shrewsbury: " in run("--on-start")
    examples = count(Activity)
    frozen.shift(timedelta(days=40))
    assert f"0 new, {examples} brought up to date" in run("--on-start")


def test_once_removed_it_does_not_come_back_by_itself(run, small):
    run("--on-start")
    run("--remove")
    assert "No examples loaded. To have them, run: flask demo" in run("--on-start")
    assert count(Activity) == 0
    run()
    assert count(Activity) > 0


def test_it_does_not_move_in_beside_an_operators_own_listings(run, small, bring_own):
    bring_own("own", "Harbour lights")
    run("--on-start")
    assert count(Activity) == 1


def test_an_example_can_leave_the_files_while_the_others_stay(run, small):
    run()
    before = every_row()
    rewrite(small / READ_TOGETHER, 'id = "silent-books"', 'id = "other-books"')
    run()
    rewrite(small / READ_TOGETHER, 'id = "other-books"', 'id = "silent-books"')
    run()
    assert {k: len(v) for k, v in every_row().items()} == {k: len(v) for k, v in before.items()}

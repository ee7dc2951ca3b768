"""Loading the demo's towns: at the first start, twice, and some days later."""

import shutil
from datetime import UTC, datetime, timedelta

from sqlalchemy import select

from app.activities.models import Activity, Occurrence
from app.cli import demo_towns
from app.cli.demo import demo
from app.core import clock
from app.core.db import db
from tests.cli.conftest import READ_TOGETHER, count, found, rewrite


def test_a_newcomer_finds_every_town_alive_at_once_and_one_group_in_it_full(run, client):
    said = run()
    for town in demo_towns.towns():
        assert f"{town.name}: " in said
        first, *more = pages_near(client, town)
        facets = first["facets"]
        assert facets["kind"]["volunteering"] >= 20
        assert facets["kind"]["interest_group"] >= 25
        assert facets["kind"]["support_meetup"] >= 16
        seen = [card["places"] for page in (first, *more) for card in page["items"]]
        assert seen.count("waiting_list") >= 1, town.name
        assert seen.count("open") > seen.count("waiting_list")


def pages_near(client, town):
    """Every page of the list around a town, the first one first."""
    near = {"lat": round(town.lat, 2), "lon": round(town.lon, 2), "radius_km": 25, "limit": 50}
    cursor = {}
    while cursor is not None:
        page = client.get("/api/v1/activities", query_string=near | cursor).get_json()
        yield page
        following = page.get("next_cursor")
        cursor = {"cursor": following} if following else None


def test_loading_twice_changes_nothing(run, small):
    run()
    before = count(Activity), count(Occurrence)
    assert "0 new, 0 brought up to date" in run()
    assert (count(Activity), count(Occurrence)) == before


def test_loading_again_later_moves_old_dates_forward(run, small, frozen):
    run()
    examples = count(Activity)
    frozen.shift(timedelta(days=40))
    assert f"0 new, {examples} brought up to date" in run()
    assert count(Activity) == examples
    upcoming = select(Occurrence.activity_id).where(Occurrence.starts_at >= clock.now())
    assert count(Activity, Activity.id.in_(upcoming) | Activity.by_arrangement) == examples


def test_days_count_from_today_in_the_towns_own_zone(run, small, frozen, client):
    south = small.with_name("south")
    shutil.copytree(small, south)
    rewrite(south / "town.toml", "Europe/London", "Australia/Hobart")
    for words in ('id = "', 'title = "'):
        rewrite(south / READ_TOGETHER, words, f"{words}south ")
    frozen.move_to(datetime(2026, 11, 26, 15, tzinfo=UTC))
    run()
    days = {
        card["title"]: client.get(f"/api/v1/activities/{card['id']}").get_json()["confirmed_on"]
        for card in found(client)
        if "Silent book club" in card["title"]
    }
    assert days == {
        "Silent book club": "2026-11-08",
        "south Silent book club": "2026-11-09",
    }


def test_an_example_that_left_the_files_is_taken_away(run, small, client):
    run()
    examples = count(Activity)
    assert any(card["title"] == "Silent book club" for card in found(client))
    rewrite(small / READ_TOGETHER, 'id = "silent-books"', 'id = "other-books"')
    rewrite(small / READ_TOGETHER, "Silent book club", "Books and tea")
    said = run()
    assert "1 new" in said
    assert "No longer in the files, so taken away: 1" in said
    assert count(Activity) == examples
    titles = {card["title"] for card in found(client)}
    assert "Books and tea" in titles
    assert "Silent book club" not in titles


def test_a_demo_that_fails_half_way_leaves_nothing_behind(app, small, frozen):
    rewrite(small / READ_TOGETHER, 'title = "Silent book club"', 'title = "S"')
    assert app.test_cli_runner().invoke(demo).exit_code != 0
    db.session.remove()
    assert count(Activity) == 0


def test_the_examples_say_that_they_are_examples(run, small, client):
    run()
    cards = found(client)
    assert cards
    assert all(card["organiser"]["name"].endswith("(example)") for card in cards)

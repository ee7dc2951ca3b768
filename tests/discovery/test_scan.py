"""The scan answers what a loop over the rows answers, in the same order, page by page."""

import math
import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import flask_migrate
import pytest

from app import create_app
from app.activities.service import publish
from app.activities.vocabulary import ACCESS, KINDS, TOPICS
from app.comfort import FACTS, Been, Profile, profile_from_words
from app.config import Config
from app.core.db import db
from app.core.ids import read_id
from app.core.writes import unit_of_work
from app.discovery.asker import Asker
from app.discovery.cache import ColumnCache
from app.discovery.cursors import Cursors
from app.discovery.filters import FREE_TIMES, PARTS_OF_DAY, WEEKDAYS, Filters, Near
from app.discovery.schemas import ASKABLE_FORMATS
from app.discovery.service import Index, browse
from tests.comfort.variety_twin import check_order
from tests.conftest import NOW, fresh_database
from tests.discovery.neighbourhood import CENTRES, random_activity
from tests.discovery.twin import rows, search, varied_row

TODAY = NOW.date()
DREADS_ALL = Profile(theta=-3, variance=0, sensitivities=dict.fromkeys(FACTS, 1.2))
FINDS_NOTHING_HARD = Profile(theta=3, variance=0, sensitivities=dict.fromkeys(FACTS, -1.2))


def some(chance: random.Random, values, likely: float = 0.25) -> tuple:
    values = list(values)
    if chance.random() > likely:
        return ()
    return tuple(sorted(chance.sample(values, chance.randrange(1, min(4, len(values)) + 1))))


def random_filters(chance: random.Random) -> Filters:
    lat, lon, _ = chance.choice(list(CENTRES.values()))
    first = chance.choice([None, None, TODAY + timedelta(days=chance.randrange(-3, 40))])
    last = first and chance.choice([None, first + timedelta(days=chance.randrange(60))])
    return Filters(
        near=Near(lat=round(lat, 2), lon=round(lon, 2)) if chance.random() < 0.9 else None,
        radius_km=chance.choice([1.0, 5.0, 10.0, 100.0]),
        first=first,
        last=last,
        parts=some(chance, PARTS_OF_DAY),
        weekdays=some(chance, WEEKDAYS),
        kinds=some(chance, KINDS),
        topics=some(chance, list(TOPICS)[:12]),
        formats=some(chance, ASKABLE_FORMATS),
        free=chance.random() < 0.1,
        max_cost=chance.choice([None, None, None, 300]),
        access=some(chance, list(ACCESS)[:2], 0.1),
        languages=some(chance, ["en", "ES", "fr"], 0.1),
        age=chance.choice([None, None, 17, 25, 70]),
        sort=chance.choice(["fit", "soonest", "nearest"]),
        limit=7,
    )


def random_asker(chance: random.Random) -> Asker:
    words = dict.fromkeys(chance.sample(FACTS, 2), "harder")
    profile = profile_from_words(chance.choice([None, 1, 3, 5]), {"party": "nervous"}, words)
    other = random.Random(repr(profile))
    visited = other.sample(range(1, 151), other.choice([0, 40]))
    return Asker(
        profile=profile,
        usual=profile,
        been={one: Been(other.randint(1, 4), other.uniform(0, 10)) for one in visited},
        is_told=True,
        pace=chance.choice(["steady", "balanced", "stretch"]),
        interests=frozenset(some(chance, TOPICS, 0.7)),
        max_km=chance.choice([None, 3.0, 40.0]),
        free_times=frozenset(some(chance, FREE_TIMES, 0.5)),
        budget=chance.choice([None, (400, "GBP"), (400, "EUR")]),
    )


@pytest.fixture(scope="module")
def neighbourhood(tmp_path_factory, worker_id) -> Iterator[Index]:
    """150 activities on a database of this module, which only reads them."""
    folder = tmp_path_factory.mktemp("scan")
    url = fresh_database(folder, "scan", f"scan_{worker_id}")
    app = create_app(Config(database_url=url, data_dir=folder))
    chance = random.Random(20261126)
    with app.app_context():
        flask_migrate.upgrade()
        with unit_of_work() as session:
            for number in range(150):
                publish(session, random_activity(chance, number, TODAY), NOW)
        yield Index(ColumnCache(0), Cursors("a secret of the tests"))
        db.session.remove()
        db.engine.dispose()


def all_pages(index: Index, asked: Filters, asker: Asker | None) -> tuple[list[dict], dict]:
    items, cursor = [], None
    while True:
        page = browse(db.session(), index, replace(asked, cursor=cursor), asker, NOW)
        items += page["items"]
        cursor = page["next_cursor"]
        if cursor is None:
            return items, page


def close(one: tuple, other: tuple) -> bool:
    return all(
        a == b or (isinstance(a, float) and math.isclose(a, b, abs_tol=1e-6))
        for a, b in zip(one, other, strict=True)
    )


def check_windows(everything, found, expected):
    """Each fifty of the pages are the loop's fifty, in an order that the variety's twin allows."""
    rows_by_id = {row.activity.id: row for row in everything}
    for start in range(0, len(found), 50):
        window = expected[start : start + 50]
        places = {hit[1]: place for place, hit in enumerate(window)}
        order = [places[hit[1]] for hit in found[start : start + 50]]
        check_order([varied_row(rows_by_id[hit[1]], hit) for hit in window], order, start == 0)


@pytest.mark.parametrize("round_", range(6))
def test_every_page_is_what_the_loop_finds(neighbourhood, round_):
    everything = rows(db.session())
    chance = random.Random(round_)
    hits = 0
    for _ in range(12):
        asked, asker = random_filters(chance), random_asker(chance)
        expected = list(search(everything, asked, asker, NOW))
        hits += len(expected)
        items, page = all_pages(neighbourhood, asked, asker)
        by_id = {hit[1]: hit for hit in expected}
        found = [by_id[read_id(item["id"])] for item in items]
        assert page["total"] == len(expected) == len({item["id"] for item in items})
        is_varied = asked.sort == "fit"
        for place, (hit, item) in enumerate(zip(found, items, strict=True)):
            if not is_varied:
                assert close(hit[0], expected[place][0])
            assert item["more_dates"] == max(hit[3] - 1, 0)
            occurrence = item["occurrence_id"]
            assert (read_id(occurrence) if occurrence else None) == hit[2]
        if is_varied:
            check_windows(everything, found, expected)
    assert hits > 50


@pytest.mark.parametrize("round_", range(3))
def test_facets_count_what_choosing_them_would_find(neighbourhood, round_):
    everything = rows(db.session())
    chance = random.Random(100 + round_)
    lifted = {"kind": "kinds", "topic": "topics", "format": "formats", "part_of_day": "parts"}
    for _ in range(4):
        asked = random_filters(chance)
        _, page = all_pages(neighbourhood, asked, None)
        for facet, name in lifted.items():
            for choice, count in page["facets"][facet].items():
                alone = replace(asked, **{name: (choice,)})
                assert count == len(list(search(everything, alone, None, NOW)))


def test_a_wider_search_is_offered_with_its_true_number(neighbourhood):
    everything = rows(db.session())
    chance = random.Random(7)
    offered = 0
    for _ in range(120):
        asked = replace(random_filters(chance), kinds=(), topics=(), access=(), languages=())
        page = browse(db.session(), neighbourhood, asked, None, NOW)
        wider = page["wider"]
        totals = {
            r: len(list(search(everything, replace(asked, radius_km=r), None, NOW)))
            for r in (2.0, 5.0, 10.0, 25.0, 50.0, 100.0)
            if r > asked.radius_km and asked.near and page["total"] < 5
        }
        better = [(r, n) for r, n in totals.items() if n > page["total"]]
        expected = {"radius_km": better[0][0], "total": better[0][1]} if better else None
        assert wider == expected
        offered += wider is not None
    assert offered > 3


def test_both_sides_of_the_antimeridian_are_found(neighbourhood):
    asked = Filters(
        near=Near(lat=-17.0, lon=179.99), radius_km=15, formats=("in_person",), limit=50
    )
    items, _ = all_pages(neighbourhood, asked, None)
    sides = {item["place"]["lon"] > 0 for item in items}
    assert sides == {True, False}


def test_all_longitudes_are_near_at_the_pole(neighbourhood):
    asked = Filters(near=Near(lat=90.0, lon=0.0), radius_km=100, formats=("in_person",), limit=50)
    items, _ = all_pages(neighbourhood, asked, None)
    sides = {item["place"]["lon"] > 0 for item in items}
    assert sides == {True, False}


@pytest.mark.parametrize("round_", range(3))
def test_13_nothing_is_hidden_by_fit(neighbourhood, round_):
    chance = random.Random(500 + round_)
    seen = 0
    for _ in range(4):
        asked, asker = replace(random_filters(chance), limit=50), random_asker(chance)
        without, _ = all_pages(neighbourhood, replace(asked, sort="soonest"), None)
        everything = sorted(item["id"] for item in without)
        seen += len(everything)
        for profile in (asker.profile, DREADS_ALL, FINDS_NOTHING_HARD):
            who = replace(asker, profile=profile, free_times=frozenset(FREE_TIMES[:1]), max_km=1.0)
            items, page = all_pages(neighbourhood, replace(asked, sort="fit"), who)
            assert sorted(item["id"] for item in items) == everything
            assert page["total"] == len(everything)
    assert seen > 10


@pytest.mark.parametrize("round_", range(2))
def test_12_no_filter_is_broken_for_the_sake_of_fit(neighbourhood, round_):
    chance = random.Random(600 + round_)
    table = rows(db.session())
    for _ in range(4):
        asked, asker = replace(random_filters(chance), sort="fit", limit=50), random_asker(chance)
        allowed = {hit[1] for hit in search(table, asked, None, NOW)}
        items, _ = all_pages(neighbourhood, asked, replace(asker, profile=DREADS_ALL))
        assert {read_id(item["id"]) for item in items} == allowed

"""What the benchmark compares gives one answer: a wrong one would have no speed."""

import pytest

from app.core.db import db
from app.core.writes import unit_of_work
from benchmarks.contenders import contenders
from benchmarks.data import NOW, SHAPES, SINGLE, fill, sample
from benchmarks.kernel import Many
from benchmarks.queries import QUERIES, RANKED
from benchmarks.rsvp import (
    PLACES,
    empty,
    given,
    lock_and_take,
    look_first,
    look_locked,
    one_statement,
    take,
)
from benchmarks.table import Block, Line, write

OCCURRENCES = 1_500


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.name)
def test_scan_index_and_loop_find_the_same_activities_in_the_same_order(app, shape):
    with unit_of_work() as session:
        fill(session, OCCURRENCES, shape, NOW)
    with contenders() as all_of_them:
        found = {
            query.name: {name: way() for name, way in all_of_them.ways(query).items()}
            for query in QUERIES
        }
    for answers in found.values():
        first, *others = answers.values()
        assert len(others) == 2
        assert others == [first, first]
    enough = {name: bool(answers["plain scan"]) for name, answers in found.items()}
    assert enough[RANKED.name]


def test_the_same_seed_makes_the_same_activities_and_another_one_others():
    assert list(sample(SINGLE, 1)) == list(sample(SINGLE, 1))
    assert list(sample(SINGLE, 1)) != list(sample(SINGLE, 2))


def test_fifty_of_many_are_those_of_a_full_sort():
    for seed in (1, 2):
        many = Many.made(3_000, seed)
        assert len(many.found()) == 50
        assert many.found() == many.sorted()


def test_a_wrong_answer_has_no_speed_and_reaches_no_goal():
    wrong = Line("faster but wrong", "0.1 x", "1 ms", same=False).towards("G2: reached")
    table = write([Block("A search", (wrong,))])
    assert "DIFFERENT" in table
    assert "0.1 x" not in table
    assert "reached" not in table


@pytest.mark.parametrize("way", [one_statement, look_locked, take, lock_and_take])
def test_every_measured_way_gives_each_place_to_one_person(app, way):
    with unit_of_work() as session:
        fill(session, 1, SINGLE, NOW)
    assert [given(app, way) for _ in range(3)] == [PLACES] * 3


def test_the_control_gives_a_place_to_whoever_looked_before_it_was_gone(app):
    with unit_of_work() as session:
        fill(session, 1, SINGLE, NOW)
    assert look_first(db.engine, empty(1))
    assert not look_first(db.engine, empty(0))

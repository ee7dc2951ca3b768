"""The search three ways on the same data, and how it grows."""

from functools import partial
from pathlib import Path

from app.activities.queries import find_activities
from app.core import changes
from app.core.db import db
from app.discovery.cursors import Cursor
from app.discovery.paging import cut_page
from app.discovery.scan import Scan
from benchmarks.contenders import LOOP, SCAN, SQL, Contenders, Way, contenders
from benchmarks.data import NOW
from benchmarks.queries import QUERIES, RANKED, Query
from benchmarks.scanning import count_matches, scan_ids
from benchmarks.store import Made, columns_of, opened
from benchmarks.table import Block, Line, compared, number, verdict
from benchmarks.timing import Task, alternate

MILLION = 1_000_000
MOST_FOR_THE_LOOP = 200_000
FEW_ROUNDS = 3
VARIED = "plain scan, first window of 50 varied"
OWN, OTHER = "look for changes, plain scan, 20 rows", "covering index, the same 20 rows"


def measure_searches(one: Made, data_dir: Path, rounds: int) -> list[Block]:
    """All queries on one database, ids only; then the ranked one with its rows."""
    with_loop = one.occurrences <= MOST_FOR_THE_LOOP
    columns = columns_of(one, data_dir)
    with opened(one.path, data_dir), contenders(columns, with_loop=with_loop) as all_of_them:
        blocks = [_compare(one, all_of_them, query, rounds) for query in QUERIES]
        return [*blocks, _with_rows(one, all_of_them, rounds)]


def measure_growth(smaller: Made, larger: Made, data_dir: Path, rounds: int) -> Block:
    """How much longer the ranked search takes with more data of the same shape."""
    tasks: dict[str, Task] = {}
    for one in (smaller, larger):
        tasks[one.name] = partial(scan_ids, columns_of(one, data_dir), RANKED, NOW)
    taken = alternate(tasks, rounds)
    anchor = taken[smaller.name]
    line = compared(larger.name, taken[larger.name], anchor)
    goal = "G3 is about 100 thousand to 1 million: not measured here"
    if (smaller.occurrences, larger.occurrences) == (MILLION // 10, MILLION):
        growth = taken[larger.name].middle / anchor.middle
        goal = verdict("G3 <= 2.5 x", is_met=growth <= 2.5)
    lines = (compared(smaller.name, anchor, anchor), line.towards(goal))
    return Block(f"Growth of (b), plain scan, {smaller.shape.name}", lines)


def _compare(one: Made, all_of_them: Contenders, query: Query, rounds: int) -> Block:
    ways = all_of_them.ways(query)
    expected = ways[SCAN]()
    same = {name: way() == expected for name, way in ways.items()}
    tasks: dict[str, Task] = dict(ways)
    if query.asker:
        tasks[VARIED] = partial(_varied, all_of_them, query)
    fewer = {LOOP: FEW_ROUNDS} if LOOP in tasks else {}
    taken = alternate(tasks, rounds, fewer)
    lines = [compared(name, taken[name], taken[SCAN], same=same.get(name)) for name in tasks]
    matching = count_matches(all_of_them.columns, query, NOW)
    return Block(f"{one.name}, {query.name}: {number(matching)} match", tuple(lines))


def _varied(all_of_them: Contenders, query: Query) -> object:
    return cut_page(Scan(all_of_them.columns, query.filters, NOW), query.asker, Cursor())


def _with_rows(one: Made, all_of_them: Contenders, rounds: int) -> Block:
    """What a request asks of the database on top: whether something changed, and the rows."""
    ways, columns = all_of_them.ways(RANKED), all_of_them.columns

    def own() -> list[int]:
        is_changed = changes.current(db.session()) != columns.sequence
        return [] if is_changed else _read(ways[SCAN])

    def other() -> list[int]:
        return _read(ways[SQL])

    is_same = own() == other()
    taken = alternate({OWN: own, OTHER: other}, rounds)
    ratio = taken[OTHER].middle / taken[OWN].middle
    goal = verdict(
        "G2 covering index >= 35 x", is_met=ratio >= 35, is_its_size=one.occurrences >= MILLION
    )
    return Block(
        f"{one.name}, {RANKED.name}, with what is read from the database",
        (
            compared(OWN, taken[OWN], taken[OWN], same=True),
            compared(OTHER, taken[OTHER], taken[OWN], same=is_same).towards(goal),
            Line("PostGIS", goal="G2 PostGIS >= 100 x: not measured here"),
        ),
    )


def _read(way: Way) -> list[int]:
    ids = way()
    rows = find_activities(db.session(), ids)
    found = [rows[number].id for number in ids]
    db.session.remove()
    return found

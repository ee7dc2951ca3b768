"""Makes the data, measures, prints one table: python -m benchmarks, or make bench."""

import argparse
import os
import platform
import sqlite3
from collections.abc import Callable, Iterator
from itertools import pairwise

import numpy as np

from app.config import Config
from benchmarks.bombs import measure_bombs
from benchmarks.building import measure_building, measure_write
from benchmarks.data import SHAPES, SINGLE
from benchmarks.kernel import measure_kernel
from benchmarks.over_http import measure_http
from benchmarks.pages import measure_pages
from benchmarks.rsvp import measure_rsvp
from benchmarks.search import measure_growth, measure_searches
from benchmarks.store import Made, made
from benchmarks.table import Block, write

PARTS = ("search", "growth", "kernel", "pages", "building", "write", "rsvp", "http", "bombs")
NOT_HERE = """\
Not measured here at all: G2 against PostGIS, G5 (another program's list), G8 (freshness in every
worker while serving), G10 (tail under an open loop), G11 and G12 (elsewhere);
searching by text, which the application cannot do yet.
A ratio says how many times as long a thing takes as the first line of its block, by the medians;
in brackets the middle half of its runs. A goal "not measured at its size" was met at a smaller
size, which proves nothing about its own."""


def main() -> None:
    """Run the parts that were asked for."""
    asked = _arguments()
    data_dir = Config.from_env().data_dir
    databases = [
        made(data_dir, shape, size, asked.seed) for shape in SHAPES for size in asked.sizes
    ]
    print(_machine(), flush=True)
    blocks = list(_measured(asked, databases))
    print(f"\n{write(blocks)}\n\n{NOT_HERE}\n{_load('at the end')}")


def _measured(asked: argparse.Namespace, databases: list[Made]) -> Iterator[Block]:
    data_dir = Config.from_env().data_dir
    single = [one for one in databases if one.shape == SINGLE]
    parts: dict[str, Callable[[], list[Block]]] = {
        "search": lambda: [
            block for one in databases for block in measure_searches(one, data_dir, asked.rounds)
        ],
        "growth": lambda: [
            measure_growth(*two, data_dir, asked.rounds)
            for two in pairwise(databases)
            if two[0].shape == two[1].shape
        ],
        "kernel": lambda: [measure_kernel(10 * asked.rounds)],
        "pages": lambda: [measure_pages(single[0], data_dir, asked.rounds)],
        "building": lambda: [measure_building(one, data_dir) for one in databases],
        "write": lambda: [measure_write(one, data_dir) for one in databases],
        "rsvp": lambda: list(measure_rsvp(data_dir, asked.tries)),
        "http": lambda: [
            block for one in single for block in measure_http(one, data_dir, asked.slices)
        ],
        "bombs": lambda: measure_bombs(single[0], data_dir, asked.slices),
    }
    for name, measure in parts.items():
        if name in asked.only:
            print(f"Measuring: {name} ...", flush=True)
            yield from measure()


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument(
        "--sizes", default="10000,100000", type=_sizes, help="occurrences, separated by commas"
    )
    parser.add_argument("--seed", default=1, type=int, help="of the made-up data")
    parser.add_argument("--rounds", default=31, type=int, help="runs of what is quick")
    parser.add_argument("--slices", default=5, type=int, help="rounds of the load over HTTP")
    parser.add_argument("--tries", default=4_000, type=int, help="to give a place twice")
    parser.add_argument("--only", default=PARTS, nargs="+", choices=PARTS, help="these parts")
    return parser.parse_args()


def _sizes(text: str) -> list[int]:
    return sorted({int(size.replace("_", "")) for size in text.split(",")})


def _machine() -> str:
    return (
        f"{os.cpu_count()} cores, Python {platform.python_version()}, NumPy {np.__version__}, "
        f"SQLite {sqlite3.sqlite_version}; {_load('at the start')}"
    )


def _load(when: str) -> str:
    return f"load average {when}: {os.getloadavg()[0]:.1f}"


if __name__ == "__main__":
    main()

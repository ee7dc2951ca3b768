"""What a page and an answer of the API cost inside one process, beside a bare rendering."""

import gzip
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import brotli
import orjson
from flask import Flask, render_template
from werkzeug.datastructures import MultiDict

from app.core.db import db
from app.core.packing import LEVEL, QUALITY
from app.web import nearby, search
from app.web.forms import read_asked
from benchmarks.asking import ACTIVITIES, MATCHES, NEARBY, Sent, ids_of
from benchmarks.moment import silence, standing_clock
from benchmarks.store import Made, opened
from benchmarks.table import Block, compared, number
from benchmarks.timing import Task, alternate

BARE = "bare rendering of the page (Jinja)"


@dataclass(frozen=True)
class Answer:
    """What a WSGI application answered."""

    status: int
    tag: str
    body: bytes


def measure_pages(one: Made, data_dir: Path, rounds: int) -> Block:
    """Each step of the Nearby page, and whole requests without a network."""
    with (
        opened(one.path, data_dir) as app,
        standing_clock(),
        silence(),
        app.test_request_context("/"),
    ):
        steps, page = _steps()
        tasks = steps | _requests(app)
        same = _same(app)
        taken = alternate(tasks, rounds)
    sizes = {f"the page packed by {name}": len(step()) for name, step in _packings(page).items()}
    lines = []
    for name in tasks:
        line = compared(name, taken[name], taken[BARE], same=same.get(name))
        if name in sizes:
            line = line.noting(f"{number(sizes[name] / 1e3)} of {number(len(page) / 1e3)} kB")
        lines.append(line)
    return Block(f"{one.name}, a page of 20 cards, in one process", tuple(lines))


def _steps() -> tuple[dict[str, Task], bytes]:
    """The parts of the Nearby page one by one, and the page they make."""
    asked = read_asked(MultiDict(parse_qsl(NEARBY.query)))

    def find() -> dict[str, Any]:
        found = search.browse(asked)
        db.session.remove()
        return found

    found = find()
    shown = nearby.show_found(asked, found)
    page = render_template("nearby.html", **shown).encode()
    as_json = {name: value for name, value in found.items() if name not in {"today", "zone"}}
    steps: dict[str, Task] = {
        "the search, to dictionaries": find,
        "the dictionaries as JSON (orjson)": lambda: orjson.dumps(as_json),
        "the dictionaries in the page's words": lambda: nearby.show_found(asked, found),
        BARE: lambda: render_template("nearby.html", **shown),
    }
    packings = {f"the page packed by {name}": step for name, step in _packings(page).items()}
    return steps | packings, page


def _packings(page: bytes) -> dict[str, Callable[[], bytes]]:
    return {
        f"brotli {QUALITY}": lambda: brotli.compress(page, quality=QUALITY),
        f"gzip {LEVEL}": lambda: gzip.compress(page, LEVEL, mtime=0),
    }


def _requests(app: Flask) -> dict[str, Task]:
    tasks: dict[str, Task] = {}
    for name, sent in (("GET /", NEARBY), ("GET /activities", ACTIVITIES)):
        tagged = sent.packed("br").known(call(app, sent.packed("br")).tag)
        tasks |= {
            f"{name}, whole, plain": partial(call, app, sent),
            f"{name}, whole, brotli": partial(call, app, sent.packed("br")),
            f"{name}, known already (304)": partial(call, app, tagged),
        }
    return tasks | {"POST /matches, whole": partial(call, app, MATCHES)}


def _same(app: Flask) -> dict[str, bool]:
    """Whether packed and known answers stand for the plain one, and page and API agree."""
    page, cards = call(app, NEARBY), call(app, ACTIVITIES)
    same = {"GET /activities, whole, plain": ids_of(page.body) == ids_of(cards.body)}
    for name, sent, plain in (("GET /", NEARBY, page), ("GET /activities", ACTIVITIES, cards)):
        packed = call(app, sent.packed("br"))
        known = call(app, sent.packed("br").known(packed.tag))
        same[f"{name}, whole, brotli"] = brotli.decompress(packed.body) == plain.body
        same[f"{name}, known already (304)"] = (known.status, known.body) == (304, b"")
    return same


def call(app: Flask, sent: Sent) -> Answer:
    """Ask an application as a server would, without a network."""
    said: dict[str, Any] = {}

    def start(status: str, headers: list[tuple[str, str]], *error: object) -> Any:
        del error
        said.update(status=int(status[:3]), tag=dict(headers).get("ETag", ""))

    answered = app.wsgi_app(sent.environ(), start)
    body = b"".join(answered)
    close = getattr(answered, "close", None)
    if close:
        close()
    return Answer(said["status"], said["tag"], body)

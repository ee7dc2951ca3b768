"""Makes the many applications of a test run quicker to make, and quicker at their first page.

Each test has an application and a database of its own, and each would begin by working out anew
what can't differ: routes, templates, and how the engine is asked.
"""

from types import CodeType
from typing import Any

from flask import Flask, current_app
from flask_sqlalchemy import SQLAlchemy
from jinja2.bccache import Bucket, BytecodeCache
from sqlalchemy.engine import Dialect, Engine
from sqlalchemy.sql.elements import ClauseElement
from sqlalchemy.util import LRUCache
from werkzeug.routing import Rule

from app.core import openapi

MANY = 5000


class Compiled(BytecodeCache):
    """Templates as they were compiled for the first application; a changed one is another one."""

    def __init__(self) -> None:
        self.known: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give what is known of this template."""
        bucket.code = self.known.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled now."""
        if bucket.code is not None:
            self.known[bucket.key, bucket.checksum] = bucket.code


class Statements(LRUCache[Any, Any]):
    """Statements as they were worded for an engine of the same kind."""

    def get(self, key: Any, default: Any = None) -> Any:
        """Give how this was worded, or the default."""
        return super().get(_of_any_engine(key), default)

    def __setitem__(self, key: Any, value: Any) -> None:
        super().__setitem__(_of_any_engine(key), value)


def _of_any_engine(key: tuple[Any, ...]) -> tuple[Any, ...]:
    dialect, *statement = key
    return (type(dialect), *statement)


def share_work() -> None:
    """Do once a run what each application would do anew, though nothing of it can differ."""
    _share_routes()
    _share_statements()
    _share_description()
    _share_connections()
    Flask.jinja_options = {**Flask.jinja_options, "bytecode_cache": Compiled()}


def _share_routes() -> None:
    """Read the words of a route once a run, and compile once what builds its addresses.

    It takes most of making an application. What comes of it depends on nothing but those words:
    the converters are the same in all, and what builds an address gets the route itself.
    """
    compile_anew = Rule.compile
    known: dict[tuple[Any, ...], Rule] = {}

    def compiled(rule: Rule) -> None:
        key = (rule.rule, rule.subdomain, rule.merge_slashes, repr(rule.defaults))
        if (first := known.setdefault(key, rule)) is rule:
            compile_anew(rule)
            return
        rule._parts, rule._trace = first._parts, first._trace
        rule._converters, rule.arguments = first._converters, set(first.arguments)
        rule._build = first._build.__func__.__get__(rule)  # type: ignore[attr-defined]
        rule._build_unknown = first._build_unknown.__func__.__get__(rule)  # type: ignore[attr-defined]

    Rule.compile = compiled  # type: ignore[method-assign]


def _share_statements() -> None:
    """Word a statement once a run, not once an engine: that is a fifth of what tests take."""
    compile_for = ClauseElement._compile_w_cache
    known = Statements(MANY)

    def compiled(
        clause: ClauseElement, dialect: Dialect, *, compiled_cache: Any, **more: Any
    ) -> Any:
        kept = None if compiled_cache is None else known
        return compile_for(clause, dialect, compiled_cache=kept, **more)

    ClauseElement._compile_w_cache = compiled  # type: ignore[method-assign]


def _share_description() -> None:
    """Describe the API once a run: what is said of it differs only by where it is served."""
    describe = openapi.document
    known: dict[str, dict[str, Any]] = {}

    def document() -> dict[str, Any]:
        home = current_app.config["ALONGSIDE"].public_url
        return known.get(home) or known.setdefault(home, describe())

    openapi.document = document


def _share_connections() -> None:
    """Connect to PostgreSQL once a run: it starts a process for each, and tells of itself first."""
    make_engine = SQLAlchemy._make_engine
    known: dict[str, Engine] = {}

    def made(db: SQLAlchemy, key: str | None, options: dict[str, Any], app: Flask) -> Engine:
        if not str(options["url"]).startswith("postgresql"):
            return make_engine(db, key, options, app)
        wish = repr(sorted(options.items()))
        return known.get(wish) or known.setdefault(wish, make_engine(db, key, options, app))

    SQLAlchemy._make_engine = made  # type: ignore[method-assign]

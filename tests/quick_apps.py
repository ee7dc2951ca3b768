"""Makes the many applications of a test run quicker to make, and quicker at their first page."""

from collections.abc import Callable
from types import CodeType
from typing import Any

from flask import Flask
from jinja2.bccache import Bucket, BytecodeCache
from werkzeug.routing import Rule

Builder = Callable[..., tuple[str, str]]


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


def share_work() -> None:
    """Do once a run what each application would do anew, though nothing of it can differ."""
    _share_builders()
    Flask.jinja_options = {**Flask.jinja_options, "bytecode_cache": Compiled()}


def _share_builders() -> None:
    """Compile what builds the addresses of a route once a run, not once an application.

    It takes two thirds of making one; a function depends on nothing but the route's words, and
    it gets the route itself as its first argument.
    """
    compile_builder: Callable[[Rule, bool], Builder] = Rule._compile_builder
    known: dict[tuple[Any, ...], Builder] = {}

    def shared(rule: Rule, append_unknown: bool = True) -> Builder:  # noqa: FBT001, FBT002
        key = (tuple(rule._trace), repr(rule.defaults), append_unknown)
        if key not in known:
            known[key] = compile_builder(rule, append_unknown)
        return known[key]

    Rule._compile_builder = shared  # type: ignore[method-assign]

"""Frozen records as plain JSON values and back, strictly by their types.

For what is kept for a while or comes from another process: nothing in it is trusted to be
what it should, and nothing in it can be run. How each type is read is worked out once, for
files hold thousands of records of a few types.
"""

import types
from collections.abc import Callable
from dataclasses import is_dataclass
from datetime import date, datetime
from functools import cache, partial
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

import orjson

Kind = TypeVar("Kind")
Step = Callable[[Any], Any]
UNIONS = frozenset({Union, types.UnionType})
PLAIN = frozenset({str, int, bool, type(None)})


def write_record(value: Any) -> Any:
    """A record, with all records in it, as values that JSON knows."""
    return orjson.loads(orjson.dumps(value, default=dict))


def read_record(kind: type[Kind], value: Any) -> Kind:
    """The record of that kind which `write_record` wrote; raises ValueError for another."""
    known: Any = kind
    return cast("Kind", _reader(known)(value))


@cache
def _reader(kind: Any) -> Step:
    if is_dataclass(kind):
        return partial(_record, kind)
    if kind in {date, datetime}:
        return lambda value: kind.fromisoformat(_exactly(str, value))
    if kind is float:
        return lambda value: _exactly(float, float(value) if type(value) is int else value)
    if get_origin(kind) is None:
        return partial(_among, frozenset({kind}))
    return _reader_of_many(get_origin(kind), get_args(kind))


def _reader_of_many(origin: Any, kinds: tuple[Any, ...]) -> Step:
    """For what holds others: one of several, a tuple of one kind, names of one kind."""
    if origin in UNIONS and PLAIN.issuperset(kinds):
        return partial(_among, frozenset(kinds))
    inner = tuple(_reader(kind) for kind in kinds if kind is not type(None))
    if origin in UNIONS:
        return partial(_one_of, inner, type(None) in kinds)
    if origin is tuple:
        return lambda value: tuple(map(inner[0], _exactly(list, value)))
    return lambda value: {name: inner[1](item) for name, item in _exactly(dict, value).items()}


def _record(kind: Any, value: Any) -> Any:
    given, readers = _exactly(dict, value), _fields(kind)
    if not given.keys() <= readers.keys():
        raise ValueError("there is a field too many")
    try:
        return kind(**{name: readers[name](item) for name, item in given.items()})
    except TypeError as error:
        raise ValueError("a field is missing") from error


@cache
def _fields(kind: Any) -> dict[str, Step]:
    return {name: _reader(hint) for name, hint in get_type_hints(kind).items()}


def _one_of(readers: tuple[Step, ...], may_be_none: bool, value: Any) -> Any:  # noqa: FBT001
    """The first of several kinds that fits, in their order."""
    if value is None and may_be_none:
        return None
    for read in readers:
        try:
            return read(value)
        except ValueError:
            continue
    raise ValueError("it is none of what it may be")


def _among(kinds: frozenset[Any], value: Any) -> Any:
    """What needs no reading, if it is of one of these kinds."""
    if type(value) not in kinds:
        raise ValueError(f"it is none of {kinds}")
    return value


def _exactly(kind: Any, value: Any) -> Any:
    if type(value) is not kind:
        raise ValueError(f"it is no {kind}")
    return value

"""Frozen records as plain JSON values and back, strictly by their types.

For what is kept for a while or comes from another process: nothing in it is trusted to be
what it should, and nothing in it can be run.
"""

import types
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from functools import cache
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

Kind = TypeVar("Kind")


def write_record(value: Any) -> Any:
    """A record, with all records in it, as values that JSON knows."""
    if is_dataclass(value) and not isinstance(value, type):
        return {each.name: write_record(getattr(value, each.name)) for each in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): write_record(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [write_record(item) for item in value]
    if isinstance(value, date):
        return value.isoformat()
    return value


def read_record(kind: type[Kind], value: Any) -> Kind:
    """The record of that kind which `write_record` wrote; raises ValueError for another."""
    return cast("Kind", _read(kind, value))


def _read(kind: Any, value: Any) -> Any:
    if is_dataclass(kind):
        return _record(kind, value)
    if kind in {date, datetime}:
        return kind.fromisoformat(_exactly(str, value))
    if kind is float and type(value) is int:
        return float(value)
    return _inside(kind, value) if get_origin(kind) else _exactly(kind, value)


def _inside(kind: Any, value: Any) -> Any:
    """What holds others: one of several, a tuple of one kind, names of one kind."""
    origin, inner = get_origin(kind), get_args(kind)
    if origin in {Union, types.UnionType}:
        return _one_of(inner, value)
    if origin is tuple:
        return tuple(_read(inner[0], item) for item in _exactly(list, value))
    return {key: _read(inner[1], item) for key, item in _exactly(dict, value).items()}


def _record(kind: Any, value: Any) -> Any:
    given, hints = _exactly(dict, value), _hints(kind)
    if set(given) - set(hints):
        raise ValueError("there is a field too many")
    try:
        return kind(**{name: _read(hints[name], item) for name, item in given.items()})
    except TypeError as error:
        raise ValueError("a field is missing") from error


def _one_of(kinds: tuple[Any, ...], value: Any) -> Any:
    """The first of several kinds that fits, in their order."""
    if value is None and type(None) in kinds:
        return None
    for kind in kinds:
        try:
            return _read(kind, value)
        except ValueError:
            continue
    raise ValueError("it is none of what it may be")


def _exactly(kind: Any, value: Any) -> Any:
    if type(value) is not kind:
        raise ValueError(f"it is no {kind}")
    return value


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)

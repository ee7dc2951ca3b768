"""The strict parser behind every API route: flask-smorest's blueprint with our reader."""

from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any, NoReturn, TypeVar

import flask
import marshmallow as ma
from flask_smorest import Blueprint
from webargs.flaskparser import FlaskParser

from app.core.bodies import body_of
from app.core.errors import SENTENCE, Invalid
from app.core.reading import read_values

View = TypeVar("View", bound=Callable[..., Any])
UNKNOWN = "There is no such name here."


class StrictSchema(ma.Schema):
    """A schema that refuses unknown names with a calm sentence."""

    error_messages = {  # noqa: RUF012
        "unknown": UNKNOWN,
        "type": "This must be an object.",
    }

    class Meta:
        """Refuse what is not asked for."""

        unknown = ma.RAISE


def flatten(messages: Any, prefix: str = "") -> dict[str, list[str]]:
    """Errors by dotted field name; the positions of list items are left out."""
    if isinstance(messages, Mapping):
        flat: dict[str, list[str]] = {}
        for key, inner in messages.items():
            skip = isinstance(key, int) or key == "_schema"
            name = prefix if skip and prefix else f"{prefix}.{key}" if prefix else str(key)
            for field, said in flatten(inner, name[:60]).items():
                flat[field] = list(dict.fromkeys(flat.get(field, []) + said))
        return flat
    return {prefix or "body": [str(said) for said in messages]}


def load(schema: ma.Schema, values: Mapping[str, Any]) -> Any:
    """Load values through a schema; raise Invalid with flat errors."""
    try:
        return schema.load(values)
    except ma.ValidationError as error:
        raise Invalid(SENTENCE, flatten(error.messages)) from error


class StrictParser(FlaskParser):
    """JSON through `read_json`, the query through `read_values`, errors as Invalid."""

    DEFAULT_UNKNOWN_BY_LOCATION = {  # noqa: RUF012
        "json": ma.RAISE,
        "query": ma.RAISE,
    }

    def load_json(self, req: flask.Request, schema: ma.Schema) -> dict[str, Any]:
        """The body as an object."""
        if not req.get_data(cache=True) and getattr(schema, "may_be_empty", False):
            return {}
        return body_of(req)

    def load_querystring(self, req: flask.Request, schema: ma.Schema) -> dict[str, Any]:
        """The query as JSON would have held it."""
        values, wrong = read_values(req.args, schema.load_fields)
        if wrong:
            raise Invalid(SENTENCE, wrong)
        return values

    def handle_error(self, error: ma.ValidationError, *args: Any, **kwargs: Any) -> NoReturn:
        """Say which field is wrong, without the place it was sent in."""
        del args, kwargs
        messages = error.messages
        inner = next(iter(messages.values())) if isinstance(messages, dict) else messages
        raise Invalid(SENTENCE, flatten(inner)) from error


class Rooms(Blueprint):
    """A blueprint of the API whose arguments go through the strict parser."""

    ARGUMENTS_PARSER = StrictParser()

    def route(self, rule: str, **options: Any) -> Callable[[View], View]:
        """Register a view; flask-smorest's own, with types."""
        register: Callable[[View], View] = super().route(rule, **options)
        return register

    def arguments(self, schema: Any, **options: Any) -> Callable[[View], View]:
        """Declare what a view takes; flask-smorest's own, with types."""
        declare: Callable[[View], View] = super().arguments(schema, **options)
        return declare

    def answers(
        self,
        shape: dict[str, Any],
        *errors: int,
        status: int = 200,
        links: dict[str, Any] | None = None,
    ) -> Callable[[View], View]:
        """Describe what a view answers, and the errors it knows beside those of its arguments.

        `links` says which other operations a part of the answer leads to, as OpenAPI does.
        """

        def describe(view: View) -> View:
            described: View = self.alt_response(status, schema=shape, success=True)(view)
            for error in errors:
                described = self.alt_response(error, HTTPStatus(error).name)(described)
            described.links = links or {}  # type: ignore[attr-defined]
            return described

        return describe

    def gives_file(self, content_type: str, meaning: str, *errors: int) -> Callable[[View], View]:
        """Describe a view that answers with a text of another type than JSON."""
        shape = {"type": "string", "description": meaning}

        def describe(view: View) -> View:
            answers = self.alt_response(200, schema=shape, content_type=content_type, success=True)
            described: View = answers(view)
            for error in errors:
                described = self.alt_response(error, HTTPStatus(error).name)(described)
            return described

        return describe

    def shows_page(
        self, meaning: str, *statuses: int, query: dict[str, Any]
    ) -> Callable[[View], View]:
        """Describe a view that answers with a page, or leads on to one (303)."""
        shape = {"type": "string", "description": meaning}

        def describe(view: View) -> View:
            described: View = self.alt_response(HTTPStatus.SEE_OTHER, "SEE_OTHER")(view)
            for status in statuses:
                answers = self.alt_response(status, schema=shape, content_type="text/html")
                described = answers(described)
            whole: View = self.doc(parameters=[query])(described)
            return whole

        return describe


def path_id(name: str, meaning: str) -> dict[str, Any]:
    """How the document describes an id that is part of an address."""
    shape = {"type": "string"}
    return {"in": "path", "name": name, "description": meaning, "schema": shape, "required": True}


def takes_query(view: Any) -> bool:
    """True when a view declares query parameters."""
    declared = getattr(view, "_apidoc", {}).get("arguments", {}).get("parameters", [])
    return any(isinstance(p, Mapping) and p.get("in") == "query" for p in declared)

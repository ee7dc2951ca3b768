"""The page about the API, made from the same document that programs read."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlencode

from flask import Blueprint, Response
from werkzeug.datastructures import MultiDict

from app.core import openapi
from app.core.errors import DomainError
from app.core.problems import CODES
from app.core.security import public
from app.web import forms, search
from app.web.docs_examples import Example, FirstItem, example_of
from app.web.docs_words import SHAPES, Part, Piece, Row, Teller, prose
from app.web.sending import page

MANY = 6
ELSEWHERE = "The answer is at another address."
WORKED, OTHER = "It worked.", "Anything else that went wrong."

blueprint = Blueprint("docs", __name__)


@dataclass(frozen=True, kw_only=True)
class Operation:
    """What the page says of one operation."""

    key: str
    method: str
    path: str
    summary: str
    description: str
    parameters: list[Row]
    body: list[Row]
    answers: list[tuple[str, str, list[Piece]]]
    example: Example | None


@blueprint.get("/docs")
@public
def show_docs() -> Response:
    """Each operation with what it takes, what it answers, and an example that runs."""
    document = openapi.document()
    teller = Teller(document["components"]["schemas"])
    rooms = _rooms(document, teller)
    shapes = _shapes(document, teller)
    return page(
        "docs.html",
        prose=prose,
        home=document["servers"][0]["url"],
        rooms=rooms,
        shapes=shapes,
        words=teller.long_lists,
    )


def _rooms(document: Part, teller: Teller) -> list[tuple[str, str, list[Operation]]]:
    """The operations under what their room is for."""
    rooms, first = [], _first_items()
    for tag in document["tags"]:
        found = [
            _operation(document, teller, (path, method), first)
            for path, methods in document["paths"].items()
            for method, operation in methods.items()
            if method != "parameters" and tag["name"] in operation["tags"]
        ]
        if found:
            rooms.append((tag["name"], tag["description"], found))
    return rooms


def _operation(
    document: Part, teller: Teller, where: tuple[str, str], first: FirstItem
) -> Operation:
    path, method = where
    operation = document["paths"][path][method]
    body = operation.get("requestBody", {}).get("content", {}).get("application/json", {})
    return Operation(
        key=operation["operationId"],
        method=method.upper(),
        path=path,
        summary=operation["summary"].rstrip("."),
        description=operation.get("description", ""),
        parameters=_parameters(document["paths"][path], operation, teller),
        body=teller.rows(_resolved(document, body["schema"])) if body else [],
        answers=[
            _answer(document, teller, status, answer)
            for status, answer in sorted(operation["responses"].items())
        ],
        example=example_of(document, path, method, first),
    )


def _parameters(operations: Part, operation: Part, teller: Teller) -> list[Row]:
    given = [*operations.get("parameters", ()), *operation.get("parameters", ())]
    return [
        teller.row(
            one["name"],
            {**one["schema"], "description": one.get("description", "")},
            is_required=one["required"],
        )
        for one in given
    ]


def _answer(
    document: Part, teller: Teller, status: str, answer: Part
) -> tuple[str, str, list[Piece]]:
    answer = _resolved(document, answer)
    if "content" not in answer:
        return status, ELSEWHERE, []
    schema = next(iter(answer["content"].values()))["schema"]
    return status, _meaning(status), teller.pieces(schema, "answer")


def _meaning(status: str) -> str:
    if status.startswith("2"):
        return WORKED
    return CODES[int(status)][1] if status.isdigit() else OTHER


def _resolved(document: Part, part: Part) -> Part:
    if "$ref" not in part:
        return part
    found: Any = document
    for step in part["$ref"].removeprefix("#/").split("/"):
        found = found[step]
    resolved: Part = found
    return resolved


def _shapes(document: Part, teller: Teller) -> list[tuple[str, str, str | None, list[Row]]]:
    """The named objects, but for bodies, which stand with their operations."""
    bodies = {
        operation.get("requestBody", {})
        .get("content", {})
        .get("application/json", {})
        .get("schema", {})
        .get("$ref", "")
        .removeprefix(SHAPES)
        for methods in document["paths"].values()
        for method, operation in methods.items()
        if method != "parameters"
    }
    return [
        _shape(teller, name, schema)
        for name, schema in sorted(teller.schemas.items())
        if name not in bodies
    ]


def _shape(teller: Teller, name: str, schema: Part) -> tuple[str, str, str | None, list[Row]]:
    """A named object; where it holds all of another one, that one's name and the rest."""
    own = schema.get("properties", {})
    for other, known in teller.schemas.items():
        parts = {key: known["properties"][key] for key in known.get("required", ())}
        if other != name and len(parts) >= MANY and parts.items() <= own.items():
            rest = {key: part for key, part in own.items() if key not in parts}
            return name, schema["description"], other, teller.rows({"properties": rest})
    return name, schema.get("description", ""), None, teller.rows(schema)


def _first_items() -> FirstItem:
    """Gives the first activity that a query finds here; many examples share a query."""
    known: dict[str, Mapping[str, Any] | None] = {}

    def first(query: Mapping[str, Any]) -> Mapping[str, Any] | None:
        words = urlencode(query, doseq=True)
        if words not in known:
            known[words] = _first_item(words)
        return known[words]

    return first


def _first_item(words: str) -> Mapping[str, Any] | None:
    try:
        asked = forms.read_asked(MultiDict(parse_qsl(words)))
        found = search.browse(asked)
    except DomainError:
        return None
    items: list[dict[str, Any]] = found["items"]
    return items[0] if items else None

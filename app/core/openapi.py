"""The API's description: OpenAPI 3.1 from the schemas, with every error as problem+json."""

from collections.abc import Iterable
from http import HTTPStatus
from typing import Any

from flask import Flask, Response, current_app
from flask_smorest import Api, Blueprint

from app.core import describing, fields
from app.core.actors import COOKIE
from app.core.answers import public_answer
from app.core.problems import PROBLEM
from app.core.security import public

ABOUT = """Alongside finds community activities: volunteering, interest groups and support meetups.
Reading needs no key and no account. A profile travels only in the body of a POST, is used for
that answer and then dropped; it never belongs in an address."""
KINDS: tuple[tuple[type[fields.Strict], str, str | None], ...] = (
    (fields.Text, "string", None),
    (fields.Choice, "string", None),
    (fields.Number, "number", None),
    (fields.Coordinate, "number", None),
    (fields.Whole, "integer", None),
    (fields.Flag, "boolean", None),
    (fields.Day, "string", "date"),
    (fields.LocalTime, "string", None),
    (fields.Several, "array", None),
    (fields.Table, "object", None),
)


BY_COOKIE = {
    "type": "apiKey",
    "in": "cookie",
    "name": COOKIE,
    "description": "Comes with the first held place, or with POST /guests.",
}


class ProblemApi(Api):
    """flask-smorest with RFC 9457 problems in the document."""

    def _register_responses(self) -> None:
        """Describe each error as a problem; flask-smorest's own shape is not ours."""
        content = {"application/problem+json": {"schema": PROBLEM}}
        for status in HTTPStatus:
            described = {"description": status.phrase}
            is_error = status >= HTTPStatus.BAD_REQUEST
            self.spec.components.response(
                status.name, described | ({"content": content} if is_error else {}), lazy=True
            )
        described = {"description": "Something was wrong"}
        self.spec.components.response("DEFAULT_ERROR", described | {"content": content}, lazy=True)


def register(app: Flask, rooms: Iterable[Blueprint]) -> None:
    """Open the rooms of the API, and serve their document at /api/v1/openapi.json."""
    app.extensions["rooms"] = tuple(rooms)
    for room in app.extensions["rooms"]:
        app.register_blueprint(room)
    app.add_url_rule("/api/v1/openapi.json", view_func=_show, endpoint="openapi")


def document() -> dict[str, Any]:
    """The finished document, made when it is first asked for: most processes never are."""
    made: dict[str, Any] | None = current_app.extensions.get("openapi")
    if made is None:
        made = describing.finish(_describe(current_app).spec.to_dict(), current_app)
        current_app.extensions["openapi"] = made
    return made


def _describe(app: Flask) -> Api:
    """What flask-smorest says of the rooms; it does so in an application of its own."""
    home = app.config["ALONGSIDE"].public_url
    aside = Flask("document", static_folder=None)
    aside.config.update(
        API_TITLE="Alongside",
        API_VERSION="v1",
        OPENAPI_VERSION="3.1.0",
        API_SPEC_OPTIONS={
            "info": {"description": ABOUT},
            "servers": [{"url": home}],
            "components": {"securitySchemes": {describing.SESSION: BY_COOKIE}},
            "externalDocs": {"url": f"{home}/docs", "description": "The same, to read and try"},
        },
    )
    api = ProblemApi(aside)
    for field, kind, form in KINDS:
        api.register_field(field, kind, form)
    api.ma_plugin.converter.add_attribute_function(_inner)
    api.ma_plugin.converter.add_parameter_attribute_function(_example)
    for room in app.extensions["rooms"]:
        api.register_blueprint(room)
    return api


@public
def _show() -> Response:
    return public_answer(document())


def _inner(converter: Any, field: Any, ret: dict[str, Any]) -> dict[str, Any]:
    """What lies inside lists and tables, which the field alone does not say."""
    if isinstance(field, fields.Several):
        return {"items": converter.field2property(field.inner), "maxItems": ret.pop("maxLength")}
    if isinstance(field, fields.Table):
        inner = converter.field2property(field.inner)
        return {"properties": dict.fromkeys(field.keys, inner), "additionalProperties": False}
    return {}


def _example(converter: Any, field: Any, ret: dict[str, Any]) -> dict[str, Any]:
    """An example belongs to the parameter; inside a schema the word is out of use."""
    del converter, field
    return {"example": ret["schema"].pop("example")} if "example" in ret["schema"] else {}

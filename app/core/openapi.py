"""The API's description: OpenAPI 3.1 from the schemas, with every error as problem+json."""

from http import HTTPStatus
from typing import Any

from flask import Flask, Response, current_app
from flask_smorest import Api
from werkzeug.exceptions import HTTPException

from app.core import describing, fields, problems
from app.core.actors import COOKIE
from app.core.answers import public_answer
from app.core.problems import PROBLEM
from app.core.security import public

VIEW = "api-docs.openapi_json"
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
    """flask-smorest with RFC 9457 problems, in answers and in the document."""

    def handle_http_exception(self, error: HTTPException) -> Response:
        """Answer as every other error does."""
        return problems.from_http(error)

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


def register(app: Flask) -> Api:
    """Serve the document at /api/v1/openapi.json; give back the Api that rooms join."""
    home = app.config["ALONGSIDE"].public_url
    app.config.update(
        API_TITLE="Alongside",
        API_VERSION="v1",
        OPENAPI_VERSION="3.1.0",
        OPENAPI_URL_PREFIX="/api/v1",
        OPENAPI_JSON_PATH="openapi.json",
        API_SPEC_OPTIONS={
            "info": {"description": ABOUT},
            "servers": [{"url": home}],
            "components": {"securitySchemes": {describing.SESSION: BY_COOKIE}},
            "externalDocs": {"url": f"{home}/docs", "description": "The same, to read and try"},
        },
    )
    api = ProblemApi(app)
    for field, kind, form in KINDS:
        api.register_field(field, kind, form)
    api.ma_plugin.converter.add_attribute_function(_inner)
    api.ma_plugin.converter.add_parameter_attribute_function(_example)
    # Its own view makes the document anew each time.
    app.view_functions[VIEW] = _show
    app.extensions["api"] = api
    return api


def document() -> dict[str, Any]:
    """The finished document; made once, since rooms join before the first request."""
    made: dict[str, Any] | None = current_app.extensions.get("openapi")
    if made is None:
        made = describing.finish(current_app.extensions["api"].spec.to_dict(), current_app)
        current_app.extensions["openapi"] = made
    return made


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

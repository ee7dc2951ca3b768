"""How a page leaves: rendered, with its cache rule, packed when nobody's answers are in it."""

from typing import Any

from flask import Response, render_template, request

from app.core.packing import send_public

PAGE_RULE = "public, max-age=60"


def own_page(template: str, status: int = 200, **shown: Any) -> Response:
    """Render a page that holds something of one person: nothing keeps it, nothing packs it."""
    response = Response(render_template(template, **shown), status, mimetype="text/html")
    response.headers["Cache-Control"] = "no-store"
    return response


def page(template: str, status: int = 200, **shown: Any) -> Response:
    """Render a page. Only answers to GET may be kept by a cache, for a minute."""
    response = Response(render_template(template, **shown), status, mimetype="text/html")
    if request.method == "POST":
        response.headers["Cache-Control"] = "no-store"
        return response
    if status == 200:  # noqa: PLR2004
        response.headers["Cache-Control"] = PAGE_RULE
    return send_public(response)

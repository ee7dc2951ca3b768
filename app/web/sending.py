"""How a page leaves: rendered, packed when nobody's answers are in it, with its cache rule."""

import gzip
from typing import Any

from flask import Response, render_template, request

PACKING_LEVEL = 6
PAGE_RULE = "public, max-age=60"


def page(template: str, status: int = 200, **shown: Any) -> Response:
    """Render a page. Only answers to GET may be kept by a cache, for a minute.

    A page that holds a profile is not packed: the length of a packed page tells something of
    what is in it to somebody who can choose a part of it.
    """
    response = Response(render_template(template, **shown), status, mimetype="text/html")
    if request.method != "GET":
        response.headers["Cache-Control"] = "no-store"
        return response
    if status == 200:  # noqa: PLR2004
        response.headers["Cache-Control"] = PAGE_RULE
    if request.accept_encodings.quality("gzip"):
        response.set_data(gzip.compress(response.get_data(), PACKING_LEVEL, mtime=0))
        response.headers["Content-Encoding"] = "gzip"
    response.vary.add("Accept-Encoding")
    response.add_etag()
    response.make_conditional(request)
    return response

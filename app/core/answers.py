"""JSON answers: written by orjson, and with an ETag where everybody gets the same."""

from typing import Any

import orjson
from flask import Response

from app.core.packing import send_public

A_MINUTE = 60
A_DAY = 24 * 60 * A_MINUTE


def json_answer(body: Any) -> Response:
    """An answer for one person only; nothing keeps it."""
    return Response(orjson.dumps(body), mimetype="application/json")


def public_answer(body: Any, max_age_s: int = A_MINUTE) -> Response:
    """An answer that is the same for all: caches may keep it, and a known one becomes a 304."""
    response = json_answer(body)
    response.headers["Cache-Control"] = f"public, max-age={max_age_s}"
    return send_public(response)

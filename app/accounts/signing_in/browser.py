"""The browser that asks to sign in: known by a cookie of its own until it is let in."""

import re
import secrets

from flask import Response, request

COOKIE = "__Host-authreq"
KEPT_FOR_S = 15 * 60
SHAPE = re.compile(r"[A-Za-z0-9_-]{43}")
BYTES = 32


def read() -> str:
    """What this browser is known by; empty where it asked for nothing."""
    value = request.cookies.get(COOKIE, "")
    return value if SHAPE.fullmatch(value) else ""


def read_or_make() -> str:
    """What this browser is known by, from now on if it was not before."""
    return read() or secrets.token_urlsafe(BYTES)


def keep(response: Response, value: str) -> Response:
    """Let the browser keep it while what it asked for is good."""
    response.set_cookie(
        COOKIE, value, max_age=KEPT_FOR_S, secure=True, httponly=True, samesite="Lax"
    )
    return response


def forget(response: Response) -> Response:
    """Take it away: it has served."""
    response.delete_cookie(COOKIE, secure=True, httponly=True, samesite="Lax")
    return response

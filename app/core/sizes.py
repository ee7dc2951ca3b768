"""How much a request may carry: each view's own limit, and the same in words."""

from flask import current_app, request

from app.core.reading import MAX_BODY

KIB = 1024


def most_bytes() -> int:
    """How many bytes the view of this request takes."""
    view = current_app.view_functions.get(request.endpoint or "")
    most: int = getattr(view, "most_bytes", MAX_BODY)
    return most


def too_large() -> str:
    """Say that it was too much, and how much is taken: `At most 1.5 MiB are taken.`."""
    most = most_bytes() / KIB
    words = f"{most:g} KiB" if most < KIB else f"{most / KIB:g} MiB"
    return f"What was sent is too large. At most {words} are taken."

"""What stands in the place of an organiser's page for whoever is not signed in as one."""

from flask import Response, request

from app.web.sending import own_page


def show_door() -> Response:
    """What posting is, what it needs, and the way in; nothing of anybody's own."""
    return own_page("organise_door.html", back=request.path)

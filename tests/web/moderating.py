"""What a moderator's examples need: something that waits, is public, hidden or was decided."""

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from app.accounts.membership import found
from app.accounts.models import Person
from app.activities import hiding
from app.activities.hiding import Hiding
from app.activities.posting import service as posting
from app.core.ids import show_id
from app.core.writes import unit_of_work
from app.moderation.review.service import Judgement, decide
from tests.conftest import NOW
from tests.people import sign_in

CONTENT = {
    "title": "Slow walk", "kind": "interest_group", "format": "online", "topics": ["walking"],
    "description": "We walk slowly.", "online_url": "https://meet.example.org/walk",
    "starts_at": "2026-12-05T10:00", "ends_at": "2026-12-05T11:00", "time_zone": "Europe/London",
}  # fmt: skip
PUBLIC, HIDDEN = "/hide", "/restore"


def prepare(app: Flask, address: str) -> tuple[FlaskClient, str]:
    """A moderator's browser, and the address with ids of what is there."""
    mo = sign_in(app, "mo@example.org", "moderator")
    sign_in(app, "walker@example.org")
    with unit_of_work() as session:
        query = select(Person).where(Person.sign_in_address == "walker@example.org")
        person = session.scalars(query).one()
        walks = found(session, person.id, "Slow walks", NOW)
        draft = posting.begin(session, walks.id, person.id, CONTENT, NOW)
        posting.submit(session, draft, NOW)
        item = draft.id
        if address.endswith((PUBLIC, HIDDEN)):
            activity = posting.apply(session, draft, NOW)
            if address.endswith(HIDDEN):
                hiding.hide(session, activity, Hiding(cause=hiding.MODERATOR, at=NOW))
        if "DECISION_ID" in address:
            judged = Judgement("reject", person.id, "unclear")
            number = decide(session, item, judged, NOW).id
            address = address.replace("DECISION_ID", show_id(number))
        organiser = show_id(walks.id)
    address = address.replace("ITEM_ID", show_id(item)).replace("ORGANISER_ID", organiser)
    return mo, address

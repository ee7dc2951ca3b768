"""The first page of whoever organises, and what stands there for everybody else."""

from app.accounts.membership import found
from app.accounts.models import Person
from app.activities.posting import service
from app.core.db import db
from app.core.writes import unit_of_work
from tests.conftest import NOW
from tests.people import sign_in
from tests.phones import new_phone


def test_strangers_and_guests_are_told_what_it_needs(app, frozen):
    guest = new_phone(app)
    for phone in (new_phone(app), guest):
        page = phone.get("/organise")
        assert page.status_code == 200
        assert "Sign in first" in page.text
        assert page.headers["Cache-Control"] == "no-store"
        guest.post("/api/v1/guests")
    assert "Sign in first" in guest.get("/organise").text


def test_an_organiser_sees_their_own_drafts_and_nobody_else_s(app, frozen):
    olga, other = sign_in(app), sign_in(app, "otto@example.org")
    with unit_of_work() as session:
        person = session.query(Person).filter_by(sign_in_address="olga@example.org").one()
        library = found(session, person.id, "Olga's library", NOW)
        draft = service.begin(session, library.id, person.id, {"title": "Chess <b>"}, NOW)
        number = draft.id
    page = olga.get("/organise").text
    assert "Chess &lt;b&gt;" in page
    assert "Only you and your co-organisers see it." in page
    assert "Nothing here yet" in other.get("/organise").text
    db.session.rollback()
    assert number


def test_about_me_leads_there(client):
    assert 'href="/organise"' in client.get("/about-me").text

"""Whoever keeps a listing is erased: somebody else keeps it, or it ends with notice."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.accounts.models import Organiser, OrganiserMember, Person
from app.activities.models import Activity
from app.core.audit import AuditRow
from app.core.db import db
from app.core.ids import read_id
from app.core.writes import unit_of_work
from app.exchange.import_models import Feed
from app.privacy.retention import forget_people
from tests.attendance.conftest import hold, look
from tests.conftest import NOW
from tests.notices.conftest import inbox, known
from tests.people import sign_in
from tests.phones import new_phone
from tests.running.conftest import KIM, OLGA, activity_of, join, olga, run
from tests.web.reading import read

__all__ = ["inbox", "known", "olga", "run"]


@pytest.fixture
def date(run):
    """The first date of a public activity that Olga alone owns."""
    return run(capacity=4, greeter_name="Olga Smith", contact_public="olga@garden.example")


def of(date, column=Organiser.id):
    db.session.rollback()
    query = (
        select(column).select_from(Organiser).join(Activity, Activity.organiser_id == Organiser.id)
    )
    found = db.session.scalars(query.where(Activity.id == read_id(activity_of(date)))).one()
    db.session.rollback()
    return found


def add(app, date, address, role):
    browser = sign_in(app, address)
    join(of(date), address, role)
    return browser


def roles(date):
    db.session.rollback()
    query = select(Person.sign_in_address, OrganiserMember.role).join(
        OrganiserMember, OrganiserMember.person_id == Person.id
    )
    found = {row.sign_in_address: row.role for row in db.session.execute(query)}
    db.session.rollback()
    return found


def erase_page(browser):
    return " ".join(read(browser.get("/settings/erase")).text.split())


def test_without_anybody_else_it_ends_and_who_comes_is_told(olga, date, known, inbox):
    mine = known()
    hold(mine, date)
    inbox.new()
    said = erase_page(olga)
    assert "One listing of Olga's garden. Nobody else looks after it, so it is cancelled." in said
    assert "Everybody who holds a place is told." in said
    assert olga.delete("/api/v1/me").status_code == 200
    assert inbox.subjects() == ["A plan of yours is cancelled"]
    assert look(mine, date)["occurrence"]["status"] != "scheduled"
    for path in ("/api/v1/activities", "/activities"):
        assert mine.get(f"{path}/{activity_of(date)}").status_code in {404, 410}
    db.session.rollback()
    left = db.session.scalars(select(Activity)).all()
    said = str([(row.greeter_name, row.contact_public) for row in left])
    assert "olga" not in said.lower()
    assert of(date, Organiser.name) == "An organiser who left"


def test_what_is_out_of_sight_ends_too(olga, date):
    with unit_of_work() as session:
        session.get_one(Activity, read_id(activity_of(date))).state = "hidden"
    olga.delete("/api/v1/me")
    assert (of(date, Activity.state), of(date, Activity.called_off)) == ("hidden", True)


def test_who_edits_owns_it_then_and_is_told(app, olga, date, known, inbox):
    kim = add(app, date, KIM, "editor")
    add(app, date, "vera@example.org", "viewer")
    mine = known()
    hold(mine, date)
    inbox.new()
    assert "Olga's garden goes on without you." in erase_page(olga)
    olga.delete("/api/v1/me")
    assert [(mail["To"], mail["Subject"]) for mail in inbox.new()] == [
        (KIM, "You look after something more now")
    ]
    assert roles(date) == {KIM: "owner", "vera@example.org": "viewer"}
    assert new_phone(app).get(f"/api/v1/activities/{activity_of(date)}").status_code == 200
    assert kim.post(f"/api/v1/activities/{activity_of(date)}/confirm").status_code == 200
    db.session.rollback()
    assert "made owner" in {row.what for row in db.session.scalars(select(AuditRow))}


def test_with_another_owner_nothing_changes_and_nothing_is_said(app, olga, date):
    add(app, date, KIM, "owner")
    assert "garden" not in erase_page(olga)
    olga.delete("/api/v1/me")
    assert roles(date) == {KIM: "owner"}
    assert of(date, Organiser.name) == "Olga's garden"


def test_who_only_looks_keeps_nothing(app, olga, date):
    add(app, date, KIM, "viewer")
    olga.delete("/api/v1/me")
    assert of(date, Activity.state) == "withdrawn"


def test_a_helper_who_leaves_takes_no_work_of_the_group_along(app, olga, date):
    kim = add(app, date, KIM, "editor")
    number = kim.post("/api/v1/activities", json={"title": "Autumn walk"}).json["id"]
    assert "garden" not in erase_page(kim)
    kim.delete("/api/v1/me")
    assert olga.get(f"/api/v1/me/activities/{number}").json["title"] == "Autumn walk"
    assert of(date, Activity.state) == "published"


def test_a_followed_calendar_is_followed_no_more(olga, date):
    with unit_of_work() as session:
        url = "https://calendar.example.org/olga-secret.ics"
        feed = Feed(organiser_id=of(date), url=url, made_at=NOW, next_at=NOW, failures=0)
        feed.asked, feed.counts = {}, {}
        session.add(feed)
    olga.delete("/api/v1/me")
    db.session.rollback()
    assert db.session.scalars(select(Feed)).all() == []


def test_who_confirms_by_mail_alone_is_not_forgotten_while_it_goes_on(olga, date, frozen):
    later = NOW + timedelta(days=400)
    frozen.move_to(later)
    with unit_of_work() as session:
        for person in session.scalars(select(Person)):
            person.seen_on = NOW.date()
        session.execute(OrganiserMember.__table__.metadata.tables["sessions"].delete())
    with unit_of_work() as session:
        activity = session.get_one(Activity, read_id(activity_of(date)))
        activity.by_arrangement = True
        session.flush()
        assert forget_people(session, later) == 0
        activity.state = "hidden"
        session.flush()
        assert forget_people(session, later) == 1
    assert OLGA not in roles(date)

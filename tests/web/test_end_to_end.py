"""From what an organiser published to what a person reads, with the real search between."""

from datetime import date, datetime

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.activities.drafts import Money, NewActivity, NewPlace, Told
from app.activities.schedule import Segment
from app.activities.service import publish
from app.core import clock
from app.core.db import db
from app.core.writes import unit_of_work
from tests.web.conftest import Places
from tests.web.reading import read

# A page of each kind, down to the table, on both.
pytestmark = pytest.mark.both_engines

ON = date(2026, 11, 20)


@pytest.fixture
def craft_table(app: Flask, frozen) -> FlaskClient:
    facts = dict.fromkeys(("speak", "watched", "assert", "body"), 0) | {"people": 1, "start": 0}
    told = {key: Told(value=value, by="organiser", on=ON) for key, value in facts.items()}
    told["greeter"] = Told(value=True, by="organiser", on=ON)
    new = NewActivity(
        source="test", source_id="1", organiser="Millbrook Library", kind="interest_group",
        title="Craft table at the library", topics=("mixed_crafts",), format="in_person",
        time_zone="Europe/London", greeter_name="Mary", cost=Money(minor=0, currency="GBP"),
        segments=(
            Segment(
                starts=datetime(2026, 12, 1, 14), ends=datetime(2026, 12, 1, 15, 30),
                time_zone="Europe/London", rrule="FREQ=WEEKLY;COUNT=3",
            ),
        ),
        place=NewPlace(
            name="Millbrook Library", area="Millbrook", country="GB",
            lat=50.351, lon=-4.221, precision="exact", finding_us="Blue double door.",
        ),
        told=told, confirmed_on=ON,
    )  # fmt: skip
    with unit_of_work():
        publish(db.session(), new, clock.now())
    app.extensions["places"] = Places()
    return app.test_client()


def test_it_is_found_read_and_explained(craft_table: FlaskClient):
    nearby = read(craft_table.get("/?place=Millbrook&radius_km=3"))
    assert "1 activity" in nearby.lines
    assert "less than 0.5 km, Millbrook Library" in nearby.lines

    page = read(craft_table.get(nearby.links["Craft table at the library"]))
    assert "Mary meets you" in page.lines
    assert "Blue double door." in page.lines
    assert "6 of 9 facts about how it feels are told." in page.lines

    fitted = read(
        craft_table.post("/", data={"place": "Millbrook", "radius_km": "3", "level": "4"})
    )
    assert any(line.startswith("Good: ") for line in fitted.lines)
    assert {"Comfortable", "A gentle stretch", "A big step"} & {
        part for line in fitted.lines for part in (line, line.split(" or ")[0])
    }


def test_outside_the_asked_circle_it_is_counted_and_not_shown(craft_table: FlaskClient):
    page = read(craft_table.get("/?lat=50.30&lon=-4.22&radius_km=3"))
    assert "Nothing within 3 km in the next 2 weeks" in page.lines
    assert "1 within 10 km" in " ".join(page.lines)


def test_a_taken_down_activity_says_so(app: Flask, craft_table: FlaskClient):
    from app.activities.models import Activity

    nearby = read(craft_table.get("/?place=Millbrook"))
    with unit_of_work():
        db.session().query(Activity).one().state = "hidden"
    response = craft_table.get(
        nearby.links["Craft table at the library"], headers={"Accept": "text/html"}
    )
    assert response.status_code == 410
    assert "This is no longer here" in read(response).lines

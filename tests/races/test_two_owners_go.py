"""Two owners who are erased at the same moment leave nothing behind that nobody keeps."""

import pytest

from app.activities.models import Activity
from app.core.db import db
from app.core.ids import read_id
from tests.people import sign_in
from tests.races.test_author_and_moderator import at_once
from tests.running.conftest import KIM, OLGA, activity_of, config, give_to, join, olga, phone, post

__all__ = ["config", "olga", "phone", "post"]


@pytest.mark.postgresql
def test_the_second_of_two_owners_takes_the_listings_down(app, olga, post):
    date = post()
    number = give_to(date, OLGA)
    kim = sign_in(app, KIM)
    join(number, KIM, "owner")
    statuses = at_once(app, *(lambda who=who: who.delete("/api/v1/me") for who in (olga, kim)))
    assert set(statuses) <= {200, 204}
    db.session.rollback()
    assert db.session.get_one(Activity, read_id(activity_of(date))).state == "withdrawn"

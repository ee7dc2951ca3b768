"""Where somebody was stays theirs: also when the group ended, or was taken down, since."""

import pytest
from sqlalchemy import select

from app.activities import hiding
from app.activities.hiding import Hiding
from app.activities.models import Activity
from app.activities.states import call_off
from app.core import clock
from app.core.db import db
from app.core.writes import unit_of_work
from tests.attendance.conftest import DAY, date_ids, hold


def end(session, activity):
    call_off(session, activity, clock.now())


def hide(session, activity):
    hiding.hide(session, activity, Hiding(cause="moderator", at=clock.now()))


@pytest.mark.parametrize("deed", [end, hide])
def test_a_visit_stays_in_past_when_the_group_is_gone(phone, post, frozen, deed):
    post("walk")
    sam = phone()
    first, second = date_ids("walk")[:2]
    assert [hold(sam, date).status_code for date in (first, second)] == [201, 201]
    frozen.shift(6 * DAY)
    with unit_of_work() as session:
        deed(session, session.scalars(select(Activity)).one())
    db.session.rollback()
    assert "<h2>Past</h2>" in sam.get("/mine/plans").text
    frozen.shift(7 * DAY)
    items = sam.get("/api/v1/me/rsvps").json["items"]
    status = {one["occurrence"]["id"]: one["occurrence"]["status"] for one in items}
    assert status == {first: "scheduled", second: "gone"}
    assert sam.get("/mine/plans").text.count('<li><span class="tile">') == 1

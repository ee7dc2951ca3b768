"""An organiser changes dates on pages without a script, and sees before and after what happens."""

import re

import pytest

from tests.activities.scheduling import conftest as scheduling
from tests.activities.scheduling.conftest import hold, listed, starts

# Only this page asks whom a change reaches.
pytestmark = pytest.mark.both_engines

config, phone, olga, group = (
    scheduling.config,
    scheduling.phone,
    scheduling.olga,
    scheduling.group,
)
TUESDAY = {
    "day": "2026-12-08",
    "from_time": "19:00",
    "to_time": "21:00",
    "capacity": "2",
    "note": "",
}


def text(answer, status=200):
    assert answer.status_code == status, answer.get_data(as_text=True)[:2000]
    return re.sub(r"\s+", " ", answer.get_data(as_text=True))


def follow(client, answer):
    assert answer.status_code == 303, text(answer, answer.status_code)
    return text(client.get(answer.headers["Location"]))


def test_the_list_shows_each_date_and_what_is_held(olga, group, phone):
    first, *_ = listed(olga, group)
    hold(phone(), first, party_size=2)
    page = text(olga.get(f"/organise/{group}/dates"))
    assert "Every Tuesday, 19:00 to 21:00." in page
    assert "Tue 1 December" in page
    assert "2 places held" in page
    assert "25 dates to come" in page
    assert "20 of 25" in page
    more = re.search(r'href="([^"]+\?after=[^"]+)"', page)[1]
    assert "Tue 18 May" in text(olga.get(more))


def test_it_is_said_before_who_is_told_and_after_how_to_undo(olga, group, phone):
    _, second, *_ = listed(olga, group)
    hold(phone(), second)
    at = f"/organise/{group}/dates/{second['id']}"
    page = text(olga.get(at))
    assert "1 place held on this date, 1 on all dates to come." in page
    assert "This date and later ones (24 dates)" in page
    assert page.index("data-consequence") < page.index(">Save the change</button>")
    after = follow(olga, olga.post(at, data=TUESDAY | {"from_time": "18:00", "scope": "this"}))
    assert "The dates are changed. Whoever holds a place on them is told." in after
    assert "It was planned for Tue 8 December, 19:00." in after
    back = follow(olga, olga.post(f"/organise/{group}/dates/undo"))
    assert "That is taken back." in back
    assert starts(olga, group, 2) == ["12-01T19:00-21:00", "12-08T19:00-21:00"]


@pytest.mark.parametrize("scope", ["this", "following", "all"])
def test_a_cancelled_date_is_called_back_from_its_page(olga, group, scope):
    _, second, *_ = listed(olga, group)
    at = f"/organise/{group}/dates/{second['id']}"
    assert "It is cancelled." in follow(olga, olga.post(f"{at}/cancel", data={"scope": scope}))
    assert "This date is cancelled." in text(olga.get(at))
    assert "takes place after all" in follow(olga, olga.post(f"{at}/back"))
    assert "12-08T19:00-21:00" in starts(olga, group)


def test_a_mistake_is_said_beside_its_field_and_what_was_typed_stays(olga, group):
    _, second, *_ = listed(olga, group)
    at = f"/organise/{group}/dates/{second['id']}"
    wrong = TUESDAY | {"to_time": "17:00", "note": "Bring a cup.", "scope": "all"}
    page = text(olga.post(at, data=wrong), 422)
    assert "It ends before it starts." in page
    assert 'value="Bring a cup."' in page
    assert 'value="all" checked' in page
    past = text(olga.post(at, data=TUESDAY | {"day": "2026-11-20"}), 422)
    assert "Please choose a time that is still to come." in past
    assert "Please choose which dates." in text(olga.post(f"{at}/cancel", data={"scope": "x"}), 422)


def test_a_group_is_not_made_smaller_than_it_is(olga, group, phone):
    _, second, *_ = listed(olga, group)
    hold(phone(), second, party_size=2)
    at = f"/organise/{group}/dates/{second['id']}"
    page = text(olga.post(at, data=TUESDAY | {"capacity": "1"}), 409)
    assert "more places are held than would be left" in page
    assert 'value="1"' in page


def test_a_date_is_added_and_a_break_taken(olga, group, phone):
    _, _, third, *_ = listed(olga, group)
    hold(phone(), third)
    at = f"/organise/{group}/dates"
    saturday = {"day": "2026-12-05", "from_time": "10:00", "to_time": "12:00"}
    assert "The date is added." in follow(olga, olga.post(f"{at}/add", data=saturday))
    assert "meets at this time already" in text(olga.post(f"{at}/add", data=saturday), 409)
    days = {"first": "2026-12-08", "last": "2026-12-20"}
    page = follow(olga, olga.post(f"{at}/break", data=days))
    assert "The break is set." in page
    assert "A break from 2 December 2026 to 21 December 2026." in page
    assert starts(olga, group, 3) == ["12-01T19:00-21:00", "12-05T10:00-12:00", "12-22T19:00-21:00"]
    assert "Cancelled" in page
    wrong = {"first": "2026-12-20", "last": "2026-12-08"}
    assert "The break ends before it begins" in text(olga.post(f"{at}/break", data=wrong), 422)


def test_it_repeats_in_another_way_and_the_same_days_stay_the_same_dates(olga, group, phone):
    _, second, third, *_ = listed(olga, group)
    sam, kim = phone(), phone()
    hold(sam, second)
    hold(kim, third)
    at = f"/organise/{group}/dates/repeat"
    assert 'value="weekly" checked' in text(olga.get(at))
    form = {"day": "2026-12-08", "from_time": "18:00", "to_time": "19:30", "repeats": "by_weekday"}
    looked = text(olga.post(at, data=form | {"look_at_dates": "1"}))
    assert "Every second Tuesday of the month, 18:00 to 19:30." in looked
    assert "Tue 12 Jan" in looked
    assert "It repeats as you said." in follow(olga, olga.post(at, data=form))
    assert starts(olga, group, 2) == ["12-08T18:00-19:30", "01-12T18:00-19:30"]
    held = {one["id"]: one for one in listed(olga, group)}
    assert held[second["id"]]["status"] == "scheduled"
    assert held[third["id"]]["status"] == "cancelled"


def test_a_new_organiser_changes_times_once_somebody_has_looked(app, olga, group):
    from sqlalchemy import select

    from app.accounts.models import Organiser
    from app.activities.posting import service
    from app.activities.posting.models import ActivityDraft
    from app.core.writes import unit_of_work
    from tests.conftest import NOW

    with unit_of_work() as session:
        session.scalars(select(Organiser).where(Organiser.source.is_(None))).one().trusted_at = None
    _, second, *_ = listed(olga, group)
    at = f"/organise/{group}/dates/{second['id']}"
    page = follow(olga, olga.post(at, data=TUESDAY | {"from_time": "18:00", "capacity": "5"}))
    assert "Somebody looks at the new time or note" in page
    assert "A change waits" in page
    one = listed(olga, group)[1]
    assert (one["starts_at"][:16], one["capacity"]) == ("2026-12-08T19:00", 5)
    with unit_of_work() as session:
        service.apply(session, session.scalars(select(ActivityDraft)).one(), NOW)
    assert listed(olga, group)[1]["starts_at"][:16] == "2026-12-08T18:00"


def test_strangers_and_others_see_none_of_it(app, olga, group, phone):
    from tests.people import sign_in

    assert "Sign in first" in text(phone().get(f"/organise/{group}/dates"))
    assert sign_in(app, "mo@example.org").get(f"/organise/{group}/dates").status_code == 404


def test_what_somebody_else_changed_meanwhile_is_shown_before_it_is_changed_again(olga, group):
    _, second, *_ = listed(olga, group)
    at = f"/organise/{group}/dates/{second['id']}"
    seen = re.search(r'name="seen" value="([^"]+)"', olga.get(at).text)[1]
    moved = TUESDAY | {"from_time": "16:00", "to_time": "17:00", "scope": "this"}
    follow(olga, olga.post(at, data=moved | {"seen": seen}))
    late = TUESDAY | {"note": "Bring a cup.", "scope": "this"}
    page = text(olga.post(at, data=late | {"seen": seen}), 409)
    assert "It is 16:00 to 17:00 on 8 December now." in page
    assert 'value="Bring a cup."' in page, "what was typed is still here"
    assert starts(olga, group)[1] == "12-08T16:00-17:00"
    now = re.search(r'name="seen" value="([^"]+)"', page)[1]
    follow(olga, olga.post(at, data=late | {"seen": now}))
    assert starts(olga, group)[1] == "12-08T19:00-21:00", "sent again, it is what was meant"

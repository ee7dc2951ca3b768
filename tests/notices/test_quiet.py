"""What stands in a notice, and what a person sets about them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.accounts.preferences import quiet_until
from app.attendance.rsvps.models import Rsvp
from app.core.db import db
from tests.attendance.conftest import hold, leave
from tests.notices.test_telling import EVENING_BEFORE, TWO_DAYS_BEFORE, move
from tests.notices.test_wall_time import ZONES, moments

NEVER = (
    "Craft", "title-canary", "Library", "Sheffield", "Olga", "Mary", "Sam-canary", "Kim-canary",
    "needs-canary", "support", "anxi", "level", "calm", "only", "hurry", "left!",
)  # fmt: skip


def test_no_mail_says_what_where_or_who(known, post, inbox, frozen):
    """Every kind of notice about a support meetup that somebody else comes to as well."""
    mine, other = known("a@example.org"), known("b@example.org")
    date = post(kind="support_meetup", capacity=1, title="title-canary")
    wish = {"consent": "1", "visibility": "named", "needs": "needs-canary"}
    hold(other, date, alias="Kim-canary", **wish)
    hold(mine, date, alias="Sam-canary", **wish)
    leave(other, date)
    mails = inbox.new()
    mine.post(f"/api/v1/occurrences/{date}/rsvp/accept")
    for moment in (TWO_DAYS_BEFORE, EVENING_BEFORE):
        frozen.move_to(moment)
        mails += inbox.new()
    move(post_with(post, kind="support_meetup", capacity=1, title="title-canary"), None)
    mails += inbox.new()
    assert [mail["Subject"] for mail in mails] == [
        "A place is kept for you",
        "Still fine for Tuesday?",
        "Reminder: tomorrow 14:00",
        "A plan of yours is cancelled",
    ]
    for mail in mails:
        seen = f"{mail['Subject']} {mail['From']} {mail.get_content()}".lower()
        assert [word for word in NEVER if word.lower() in seen] == []


def post_with(post, **always):
    return lambda **changes: post(**(always | changes))


def test_nothing_of_a_person_stands_in_the_log_of_sending(known, post, inbox, frozen, capsys):
    mine = known("canary@example.org")
    hold(mine, post(), alias="Sam-canary", visibility="named")
    frozen.move_to(EVENING_BEFORE)
    assert inbox.new()
    logged = capsys.readouterr().err
    for trace in (
        "canary",
        "example.org",
        "localhost:8000/links",
        "Craft",
        str(db.session.query(Rsvp).one().id),
    ):
        assert trace not in logged, trace


def test_what_i_set_stays_and_what_i_do_not_name_stays_as_it_is(phone):
    mine = phone()
    mine.post("/api/v1/guests")
    mine.patch("/api/v1/me", json={"notices": {"reminder": True, "change": False}})
    told = mine.patch("/api/v1/me", json={"display_name": "Sam"}).json
    assert told["notices"] == {
        "reminder": True, "change": False, "cancellation": True, "offer": True,
        "still_fine": False, "message": True,
    }  # fmt: skip
    quiet = {"from": "22:30", "until": "07:15"}
    assert mine.patch("/api/v1/me", json={"quiet_hours": quiet}).json["quiet_hours"] == quiet
    assert mine.patch("/api/v1/me", json={"quiet_hours": None}).json["quiet_hours"] is None
    assert mine.get("/api/v1/me").json["notices"]["reminder"] is True


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ({"notices": {"newsletter": True}}, "notices.newsletter"),
        ({"notices": {"reminder": "yes"}}, "notices.reminder"),
        ({"notices": []}, "notices"),
        ({"quiet_hours": {"from": "21:00"}}, "quiet_hours.until"),
        ({"quiet_hours": {"from": "21:00", "until": "21:00"}}, "quiet_hours.until"),
        ({"quiet_hours": {"from": "24:00", "until": "08:00"}}, "quiet_hours.from"),
        ({"quiet_hours": {"from": "9:00", "until": "08:00"}}, "quiet_hours.from"),
        ({"quiet_hours": {"from": "٢١:٠٠", "until": "08:00"}}, "quiet_hours.from"),
    ],
)
def test_what_can_not_be_set_is_refused_and_nothing_changes(phone, asked, field):
    mine = phone()
    before = mine.post("/api/v1/guests").json
    answer = mine.patch("/api/v1/me", json=asked)
    assert (answer.status_code, list(answer.json["errors"])) == (422, [field])
    assert mine.get("/api/v1/me").json == before


def test_a_kind_that_is_switched_off_after_it_fell_due_is_not_sent(known, post, inbox, frozen):
    mine, date = known(still_fine=False), post()
    hold(mine, date)
    frozen.move_to(EVENING_BEFORE)
    inbox.app.extensions["sender"]._hand_out()
    mine.patch("/api/v1/me", json={"notices": {"reminder": False}})
    assert inbox.subjects() == []


walls = st.integers(0, 24 * 60 - 1).map(lambda n: f"{n // 60:02}:{n % 60:02}")


@given(first=walls, last=walls, now=moments, zone=st.sampled_from(ZONES))
def test_quiet_hours_end_within_a_day_and_outside_of_themselves(first, last, now, zone):
    if first == last:
        return
    settings = {"quiet": {"from": first, "until": last}}
    ends = quiet_until(settings, now, zone)
    if ends is None:
        return
    assert 0 < (ends - now).total_seconds() <= 25 * 3600
    assert quiet_until({"quiet": None}, now, zone) is None

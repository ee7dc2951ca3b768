"""Bring a friend, without a script on either side: they see what I chose, and nothing else."""

import re
from datetime import timedelta

import pytest

from app.activities.drafts import Change
from app.activities.service import publish
from app.core.writes import unit_of_work
from tests.attendance.conftest import STARTS, config, phone, post
from tests.conftest import NOW
from tests.discovery.conftest import draft, weekly
from tests.web.holders import hold, look, new_browser, press
from tests.web.reading import Page, read

# Only its page opens a link.
pytestmark = pytest.mark.both_engines

__all__ = ["config", "phone", "post"]
HOME = "http://localhost:8000"


@pytest.fixture
def mine(app, frozen):
    return new_browser(app)


@pytest.fixture
def friend(app, frozen):
    return new_browser(app)


def bring(browser, date, **typed) -> Page:
    page = read(browser.get(look(browser, date).links["Bring a friend"]))
    return press(browser, page, "Make a link", **typed)


def link_on(page: Page) -> str:
    found = re.findall(rf"{HOME}(/invites/[\w-]+)", page.text)
    assert len(found) == 1
    return found[0]


def test_a_friend_sees_the_date_and_my_words_and_can_hold_a_place(mine, friend, post):
    date = post(capacity=4)
    hold(mine, date, alias="Sam-canary", needs="needs-canary")
    made = bring(mine, date, note="Shall we go together?\nPat")
    opened = friend.get(link_on(made))
    page = read(opened)
    assert "Somebody asks if you would like to come" in page.text
    assert "Craft table" in page.lines
    assert "Tue 1 Dec, 14:00 to 16:00" in page.lines
    assert "Shall we go together?" in page.text
    assert "Library, Sheffield" in page.text
    for word in ("canary", "held", "waiting", "one of", "places left"):
        assert word not in opened.text
    assert "Set-Cookie" not in opened.headers
    assert opened.headers["Cache-Control"] == "no-store"
    assert opened.headers["Referrer-Policy"] == "no-referrer"
    assert "noindex" in opened.headers["X-Robots-Tag"]
    activity = read(friend.get(page.links["Have a look"]))
    chosen = [a for tag, a in activity.tags if tag == "input" and a.get("value") == date]
    assert all("checked" in a for a in chosen if a.get("type") == "radio")
    hold(friend, date)
    assert "Your place is held" in look(friend, date).lines


def test_my_name_is_shown_only_when_i_say_so(mine, friend, post):
    date = post()
    hold(mine, date, alias="Sam")
    without = read(friend.get(link_on(bring(mine, date))))
    assert "Sam" not in without.text
    chosen = read(friend.get(link_on(bring(mine, date, name="true"))))
    assert "Sam asks if you would like to come" in chosen.text


def test_without_a_name_there_is_no_box_to_show_it(mine, post):
    date = post()
    hold(mine, date)
    page = read(mine.get(f"/occurrences/{date}/invites"))
    assert "Show my name" not in page.text
    forced = read(mine.post(f"/occurrences/{date}/invites", data={"name": "true"}))
    assert "You gave no name yet." in forced.text


def test_a_note_that_does_not_fit_is_kept_and_mended(mine, post):
    date = post()
    hold(mine, date)
    answer = mine.post(f"/occurrences/{date}/invites", data={"note": "x" * 301})
    assert answer.status_code == 422
    assert "At most 300 characters." in answer.text
    assert "x" * 301 in answer.text
    assert "/invites/" not in answer.text.replace(f"/occurrences/{date}/invites", "")


def test_the_page_never_tells_that_i_left(mine, friend, post):
    date = post()
    hold(mine, date)
    at = link_on(bring(mine, date))
    before = friend.get(at).text
    press(mine, look(mine, date), "Not this time")
    assert friend.get(at).text == before


def test_links_can_be_ended_also_after_giving_the_place_back(mine, friend, post):
    date = post()
    hold(mine, date)
    at = link_on(bring(mine, date))
    press(mine, look(mine, date), "Not this time")
    page = read(mine.get(look(mine, date).links["End it"]))
    assert [words for words, _, _ in page.buttons if "link" in words] == ["End the link"]
    assert "Your links no longer open anything." in press(mine, page, "End the link").lines
    assert friend.get(at).status_code == 404


def test_ended_links_open_a_calm_page_at_once_as_unknown_ones_do(mine, friend, post):
    date = post()
    hold(mine, date)
    at = link_on(bring(mine, date))
    assert friend.get(at).status_code == 200
    ended = press(mine, read(mine.get(f"/occurrences/{date}/invites")), "End the link")
    assert "Your links no longer open anything." in ended.lines
    answer = friend.get(at)
    assert answer.status_code == 404
    assert "This invitation has ended" in answer.text
    assert answer.text == friend.get("/invites/neverwas").text
    assert "noindex" in answer.headers["X-Robots-Tag"]


def test_it_ends_with_the_date_and_with_whoever_made_it(mine, friend, post, frozen):
    date = post(starts=STARTS + timedelta(days=7))
    hold(mine, date)
    at = link_on(bring(mine, date))
    mine.delete("/api/v1/me")
    assert friend.get(at).status_code == 404
    hold(mine, date)
    at = link_on(bring(mine, date))
    frozen.move_to(STARTS.replace(tzinfo=NOW.tzinfo) + timedelta(days=7, hours=1))
    assert "This has begun already." in friend.get(at).text
    frozen.shift(timedelta(hours=1))
    assert "This invitation has ended" in friend.get(at).text


def test_a_cancelled_date_is_said_first_with_a_way_on(mine, friend, post):
    date = post()
    hold(mine, date)
    at = link_on(bring(mine, date))
    changes = (Change(key=STARTS, status="cancelled"),)
    values = {"booking": "needed", "capacity": 2, "party_limit": 5, "segments": (weekly(STARTS),)}
    with unit_of_work() as session:
        publish(session, draft("table", changes=changes, **values), NOW)
    page = read(friend.get(at))
    assert "This date does not take place." in page.text
    assert "See the activity" in page.links


def test_bringing_a_friend_is_for_those_who_have_a_place(friend, post):
    date = post()
    assert friend.get(f"/occurrences/{date}/invites").status_code == 401
    hold(friend, date)
    press(friend, look(friend, date), "Not this time")
    assert friend.get(f"/occurrences/{date}/invites").status_code == 404


def test_too_many_links_are_refused_in_words(mine, post):
    date = post()
    hold(mine, date)
    for _ in range(10):
        bring(mine, date)
    page = bring(mine, date)
    assert "You made 10 links for this date, which is the most." in page.text
    assert "10 links open this date." in page.text

"""Taking a page along: into a calendar, on paper, to somebody else, and finding the way."""

import re

from app.activities.drafts import Change, NewPlace
from tests.attendance.conftest import STARTS, config, date_ids, phone, post
from tests.exchange.calendars import read as read_calendar
from tests.web.holders import new_browser, open_activity
from tests.web.reading import read

__all__ = ["config", "phone", "post"]


def test_the_next_date_or_all_go_into_a_calendar(app, post):
    browser, date = new_browser(app), post()
    page = open_activity(browser, date)
    one = read_calendar(browser.get(page.links["Add to calendar"]).data)
    assert [event["uid"] for event in one] == [f"{date}@alongside"]
    every = read_calendar(browser.get(page.links["all dates"]).data)
    assert len(every) == len(date_ids("table"))
    assert "The calendar file is of Tue 1 December." in page.text


def test_a_cancelled_date_is_not_the_one_to_add(app, post):
    date = post(changes=(Change(key=STARTS, status="cancelled"),))
    page = open_activity(new_browser(app), date)
    assert page.links["Add to calendar"].endswith(f"/{date_ids('table')[1]}/calendar.ics")


def test_without_a_script_its_address_can_be_chosen_and_no_idle_button_is_shown(app, post):
    date = post()
    browser = new_browser(app)
    page = open_activity(browser, date)
    (address,) = re.findall(r"The address of this page: (\S+)", page.text)
    assert address.startswith("http://localhost:8000/activities/")
    assert read(browser.get(address)).text == page.text
    share = next(a for words, a, _ in page.buttons if words == "Share")
    assert (share["data-share"], share["data-title"]) == (address, "Craft table")
    assert "js-only" in share["class"]


def links_of(page):
    return [a for tag, a in page.tags if tag == "a" and "openstreetmap" in a.get("href", "")]


def test_directions_are_opened_by_the_person_and_tell_nobody_where_from(app, post):
    page = open_activity(new_browser(app), post())
    way, stops = links_of(page)
    assert way["href"] == "https://www.openstreetmap.org/directions?to=53.38100,-1.47100"
    assert "layers=T" in stops["href"]
    assert page.links["open your own map app"] == "geo:53.38100,-1.47100?q=53.38100,-1.47100"
    assert {one["rel"] for one in (way, stops)} == {"noreferrer noopener"}
    assert "By bus or train" in page.text
    assert "only about right" not in page.text


def test_a_point_that_is_not_exact_says_so_and_a_town_alone_gives_no_way(app, post):
    browser = new_browser(app)
    about = post(
        "about", place=NewPlace(lat=53.4, lon=-1.5, precision="postcode", area="Hillsborough")
    )
    assert "The point on the map is only about right." in open_activity(browser, about).text
    town = post("town", place=NewPlace(lat=53.4, lon=-1.5, precision="town", area="Sheffield"))
    page = open_activity(browser, town)
    assert links_of(page) == []
    assert "Only the town is told." in page.text

"""The pages of who runs an activity, without a script: how it stands, who comes, the ways on."""

import pytest

from app.core.ids import read_id
from app.core.writes import unit_of_work
from tests.attendance.conftest import hold, look
from tests.people import sign_in
from tests.phones import new_phone
from tests.running.conftest import KIM, activity_of, join
from tests.web.reading import read


@pytest.fixture
def page(run, olga):
    """Olga's page of an activity with a date."""
    date = run(capacity=4)

    def look_at(path="", who=olga):
        return read(who.get(f"/organise/{activity_of(date)}{path}"))

    look_at.date = date
    return look_at


def test_it_says_how_it_stands_and_what_is_next(page, phone):
    hold(phone(), page.date, party_size=2)
    shown = page()
    assert "Public. Everybody can find it." in shown.text
    assert "2 of 4 places are held" in shown.text
    assert "Not told yet:" in shown.text
    assert shown.links["See its page"] == f"/activities/{activity_of(page.date)}"


def test_still_on_is_one_tap_and_stands_on_the_public_page(app, page, olga):
    shown = page()
    assert "You last said on 20 November 2026" in shown.text
    answer = shown.press(olga, "Still on")
    after = read(olga.get(answer.location))
    assert "Thank you. The page says that it is still on." in after.text
    assert "26 November 2026" in after.text
    card = new_phone(app).get(f"/api/v1/activities/{activity_of(page.date)}").json
    assert card["confirmed_on"] == "2026-11-26"


def test_cancelling_tells_everybody_and_can_be_taken_back(page, olga, known, inbox):
    mine = known(reminder=False, still_fine=False)
    hold(mine, page.date)
    answer = page().press(olga, "Cancel the whole activity")
    assert "Cancelled" in read(olga.get(answer.location)).text
    assert inbox.subjects() == ["A plan of yours is cancelled"]
    page().press(olga, "Bring it back")
    assert look(mine, page.date)["occurrence"]["status"] == "scheduled"
    assert "Public." in page().text


def test_a_copy_is_a_draft_without_dates_that_nobody_else_sees(page, olga):
    answer = page().press(olga, "Make a copy")
    assert answer.status_code == 303
    public_id = answer.location.removeprefix("/organise/").partition("/")[0]
    draft = olga.get(f"/api/v1/me/activities/{public_id}").json
    assert (draft["state"], draft["title"]) == ("draft", "Craft table")
    assert "starts_at" not in draft or draft["starts_at"] is None
    assert "Draft. Only you and your co-organisers see it." in page_of(olga, public_id).text


def page_of(who, public_id):
    return read(who.get(f"/organise/{public_id}"))


def test_the_list_names_who_gave_a_name_and_asks_for_no_other(page, phone):
    hold(phone(), page.date, alias="Sam", visibility="named", needs="A seat <b>")
    hold(phone(), page.date, alias="not for you", party_size=2)
    shown = page(f"/people/{page.date}")
    assert "Sam A seat <b>" in " ".join(shown.text.split())
    assert "A seat <b>" in shown.text
    assert "2 quiet guests in all." in shown.text
    assert "Quiet guest 2" in shown.text
    assert "not for you" not in shown.text


def test_a_message_is_written_without_a_script_and_read_on_the_place(page, olga, phone):
    sam = phone()
    hold(sam, page.date)
    people = page(f"/people/{page.date}")
    answer = people.press(olga, "Send to everybody", text="The back door,\r\nplease.")
    assert "Your message is on everybody's page." in read(olga.get(answer.location)).text
    place = read(sam.get(f"/occurrences/{page.date}/place"))
    assert "The organiser wrote to everybody" in place.lines
    assert "The back door,\nplease." in place.text
    assert "A message." in read(sam.get("/mine/plans")).text


def test_a_message_of_nothing_keeps_the_form_and_says_what_to_mend(page, olga):
    people = page(f"/people/{page.date}")
    answer = people.press(olga, "Send to everybody", text="")
    assert answer.status_code == 422
    assert "One answer needs a look" in answer.text


def test_a_poster_holds_public_facts_and_a_code(page):
    shown = page("/poster")
    assert any(tag == "svg" and attrs.get("role") == "img" for tag, attrs in shown.tags)
    assert f"/activities/{activity_of(page.date)}" in shown.text
    assert "Tue 1 December" in shown.text


def test_who_only_looks_has_no_button_that_changes_anything(app, page, phone):
    from app.activities.models import Activity
    from app.core.db import db

    kim = sign_in(app, KIM)
    join(db.session.get_one(Activity, read_id(activity_of(page.date))).organiser_id, KIM, "viewer")
    shown = page(who=kim)
    assert [words for words, _, _ in shown.buttons] == []
    assert "Send to everybody" not in page(f"/people/{page.date}", who=kim).text
    for deed in ("confirm", "cancel", "copy", "bring-back"):
        path = f"/organise/{activity_of(page.date)}/{deed}"
        answer = kim.post(path, content_type="application/x-www-form-urlencoded")
        assert answer.status_code == 404


@pytest.mark.parametrize("path", ["", "/people/{}", "/poster", "/helpers"])
def test_nobody_else_sees_any_of_it(app, page, path):
    other = sign_in(app, "other@example.org")
    path = f"/organise/{activity_of(page.date)}{path.format(page.date)}"
    assert "Sign in first" in new_phone(app).get(path).text
    answer = other.get(path)
    assert answer.status_code == 404
    assert "table" not in answer.text


def test_a_helper_is_asked_and_taken_off_without_a_script(page, olga, inbox):
    helpers = page("/helpers")
    answer = helpers.press(olga, "Ask them", email=KIM, role="viewer")
    after = read(olga.get(answer.location))
    assert KIM in after.text
    assert [mail["To"] for mail in inbox.new()] == [KIM]
    after.press(olga, "Take back")
    assert KIM not in page("/helpers").text
    stuck = page("/helpers").press(olga, "Leave")
    assert stuck.status_code == 409
    assert "Make somebody else an owner first." in stuck.text


def test_what_was_taken_down_says_so_and_closes_its_list(page, olga):
    from app.activities.models import Activity

    number = read_id(activity_of(page.date))
    with unit_of_work() as session:
        session.get_one(Activity, number).state = "hidden"
    shown = page()
    assert "Taken down." in shown.text
    assert "Cancel the whole activity" not in shown.text
    assert olga.get(f"/organise/{activity_of(page.date)}/people/{page.date}").status_code == 409

"""How one is told, as a browser without scripts sets it."""

from dataclasses import replace

import pytest

from app.notices.push.keys import make_private, public_of
from tests.phones import new_phone
from tests.web.known import known, phone
from tests.web.reading import read

__all__ = ["known", "phone"]


def test_a_private_calendar_is_made_shown_once_and_ended(known):
    mine = known()
    answer = read(mine.get("/settings")).press(mine, "Make my calendar")
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    made = read(answer)
    address = next(at["value"] for tag, at in made.tags if tag == "input" and "readonly" in at)
    assert made.links["Open in my calendar"] == address.replace("http:", "webcal:")
    path = address.removeprefix("http://localhost:8000")
    assert mine.get(path).mimetype == "text/calendar"
    page = mine.get("/settings")
    assert address not in page.text
    ended = read(page).press(mine, "End this calendar")
    assert "Its address shows nothing any more" in read(mine.get(ended.location)).text
    assert mine.get(path).status_code == 404


@pytest.mark.parametrize(("typed", "said"), [({}, "what it is"), ({"hide_titles": "yes"}, "busy")])
def test_a_calendar_can_hide_what_its_dates_are(known, typed, said):
    mine = known()
    answer = read(mine.get("/settings")).press(mine, "Make my calendar", **typed)
    (line,) = [line for line in read(answer).lines if line.startswith("Each place shows")]
    assert said in line


def test_without_a_key_it_says_that_phones_are_not_set_up_here(known):
    assert "not set up on this server" in read(known().get("/settings")).text


def test_with_a_key_it_is_offered_and_needs_a_script(config, app, frozen):
    key = make_private()
    app.config["ALONGSIDE"] = replace(config, vapid_private_key=key)
    mine = new_phone(app)
    mine.post("/api/v1/guests")
    answer = mine.get("/settings")
    assert f'data-push="{public_of(key)}"' in answer.text
    assert key not in answer.text
    assert "Messages on this phone need JavaScript" in read(answer).text

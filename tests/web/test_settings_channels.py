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


def test_an_address_is_confirmed_by_a_mail_before_anything_goes_there(known):
    mine = known()
    answer = read(mine.get("/settings")).press(mine, "Send me that mail", email="sam@example.org")
    assert answer.status_code == 303
    page = read(mine.get(answer.location))
    assert "Look into your mail now" in page.text
    assert "We sent a mail to sam@example.org" in page.text
    email = {"address": "sam@example.org", "is_confirmed": False}
    assert mine.get("/api/v1/me").json["email"] == email
    page.press(mine, "Take my address back")
    assert mine.get("/api/v1/me").json["email"] is None


def test_what_is_no_address_is_said_calmly_and_stays_in_the_field(known):
    mine = known()
    answer = read(mine.get("/settings")).press(mine, "Send me that mail", email="sam at home")
    assert answer.status_code == 422
    assert 'href="#f-email"' in answer.text
    assert 'value="sam at home"' in answer.text
    assert mine.get("/api/v1/me").json["email"] is None


def test_where_no_mail_is_sent_no_address_is_asked_for(config, app, known):
    app.config["ALONGSIDE"] = replace(config, smtp_url="")
    mine = known()
    page = read(mine.get("/settings"))
    assert "This server sends no e-mail." in page.text
    assert "Send me that mail" not in page.text
    assert mine.post("/settings/email", data={"email": "sam@example.org"}).status_code == 409


def test_each_kind_is_ticked_and_unticked_for_itself(known):
    mine = known()
    page = read(mine.get("/settings"))
    form = next(form for form in page.forms if form.attrs["action"] == "/settings/notices")
    kinds = [value for name, value in form.fields if name == "kind"]
    assert kinds == ["change", "cancellation", "offer", "message"], "reminders are asked for"
    answer = page.press(mine, "Keep these", kind=["cancellation", "reminder"])
    assert "We tell you these" in read(mine.get(answer.location)).text
    assert mine.get("/api/v1/me").json["notices"] == {
        "reminder": True, "change": False, "cancellation": True, "offer": False, "message": False,
        "still_fine": False,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ({"from": "22:30", "until": "07:00"}, {"from": "22:30", "until": "07:00"}),
        ({"no_quiet": "yes"}, None),
        ({}, {"from": "21:00", "until": "08:00"}),
    ],
)
def test_quiet_hours_are_kept(known, typed, kept):
    mine = known()
    read(mine.get("/settings")).press(mine, "Keep these", **typed)
    assert mine.get("/api/v1/me").json["quiet_hours"] == kept


@pytest.mark.parametrize(("name", "typed"), [("from", "late"), ("until", ""), ("until", "21:00")])
def test_quiet_hours_that_are_none_are_said_calmly_and_stay_in_the_field(known, name, typed):
    mine = known()
    answer = read(mine.get("/settings")).press(mine, "Keep these", **{name: typed}, kind=["offer"])
    assert answer.status_code == 422
    page = read(answer)
    assert 'href="#f-quiet_hours"' in answer.text
    form = next(form for form in page.forms if form.attrs["action"] == "/settings/notices")
    assert (name, typed) in form.fields
    assert [value for key, value in form.fields if key == "kind"] == ["offer"]


@pytest.mark.parametrize("path", ["email", "email/end", "notices", "calendar", "calendar/end"])
def test_nothing_is_set_for_whoever_is_not_known(phone, path):
    assert phone().post(f"/settings/{path}", data={"email": "a@b.org"}).status_code == 401

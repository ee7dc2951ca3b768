"""People who hold places with a browser without scripts, as the tests tell it."""

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.activities.models import Occurrence
from app.core.db import db
from app.core.ids import read_id, show_id
from tests.phones import new_phone
from tests.web.reading import Page, read


def new_browser(app: Flask) -> FlaskClient:
    browser = new_phone(app)
    browser.environ_base["HTTP_ACCEPT"] = "text/html"
    return browser


def activity_of(date: str) -> str:
    db.session.rollback()
    return f"/activities/{show_id(db.session.get_one(Occurrence, read_id(date)).activity_id)}"


def open_activity(browser: FlaskClient, date: str) -> Page:
    return read(browser.get(activity_of(date)))


def follow(browser: FlaskClient, answer: TestResponse, /, **sent: str) -> Page:
    """What the browser shows in the end: a form that is asked for again is sent again."""
    while answer.status_code in {303, 307}:
        if answer.status_code == 307:
            answer = browser.post(answer.location, data=sent)
        else:
            answer = browser.get(answer.location)
    return read(answer)


def hold(browser: FlaskClient, on: str, /, **typed: str) -> Page:
    """The whole road: open the activity, press the one button, arrive at one's place."""
    page = open_activity(browser, on)
    words = next(w for w, a, _ in page.buttons if "primary" in a.get("class", ""))
    answer = page.press(browser, words, **typed)
    form = next(f for f in page.forms if f.attrs.get("id") == "hold")
    kept = {name: value for name, value in form.fields if name not in typed}
    return follow(browser, answer, **(kept | typed))


def press(browser: FlaskClient, page: Page, words: str, /, **typed: str) -> Page:
    return follow(browser, page.press(browser, words, **typed))


def look(browser: FlaskClient, date: str) -> Page:
    return read(browser.get(f"/occurrences/{date}/place"))

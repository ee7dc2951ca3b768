"""What the activity's page offers to hold, and what happens where a rule says no."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from app.activities.models import Activity, Occurrence
from app.attendance.rsvps.models import Rsvp
from app.core.actors import COOKIE
from app.core.db import db
from app.core.ids import read_id
from tests.attendance.conftest import STARTS, config, date_ids, phone, post
from tests.web.holders import activity_of, follow, hold, new_browser, open_activity, press
from tests.web.reading import read

__all__ = ["config", "phone", "post"]


@pytest.fixture
def browser(app, frozen):
    return new_browser(app)


def primary(page):
    return [words for words, attrs, _ in page.buttons if "primary" in attrs.get("class", "")]


def test_what_happens_is_said_before_the_one_primary_button(browser, post):
    page = open_activity(browser, post())
    assert primary(page) == ["Hold my place"]
    text = page.text
    said = "no account and no e-mail. The organiser sees “1 quiet guest”"
    assert text.index("There is room") < text.index(said) < text.index("Hold my place")
    assert "You can undo it at any time." in text


def test_each_date_says_whether_there_is_room_and_a_cancelled_one_can_not_be_chosen(
    app, browser, post
):
    first = post(capacity=1)
    hold(new_browser(app), first)
    _, second, third = date_ids("table")[:3]
    cancel(second)
    page = open_activity(browser, first)
    rows = [attrs for tag, attrs in page.tags if attrs.get("name") == "date"]
    assert first in [row["value"] for row in rows]
    assert second not in [row["value"] for row in rows]
    assert "data-full" in next(row for row in rows if row["value"] == first)
    assert "data-full" not in next(row for row in rows if row["value"] == third)
    assert primary(page) == ["Hold my place Join the waiting list"]
    held = hold(browser, first, date=third)
    assert "Tue 15 December, 14:00 to 16:00" in held.lines


@pytest.mark.parametrize(
    ("changes", "says"),
    [({"booking": "none"}, "No need to book."), ({"booking": None}, "Not told whether to book")],
)
def test_where_no_place_is_needed_none_is_offered(browser, post, changes, says):
    page = open_activity(browser, post(**changes))
    assert primary(page) == []
    assert says in page.lines


def test_an_activity_whose_dates_are_over_says_so(browser, post, frozen):
    date = post()
    db.session.query(Occurrence).update({"status": "cancelled"})
    db.session.commit()
    page = open_activity(browser, date)
    assert primary(page) == []
    assert "Cancelled" in page.text
    frozen.shift(timedelta(days=800))
    assert "No dates at the moment" in open_activity(browser, date).lines


def test_more_may_be_said_but_it_is_folded_away_and_the_party_has_a_limit(browser, post):
    page = open_activity(browser, post(party_limit=3))
    sizes = [a["value"] for t, a in page.tags if a.get("name") == "party_size"]
    assert sizes == ["1", "2", "3"]
    folds = [a for t, a in page.tags if t == "details" and "saying" in a.get("class", "")]
    assert "open" not in folds[0]
    alone = open_activity(browser, post("alone", party_limit=1))
    assert not [a for _, a in alone.tags if a.get("name") == "party_size"]


def test_a_support_meetup_asks_for_its_own_yes_in_a_box_that_is_empty(browser, post):
    date = post(kind="support_meetup")
    page = open_activity(browser, date)
    box = next(a for _, a in page.tags if a.get("name") == "consent")
    assert "checked" not in box
    assert "say something about your health" in page.text
    refused = hold(browser, date, alias="Sam")
    assert "Your place is not held yet" in refused.lines
    assert "One answer needs a look" in refused.text
    assert "#f-consent" in refused.links.values()
    assert ("alias", "Sam") in next(f for f in refused.forms if f.attrs.get("id") == "hold").fields
    held = press(browser, refused, "Hold my place", consent=box["value"])
    assert "Your place is held" in held.lines
    row = db.session.scalars(select(Rsvp)).one()
    assert (row.consent_version, row.alias) == (box["value"], "Sam")


def test_taking_the_yes_back_is_one_press_and_undoing_that_asks_again(browser, post):
    date = post(kind="support_meetup")
    left = press(browser, hold(browser, date, consent="1"), "Not this time")
    db.session.expire_all()
    assert db.session.scalars(select(Rsvp.consent_version)).one() is None
    assert "say something about your health" in left.text
    assert "Undo" not in [words for words, _, _ in left.buttons]
    again = press(browser, left, "Hold my place again", consent="1")
    assert "Your place is held" in again.lines


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"alias": "x" * 41}, "A name: please use 1 to 40 characters."),
        ({"needs": "x" * 301}, "What would help: please use 1 to 300 characters."),
        ({"party_size": "6"}, "How many come: this must be a number from 1 to 5."),
        ({"party_size": "two"}, "How many come: this must be a whole number from 1 to 5."),
    ],
)
def test_what_does_not_fit_is_named_and_what_was_typed_is_kept(browser, post, typed, says):
    answer = open_activity(browser, post()).press(browser, "Hold my place", **typed)
    assert answer.status_code == 422
    assert answer.headers["Cache-Control"] == "no-store"
    page = read(answer)
    assert "One answer needs a look" in page.text
    assert says in page.links
    assert page.links[says] == f"#f-{next(iter(typed))}"
    assert any("autofocus" in attrs for _, attrs in page.tags)
    assert browser.get_cookie(COOKIE) is None
    assert db.session.scalars(select(Rsvp)).all() == []


@pytest.mark.parametrize("sent", [{"level": "4"}, {"alias": ["a", "b"]}, {"date": "nonsense"}])
def test_a_form_that_is_none_of_ours_is_refused(browser, post, sent):
    date = post()
    answer = browser.post(f"{activity_of(date)}/hold", data={"date": date} | sent)
    assert answer.status_code == 422
    assert db.session.scalars(select(Rsvp)).all() == []


def test_a_rule_that_says_no_is_one_calm_sentence_and_the_form_stays(browser, post, frozen):
    date = post()
    page = open_activity(browser, date)
    frozen.move_to(datetime(2026, 12, 1, 14, 5))
    answer = page.press(browser, "Hold my place", alias="Sam")
    shown = follow(browser, answer, date=date, alias="Sam")
    assert "This has begun already. There may be another date. What you typed is still here." in (
        " ".join(shown.lines)
    )
    assert ("alias", "Sam") in next(f for f in shown.forms if f.attrs.get("id") == "hold").fields


def test_no_room_for_more_keeps_the_place_and_the_words(app, browser, post):
    date = post(capacity=2)
    page = hold(browser, date)
    hold(new_browser(app), date)
    answer = page.press(browser, "Save changes", party_size="2", needs="A quiet corner")
    assert answer.status_code == 409
    assert "There is no room for more people. Your place is still held." in answer.text
    assert "Your place is held" in read(answer).lines


def test_the_eleventh_place_is_refused_kindly(browser, post):
    dates = [post(f"number {n}", starts=STARTS + timedelta(hours=n)) for n in range(11)]
    for date in dates[:10]:
        hold(browser, date)
    assert "You hold 10 places, which is the most." in hold(browser, dates[10]).text


def test_too_many_at_once_is_said_with_the_form_kept(other_app, post):
    strict = other_app(has_limits=True)
    date = post()
    browser = new_browser(strict)
    page = hold(browser, date)
    for _ in range(21):
        answer = page.press(browser, "Save changes", alias="Sam")
    assert answer.status_code == 429
    assert int(answer.headers["Retry-After"]) > 0
    assert "Nothing is lost: please try again in" in answer.text
    assert "Your place is held" in read(answer).lines


def test_nothing_of_the_person_is_in_an_address(browser, post):
    date = post()
    hold(browser, date, alias="Sam", needs="A seat")
    answer = browser.post(f"/occurrences/{date}/change", data={"alias": "Sam", "needs": "door"})
    assert answer.location == f"/occurrences/{date}/place"


def test_a_form_from_elsewhere_is_refused(browser, post):
    browser.environ_base["HTTP_SEC_FETCH_SITE"] = "cross-site"
    assert browser.post(f"/occurrences/{post()}/hold").status_code == 403


def test_a_date_that_is_gone_is_not_found(browser, post):
    date = post()
    db.session.query(Activity).update({"state": "hidden"})
    db.session.commit()
    for path in (f"/occurrences/{date}/hold", f"/occurrences/{'0' * 12}/hold"):
        assert follow(browser, browser.post(path)).lines[0] in {
            "This page is not here - Alongside", "This is no longer here - Alongside",
        }  # fmt: skip


def cancel(date):
    db.session.query(Occurrence).filter_by(id=read_id(date)).update({"status": "cancelled"})
    db.session.commit()

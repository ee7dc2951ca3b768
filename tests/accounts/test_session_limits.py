"""How long a browser knows somebody: by what they may do there; and how fresh a proof must be."""

from datetime import timedelta

import pytest

from app.core import actors, clock
from app.core.security import organiser
from app.core.writes import writes
from tests.attendance.conftest import post
from tests.people import sign_in

__all__ = ["post"]

DAY, HOUR, SECOND = timedelta(days=1), timedelta(hours=1), timedelta(seconds=1)


def knows(browser):
    return browser.get("/api/v1/me").status_code == 200


def use(browser):
    assert browser.patch("/api/v1/me", json={}).status_code == 200


@pytest.mark.parametrize(
    ("kind", "idle", "step"), [("organiser", 14 * DAY, DAY), ("moderator", HOUR, SECOND)]
)
def test_a_browser_that_is_not_used_forgets(app, frozen, kind, idle, step):
    mine = sign_in(app, kind=kind)
    frozen.shift(idle)
    assert knows(mine)
    use(mine)
    frozen.shift(idle)
    assert knows(mine)
    frozen.shift(step)
    assert not knows(mine)


@pytest.mark.parametrize(
    ("kind", "longest", "step"),
    [("organiser", 30 * DAY, 10 * DAY), ("moderator", 12 * HOUR, HOUR)],
)
def test_no_browser_knows_anybody_for_longer_than_that(app, frozen, kind, longest, step):
    mine = sign_in(app, kind=kind)
    for _ in range(int(longest / step)):
        use(mine)
        frozen.shift(step)
    assert knows(mine)
    frozen.shift(SECOND)
    assert not knows(mine)


def test_a_date_far_away_keeps_only_guests_known(app, frozen, post):
    from tests.attendance.conftest import date_ids, hold

    post()
    mine = sign_in(app)
    hold(mine, date_ids("table")[20])
    frozen.shift(15 * DAY)
    assert not knows(mine)


@pytest.fixture
def desk(app, frozen):
    """An application with one more door, behind which something sensitive lies."""

    @organiser
    @writes()
    def act():
        actors.step_up(clock.now())
        return {}

    app.add_url_rule("/api/v1/desk", view_func=act, methods=["POST"])
    app.add_url_rule("/desk", view_func=act, methods=["POST"], endpoint="page")
    return app


def test_a_sensitive_act_needs_a_proof_of_the_last_quarter_of_an_hour(desk, frozen):
    mine = sign_in(desk)
    frozen.shift(timedelta(minutes=15))
    assert mine.post("/api/v1/desk").status_code == 200
    frozen.shift(SECOND)
    answer = mine.post("/api/v1/desk")
    assert (answer.status_code, answer.json["code"]) == (403, "step_up_needed")
    use(mine)
    assert mine.post("/api/v1/desk").status_code == 403, "being here is no proof"


def test_a_form_waits_in_the_page_that_asks_who_it_is(desk, frozen):
    mine = sign_in(desk)
    frozen.shift(HOUR)
    headers = {"Accept": "text/html", "Referer": "http://localhost/organise/1"}
    answer = mine.post("/desk", headers=headers, data={"text": "Bring a coat."})
    assert answer.status_code == 403
    assert answer.headers["Cache-Control"] == "no-store"
    for waiting in ('value="/desk"', 'value="/organise/1"', 'value="Bring a coat."'):
        assert waiting in answer.text


def test_the_cookie_lasts_no_longer_than_the_session_can(phone, ask):
    from tests.accounts.conftest import verify

    mine = phone()
    code, _ = ask(mine)
    cookies = verify(mine, "olga@example.org", code).headers.getlist("Set-Cookie")
    (cookie,) = (one for one in cookies if one.startswith(f"{actors.COOKIE}="))
    assert f"Max-Age={30 * 24 * 3600}" in cookie

"""Olga posts an activity in short steps, by plain forms alone, and nothing she typed is lost."""

import re

import pytest

from app.accounts.models import Organiser
from app.core.writes import unit_of_work
from tests.conftest import NOW
from tests.people import sign_in
from tests.web.reading import Page

# Only these pages ask whether a name may still be chosen.
pytestmark = pytest.mark.both_engines

WHAT = {
    "organiser_name": "Millbrook Library",
    "title": "Quiet board games",
    "kind": "interest_group",
    "description": "We play slow games.",
    "topics": "board_games",
}
API = {
    "title": "Quiet board games", "kind": "interest_group", "lat": 53.381, "lon": -1.471,
    "starts_at": "2026-12-01T14:00", "ends_at": "2026-12-01T15:30",
}  # fmt: skip
WHERE = {
    "format": "in_person", "place_name": "Town Hall", "address": "Mill Street 3",
    "lat": "53.381", "lon": "-1.471", "finding_us": "The blue door.", "time_zone": "",
}  # fmt: skip
WHEN = {
    "times": "dates", "day": "2026-12-01", "from_time": "14:00", "to_time": "15:30",
    "repeats": "weekly", "ends": "never",
}  # fmt: skip
EXPECT = {
    "fact_speak": "0", "fact_start": "1", "fact_people": "1", "fact_strangers": "",
    "support_greeter": "yes", "support_quiet_space": "no", "support_watch_ok": "",
    "steps": "14:00 Mary meets you\n14:05 You choose a game\n",
}  # fmt: skip
PEOPLE = {"greeter_name": "Mary", "capacity": "8", "booking": "", "party_limit": "2",
          "audience": "beginners", "bring": "Nothing."}  # fmt: skip
ACCESS = {"access_step_free": "yes", "cost_kind": "paid", "cost_amount": "2,50",
          "cost_currency": "GBP", "language": "en"}  # fmt: skip
STEPS = {"where": WHERE, "when": WHEN, "expect": EXPECT, "people": PEOPLE, "access": ACCESS}


@pytest.fixture
def olga(app, frozen):
    return sign_in(app)


def filled(page):
    """What stands in the form of a step, by name; what is chosen in a list is left out."""
    form = next(one for one in page.forms if one.attrs.get("id") == "step")
    values = {}
    for name, value in form.fields:
        values.setdefault(name, []).append(value)
    return values


def begin(olga, **changes):
    answer = olga.post("/organise/new", data=WHAT | changes)
    assert answer.status_code == 303, Page(answer.text).text
    return re.fullmatch(r"/organise/(\w{12})/edit/where", answer.location)[1]


def keep(olga, draft, step, **changes):
    return olga.post(f"/organise/{draft}/edit/{step}", data=STEPS[step] | changes)


def write_all(olga):
    draft = begin(olga)
    for step, leads_to in zip(STEPS, ("when", "expect", "people", "access", "check"), strict=True):
        answer = keep(olga, draft, step)
        assert answer.location == f"/organise/{draft}/edit/{leads_to}", Page(answer.text).text
    return draft


def trust():
    with unit_of_work() as session:
        session.query(Organiser).one().trusted_at = NOW


def test_seven_steps_make_a_public_activity(olga, client):
    draft = write_all(olga)
    trust()
    check = Page(olga.get(f"/organise/{draft}/edit/check").text).text
    assert "Still missing" not in check
    assert "Every week on Tuesday" in check or "Tuesday" in check
    answer = olga.post(f"/organise/{draft}/publish")
    assert answer.location == f"/organise/{draft}/now?done=published"
    assert "Everybody can find it" in olga.get(answer.location).text
    page = client.get(f"/api/v1/activities/{draft}").json
    assert (page["title"], page["cost"]) == ("Quiet board games", {"minor": 250, "currency": "GBP"})
    assert page["time_zone"] == "Europe/London"
    assert page["occurrences"][1]["starts_at"] == "2026-12-08T14:00:00+00:00"
    assert (page["facts"]["start"], page["facts"]["strangers"]) == (1, None)
    assert (page["supports"]["greeter"], page["supports"]["quiet_space"]) == (True, False)
    assert page["steps"] == ["14:00 Mary meets you", "14:05 You choose a game"]
    assert (page["audience"], page["party_limit"], page["capacity"]) == (["beginners"], 2, 8)
    assert page["organiser"]["name"] == "Millbrook Library"


def test_what_was_said_stands_in_every_step_again(olga):
    draft = write_all(olga)
    for step, typed in {"what": WHAT, **STEPS}.items():
        page = Page(olga.get(f"/organise/{draft}/edit/{step}").text)
        values = filled(page)
        for name, value in typed.items():
            if value and name not in {
                "organiser_name",
                "cost_amount",
                "ends",
                "steps",
                "language",
                "cost_currency",
            }:
                assert value in values.get(name, ()), (step, name)


def test_back_keeps_what_was_typed_and_goes_back(olga):
    draft = begin(olga)
    answer = keep(olga, draft, "where", go="back")
    assert answer.location == f"/organise/{draft}/edit/what"
    assert "The blue door." in olga.get(f"/organise/{draft}/edit/where").text


def test_going_on_later_leads_home_where_the_draft_is(olga):
    draft = begin(olga)
    assert keep(olga, draft, "where", go="later").location == "/organise"
    assert "Quiet board games" in olga.get("/organise").text


@pytest.mark.parametrize(
    ("step", "wrong", "said"),
    [
        ("where", {"lat": "north"}, "must be a number"),
        ("where", {"lon": ""}, "needs both"),
        ("where", {"format": "online", "online_url": "http://example.org"}, "web address"),
        ("when", {"to_time": ""}, "time like 19:00"),
        ("people", {"capacity": "many"}, "whole number"),
        ("people", {"age_min": "60", "age_max": "18"}, "below the youngest"),
        ("access", {"cost_amount": "a little"}, "whole number"),
    ],
)
def test_what_does_not_fit_is_said_and_all_that_was_typed_is_kept(olga, step, wrong, said):
    draft = begin(olga)
    answer = keep(olga, draft, step, **wrong)
    assert answer.status_code == 422
    page = Page(answer.text)
    assert "What you typed is still here." in page.text
    assert said in page.text
    for name, value in (STEPS[step] | wrong).items():
        if value and name in {"lat", "capacity", "to_time", "finding_us", "bring", "day"}:
            assert value in filled(page).get(name, ()), name


def test_the_first_step_needs_a_name_and_makes_nothing_without(olga):
    answer = olga.post("/organise/new", data=WHAT | {"title": "", "organiser_name": ""})
    assert answer.status_code == 422
    assert "We play slow games." in answer.text
    assert "Nothing here yet" in olga.get("/organise").text


def test_the_town_puts_the_pin_there_without_a_script(olga):
    draft = begin(olga)
    answer = keep(olga, draft, "where", find="1", town="Lewes", lat="", lon="")
    assert answer.status_code == 200
    stands = filled(Page(answer.text))
    assert float(stands["lat"][0]) == pytest.approx(50.87, abs=0.1)
    assert stands["finding_us"] == ["The blue door."]
    unknown = keep(olga, draft, "where", find="1", town="Nowhereton")
    assert "could not find that place" in unknown.text


def test_a_town_without_a_pin_is_not_passed_over_by_going_on(olga):
    draft = begin(olga)
    on_the_town = {"town": "Lewes", "lat": "", "lon": ""}
    answer = keep(olga, draft, "where", **on_the_town)
    assert float(filled(Page(answer.text))["lat"][0]) == pytest.approx(50.87, abs=0.1)
    online = keep(olga, draft, "where", **on_the_town, format="online", address="", finding_us="")
    assert online.location == f"/organise/{draft}/edit/when"


@pytest.mark.parametrize(("go", "to"), [("back", "/edit/where"), ("later", "")])
def test_one_may_leave_a_step_in_which_nothing_was_typed(olga, go, to):
    draft = begin(olga)
    empty = {"day": "", "from_time": "", "to_time": ""}
    answer = keep(olga, draft, "when", go=go, **empty)
    assert answer.location == (f"/organise/{draft}{to}" if to else "/organise")
    half = keep(olga, draft, "when", go=go, **empty | {"from_time": "14:00"})
    assert half.status_code == 422


def test_the_preview_reads_as_somebody_nervous_reads_it(olga):
    draft = write_all(olga)
    page = Page(olga.get(f"/organise/{draft}/preview").text).text
    assert "Quiet board games" in page
    assert "Good: Mary meets you" in page
    assert "Three things that would make this easier to come to" in page
    for path in ("preview", "edit/check"):
        shown = olga.get(f"/organise/{draft}/{path}").text
        assert "People can ask you here" in shown
        assert "/ask" not in shown, "there is no such page of a draft"
    typed = olga.post(
        f"/organise/{draft}/preview", data={**EXPECT, "step": "expect", "support_greeter": "no"}
    )
    assert "Good: Mary meets you" not in Page(typed.text).text
    assert "A named person meets you" in Page(typed.text).text
    assert "Good: Mary meets you" in Page(olga.get(f"/organise/{draft}/preview").text).text


def test_what_is_missing_leads_to_its_step(olga):
    draft = begin(olga)
    check = olga.get(f"/organise/{draft}/edit/check").text
    assert f'href="/organise/{draft}/edit/when#f-day"' in check
    refused = olga.post(f"/organise/{draft}/publish")
    assert refused.status_code == 422


def test_a_first_activity_waits_and_says_so(olga, client):
    draft = write_all(olga)
    olga.post(f"/organise/{draft}/publish")
    now = Page(olga.get(f"/organise/{draft}/now").text).text
    assert "It waits to be read" in now
    assert client.get(f"/activities/{draft}").status_code == 404


def test_a_change_of_a_public_one_is_kept_at_once(olga, client):
    draft = write_all(olga)
    trust()
    olga.post(f"/organise/{draft}/publish")
    answer = keep(olga, draft, "people", bring="A pencil")
    assert answer.location == f"/organise/{draft}/now?done=changed"
    assert client.get(f"/api/v1/activities/{draft}").json["bring"] == "A pencil"


def test_a_new_title_of_somebody_new_waits_and_can_be_taken_back(olga, client):
    draft = write_all(olga)
    trust()
    olga.post(f"/organise/{draft}/publish")
    with unit_of_work() as session:
        session.query(Organiser).one().trusted_at = None
    answer = olga.post(f"/organise/{draft}/edit/what", data=WHAT | {"title": "Chess"})
    assert answer.location == f"/organise/{draft}/now?done=waits"
    assert "A change waits to be read: the name" in Page(olga.get(answer.location).text).text
    assert client.get(f"/api/v1/activities/{draft}").json["title"] == "Quiet board games"
    olga.post(f"/organise/{draft}/remove")
    assert "A change waits" not in olga.get(f"/organise/{draft}/now").text


def test_times_by_arrangement_need_no_date(olga, client):
    draft = write_all(olga)
    answer = olga.post(
        f"/organise/{draft}/edit/when", data={"times": "arrangement", "window_until": "2027-03-01"}
    )
    assert answer.status_code == 303
    trust()
    olga.post(f"/organise/{draft}/publish")
    page = client.get(f"/api/v1/activities/{draft}").json
    assert page["arrangement"] == {"from": None, "until": "2027-03-01"}
    assert page["occurrences"] == []


def test_a_draft_can_be_thrown_away(olga):
    draft = begin(olga)
    assert olga.post(f"/organise/{draft}/remove").location == "/organise?done=removed"
    assert olga.get(f"/organise/{draft}/edit/what").status_code == 404


def test_nobody_else_opens_a_step(app, olga):
    draft = begin(olga)
    other = sign_in(app, "otto@example.org")
    for path in ("edit/what", "edit/check", "preview", "now"):
        assert other.get(f"/organise/{draft}/{path}").status_code == 404
        assert "Sign in first" in app.test_client().get(f"/organise/{draft}/{path}").text


def test_a_name_that_was_never_read_does_not_become_public(app, olga, client):
    draft = olga.post("/api/v1/activities", json=API).json["id"]
    olga.post(f"/api/v1/activities/{draft}/publish")
    mo = sign_in(app, "mo@example.org", "moderator")
    assert mo.post(f"/api/v1/moderation/items/{draft}/approve", json={}).status_code == 200
    before = client.get(f"/api/v1/activities/{draft}").json["organiser"]["name"]
    page = olga.get(f"/organise/{draft}/edit/what").text
    assert 'name="organiser_name"' not in page
    again = WHAT | {"organiser_name": "The Hospital"}
    assert olga.post(f"/organise/{draft}/edit/what", data=again).status_code == 303
    assert client.get(f"/api/v1/activities/{draft}").json["organiser"]["name"] == before

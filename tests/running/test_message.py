"""A message to everybody who holds a place: told in neutral words, read on one's own page."""

from datetime import timedelta

import pytest

from app.core.writes import unit_of_work
from tests.attendance.conftest import STARTS, hold, leave, look
from tests.people import sign_in
from tests.running.conftest import KIM, OLGA, give_to, join
from tests.running.test_hidden import hide, told

WORDS = "We meet at the back door.\nThe front one is being painted."


def write(who, date, text=WORDS):
    return who.post(f"/api/v1/occurrences/{date}/message", json={"text": text})


def test_everybody_who_holds_a_place_is_told_and_reads_it(known, run, olga, inbox):
    date, mine = run(), known(reminder=False, still_fine=False)
    hold(mine, date)
    answer = write(olga, date)
    assert (answer.status_code, answer.json["text"]) == (201, WORDS)
    (mail,) = inbox.new()
    assert (mail["To"], mail["Subject"]) == ("sam@example.org", "A message about Tuesday's plan")
    words = mail.get_content()
    assert "back door" not in words, "it may be read on a lock screen"
    assert f"/occurrences/{date}/place" in words
    assert [one["text"] for one in look(mine, date)["messages"]] == [WORDS]
    (plan,) = mine.get("/api/v1/me/rsvps").json["items"]
    assert [one["text"] for one in plan["messages"]] == [WORDS]


def test_who_waits_or_left_is_not_told_and_who_comes_later_reads_it(known, run, olga, inbox):
    date = run(capacity=1)
    first, waiting = known("a@example.org"), known("b@example.org")
    hold(first, date)
    hold(waiting, date)
    write(olga, date)
    assert [mail["To"] for mail in inbox.new()] == ["a@example.org"]
    assert "messages" not in look(waiting, date)
    leave(first, date)
    assert "messages" not in look(first, date)
    assert [one["text"] for one in look(waiting, date)["messages"]] == [WORDS], "it is offered"


@pytest.mark.parametrize("why", ["left", "taken down", "does not want it"])
def test_who_need_not_hear_it_is_not_told(known, run, olga, inbox, why):
    date, mine = run(), known(message=why != "does not want it", cancellation=False)
    hold(mine, date)
    write(olga, date)
    if why == "left":
        leave(mine, date)
    elif why == "taken down":
        hide(date)
    assert told(inbox) == []


def test_who_writes_has_shown_lately_who_they_are(app, run, olga, frozen):
    date = run()
    frozen.shift(timedelta(minutes=16))
    answer = write(olga, date)
    assert (answer.status_code, answer.json["code"]) == (403, "step_up_needed")
    assert write(sign_in(app, OLGA), date).status_code == 201


def test_three_a_day_are_the_most_about_one_date(app, run, olga, frozen):
    date = run()
    for number in range(3):
        frozen.shift(timedelta(minutes=1))
        assert write(olga, date, f"Number {number}").status_code == 201
    answer = write(olga, date)
    assert (answer.status_code, answer.json["code"]) == (409, "too_many_messages")
    frozen.shift(timedelta(days=1))
    assert write(sign_in(app, OLGA), date).status_code == 201


def test_only_who_may_change_it_may_write(app, phone, post, olga):
    date = post()
    organiser = give_to(date, OLGA)
    helper, other = sign_in(app, KIM), sign_in(app, "other@example.org")
    join(organiser, KIM, "viewer")
    guest = phone()
    guest.post("/api/v1/guests")
    statuses = [write(who, date).status_code for who in (phone(), guest, other, helper, olga)]
    assert statuses == [401, 403, 404, 404, 201]


def test_nothing_is_written_to_a_date_that_is_off_or_over(app, run, olga, frozen):
    date = run()
    frozen.move_to(STARTS + timedelta(hours=3))
    answer = write(sign_in(app, OLGA), date)
    assert (answer.status_code, answer.json["code"]) == (409, "date_over")


def test_the_same_key_writes_once(known, run, olga, inbox):
    date, mine = run(), known()
    hold(mine, date)
    for _ in range(2):
        answer = olga.post(
            f"/api/v1/occurrences/{date}/message",
            json={"text": WORDS},
            headers={"Idempotency-Key": "k" * 16},
        )
        assert answer.status_code == 201
    assert len(look(mine, date)["messages"]) == 1


@pytest.mark.parametrize("text", ["", "   ", "x" * 601, "\u202e", 7, None])
def test_words_that_are_none_are_refused(run, olga, text):
    answer = write(olga, run(), text)
    assert answer.status_code == 422
    assert "text" in answer.json["errors"]


def test_words_are_forgotten_with_the_date(run, olga, frozen):
    from app.attendance.running.messages import forget_past
    from app.core import clock

    date = run()
    write(olga, date)
    frozen.move_to(STARTS + timedelta(days=29))
    with unit_of_work() as session:
        assert forget_past(session, clock.now()) == 0
    frozen.move_to(STARTS + timedelta(days=31))
    with unit_of_work() as session:
        assert forget_past(session, clock.now()) == 1

"""A form of a sensitive act, sent too long after its sender signed in: nothing typed is lost."""

from datetime import timedelta

import pytest

from app.accounts.signing_in.browser import COOKIE as ASKER
from tests.accounts.conftest import read as read_code
from tests.attendance.conftest import hold, look
from tests.people import sign_in
from tests.running.conftest import KIM, activity_of
from tests.web.reading import read

WORDS = 'The back door,\r\n"please" & thank you.'
KEPT = WORDS.replace("\r\n", "\n")


@pytest.fixture
def late(run, olga, phone, frozen):
    """Olga's page of who comes, open for twenty minutes; somebody comes."""
    date = run(capacity=4)
    olga.environ_base["HTTP_ACCEPT"] = "text/html"
    guest = phone()
    hold(guest, date)
    page = read(olga.get(f"/organise/{activity_of(date)}/people/{date}"))
    frozen.shift(timedelta(minutes=20))
    return page, guest, date


def messages(guest, date):
    return [one["text"] for one in look(guest, date).get("messages", [])]


def code_in(inbox):
    mails = [mail for mail in inbox.new() if mail["Subject"] == "Your code"]
    return read_code(mails[-1])


def go_on(client, answer, text):
    """What a browser does that is told to send the same form somewhere else."""
    assert answer.status_code == 307
    return client.post(answer.headers["Location"], data={"text": text})


def test_a_message_is_kept_while_one_shows_who_one_is_and_then_sent(late, olga, inbox):
    page, guest, date = late
    asks = page.press(olga, "Send to everybody", text=WORDS)
    assert asks.status_code == 403
    assert "What you typed is kept here" in read(asks).text
    assert messages(guest, date) == []
    types = read(asks).press(olga, "Send me a code")
    code, _ = code_in(inbox)
    wrong = read(types).press(olga, "Go on and send", proof_code="11111111")
    assert wrong.status_code == 422
    right = read(wrong).press(olga, "Go on and send", proof_code=code)
    sent = go_on(olga, right, WORDS)
    assert sent.headers["Location"].endswith("?done=sent")
    assert messages(guest, date) == [KEPT]


def test_every_page_on_the_way_carries_the_words_along(late, olga, inbox):
    page, _, _ = late
    shown = read(page.press(olga, "Send to everybody", text=WORDS))
    for button in ("Send me a code", "Send me a new code", "Send me a new code"):
        shown = read(shown.press(olga, button))
        carrying = next(form for words, _, form in shown.buttons if words == "Go on and send")
        assert ("text", WORDS) in carrying.fields


def test_who_opened_the_link_of_the_mail_meanwhile_needs_no_code(late, olga, inbox):
    page, guest, date = late
    asks = read(page.press(olga, "Send to everybody", text=WORDS))
    types = read(asks.press(olga, "Send me a code"))
    _, token = code_in(inbox)
    assert olga.post("/api/v1/auth/verify", json={"token": token}).status_code == 200
    go_on(olga, types.press(olga, "Go on and send", proof_code=""), WORDS)
    assert messages(guest, date) == [KEPT]


def test_a_code_that_is_over_leaves_the_words_where_they_are(late, olga, inbox):
    page, _, _ = late
    asks = read(page.press(olga, "Send to everybody", text=WORDS))
    types = read(asks.press(olga, "Send me a code"))
    olga.delete_cookie(ASKER)
    over = types.press(olga, "Go on and send", proof_code="12345678")
    assert over.status_code == 410
    again = read(over).press(olga, "Send me a new code")
    assert ("text", WORDS) in read(again).forms[-1].fields


def test_who_is_asked_to_help_is_typed_once(run, app, olga, frozen, inbox):
    date = run()
    olga.environ_base["HTTP_ACCEPT"] = "text/html"
    frozen.shift(timedelta(minutes=20))
    page = read(olga.get(f"/organise/{activity_of(date)}/helpers"))
    wrong = page.press(olga, "Ask them", email="kim", role="viewer")
    assert wrong.status_code == 422, "what does not fit is said before anybody is asked for a code"
    asks = read(page.press(olga, "Ask them", email=KIM, role="viewer"))
    types = read(asks.press(olga, "Send me a code"))
    answer = types.press(olga, "Go on and send", proof_code=code_in(inbox)[0])
    olga.post(answer.headers["Location"], data={"email": KIM, "role": "viewer"})
    assert [mail["To"] for mail in inbox.new()] == [KIM]


def test_somebody_else_who_proves_themselves_sends_nothing(late, app, olga, inbox):
    page, guest, date = late
    asks = read(page.press(olga, "Send to everybody", text=WORDS))
    kim = sign_in(app, KIM)
    answer = kim.post(asks.forms[-1].fields[0][1], data={"text": WORDS})
    assert answer.status_code == 404
    assert messages(guest, date) == []

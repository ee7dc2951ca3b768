"""The pages of signing in, as people without a script use them."""

import re

import pytest

from tests.accounts.conftest import FORM, asker, read, verify
from tests.people import sign_in

OLGA = "olga@example.org"


def send(browser, path, **form):
    return browser.post(path, data=form, content_type=FORM)


def test_from_an_address_over_the_code_to_where_one_was(phone, inbox):
    mine = phone()
    page = mine.get("/sign-in?next=/organise/new")
    assert 'value="/organise/new"' in page.text
    assert "Set-Cookie" not in page.headers
    answer = send(mine, "/sign-in", email=OLGA, next="/organise/new")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/sign-in/code")
    page = mine.get("/sign-in/code")
    assert OLGA in page.text
    assert 'autocomplete="one-time-code"' in page.text
    assert page.headers["Cache-Control"] == "no-store"
    code, _ = read(inbox.new()[-1])
    answer = send(mine, "/sign-in/code", code=f" {code[:4]}-{code[4:]} ")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/organise/new")
    assert mine.get("/api/v1/me").json["kind"] == "organiser"


def test_the_button_of_the_link_goes_on_to_where_one_was(phone, inbox):
    mine = phone()
    send(mine, "/sign-in", email=OLGA, next="/organise/new")
    _, token = read(inbox.new()[-1])
    page = mine.get(f"/api/v1/auth/verify?token={token}")
    assert OLGA in page.text
    form = re.search(r'action="(/sign-in/link)"', page.text)
    answer = send(mine, form[1], token=token)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/organise/new")
    answer = send(mine, form[1], token=token)
    assert answer.status_code == 410
    assert "Ask for a new code" in answer.text


@pytest.mark.parametrize(
    "path",
    ["//evil.example/x", "/\\evil.example", "https://evil.example", "javascript:alert(1)", "evil"],
)
def test_it_leads_to_no_other_site(phone, inbox, path):
    mine = phone()
    assert "evil" not in mine.get("/sign-in", query_string={"next": path}).text
    send(mine, "/sign-in", email=OLGA, next=path)
    code, _ = read(inbox.new()[-1])
    assert send(mine, "/sign-in/code", code=code).headers["Location"] == "/organise"
    answer = mine.get("/api/v1/auth/verify", query_string={"next": path})
    assert (answer.status_code, answer.headers["Location"]) == (303, "/sign-in")


def test_what_is_no_address_stays_in_the_field_and_says_why(phone, inbox):
    answer = send(phone(), "/sign-in", email="olga@", next="/organise")
    assert answer.status_code == 422
    assert 'value="olga@"' in answer.text
    assert 'id="f-email-wrong"' in answer.text
    assert inbox.new() == []


def test_a_wrong_code_stays_in_the_field_and_after_five_a_new_one_is_offered(phone, ask):
    mine = phone()
    ask(mine)
    for _ in range(4):
        answer = send(mine, "/sign-in/code", code="1111 1111")
        assert answer.status_code == 422
        assert 'value="1111 1111"' in answer.text
    answer = send(mine, "/sign-in/code", code="1111 1111")
    assert answer.status_code == 410
    assert "Ask for a new code" in answer.text


def test_without_a_request_the_page_of_the_code_says_so(phone):
    assert "Nothing waits for a code here" in phone().get("/sign-in/code").text


def test_it_is_said_before_that_places_are_asked_about(phone):
    assert "the next page asks whose they are" in phone().get("/sign-in").text


def test_a_page_for_organisers_says_what_it_needs_and_leads_there(phone):
    guest = phone()
    guest.post("/api/v1/guests")
    for one, status in ((phone(), 401), (guest, 403)):
        answer = one.get("/sign-in/again", headers={"Accept": "text/html"})
        assert answer.status_code == status
        assert 'href="/sign-in?next=/sign-in/again"' in answer.text


def test_showing_anew_who_one_is_goes_on_to_where_one_was(app, phone, inbox):
    mine = sign_in(app, OLGA)
    assert OLGA in mine.get("/sign-in/again?next=/settings").text
    answer = send(mine, "/sign-in/again", next="/settings")
    assert answer.headers["Location"] == "/sign-in/code"
    code, _ = read(inbox.new()[-1])
    assert send(mine, "/sign-in/code", code=code).headers["Location"] == "/settings"


def test_who_is_signed_in_as_another_gets_a_session_of_the_one_who_was_proven(phone, signed_in):
    mine = signed_in("first@example.org")
    signed_in(OLGA, mine)
    assert mine.get("/api/v1/me").json["sign_in_address"] == OLGA
    assert len(mine.get("/api/v1/me/sessions").json["items"]) == 1


def test_the_cookie_of_the_browser_is_kept_a_quarter_of_an_hour_and_from_scripts(phone, inbox):
    mine = phone()
    answer = send(mine, "/sign-in", email=OLGA)
    cookie = answer.headers["Set-Cookie"]
    for part in ("__Host-authreq=", "Secure", "HttpOnly", "SameSite=Lax", "Path=/", "Max-Age=900"):
        assert part in cookie
    assert verify(mine, OLGA, read(inbox.new()[-1])[0]).status_code == 200
    assert asker(mine) is None

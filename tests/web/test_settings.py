"""Settings, as a browser without scripts shows it: devices, words, a name, going and erasing."""

import pytest

from app.core.actors import COOKIE
from tests.web.known import known, phone
from tests.web.reading import read

__all__ = ["known", "phone"]

LINUX = "Mozilla/5.0 (X11; Linux x86_64) Chrome/144.0 Safari/537.36"


def words_of(client):
    answer = read(client.get("/settings")).press(client, "Make my twelve words")
    return [line for line in read(answer).lines if line.isalpha() and line.islower()]


def come_back(client, words):
    return read(client.get("/settings")).press(client, "Bring my places back", words=words)


def test_whoever_is_not_known_reads_what_it_is_for_and_can_use_their_words(phone):
    answer = phone().get("/settings")
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    assert "This phone or browser is not known here yet" in read(answer).text
    assert "Set-Cookie" not in answer.headers


def test_it_is_found_from_about_me(known):
    assert "/settings" in read(known().get("/about-me")).links.values()


def test_no_cache_keeps_it(known):
    mine = known()
    for path in ("/settings", "/settings/erase"):
        assert mine.get(path).headers["Cache-Control"] == "no-store", path


def test_a_name_is_kept_and_taken_back(known):
    mine = known()
    answer = read(mine.get("/settings")).press(mine, "Keep this name", display_name=" Sam ")
    assert answer.status_code == 303
    assert "Your name is kept." in read(mine.get(answer.location)).text
    assert mine.get("/api/v1/me").json["display_name"] == "Sam"
    read(mine.get("/settings")).press(mine, "Keep this name", display_name="")
    assert mine.get("/api/v1/me").json["display_name"] is None


def test_a_name_that_can_not_be_shown_is_said_calmly_and_stays_in_the_field(known):
    mine = known()
    answer = read(mine.get("/settings")).press(mine, "Keep this name", display_name="S" * 81)
    assert answer.status_code == 422
    assert "One answer needs a look" in answer.text
    assert 'href="#f-display_name"' in answer.text
    assert "S" * 81 in answer.text
    assert mine.get("/api/v1/me").json["display_name"] is None


def test_twelve_words_bring_the_places_back_on_a_second_phone(known, phone):
    mine, new = known(), phone(agent=LINUX)
    mine.patch("/api/v1/me", json={"display_name": "Sam"})
    words = words_of(mine)
    assert len(words) == 12
    answer = come_back(new, "  ".join(words).upper())
    assert answer.status_code == 303
    assert "Welcome back" in read(new.get(answer.location)).text
    assert new.get("/api/v1/me").json["display_name"] == "Sam"


def test_the_words_are_shown_once_and_new_ones_end_the_old(known, phone):
    mine = known()
    old = words_of(mine)
    page = read(mine.get("/settings"))
    assert not any(word in page.lines for word in old)
    answer = page.press(mine, "Make new words")
    assert answer.headers["Cache-Control"] == "no-store"
    assert come_back(phone(), " ".join(old)).status_code == 422


def test_wrong_words_are_said_calmly_and_stay_in_the_field(phone):
    new = phone()
    answer = come_back(new, "apple garden")
    assert answer.status_code == 422
    assert "These words do not belong together" in answer.text
    assert ">apple garden</textarea>" in answer.text
    assert new.get_cookie(COOKIE) is None


def test_guessing_words_is_slowed_down(phone):
    new = phone()
    codes = [come_back(new, "apple " * 12).status_code for _ in range(11)]
    assert codes == [422] * 10 + [429]


def test_each_device_is_listed_and_signed_out_at_once(known, phone):
    mine, other = known(), phone(agent=LINUX)
    come_back(other, " ".join(words_of(mine)))
    page = read(mine.get("/settings"))
    assert "Firefox on Android" in page.text
    assert "Chrome on Linux" in page.text
    answer = page.press(mine, "Sign out")
    assert "no longer knows you" in read(mine.get(answer.location)).text
    assert other.get("/api/v1/me").status_code == 401
    assert mine.get("/api/v1/me").status_code == 200


def test_everywhere_else_is_signed_out_at_once(known, phone):
    mine = known()
    others = [phone(), phone(agent=LINUX)]
    words = " ".join(words_of(mine))
    for other in others:
        come_back(other, words)
    read(mine.get("/settings")).press(mine, "Sign out everywhere else")
    assert [other.get("/api/v1/me").status_code for other in others] == [401, 401]
    assert mine.get("/api/v1/me").status_code == 200


def test_nobody_signs_somebody_else_out(known):
    mine, stranger = known(), known()
    (item,) = mine.get("/api/v1/me/sessions").json["items"]
    assert stranger.post(f"/settings/devices/{item['id']}/end").status_code == 404
    stranger.post("/settings/devices/end-others")
    assert mine.get("/api/v1/me").status_code == 200


def test_signing_out_takes_the_cookie_the_session_and_what_the_browser_kept(known, phone):
    mine = known()
    token = mine.get_cookie(COOKIE).value
    page = read(mine.get("/settings"))
    assert "You have no words yet" in page.text
    answer = page.press(mine, "Sign out on this phone")
    assert answer.status_code == 303
    assert answer.headers["Clear-Site-Data"] == '"cache"'
    assert mine.get_cookie(COOKIE) is None
    assert "You are signed out" in read(mine.get(answer.location)).text
    thief = phone()
    thief.set_cookie(COOKIE, token, secure=True)
    assert "not known here yet" in read(thief.get("/settings")).text


def test_erasing_says_what_goes_and_that_it_is_for_good_and_then_does_it(known):
    mine = known()
    mine.patch("/api/v1/me", json={"display_name": "Sam"})
    before = read(mine.get("/settings/erase"))
    assert "This can't be undone" in before.text
    assert mine.get("/api/v1/me").json["display_name"] == "Sam", "looking erases nothing"
    answer = before.press(mine, "Erase everything")
    assert answer.status_code == 303
    assert answer.headers["Clear-Site-Data"] == '"cache"'
    assert "Everything is erased" in read(mine.get(answer.location)).text
    assert mine.get("/api/v1/me").status_code == 401


@pytest.mark.parametrize("path", ["name", "words", "sign-out", "erase", "devices/end-others"])
def test_no_other_site_presses_a_button_for_me(known, path):
    mine = known()
    del mine.environ_base["HTTP_SEC_FETCH_SITE"]
    foreign = {"Sec-Fetch-Site": "cross-site"}
    assert mine.post(f"/settings/{path}", headers=foreign).status_code == 403
    assert mine.get("/api/v1/me").status_code == 200
    assert phone_is_told(mine.post(f"/settings/{path}", headers={"Origin": "https://evil.example"}))


def phone_is_told(answer):
    return answer.status_code == 403


@pytest.mark.parametrize("path", ["name", "words", "sign-out", "erase", "devices/end-others"])
def test_without_a_session_a_button_says_what_it_needs(phone, path):
    answer = phone().post(f"/settings/{path}")
    assert answer.status_code == 401
    assert "This phone is not known here" in answer.text

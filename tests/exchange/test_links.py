"""A link of a source leads to its meeting or page, and lets nobody in who was not told how."""

import pytest

from app.exchange.links import meeting_link, page_link, web_link

OLD_TEAMS = "https://teams.microsoft.com/l/meetup-join/19%3ameeting_x%40thread.v2/0"
TENANT = "11111111-2222-3333-4444-555555555555"
PERSON = "99999999-8888-7777-6666-555555555555"


@pytest.mark.parametrize(
    "link",
    ["javascript:alert(1)", "ftp://example.org", "https://user:pw@example.org", "https://", "x y",
     "http://[1", "https://example.org/" + "a" * 600, "//example.org", ""],
)  # fmt: skip
def test_only_plain_web_links_are_kept(link):
    assert web_link(link) is None


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("https://zoom.us/j/1?pwd=x&a=y", "https://zoom.us/j/1"),
        ("https://us02web.zoom.us/j/1?pwd=x#success", "https://us02web.zoom.us/j/1"),
        ("https://zoom.us/j/1%3Fpwd%3Dx", "https://zoom.us/j/1"),
        ("https://zoom.us/j/1;pwd=x", "https://zoom.us/j/1"),
        ("https://teams.microsoft.com/meet/12345?p=aBc9", "https://teams.microsoft.com/meet/12345"),
        ("https://teams.live.com/meet/12345?p=aBc9", "https://teams.live.com/meet/12345"),
        ("https://harbour.webex.com/j.php?MTID=m1&password=x", "https://harbour.webex.com/j.php?MTID=m1"),
        ("https://bluejeans.com/123456/7890", "https://bluejeans.com/123456"),
        ("https://harbour.whereby.com/room?roomKey=x", "https://harbour.whereby.com/room"),
        ("https://meet.jit.si/Harbour?jwt=x", "https://meet.jit.si/Harbour"),
        ("https://example.org/live?room=7&access_code=1", "https://example.org/live?room=7"),
        ("https://example.org/live;pwd=x/hall?PIN=1", "https://example.org/live/hall"),
        ("https://example.org/live#passcode=1", "https://example.org/live"),
        ("https://filter.example.org/?url=https%3A%2F%2Fzoom.us%2Fj%2F1%3Fpwd%3Dx", "https://zoom.us/j/1"),
    ],
)  # fmt: skip
def test_a_meeting_link_loses_its_password_and_says_so(given, kept):
    assert meeting_link(given) == (kept, True, False)


@pytest.mark.parametrize(
    "link",
    ["https://zoom.us/j/1", "https://harbour.webex.com/j.php?MTID=m1", "https://meet.google.com/a-b",
     "https://example.org/live?room=7#hall", "https://bluejeans.com/123456"],
)  # fmt: skip
def test_a_link_without_a_password_stays_whole(link):
    assert meeting_link(link) == (link, False, False)


@pytest.mark.parametrize("rest", ["", "04/27/2026"])
def test_a_link_that_names_a_person_keeps_only_the_organisation(rest):
    context = f"%7b%22Tid%22%3a%22{TENANT}%22%2c%22Oid%22%3a%22{PERSON}%22%7d{rest}"
    kept, had_password, had_more = meeting_link(f"{OLD_TEAMS}?context={context}")
    assert TENANT in kept
    assert PERSON not in kept
    assert (had_password, had_more) == (False, True)


def test_other_parts_of_a_known_link_go_without_a_word_of_passwords():
    assert meeting_link("https://meet.google.com/a-b?authuser=1") == (
        "https://meet.google.com/a-b",
        False,
        True,
    )


def test_a_meeting_link_must_be_https():
    assert meeting_link("http://zoom.us/j/1").url is None


def test_a_page_keeps_its_number_and_loses_its_password():
    assert page_link("https://example.org/?p=12&pwd=x") == "https://example.org/?p=12"
    assert page_link("https://zoom.us/meeting/register/x?pwd=y") == (
        "https://zoom.us/meeting/register/x"
    )
    assert page_link("https://ann:pw@example.org/") is None

"""A listing names no person to turn to, and keeps the ways to an office."""

import pytest

from app.exchange.leftovers import lone_link, without_leftovers
from app.exchange.scrub import asks_password, without_private
from app.exchange.shaping import shape_name
from tests.exchange.files import event, meeting, read_events, read_meetings

POINTER = "(contact: see the source)"


@pytest.mark.parametrize(
    "line",
    [
        "For more please contact Ann Lee, Garden Officer – ann@example.org",
        "Informal chats are welcome – contact Ann Lee (ann@example.org) any time.",
        "Reach out to Ann Lee at 302-555-0101 to book.",
        "Call Ann on 302-555-0101.",
        "Call 302-555-0101 and ask for Ann.",
        "Host: Ann 302-555-0101",
        "Ann Lee, 302-555-0101",
        "Ask Dr. Ann Lee at ann@example.org",
    ],
)
def test_a_line_that_names_whom_to_contact_goes_as_a_whole(line):
    assert without_private(f"Bring tea. {line}\nAll welcome") == ("Bring tea.\nAll welcome", True)


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("Email us at a@example.org", f"Email us at {POINTER}"),
        ("Contact the Garden Team on 302-555-0101", f"Contact the Garden Team on {POINTER}"),
        ("Visit the Nature Center, call 302-555-0101", f"Visit the Nature Center, call {POINTER}"),
        ("Speak to a member of the Garden Team, or write to a@example.org on Friday",
         f"Speak to a member of the Garden Team, or write to {POINTER} on Friday"),
        ("Ann Lee plays the harp", "Ann Lee plays the harp"),
    ],
)  # fmt: skip
def test_offices_and_other_people_stay(line, kept):
    assert without_private(line)[0] == kept


@pytest.mark.parametrize("written", ["Ann Lee", "Lee\\, Ann"])
def test_the_name_of_a_calendars_organiser_does_not_survive(places, written):
    text = "A walk with Ann Lee. Contact Ann Lee to book. Tea after."
    name = written.replace("\\", "")
    own = {f'ORGANIZER;CN="{name}"': "mailto:ann@example.org", "DESCRIPTION": text}
    (row,) = read_events(places, event(**own))
    assert row.activity.description == "A walk with the organiser. Tea after."
    assert "Lee" not in repr(row.activity)


def test_an_organiser_that_is_a_house_stays_in_the_text(places):
    own = {"ORGANIZER;CN=Harbour Inn": "mailto:a@example.org", "DESCRIPTION": "At Harbour Inn."}
    (row,) = read_events(places, event(**own))
    assert row.activity.description == "At Harbour Inn."


@pytest.mark.parametrize(
    ("name", "kept"),
    [("4@4 Group", "4@4 Group"), ("ann@example.org", None), ("Ann <ann@example.org>", None),
     ("—", None), ("", None)],
)  # fmt: skip
def test_a_group_is_no_e_mail_address(name, kept):
    assert shape_name(name) == kept


def test_what_meeting_programs_leave_behind_goes():
    lines = [
        "Bring the agenda.", "________________", "Microsoft Teams Need help?", "Need help?",
        "Join the meeting now", "Full Link:", f"{POINTER} United States, Chicago",
        "Find a local number | Reset PIN", "Need help with bags? Ask.",
    ]  # fmt: skip
    kept = "Bring the agenda.\nNeed help with bags? Ask."
    assert without_leftovers("\n".join(lines), None) == (kept, True)
    assert without_leftovers("Need help?\nAsk anybody", None) == ("Need help?\nAsk anybody", False)


def test_a_lone_link_stays_only_when_it_is_the_page():
    text = "Tea and talk\nLink: https://example.org/tea"
    assert lone_link(text) == "https://example.org/tea"
    assert without_leftovers(text, "https://example.org/tea/") == (text, False)
    assert without_leftovers(text, "https://example.org/other") == ("Tea and talk", True)


def test_an_event_without_a_page_takes_the_lone_link_of_its_text(places):
    text = "Tea and talk\\nLink: https://example.org/tea"
    (row,) = read_events(places, event(DESCRIPTION=text))
    assert row.activity.url == "https://example.org/tea"


@pytest.mark.parametrize(
    ("text", "is_locked"),
    [("Passcode: 123", True), ("The password is tea", True), ("PW: x", True),
     ("No password needed", False), ("Password: none", False), ("Come early", False)],
)  # fmt: skip
def test_words_that_tell_of_a_password_are_known(text, is_locked):
    assert asks_password(text) is is_locked


LOCKED = "https://zoom.us/j/1?pwd=x"
ASK = "The meeting link needs a password. The group can tell you."
SEE = "The meeting link needs a password: see the page of the group."


@pytest.mark.parametrize(
    ("changed", "note"),
    [
        ({"conference_url": LOCKED}, SEE),
        ({"conference_url": LOCKED, "url": None}, ASK),
        ({"conference_url": LOCKED[:-6], "conference_url_notes": "Passcode: x"}, SEE),
        ({"conference_url": LOCKED[:-6]}, ""),
        ({"conference_url": LOCKED, "attendance_option": "in_person"}, ""),
    ],
)
def test_a_reader_is_told_that_the_link_of_a_meeting_needs_a_password(places, changed, note):
    (row,) = read_meetings(places, meeting(notes="Come early.", **changed))
    *_, last = row.activity.description.split("\n\n")
    assert last == (note or "Come early.")


def test_a_reader_is_told_that_the_link_of_an_event_needs_a_password(places):
    (row,) = read_events(places, event(DESCRIPTION=f"{'tea ' * 2000}{LOCKED}"))
    assert row.activity.description.endswith(f"…\n\n{ASK}")
    assert len(row.activity.description) <= 5000
    assert row.activity.online_url == "https://zoom.us/j/1"

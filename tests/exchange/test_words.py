"""What a source's words become: plain text, without private things, and only what is told."""

import pytest

from app.exchange.scrub import without_private
from app.exchange.stated import audience_of, stated_in
from app.exchange.text import one_line, plain_text, shortened


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("<p>One</p><p>Two &amp; three</p>", "One\n\nTwo & three"),
        ("a<br>b<ul><li>c</li><li>d</li></ul>", "a\nb\n\n- c\n- d"),
        ("<script>alert(1)</script>Hi<style>p{}</style>", "Hi"),
        ("Fish &amp;amp; chips", "Fish & chips"),
        ("2 < 3 and 5 > 4", "2 < 3 and 5 > 4"),
        ("<b>One <i two", "One <i two"),
        ("<p>One <a two <b>three</b></p>", "One <a two three"),
        ("<p>One</p><!-- two -->three<!-- four", "One\n\nthree<!-- four"),
        ("<!DOCTYPE x><![CDATA[x]]>One<![", "One<!["),
        ("<p>One</p><![[[ two", "One\n\n<![[[ two"),
        ("[vc_row][vc_column_text id=”1”]Hello[/vc_column_text]", "Hello"),
        ("a\u202eb\u0000c\u200bd\ud800e", "abcde"),
        ("Cafe\u0301", "Café"),
        ("שלום 👩‍👧", "שלום 👩‍👧"),
        ("one\r\n\r\n\r\n\r\ntwo  \t three", "one\n\ntwo three"),
        (None, ""),
    ],
)
def test_html_becomes_plain_text(given, shown):
    assert plain_text(given) == shown


def test_a_line_of_invisible_letters_is_empty():
    assert one_line("\u2060\u200b \ufeff") == ""


def test_long_text_is_cut_between_words():
    assert shortened("one two three", 9) == "one two…"
    assert len(shortened("x" * 200, 120)) == 120


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("Meeting ID: 123 456 7890", ""),
        ("Bring tea. Passcode: abc123. See you there.", "Bring tea. See you there."),
        ("Pay at https://example.org/x?token=abc&day=2", "Pay at https://example.org/x?day=2"),
        ("See https://ann:pw@example.org/ today", "See today"),
        ("Call in (audio only)\n+1 317-555-0162,,5760298# US", "(contact: see the source) US"),
        ("Zoom: https://us02web.zoom.us/j/123?pwd=abc\nUpstairs", "Upstairs"),
        ("Write to ann@example.org or 302-555-0101.", "Write to (contact: see the source)."),
        ("Ring 0770 090 0682 today", "Ring (contact: see the source) today"),
        ("Doors 19:30, 12/05/2026, room 2100, $25", "Doors 19:30, 12/05/2026, room 2100, $25"),
        ("See https://example.org/2026-12-05/1234567890", None),
        ("Meets at 1111 Ocean Highway, 19971-1234", None),
    ],
)
def test_ways_in_and_contacts_are_left_out(given, kept):
    expected = given if kept is None else kept
    assert without_private(given) == (expected, expected != given)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("The hall is wheelchair accessible.", {"step_free": True}),
        ("Sadly not wheelchair accessible.", {"step_free": False}),
        ("Wheelchair access on request.", {}),
        ("Free parking. Accessible toilets. Hearing loop.",
         {"parking": True, "toilet": True, "hearing_loop": True}),
        ("ASL interpreted", {"sign_language": True}),
        ("ASL interpretation upon request", {}),
        ("Come and go as you please.", {"leave_ok": True, "stuck": 0}),
        ("Bring a friend! Service dogs welcome.", {"bring_friend": True, "assistance_dogs": True}),
        ("We talk and share. Everyone is kind.", {}),
    ],
)  # fmt: skip
def test_only_what_is_said_becomes_a_fact(words, told):
    assert stated_in(words).told == told


@pytest.mark.parametrize(
    ("words", "ages"),
    [("Ages 12-19", (12, 19)), ("ages 55+", (55, None)), ("21+ only", (21, None)),
     ("You must be 18.", (18, None)), ("Ages 30-12", (None, None)), ("All ages", (None, None))],
)  # fmt: skip
def test_age_limits_are_read(words, ages):
    said = stated_in(words)
    assert (said.age_min, said.age_max) == ages


@pytest.mark.parametrize(
    ("words", "booking"),
    [("Registration is required.", "needed"), ("No registration required.", "none"),
     ("RSVP appreciated", "optional"), ("Must register by Friday", "needed"), ("Come", None)],
)  # fmt: skip
def test_whether_one_must_sign_up_is_read(words, booking):
    assert stated_in(words).booking == booking


@pytest.mark.parametrize(
    ("words", "is_free"),
    [("Free and open to the public", True), ("Fun for all. FREE", True), ("Cost: free", True),
     ("Free admission, $5 parking", None), ("Free parking", None), ("Gluten free food", None)],
)  # fmt: skip
def test_free_is_said_or_it_is_not_told(words, is_free):
    assert stated_in(words).is_free is is_free


@pytest.mark.parametrize(
    ("title", "audience"),
    [("Women's circle", ("women",)), ("Women's history talk", ()), ("Teen RPG Club", ("young",)),
     ("Caregiver support group", ("carers",)), ("Men's shed", ("men",)), ("Old men at sea", ()),
     ("LGBTQ+ seniors lunch", ("lgbtq", "older")), ("Senior center board", ()),
     ("Knitting for beginners", ("beginners",))],
)  # fmt: skip
def test_who_it_is_for_is_read_from_headings(title, audience):
    assert audience_of([title]) == audience


def test_a_long_text_is_never_cut_in_the_middle_of_a_tag():
    line = '<p style="margin:0" class="line">Tea is at {0}.</p>'
    for more in range(0, 60, 7):
        text = " " * more + "".join(line.format(n) for n in range(1000))
        assert not set("<>") & set(plain_text(text))


def test_styles_take_nothing_from_what_a_long_text_says():
    mso = "<!--[if mso]><style>p{color:red}</style><![endif]-->"
    style = f"{mso}<STYLE>{'p.x{margin:0}' * 9000}</STYLE><script>if (a < b) '<style>'</script>"
    line = '<p style="margin:0; font-family:\'Arial > Sans\'" class="line">%s &uuml;ber Tee</p>'
    text = (
        style + "".join(line % n for n in range(700)) + f"<div data-x='{'y' * 90_000}'>Ende</div>"
    )
    shown = plain_text(text)
    assert shown.startswith("0 über Tee\n\n1 über Tee\n\n2 ")
    assert shown.endswith("699 über Tee\n\nEnde")


@pytest.mark.parametrize(
    "bomb", ["<", "<b>", "<p>", "<!--", "<style>", '<p "', "<li>&uuml;", "[vc_"]
)
def test_a_text_of_nothing_but_markup_is_read_to_an_end(bomb):
    assert len(plain_text(bomb * 100_000)) <= 4 * 10_000

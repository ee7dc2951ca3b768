"""Ideas for plainer words: few, kind, each said once, and never in the way."""

import pytest

from app.web.organise.hints import hints, hints_of

LONG = f"We meet by the door {'and go on from there ' * 4}until it is time to go."


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Just come along.", "“Just”"),
        ("You must tell us.", "“Must”"),
        (LONG, "One sentence has 31 words"),
        ("QUIET BOARD GAMES FOR ALL", "All capitals"),
        (
            "Intersectionality, institutionalisation and interdisciplinarity are discussed.",
            "Some words are long",
        ),
    ],
)
def test_what_could_read_more_plainly_is_named(text, said):
    assert any(said in one for one in hints_of(text))


@pytest.mark.parametrize(
    "text",
    ["", "We play slow games. Watching is fine.", "Bring a cup. The justice café is next door."],
)
def test_plain_words_get_no_remark(text):
    assert hints_of(text) == []


def test_a_remark_is_made_once_with_the_first_field_it_is_about():
    content = {"title": "Just tea", "description": "Just come.", "bring": None}
    assert [hint["field"] for hint in hints(content)] == ["Its name"]

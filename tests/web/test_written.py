"""What organisers wrote: in its own direction, short where it is long, marked where made up."""

from collections.abc import Iterator
from html.parser import HTMLParser

import pytest
from flask.testing import FlaskClient

from tests.web import fake
from tests.web.conftest import Search
from tests.web.reading import read

LIST = "/?place=Millbrook"
AT = "/activities/0123456789ab"
ARABIC = "\N{ARABIC LETTER MEEM}\N{ARABIC LETTER ALEF}"
VOID = {"input", "meta", "link", "br"}


class Directions(HTMLParser):
    """For each place a text stands in: whether the text itself decides its direction there."""

    def __init__(self, html: str, text: str) -> None:
        super().__init__()
        self.text, self.open, self.found = text, list[bool](), list[bool]()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self.open.append(tag == "bdi" or ("dir", "auto") in attrs)

    def handle_endtag(self, tag: str) -> None:
        assert tag not in VOID
        self.open.pop()

    def handle_data(self, data: str) -> None:
        if self.text in data:
            self.found.append(any(self.open))


def bodies(browser: FlaskClient) -> Iterator[str]:
    for path in (LIST, AT):
        yield browser.get(path).get_data(as_text=True).split("</head>")[1].split("</body>")[0]


def test_what_others_wrote_runs_in_its_own_direction(browser: FlaskClient, search: Search):
    place = fake.card()["place"] | {"name": ARABIC, "area": ARABIC}
    written = {"title": ARABIC, "place": place, "organiser": {"name": ARABIC, "verified": False}}
    more = dict.fromkeys(
        ("description", "finding_us", "bring", "address", "contact_public"), ARABIC
    )
    search.page = fake.activity(**written, **more, steps=[ARABIC])
    search.found = fake.found(fake.card(**written))
    for html, least in zip(bodies(browser), (2, 11), strict=True):
        found = Directions(html, ARABIC).found
        assert len(found) >= least
        assert all(found)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Millbrook Library, upper floor, room 12", "Millbrook Library"),
        ("The Hall, Mill Street", "The Hall, Mill Street"),
        ("Saint Bartholomew Community Centre", "Saint Bartholomew Community Centre"),
    ],
)
def test_a_long_place_is_short_on_a_card_and_whole_on_its_page(
    browser: FlaskClient, search: Search, name: str, shown: str
):
    place = fake.card()["place"] | {"name": name}
    search.found, search.page = fake.found(fake.card(place=place)), fake.activity(place=place)
    assert f"about 1 km, {shown}" in read(browser.get(LIST)).lines
    assert any(line.startswith(name) for line in read(browser.get(AT)).lines)


def test_an_example_is_marked_in_the_list_so_that_nobody_travels_there(
    browser: FlaskClient, search: Search
):
    example = {"name": "Riverside Makers (example)", "verified": False}
    search.found = fake.found(fake.card(organiser=example), fake.card(title="Real"))
    lines = read(browser.get(LIST)).lines
    assert lines.count("Tue 1 Dec, 14:00\N{EN DASH}15:30 Example") == 1
    assert lines.count("Tue 1 Dec, 14:00\N{EN DASH}15:30") == 1

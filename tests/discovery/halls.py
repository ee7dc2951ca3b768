"""Activities that ask a little more, one after the other."""

import pytest

from app.activities.service import publish
from app.comfort import FACTS, Comfort
from app.core.writes import unit_of_work
from tests.conftest import NOW
from tests.discovery.conftest import draft, told

CALM = dict.fromkeys(FACTS, 0) | {"start": 1}
HALLS = {
    "Hall one": {"strangers": 1, "people": 1},
    "Hall two": {"strangers": 1, "people": 2},
    "Hall four": {"strangers": 2, "people": 3, "start": 2},
    "Hall with a friend": {"strangers": 2, "people": 2},
}
FRIEND = {"bring_friend": True}


def comfort(title: str) -> Comfort:
    return Comfort(CALM | HALLS[title], {"leave_ok": True} | offers(title), "volunteering")


def offers(title: str) -> dict[str, bool]:
    return FRIEND if title == "Hall with a friend" else {}


@pytest.fixture
def halls(listed):
    """The known activities, and the halls."""
    with unit_of_work() as session:
        for title, facts in HALLS.items():
            values = told(**CALM | facts, leave_ok=True, **offers(title))
            publish(
                session,
                draft(title, title=title, kind="volunteering", topics=(), told=values),
                NOW,
            )
    return listed

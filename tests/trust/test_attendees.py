"""Who comes is nobody's business: not in any answer to anybody else, not even as a number."""

import pytest

from tests.attendance.conftest import config, hold, leave, phone, post
from tests.phones import new_phone

__all__ = ["config", "phone", "post"]
CANARIES = ("Sam-canary", "needs-canary", "waiting-canary")


@pytest.fixture
def held(phone, post):
    """A full date: one holds a place by name, one waits."""
    date = post(capacity=1)
    hold(phone(), date, alias="Sam-canary", needs="needs-canary", visibility="named")
    hold(phone(), date, alias="waiting-canary", visibility="named")
    return date


def addresses(app, date, activity):
    """Every address that can be read, with the ids of the date and its activity."""
    known = {"occurrence_id": date, "activity_id": activity, "session_id": "0" * 12}
    with app.test_request_context():
        for rule in app.url_map.iter_rules():
            if "GET" in rule.methods and rule.arguments <= known.keys():
                yield app.url_map.bind("localhost").build(
                    rule.endpoint, {name: known[name] for name in rule.arguments}
                )


def test_no_answer_to_anybody_else_holds_a_word_of_it(app, held, phone):
    activity = new_phone(app).get("/api/v1/activities").json
    assert activity["total"] == 0, "it is met in person"
    near = new_phone(app).get("/api/v1/activities?lat=53.38&lon=-1.47").json["items"]
    other = phone()
    other.post("/api/v1/guests")
    for who in (new_phone(app), other):
        asked = list(addresses(app, held, near[0]["id"]))
        assert len(asked) > 12
        for address in asked:
            text = who.get(address).text
            assert not any(canary in text for canary in CANARIES), address


def test_the_public_only_sees_whether_there_is_room(app, phone, post):
    date = post(capacity=3)
    public = new_phone(app)

    def seen():
        return public.get("/api/v1/activities?lat=53.38&lon=-1.47").json["items"][0]

    people = [phone() for _ in range(4)]
    empty = seen()
    assert empty["places"] == "open"
    for one in people[:2]:
        hold(one, date)
        assert seen() == empty, "one more or less changes nothing"
    hold(people[2], date)
    assert seen() == empty | {"places": "waiting_list"}
    hold(people[3], date)
    assert seen() == empty | {"places": "waiting_list"}
    leave(people[3], date)
    leave(people[0], date)
    assert seen() == empty

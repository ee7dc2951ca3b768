"""Trust rests on people: where all who own an organiser are new, its listings are read again."""

import pytest

from app.accounts.models import Organiser
from app.core import clock
from app.core.db import db
from app.core.ids import show_id
from app.core.writes import unit_of_work
from tests.moderation.waiting import hand_in, judge_organiser, state
from tests.people import sign_in
from tests.running.conftest import (
    KIM,
    OLGA,
    activity_of,
    config,
    give_to,
    join,
    olga,
    person_id,
    phone,
    post,
)

__all__ = ["config", "olga", "phone", "post"]
NAME = "Olga's garden"


@pytest.fixture
def garden(app, post, olga):
    """What Olga owns and somebody vouched for, with Kim: its number and where helpers stand."""
    date = post()
    number = give_to(date, OLGA, NAME)
    sign_in(app, KIM)
    join(number, KIM, "owner")
    with unit_of_work() as session:
        session.get_one(Organiser, number).trusted_at = clock.now()
        session.get_one(Organiser, number).clean_posts = 4
    return number, f"/api/v1/activities/{activity_of(date)}/organisers"


def became(who):
    """What becomes of a listing that somebody hands in under the name."""
    return state(who, hand_in(who, organiser_name=NAME))


def leave(who, path, address):
    assert who.delete(f"{path}/{show_id(person_id(address))}").status_code == 200


def test_as_long_as_one_of_before_owns_it_nothing_changes(app, olga, garden):
    _, path = garden
    leave(olga, path, KIM)
    assert became(olga) == "published"


@pytest.mark.parametrize("goes", ["leaves", "is made less", "is erased"])
def test_where_all_owners_are_new_the_next_listing_waits(app, olga, garden, goes):
    number, path = garden
    assert became(olga) == "published"
    kim = sign_in(app, KIM)
    if goes == "leaves":
        leave(olga, path, OLGA)
    elif goes == "is made less":
        asked = kim.post(path, json={"email": OLGA, "role": "editor"})
        assert asked.status_code == 202
    else:
        assert olga.delete("/api/v1/me").status_code in {200, 204}
    assert became(kim) == "waiting"
    db.session.rollback()
    organiser = db.session.get_one(Organiser, number)
    assert (organiser.trusted_at, organiser.clean_posts) == (None, 0)


def test_an_editor_who_inherits_it_begins_anew(app, olga, post):
    number = give_to(post(), OLGA, NAME)
    kim = sign_in(app, KIM)
    join(number, KIM, "editor")
    with unit_of_work() as session:
        session.get_one(Organiser, number).trusted_at = clock.now()
    assert olga.delete("/api/v1/me").status_code in {200, 204}
    assert became(kim) == "waiting"


def test_whom_a_moderator_vouched_for_keeps_the_trust(app, olga, garden):
    number, path = garden
    mo = sign_in(app, "mo@example.org", "moderator")
    assert judge_organiser(mo, show_id(number), "trust").status_code == 200
    leave(olga, path, OLGA)
    assert became(sign_in(app, KIM)) == "published"

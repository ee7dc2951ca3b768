"""A hundred listings that nobody looked at: not one of them can be found."""

import random

import pytest
from sqlalchemy import func, select

from app.activities.models import Activity
from app.activities.posting.models import WAITING, ActivityDraft
from app.core.db import db
from tests.activities.posting.conftest import WRITTEN
from tests.people import sign_in

SPAMMERS, EACH = 20, 5
BAIT = ("Earn money now", "Miracle pills", "Win a phone", "Meet singles tonight", "Free bets")
LINK = "https://{name}.example.com/join"


def published():
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(Activity))


def waiting():
    db.session.rollback()
    drafts = select(func.count()).select_from(ActivityDraft)
    return db.session.scalar(drafts.where(ActivityDraft.state == WAITING))


@pytest.mark.sqlite
def test_of_a_hundred_listings_none_is_public_unreviewed(app, client, frozen):
    """Each is posted, handed in, changed and handed in again, as a machine would."""
    del frozen
    chance = random.Random(5)
    for number in range(SPAMMERS):
        spammer = sign_in(app, f"spam{number}@example.org")
        spammer.environ_base["REMOTE_ADDR"] = f"198.51.100.{number}"
        for post in range(EACH):
            link = LINK.format(name=f"s{chance.randrange(10**6)}")
            bait = f"{chance.choice(BAIT)} {number}-{post}"
            begun = spammer.post("/api/v1/activities", json=WRITTEN | {"title": bait, "url": link})
            path = f"/api/v1/activities/{begun.json['id']}"
            assert spammer.post(f"{path}/publish").json["state"] == "waiting"
            spammer.patch(path, json={"title": f"{bait}!", "description": f"Go to {link}"})
            assert spammer.post(f"{path}/publish").json["state"] == "waiting"
            assert client.get(path).status_code == 404
        more = spammer.post("/api/v1/activities", json=WRITTEN)
        assert more.status_code == 429, "five a day are enough for somebody unknown"
    assert (published(), waiting()) == (0, SPAMMERS * EACH)
    assert client.get("/api/v1/activities").json["total"] == 0

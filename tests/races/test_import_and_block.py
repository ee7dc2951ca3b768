"""An import is taken over while its organiser is blocked: neither waits for the other for ever."""

import pytest

from app.core.db import db
from app.core.ids import show_id
from app.exchange import previews
from tests.attendance.conftest import config
from tests.exchange.files import calendar, event
from tests.exchange.importing.conftest import desk, olga, source
from tests.moderation.waiting import judge_organiser, mo
from tests.races.test_author_and_moderator import at_once

__all__ = ["config", "desk", "mo", "olga", "source"]


def walks(names, **more):
    return calendar(*(event(UID=name, SUMMARY=f"Walk {name}", **more) for name in names))


@pytest.fixture
def deeds(olga, mo):
    """Taking over news of two listings, the one with the larger id first; and blocking."""
    olga.bring(walks("ab"))
    last_first = sorted(olga.activities(), key=lambda one: one.id, reverse=True)
    names = [one.title[-1] for one in last_first]
    shown = olga.preview(walks(names, DESCRIPTION="We walk slowly."))
    address, who = f"/api/v1/imports/{shown['id']}/publish", show_id(olga.organiser_id)
    db.session.rollback()
    return (
        lambda: olga.client.post(address, json={}),
        lambda: judge_organiser(mo, who, "block", reason="harm"),
    )


@pytest.mark.postgresql
def test_both_are_answered_and_nothing_stays_public(app, olga, deeds):
    statuses = at_once(app, *deeds)
    assert set(statuses) <= {200, 409}
    assert [one.state for one in olga.activities()] == ["hidden", "hidden"]


@pytest.mark.postgresql
def test_the_race_would_notice_an_organiser_who_is_not_held(app, deeds, monkeypatch):
    """The control: listings are held in the order of the file, and nothing before them."""
    monkeypatch.setattr(
        previews, "hold", lambda session, number: session.get(previews.Organiser, number)
    )
    assert 503 in at_once(app, *deeds)

"""Every actor on every route with every method: made from the routes, held against the rules.

A new route without a rule in `rules.py` fails here.
"""

import pytest
from sqlalchemy import select

from app.accounts.membership import found
from app.accounts.models import Person
from app.activities.models import Activity, Occurrence
from app.core import clock
from app.core.db import db
from app.core.ids import read_id, show_id
from app.core.writes import unit_of_work
from tests.attendance.conftest import config, phone, post
from tests.people import sign_in
from tests.phones import new_phone
from tests.trust.rules import rule_of

__all__ = ["config", "phone", "post"]
NOBODY = "0" * 12
KINDS = {"organiser": {"organiser", "moderator"}, "moderator": {"moderator"}}
REFUSED = {"not_organiser", "not_moderator"}


@pytest.fixture
def owned(app, post):
    """A published activity that Olga owns: the id of a date and of the activity."""
    sign_in(app, "olga@example.org")
    date = post(capacity=3)
    with unit_of_work() as session:
        occurrence = session.get_one(Occurrence, read_id(date))
        activity = session.get_one(Activity, occurrence.activity_id)
        olga = session.scalars(select(Person).where(Person.sign_in_address.is_not(None))).one()
        activity.source = activity.source_id = None
        activity.organiser_id = found(session, olga.id, "Olga's garden", clock.now()).id
        return {"occurrence_id": date, "activity_id": show_id(activity.id)}


def routes(app):
    """Every route with each of its methods."""
    return [
        (method, rule)
        for rule in app.url_map.iter_rules()
        for method in sorted(rule.methods - {"HEAD", "OPTIONS"})
    ]


def address(app, rule, known):
    values = {name: known.get(name, NOBODY) for name in rule.arguments}
    with app.test_request_context():
        return app.url_map.bind("localhost").build(rule.endpoint, values, method=None)


def ask(app, browser, method, rule, known):
    db.session.rollback()
    return browser.open(address(app, rule, known), method=method)


def is_kept_out(answer, method, rule):
    """Whether whoever is known, but not as one who may, got no further than the door."""
    if rule.rule.startswith("/api/"):
        return answer.status_code == 403 and answer.json["code"] in REFUSED
    is_door = method == "GET" and answer.status_code == 200 and 'href="/sign-in' in answer.text
    return answer.status_code == 403 or is_door


def test_every_route_has_a_rule_and_keeps_it(app):
    wrong = []
    for method, rule in routes(app):
        view, who = app.view_functions[rule.endpoint], rule_of(method, rule.rule)
        kinds = getattr(view, "kinds", None)
        is_own = getattr(view, "is_personal", False)
        is_kept = {
            None: False,
            "all": not is_own,
            "self": is_own and kinds is None,
        }.get(who, is_own and kinds == KINDS.get(who))
        if not is_kept:
            wrong.append((method, rule.rule, who))
    assert wrong == []


def test_who_is_not_meant_is_refused_on_every_route(app, owned, phone):
    guest = phone()
    guest.post("/api/v1/guests")
    actors = {
        "guest": (guest, {"organiser", "moderator"}),
        "organiser": (sign_in(app, "other@example.org"), {"moderator"}),
    }
    for method, rule in routes(app):
        who = rule_of(method, rule.rule)
        is_api = rule.rule.startswith("/api/")
        if who != "all":
            answer = ask(app, new_phone(app), method, rule, owned)
            allowed = {401} if is_api else {200, 303, 401}
            assert answer.status_code in allowed, (method, rule, answer.status_code)
        for name, (browser, refused) in actors.items():
            if who in refused:
                answer = ask(app, browser, method, rule, owned)
                assert is_kept_out(answer, method, rule), (name, method, rule, answer.status_code)


def snapshot():
    """All that another organiser might change of an activity and its dates."""
    db.session.rollback()
    tables = (Activity.__table__, Occurrence.__table__)
    return [sorted(map(repr, db.session.execute(select(table)).all())) for table in tables]


@pytest.mark.parametrize("kind", ["organiser", "moderator"])
def test_what_is_somebody_elses_is_not_there_for_another_organiser(app, owned, kind):
    before = snapshot()
    for method, rule in routes(app):
        if rule_of(method, rule.rule) != "organiser" or not rule.arguments & owned.keys():
            continue
        other = sign_in(app, "other@example.org", kind)
        answer = ask(app, other, method, rule, owned)
        assert answer.status_code in {400, 404, 422}, (method, rule, answer.status_code)
        assert "Olga" not in answer.text, (method, rule)
    assert snapshot() == before


def test_who_is_meant_is_never_refused_for_who_they_are(app, owned, phone):
    leaving = ("/api/v1/auth/session", "sign-out", "erase", "/api/v1/me")
    for method, rule in routes(app):
        who = rule_of(method, rule.rule)
        if who in {"all", "moderator"} or rule.rule.endswith(leaving):
            continue
        olga = sign_in(app, "olga@example.org")
        answer = ask(app, olga, method, rule, {"activity_id": NOBODY, "occurrence_id": NOBODY})
        code = answer.json.get("code") if answer.is_json and answer.status_code >= 400 else None
        assert answer.status_code < 500, (method, rule)
        assert answer.status_code != 401, (method, rule)
        assert code not in REFUSED, (method, rule)

"""Every route, for whom it is, and that it tells nobody a word about anybody else."""

import pytest
from sqlalchemy import select

from app.attendance.rsvps.models import Rsvp
from app.core.db import db
from tests.attendance.conftest import config, hold, look, phone, post
from tests.phones import new_phone

__all__ = ["config", "phone", "post"]
CANARIES = ("Sam-canary", "needs-canary", "sam-canary@example.org", "name-canary")
NOBODY = "0" * 12
PUBLIC = """
    / /about-me /about-me/next-steps /activities/<activity_id> /activities/<activity_id>/hold /away
    /clear-cache /dev/mail
    /docs /erased /healthz /help /invites/<secret> /links/<token> /manifest.webmanifest /mine
    /occurrences/<occurrence_id>/hold /offline /readyz /settings/back /signed-out
    /sign-in /sign-in/code /sign-in/link /sign-in/enrol /api/v1/auth/passkey/start
    /api/v1/auth/passkey/verify /api/v1/auth/passkey/offer /api/v1/auth/passkey/add
    /static/<path:name> /sw.js /api/v1/auth/start
    /api/v1/auth/verify
    /api/v1/activities/<activity_id>/calendar.ics /api/v1/auth/recovery
    /api/v1/calendars/<secret>.ics /api/v1/guests /api/v1/matches
    /api/v1/matches/next-steps /api/v1/matches/observe
    /api/v1/occurrences/<occurrence_id>/calendar.ics /api/v1/openapi.json /api/v1/places
    /api/v1/vocabulary /activities/<activity_id>/report /reported /activities/<activity_id>/ask
    /api/v1/reports /api/v1/activities/<activity_id>/questions
""".split()  # noqa: SIM905
PERSONAL = """
    /mine/plans /organise /occurrences/<occurrence_id>/accept /occurrences/<occurrence_id>/change
    /occurrences/<occurrence_id>/confirm /occurrences/<occurrence_id>/decline
    /occurrences/<occurrence_id>/invites /occurrences/<occurrence_id>/invites/end
    /occurrences/<occurrence_id>/leave /occurrences/<occurrence_id>/place /settings
    /settings/calendar /settings/calendar/end /settings/devices/<session_id>/end
    /settings/devices/end-others /settings/email /settings/email/end /settings/erase
    /sign-in/again /api/v1/me/sign-in-address /settings/address
    /api/v1/me/passkeys /api/v1/me/passkeys/<passkey_id> /settings/passkeys/<passkey_id>/end
    /settings/name /settings/notices /settings/sign-out /settings/words /api/v1/auth/session
    /api/v1/me /api/v1/me/calendar /api/v1/me/email /api/v1/me/export /api/v1/me/recovery
    /api/v1/me/rsvps /api/v1/me/sessions /api/v1/me/sessions/<session_id>
    /api/v1/occurrences/<occurrence_id>/invites /api/v1/occurrences/<occurrence_id>/rsvp/accept
    /api/v1/occurrences/<occurrence_id>/rsvp/confirm
    /api/v1/occurrences/<occurrence_id>/rsvp/decline /api/v1/push/key
    /api/v1/push/subscriptions /api/v1/saves /api/v1/saves/<activity_id>
    /api/v1/occurrences/<occurrence_id>/attendees
    /api/v1/occurrences/<occurrence_id>/attendees.csv
    /api/v1/occurrences/<occurrence_id>/message
    /occurrences/<occurrence_id>/feedback /api/v1/occurrences/<occurrence_id>/feedback
    /api/v1/moderation/queue /api/v1/moderation/items/<item_id>/approve
    /api/v1/moderation/items/<item_id>/reject /api/v1/moderation/items/<item_id>/hide
    /api/v1/moderation/items/<item_id>/restore
    /api/v1/moderation/organisers/<organiser_id>/trust
    /api/v1/moderation/organisers/<organiser_id>/block
    /api/v1/moderation/decisions/<decision_id>/undo /review /review/items/<item_id>
    /review/items/<item_id>/<act> /review/organisers/<organiser_id>/<act>
    /review/decisions/<decision_id>/undo
    /api/v1/me/activities /api/v1/me/activities/<activity_id>
    /api/v1/activities/<activity_id>/publish /api/v1/activities/<activity_id>/cancel
    /api/v1/activities/<activity_id>/confirm /api/v1/activities/<activity_id>/copy
    /api/v1/activities/<activity_id>/organisers
    /api/v1/activities/<activity_id>/organisers/<member_id>
    /organise/new /organise/<activity_id>/edit/<step> /organise/<activity_id>/edit/check
    /organise/<activity_id>/now /organise/<activity_id>/preview /organise/<activity_id>/publish
    /organise/<activity_id>/remove
    /organise/<activity_id>/dates /organise/<activity_id>/dates/add
    /organise/<activity_id>/dates/break /organise/<activity_id>/dates/undo
    /organise/<activity_id>/dates/repeat /organise/<activity_id>/dates/<occurrence_id>
    /organise/<activity_id>/dates/<occurrence_id>/cancel
    /organise/<activity_id>/dates/<occurrence_id>/back
    /api/v1/activities/<activity_id>/occurrences
    /api/v1/activities/<activity_id>/occurrences/undo /api/v1/occurrences/<occurrence_id>
    /organise/<activity_id> /organise/<activity_id>/bring-back
    /organise/<activity_id>/cancel /organise/<activity_id>/confirm /organise/<activity_id>/copy
    /organise/<activity_id>/helpers /organise/<activity_id>/helpers/<member_id>/end
    /organise/<activity_id>/people/<occurrence_id>
    /organise/<activity_id>/people/<occurrence_id>/message /organise/<activity_id>/poster
    /api/v1/imports /api/v1/imports/<public_id> /api/v1/imports/<public_id>/publish
    /api/v1/feeds /api/v1/feeds/<feed_id>
    /organise/import /organise/import/<public_id> /organise/import/<public_id>/columns
    /organise/feeds /organise/feeds/<feed_id>/end
""".split()  # noqa: SIM905
# Holding is for everybody, looking and giving back are one's own; reading activities is for
# everybody, writing them for organisers. An invitation is read by whoever has the letter, and
# answered by who is signed in.
BOTH = """
    /api/v1/occurrences/<occurrence_id>/rsvp /api/v1/activities
    /api/v1/activities/<activity_id> /organise/invitations/<secret>
""".split()  # noqa: SIM905


@pytest.fixture
def held(phone, post):
    """A date of three places; Sam holds one by name, with all that one can say."""
    sam, date = phone(), post(capacity=3)
    hold(sam, date, alias="Sam-canary", needs="needs-canary", visibility="named")
    sam.patch("/api/v1/me", json={"display_name": "name-canary"})
    sam.post("/api/v1/me/email", json={"email": "sam-canary@example.org"})
    return sam, date, look(sam, date)["occurrence"]["activity_id"]


def routes(app, method=None):
    return [rule for rule in app.url_map.iter_rules() if method is None or method in rule.methods]


def address(app, rule, held):
    known = {"occurrence_id": held[1], "activity_id": held[2], "name": "main.css"}
    values = {name: known.get(name, NOBODY) for name in rule.arguments}
    with app.test_request_context():
        return app.url_map.bind("localhost").build(rule.endpoint, values, method=None)


def test_every_route_has_a_row_and_no_row_is_left_over(app):
    assert {rule.rule for rule in routes(app)} == {*PUBLIC, *PERSONAL, *BOTH}
    for rule in routes(app):
        view = app.view_functions[rule.endpoint]
        is_personal = getattr(view, "is_personal", False)
        assert is_personal != getattr(view, "is_public", False), rule
        if rule.rule not in BOTH:
            assert is_personal == (rule.rule in PERSONAL), rule


def test_what_is_personal_is_nothing_for_anybody_unknown(app, held):
    for rule in routes(app):
        if not getattr(app.view_functions[rule.endpoint], "is_personal", False):
            continue
        for method in rule.methods - {"HEAD", "OPTIONS"}:
            answer = new_phone(app).open(address(app, rule, held), method=method)
            # A page says calmly what it needs.
            allowed = {401} if rule.rule.startswith("/api/") else {200, 303, 401}
            assert answer.status_code in allowed, (method, rule)
            assert not any(canary in answer.text for canary in CANARIES), (method, rule)


def test_nobody_else_reads_a_word_of_it_on_any_route(app, held, phone):
    other = phone()
    hold(other, held[1])
    for who in (new_phone(app), other):
        for rule in routes(app, "GET"):
            if rule.rule == "/dev/mail":
                continue  # The operator's own mailbox, on a developer's machine only.
            text = who.get(address(app, rule, held)).text
            assert not any(canary in text for canary in CANARIES), rule


def test_nobody_else_changes_it_on_any_route(app, held, phone):
    def sams():
        db.session.rollback()
        row = db.session.scalars(select(Rsvp).where(Rsvp.alias == "Sam-canary")).one()
        return row.status, row.party_size, row.needs, row.confirmed_at, row.changed_at

    before = sams()
    for rule in routes(app):
        for method in rule.methods - {"HEAD", "OPTIONS", "GET"}:
            other = phone()
            other.post("/api/v1/guests")
            answer = other.open(address(app, rule, held), method=method)
            assert answer.status_code < 500, (method, rule)
            assert not any(canary in answer.text for canary in CANARIES), (method, rule)
    assert sams() == before


def test_one_guest_more_or_less_changes_no_public_byte(app, held, phone):
    def everything():
        return {
            rule.rule: new_phone(app).get(address(app, rule, held)).data
            for rule in routes(app, "GET")
            if rule.rule in PUBLIC and rule.rule not in {"/dev/mail", "/readyz"}
        }

    def without_request_ids(pages):
        return {rule: data for rule, data in pages.items() if b"request_id" not in data}

    before = without_request_ids(everything())
    assert len(before) > 15
    other = phone()
    hold(other, held[1])
    assert without_request_ids(everything()) == before
    other.delete(f"/api/v1/occurrences/{held[1]}/rsvp")
    assert without_request_ids(everything()) == before

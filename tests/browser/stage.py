"""What organisers, visitors and moderators have done before the browser tests begin.

All of it is in Penzance, far from the lists that the tests count. Whoever is named here is signed
in by a token that `organiser.mjs` knows.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from flask import Flask
from flask.testing import FlaskClient

from app.accounts.membership import found, organisers_of
from app.accounts.models import Moderator, Person, PersonSession
from app.accounts.sessions import hash_token, make_guest
from app.activities.team.models import OrganiserInvitation
from app.core import actors, clock
from app.core.records import write_record
from app.core.writes import unit_of_work
from app.exchange.import_models import Feed
from app.exchange.wishes import Wish

WEEK = timedelta(days=7)
FULL, EMPTY, NEW = "house", "empty", "newcomer"
PLACE = {
    "kind": "interest_group", "format": "in_person", "place_name": "The Old Sail Loft",
    "address": "12 Harbour Street", "lat": 50.12, "lon": -5.54, "time_zone": "Europe/London",
}  # fmt: skip
TOLD = {
    "description": "We drink tea and talk, or look at the boats. Nobody has to say anything.",
    "finding_us": "The blue door beside the chandler. Ring once.",
    "greeter_name": "Mary",
    "topics": ["board_games"],
    "capacity": 8,
    "booking": "needed",
    "party_limit": 2,
    "comfort": {"facts": {"people": 1, "speak": 0, "start": 1}, "supports": {"greeter": True}},
    "access": {"step_free": True},
    "cost": {"minor": 0, "currency": "GBP"},
}
QUESTIONS = (["stuck", "sensory"], ["stuck"], ["quiet_space", "stuck"])


def set_stage(app: Flask) -> None:
    """Signs people in, and has them post, hold places, ask, report and decide."""
    now = clock.now()
    with app.app_context(), unit_of_work() as session:
        for name, kind, named in (
            (FULL, "organiser", "The Sail Loft"),
            (EMPTY, "organiser", None),
            (NEW, "organiser", "Harbour walks for people who like to go slowly"),
            ("moderator", "moderator", None),
            ("visitor", "guest", None),
        ):
            person = make_guest(session, now)
            person.sign_in_address = None if kind == "guest" else f"{name}@example.org"
            if named:
                found(session, person.id, named, now).trusted_at = now if name == FULL else None
            if kind == "moderator":
                session.add(Moderator(person_id=person.id, made_at=now))
            session.add(session_of(person, name, kind, now))
    _run(app, now)
    _begin(app)


def session_of(person: Person, name: str, kind: str, now: datetime) -> PersonSession:
    """A browser in which somebody is signed in; the proof outlasts the tests."""
    return PersonSession(
        token_hash=hash_token(f"browser-tests-{name}"),
        person_id=person.id,
        kind=kind,
        device="A browser",
        made_at=now,
        used_at=now,
        seen_on=now.date(),
        proved_at=now + timedelta(days=1),
    )


def _asker(app: Flask, name: str = "") -> Callable[..., Any]:
    """Asks the API as somebody, and gives its answer; a refusal is an error."""
    client: FlaskClient = app.test_client()
    client.environ_base["HTTP_SEC_FETCH_SITE"] = "same-origin"
    if name:
        client.set_cookie(actors.COOKIE, f"browser-tests-{name}", secure=True)

    def ask(method: str, path: str, body: dict[str, Any] | None = None) -> Any:
        client.environ_base["REMOTE_ADDR"] = f"203.0.113.{next(lines)}"
        answer = client.open(f"/api/v1{path}", method=method, json=body)
        if answer.status_code >= 400:  # noqa: PLR2004
            raise RuntimeError(f"{method} {path}: {answer.status} {answer.text}")
        return answer.json

    return ask


lines = iter(range(1, 250))


def _post(ask: Callable[..., Any], title: str, starts: datetime, **more: Any) -> str:
    listing = PLACE | {"title": title, "starts_at": f"{starts:%Y-%m-%dT14:00}"} | more
    return str(ask("POST", "/activities", listing | {"ends_at": f"{starts:%Y-%m-%dT15:30}"})["id"])


def _run(app: Flask, now: datetime) -> None:
    """A house that is well known: a weekly table, somebody who came, one cancelled, one hidden."""
    ask, visitor, anybody = _asker(app, FULL), _asker(app, "visitor"), _asker(app)
    moment, clock.now = clock.now, lambda: now - WEEK - timedelta(days=1)
    tea = _post(ask, "Tea by the window", now - WEEK, rrule="FREQ=WEEKLY", **TOLD)
    ask("POST", f"/activities/{tea}/publish", {})
    dates = ask("GET", f"/activities/{tea}")["occurrences"]
    visitor("PUT", f"/occurrences/{dates[0]['id']}/rsvp", {})
    clock.now = moment
    upcoming = ask("GET", f"/activities/{tea}")["occurrences"][0]["id"]
    wish = {"alias": "Sam", "visibility": "named", "needs": "A seat by the door, please"}
    for holder in (visitor, *(_asker(app) for _ in range(2))):
        holder("PUT", f"/occurrences/{upcoming}/rsvp", wish if holder is visitor else {})
    for keys in QUESTIONS:
        anybody("POST", f"/activities/{tea}/questions", {"facts": keys})
    gone = _post(ask, "Choir for shy voices", now + WEEK, description="We hum.")
    ask("POST", f"/activities/{gone}/publish", {})
    ask("POST", f"/activities/{gone}/cancel", {})
    odd = _post(ask, "Win money from home", now + WEEK, description="Ask us how.")
    ask("POST", f"/activities/{odd}/publish", {})
    for reason in ("selling", "selling", "not_there"):
        _asker(app)("POST", "/reports", {"activity_id": odd, "reason": reason})
    _post(ask, "Drawing together in the park", now + WEEK)


def _begin(app: Flask) -> None:
    """Somebody new, whose listings are read first; and what goes beside a house that runs."""
    ask, moderator, now = _asker(app, NEW), _asker(app, "moderator"), clock.now()
    walk = _post(ask, "A slow walk along the harbour", now + WEEK, **TOLD)
    ask("POST", f"/activities/{walk}/publish", {})
    moderator("POST", f"/moderation/items/{walk}/approve", {})
    moved = {"place_name": "The lighthouse steps", "starts_at": f"{now + WEEK:%Y-%m-%dT10:30}"}
    ask("PATCH", f"/activities/{walk}", moved | {"ends_at": f"{now + WEEK:%Y-%m-%dT12:00}"})
    back = _post(ask, "Knitting for beginners", now + WEEK, description="Come and knit.")
    ask("POST", f"/activities/{back}/publish", {})
    reason = {"reason": "unclear", "words": "Please say who meets people, and how they find it."}
    moderator("POST", f"/moderation/items/{back}/reject", reason)
    waits = _post(ask, "Bird table mornings", now + WEEK, **TOLD)
    ask("POST", f"/activities/{waits}/publish", {})
    with app.app_context(), unit_of_work() as session:
        owner = session.query(Person).filter_by(sign_in_address=f"{FULL}@example.org").one()
        number = organisers_of(session, owner.id)[0][0].id
        session.add(_invitation(number, now))
        session.add_all(_feeds(number, now))


def _invitation(organiser_id: int, now: datetime) -> OrganiserInvitation:
    return OrganiserInvitation(
        organiser_id=organiser_id,
        address="mary@example.org",
        role="editor",
        secret_hash=hash_token("browser-tests-invitation"),
        made_at=now,
    )


def _feeds(organiser_id: int, now: datetime) -> list[Feed]:
    """One that is well, and one whose server does not answer."""
    url = "https://sail-loft.example.org/calendar.ics"
    broken = "https://old.example.org/a/very/long/address/of/a/calendar/that/nobody/keeps.ics"
    good = {"good_at": now - timedelta(hours=3), "counts": {"published": 4, "changed": 1}}
    bad = {
        "good_at": now - timedelta(days=4), "failures": 3, "counts": {},
        "said": "The server at this address did not answer in time.",
    }  # fmt: skip
    return [
        Feed(
            organiser_id=organiser_id,
            url=address,
            asked=write_record(Wish(url=address)),
            made_at=now - WEEK,
            next_at=now + WEEK,
            looked_at=now,
            **{"failures": 0} | said,
        )
        for address, said in ((url, good), (broken, bad))
    ]

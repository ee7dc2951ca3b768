"""The lines for curl on the page about the API, and the people for whom each is meant."""

import json
import shlex
from dataclasses import dataclass, replace
from email import message_from_bytes
from email.policy import default

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from app.accounts.membership import found
from app.accounts.models import Person
from app.activities.models import Activity, Occurrence
from app.core.ids import read_id
from app.core.writes import unit_of_work
from tests.accounts.authenticator import Authenticator
from tests.accounts.conftest import read
from tests.conftest import NOW
from tests.exchange.importing.examples import whoever_imports
from tests.people import sign_in
from tests.phones import new_phone
from tests.web import moderating

HERE = "http://localhost:8000"


@dataclass
class Line:
    """What a shell makes of a line for curl."""

    method: str
    address: str
    body: str | None
    content_type: str | None
    is_own: bool = False

    @classmethod
    def read(cls, text: str) -> "Line":
        words = iter(shlex.split(text.replace("\\\n", " ")))
        assert next(words) == "curl"
        line = cls("GET", "", None, None)
        for word in words:
            if word == "-X":
                line.method = next(words)
            elif word == "-d":
                line.body = next(words)
            elif word == "-H":
                name, _, value = next(words).partition(": ")
                if name == "Origin":
                    assert value == HERE
                else:
                    assert name == "Content-Type"
                    line.content_type = value
            elif word in {"-b", "-c"}:
                assert next(words) == "cookies.txt"
                line.is_own = True
            else:
                assert word.startswith(f"{HERE}/api/v1/"), word
                line.address = word.removeprefix(HERE)
        return line


def ask(client: FlaskClient, line: Line) -> TestResponse:
    return client.open(
        line.address,
        method=line.method,
        data=line.body,
        content_type=line.content_type,
        headers={"Origin": HERE} if line.is_own else None,
    )


def somebody(app: Flask, line: Line, held: Line, *, runs: bool) -> FlaskClient:
    """Who a line about oneself is for: somebody who holds a place and has recovery words."""
    phone = new_phone(app)
    if "passkey" in line.address:
        return prepare_passkey(app, line)
    if "/moderation/" in line.address:
        phone, line.address = moderating.prepare(app, line.address)
        return phone
    if runs:
        named = json.dumps({"alias": "Sam", "visibility": "named"})
        ask(phone, replace(held, body=named))
        return whoever_runs(app, line)
    ask(phone, held)
    if line.address.endswith("/reports"):
        shown = phone.get("/api/v1/me/rsvps").json["items"][0]["occurrence"]["activity_id"]
        line.body = (line.body or "").replace("0123456789ab", shown)
    line.address = line.address.replace(
        "SESSION_ID", phone.get("/api/v1/me/sessions").json["items"][0]["id"]
    )
    if "SECRET" in line.address:
        made = phone.post("/api/v1/me/calendar", json={}).json
        line.address = line.address.replace("SECRET.ics", made["url"].rpartition("/")[2])
    if "/auth/verify" in line.address:
        prepare_sign_in(app, phone, line)
    if line.address.endswith("/auth/recovery"):
        words = phone.post("/api/v1/me/recovery").json["words"]
        line.body = json.dumps({"words": " ".join(words)})
    return phone


def whoever_runs(app: Flask, line: Line) -> FlaskClient:
    """Somebody who signed in and runs the activity that a line names or has a date of."""
    olga = sign_in(app)
    if "/imports" in line.address or "/feeds" in line.address:
        return whoever_imports(app, olga, line)
    number = next(filter(None, map(read_id, line.address.split("/"))), None)
    if number is None:
        return olga
    with unit_of_work() as session:
        date = session.get(Occurrence, number)
        activity = session.get_one(Activity, date.activity_id if date else number)
        person = session.scalars(
            select(Person).where(Person.sign_in_address == "olga@example.org")
        ).one()
        activity.source = activity.source_id = None
        activity.organiser_id = found(session, person.id, "Olga's garden", NOW).id
    if "MEMBER_ID" in line.address:
        helpers = line.address.removesuffix("/MEMBER_ID")
        asked = olga.post(helpers, json={"email": "kim@example.org", "role": "viewer"}).json
        line.address = f"{helpers}/{asked['asked'][0]['id']}"
    return olga


def prepare_sign_in(app: Flask, phone: FlaskClient, line: Line) -> None:
    """Somebody who has asked for a code and reads it in the mail."""
    address = "olga@example.org"
    sender, folder = app.extensions["sender"], app.config["ALONGSIDE"].mail_path
    sender.run()
    earlier = set(folder.glob("*.eml"))
    phone.post("/api/v1/auth/start", json={"email": address})
    sender.run()
    (path,) = set(folder.glob("*.eml")) - earlier
    code, token = read(message_from_bytes(path.read_bytes(), policy=default))
    line.address = line.address.replace("TOKEN", token)
    if line.body:
        line.body = json.dumps({"email": address, "code": code})


def prepare_passkey(app: Flask, line: Line) -> FlaskClient:
    """Somebody with a passkey, who is asked to show it or makes another one."""
    olga, key = sign_in(app), Authenticator()
    made = olga.post("/api/v1/auth/passkey/offer", json={}).json
    kept = olga.post("/api/v1/auth/passkey/add", json=key.make(made)).json
    assert kept["has_passkey"]
    number = olga.get("/api/v1/me/passkeys").json["items"][0]["id"]
    line.address = line.address.replace("PASSKEY_ID", number)
    if line.address.endswith("/add"):
        made = olga.post("/api/v1/auth/passkey/offer", json={}).json
        line.body = json.dumps(Authenticator().make(made))
    if line.address.endswith("/verify"):
        line.body = json.dumps(key.show(olga.post("/api/v1/auth/passkey/start").json))
    return olga

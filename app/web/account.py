"""The part of Settings about one's account: the address one signs in by, and passkeys."""

from typing import Any

from flask import Blueprint, Response, redirect, request, url_for
from flask.typing import ResponseReturnValue

from app.accounts.models import Person
from app.accounts.signing_in import passkeys
from app.accounts.signing_in.codes import Wish
from app.accounts.signing_in.models import ADDRESS
from app.accounts.signing_in.passkey_routes import take_away
from app.accounts.signing_in.routes import STARTS, read_sign_in_address, send_code
from app.accounts.signing_in.schemas import StartSchema
from app.core import actors, clock
from app.core.db import db
from app.core.errors import Invalid
from app.core.ids import read_id, show_id
from app.core.requests import load
from app.core.security import organiser
from app.core.writes import writes
from app.web import times
from app.web.problems import Problems
from app.web.sending import own_page

SEE_OTHER, WRONG = 303, 422

blueprint = Blueprint("account", __name__)


def show_account(person: Person) -> dict[str, Any]:
    """What Settings says of an account; of a guest only that there is none."""
    today = times.today_in(None)
    rows = passkeys.list_own(db.session(), person.id)
    return {
        "account": person.sign_in_address,
        "is_signed_in": actors.known().kind != "guest",
        "passkeys": [
            {
                "id": show_id(row.id),
                "name": row.name,
                "since": times.long_day(row.made_at.date(), today),
            }
            for row in rows
        ],
    }


@blueprint.post("/settings/passkeys/<passkey_id>/end")
@organiser
@writes()
def end_passkey(passkey_id: str) -> ResponseReturnValue:
    """Take a passkey away."""
    take_away(read_id(passkey_id) or 0)
    where = url_for("settings.show_settings", done="no-passkey", _anchor="account")
    return redirect(where, SEE_OTHER)


@blueprint.get("/settings/address")
@organiser
def show_address() -> Response:
    """Where one asks to sign in by another address."""
    return _address_page()


@blueprint.post("/settings/address")
@organiser
@writes(limit=STARTS, is_secret=True)
def change_address() -> Response:
    """Have a code sent to the new address; nothing changes before it is typed."""
    actor = actors.step_up(clock.now())
    typed = request.form.get("email", "")
    try:
        address = read_sign_in_address(load(StartSchema(), {"email": typed})["email"])
    except Invalid as error:
        return _address_page(WRONG, problems=Problems(error.errors), typed=typed[:254])
    on = Response(status=SEE_OTHER, headers={"Location": url_for("sign_in.show_code")})
    return send_code(on, Wish(address, ADDRESS, actor.person_id, "/settings"))


def _address_page(status: int = 200, **shown: Any) -> Response:
    person = db.session.get_one(Person, actors.known().person_id)
    shown = {"problems": Problems({}), "typed": ""} | shown
    return own_page("settings_address.html", status, account=person.sign_in_address, **shown)

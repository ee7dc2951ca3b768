"""What somebody is asked before a sensitive act: to show once more who they are."""

from flask import Blueprint, Response, request, url_for

from app.accounts.models import Person
from app.accounts.signing_in.codes import Wish
from app.accounts.signing_in.entering import PasskeyNeeded, has_passkey
from app.accounts.signing_in.routes import STARTS, send_code
from app.core import actors
from app.core.db import db
from app.core.security import organiser
from app.core.writes import writes
from app.web.proving import Waiting
from app.web.sending import own_page
from app.web.sign_in import asked_path, code_page, local_path, waiting

SEE_OTHER = 303

blueprint = Blueprint("sign_in_again", __name__)


@blueprint.get("/sign-in/again")
@organiser
def show_again() -> Response:
    """Where one shows it, and goes on to a page."""
    return again_page(local_path(request.args.get("next")))


@blueprint.post("/sign-in/again")
@organiser
@writes(limit=STARTS, is_secret=True)
def start_again() -> Response:
    """Have a code sent to one's own address; a form that waits for it comes along."""
    person = db.session.get_one(Person, actors.known().person_id)
    if person.sign_in_address is None or has_passkey(db.session(), person.id):
        raise PasskeyNeeded
    form = waiting()
    wish = Wish(person.sign_in_address, leads_to=form.back if form else asked_path(request.form))
    if form:
        return send_code(code_page(address=person.sign_in_address, waiting=form), wish)
    on = Response(status=SEE_OTHER, headers={"Location": url_for("sign_in.show_code")})
    return send_code(on, wish)


def again_page(to: str, form: Waiting | None = None, status: int = 200) -> Response:
    """The page that asks; `to` is where one goes on, `form` what is sent then."""
    person_id = actors.known().person_id
    return own_page(
        "sign_in_again.html",
        status,
        address=db.session.get_one(Person, person_id).sign_in_address,
        has_passkey=has_passkey(db.session(), person_id),
        next=to,
        waiting=form,
    )

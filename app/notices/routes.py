"""How to be told: the address of a person, given, confirmed by a mail, and taken back."""

from datetime import timedelta
from typing import Any

from flask import current_app
from flask.typing import ResponseReturnValue

from app.accounts.addresses import MailIsOff
from app.config import Config
from app.core import actors, clock
from app.core.answers import json_answer
from app.core.db import db
from app.core.limits import Limit
from app.core.requests import Rooms
from app.core.security import personal
from app.core.writes import writes
from app.notices import service
from app.notices.schemas import ASKED, EMAIL_EXAMPLE, EmailSchema

ADDRESSES = Limit("addresses", 5, timedelta(hours=1))
ACCEPTED = 202

blueprint = Rooms("notices", __name__, url_prefix="/api/v1", description="How to be told")


@blueprint.route("/me/email", methods=["POST"])
@personal
@writes(limit=ADDRESSES)
@blueprint.arguments(EmailSchema, example=EMAIL_EXAMPLE)
@blueprint.answers(ASKED, 401, 403, 409, 429, status=ACCEPTED)
def give_address(asked: dict[str, Any]) -> ResponseReturnValue:
    """Give an address for notices.

    A mail with a link goes there; notices do once the link was followed, within 24 hours.
    The answer is the same for every address.
    """
    config: Config = current_app.config["ALONGSIDE"]
    if not config.sends_mail:
        raise MailIsOff("This Alongside sends no mail. It can't use an address.")
    person_id = actors.known().person_id
    service.give_address(db.session(), person_id, asked["email"], clock.now())
    answer = json_answer({})
    answer.status_code = ACCEPTED
    return answer


@blueprint.route("/me/email", methods=["DELETE"])
@personal
@writes()
@blueprint.answers(ASKED, 401, 403)
def drop_address() -> ResponseReturnValue:
    """Take your address back.

    It is forgotten at once, and no more mail goes there.
    """
    service.drop_addresses(db.session(), actors.known().person_id)
    return json_answer({})

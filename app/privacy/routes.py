"""Take all that is known of you along, or have it taken away."""

from flask.typing import ResponseReturnValue

from app.accounts.membership import audit_ref
from app.core import actors, audit, clock
from app.core.answers import json_answer
from app.core.audit import Act
from app.core.db import db
from app.core.requests import Rooms
from app.core.security import personal
from app.core.shapes import exactly, named, said, some
from app.core.writes import writes
from app.privacy import person

EXPORT = named(
    "Export",
    "Every row about you, by table. Hashes of your cookie and your words are left out.",
    exactly({name: said(some({"type": "object"}), f"Rows of {name}.") for name in person.TABLES}),
)
NOTHING = named("Erased", "Nothing is left to say.", exactly({}))

blueprint = Rooms("person", __name__, url_prefix="/api/v1", description="What is known of you")


@blueprint.route("/me/export", methods=["GET"])
@personal
@writes(is_secret=True)
@blueprint.answers(EXPORT, 401)
def export_me() -> ResponseReturnValue:
    """Export all that is known of you.

    That you did is written into the audit log.
    """
    session, person_id = db.session(), actors.known().person_id
    audit.note(session, Act(audit_ref(session, person_id), "exported", "account"), clock.now())
    answer = json_answer(person.export(session, person_id))
    answer.headers["Content-Disposition"] = 'attachment; filename="alongside.json"'
    return answer


@blueprint.route("/me", methods=["DELETE"])
@personal
@writes(is_secret=True)
@blueprint.answers(NOTHING, 401, 403)
def erase_me() -> ResponseReturnValue:
    """Erase all that is known of you.

    At once and for good. Places you held go to the next person. What you look after is then
    kept by who helps you; without them your listings are cancelled, and who holds a place is told.
    """
    person.erase(db.session(), actors.known().person_id, clock.now())
    actors.leave()
    return json_answer({})

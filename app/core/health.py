"""Whether this process lives, and whether it can answer."""

from collections.abc import Callable

from flask import Blueprint, current_app, jsonify
from flask.typing import ResponseReturnValue

from app.core import changes
from app.core.db import db
from app.core.problems import problem
from app.core.security import answers_always, public

Check = Callable[[], bool]
blueprint = Blueprint("health", __name__)


@blueprint.get("/healthz")
@public
@answers_always
def healthz() -> ResponseReturnValue:
    """The process runs."""
    return jsonify(status="ok")


@blueprint.get("/readyz")
@public
@answers_always
def readyz() -> ResponseReturnValue:
    """The database answers and everything that must be built has been."""
    changes.current(db.session())
    checks: list[Check] = current_app.extensions["ready_checks"]
    return jsonify(status="ready") if all(check() for check in checks) else problem(503)

"""An edit of dates that was refused: its page again, with what does not fit and what was typed."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import Response
from flask.typing import ResponseReturnValue

from app.core.db import db
from app.core.errors import DomainError, Invalid, NotFound
from app.web.problems import Problems

WRONG = 422
View = Callable[..., ResponseReturnValue]


def kindly(again: Callable[..., Response]) -> Callable[[View], View]:
    """Show the page of `again`, with the refusal, in the place of an error."""

    def decorate(view: View) -> View:
        @wraps(view)
        def within(**at: str) -> ResponseReturnValue:
            try:
                return view(**at)
            except NotFound:
                raise
            except Invalid as refused:
                db.session.rollback()
                return again(**at, status=WRONG, problems=Problems(_named(refused.errors)))
            except DomainError as refused:
                if refused.status != 409:  # noqa: PLR2004 what else is refused has a page of its own
                    raise
                db.session.rollback()
                return again(**at, status=refused.status, said=refused.detail)

        return within

    return decorate


def _named(errors: dict[str, list[str]]) -> dict[str, list[str]]:
    """Errors by the fields of the form, where the API names them otherwise."""
    names: dict[str, Any] = {"starts_at": "day", "ends_at": "to_time"}
    return {names.get(name, name): said for name, said in errors.items()}

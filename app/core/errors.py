"""Errors a person may meet: each has a stable code, a status and one calm sentence."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from http import HTTPStatus
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    # Whoever only reads files begins in half the time without the database's library.
    from sqlalchemy.orm import Session

SENTENCE = "Some of what was sent does not fit. Each field below says why."


class DomainError(Exception):
    """A rule said no. Subclasses sit beside the service that raises them.

    A refusal undoes what its request did; `all_the_same` is what was due whoever asked.
    """

    status: int = HTTPStatus.CONFLICT
    code: str = "refused"
    wait_s: int | None = None
    all_the_same: Callable[[Session], None] | None = None

    def __init__(self, detail: str, errors: Mapping[str, Sequence[str]] | None = None) -> None:
        """Keep the sentence shown to the person and, by field, what to mend."""
        super().__init__(detail)
        self.detail = detail
        self.errors = {field: list(said) for field, said in (errors or {}).items()}

    def settle(self, session: Session) -> None:
        """Do what is due though the request is refused."""
        if self.all_the_same:
            self.all_the_same(session)


class Invalid(DomainError):
    """What was sent can be read but does not fit; `errors` names the fields."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY
    code = "invalid"


class Unreadable(DomainError):
    """What was sent cannot be read at all."""

    status = HTTPStatus.BAD_REQUEST
    code = "unreadable"


class NotFound(DomainError):
    """Nothing is there, or it is not for the asker to see."""

    status = HTTPStatus.NOT_FOUND
    code = "not_found"

"""Links in mails that act without a session: each does one thing, for one person, on one row."""

import struct
from dataclasses import dataclass

from app.core.seal import Broken, Seal

ACCEPT, DECLINE, CONFIRM, LEAVE, STOP, ADDRESS, STILL_ON = (
    "accept", "decline", "confirm", "leave", "stop", "address", "still_on",
)  # fmt: skip
ACTS = (ACCEPT, DECLINE, CONFIRM, LEAVE, STOP, ADDRESS, STILL_ON)
BOUND_TO = b"links"
SHAPE = struct.Struct(">BQQ")
MOST_LETTERS = 60


@dataclass(frozen=True)
class Act:
    """What a link does; `row_id` is a held place, or an address for STOP and ADDRESS.

    STILL_ON is of an activity, for whoever runs it and has the letter: in the place of a person
    stands the day it was written, as an ordinal.
    """

    name: str
    person_id: int
    row_id: int


class Links:
    """Writes and reads the part of an address that says what a link does."""

    def __init__(self, secret: str) -> None:
        """Take the instance's secret: only it makes links that are good here."""
        self._seal = Seal(secret, "links in mails")

    def path(self, act: Act) -> str:
        """The path of the page that shows the act and offers to do it."""
        content = SHAPE.pack(ACTS.index(act.name), act.person_id, act.row_id)
        return f"/links/{self._seal.close(content, BOUND_TO)}"

    def read(self, token: str) -> Act | None:
        """What a link does; None for what was not made here."""
        if len(token) > MOST_LETTERS:
            return None
        try:
            number, person_id, row_id = SHAPE.unpack(self._seal.open(token, BOUND_TO))
            return Act(ACTS[number], person_id, row_id)
        except (Broken, struct.error, IndexError, UnicodeError):
            return None

"""Links in mails that act without a session: each does one thing, for one person, on one row."""

import struct
from dataclasses import dataclass
from datetime import date

from app.core.seal import Broken, Seal

ACCEPT, DECLINE, CONFIRM, LEAVE, STOP, ADDRESS, STILL_ON = (
    "accept", "decline", "confirm", "leave", "stop", "address", "still_on",
)  # fmt: skip
ACTS = (ACCEPT, DECLINE, CONFIRM, LEAVE, STOP, ADDRESS, STILL_ON)
BOUND_TO = b"links"
SHAPE, DAY = struct.Struct(">BQQ"), struct.Struct(">H")
DAYS_BEFORE = date(2020, 1, 1).toordinal()
MOST_LETTERS = 60


@dataclass(frozen=True)
class Act:
    """What a link does; `row_id` is a held place, or an address for STOP and ADDRESS.

    STILL_ON is of an activity; `written_on` is the day of its letter, which no other link has.
    """

    name: str
    person_id: int
    row_id: int
    written_on: date | None = None


class Links:
    """Writes and reads the part of an address that says what a link does."""

    def __init__(self, secret: str) -> None:
        """Take the instance's secret: only it makes links that are good here."""
        self._seal = Seal(secret, "links in mails")

    def path(self, act: Act) -> str:
        """The path of the page that shows the act and offers to do it."""
        content = SHAPE.pack(ACTS.index(act.name), act.person_id, act.row_id)
        if act.written_on:
            content += DAY.pack(act.written_on.toordinal() - DAYS_BEFORE)
        return f"/links/{self._seal.close(content, BOUND_TO)}"

    def read(self, token: str) -> Act | None:
        """What a link does; None for what was not made here."""
        if len(token) > MOST_LETTERS:
            return None
        try:
            content = self._seal.open(token, BOUND_TO)
            number, person_id, row_id = SHAPE.unpack(content[: SHAPE.size])
            rest = content[SHAPE.size :]
            written_on = date.fromordinal(DAYS_BEFORE + DAY.unpack(rest)[0]) if rest else None
            return Act(ACTS[number], person_id, row_id, written_on)
        except (Broken, struct.error, IndexError, UnicodeError):
            return None

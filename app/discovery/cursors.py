"""Cursors: where a page ended, as opaque text that belongs to one search of one person."""

from collections.abc import Sequence
from dataclasses import astuple, dataclass

import orjson

from app.core.errors import Invalid
from app.core.seal import Broken, Seal
from app.discovery.asker import Asker
from app.discovery.filters import Filters

Key = Sequence[float]
SENTENCE = "This list can't go on from here. Please start it again."


@dataclass(frozen=True)
class Cursor:
    """Where a list goes on: behind `after`, the sort keys and the id of one activity.

    A varied list also says which window it is in: that up to `until` (keys and id of its last
    one, None while it reaches to the end of the list), of which the ids in `shown` were shown.
    """

    after: Key | None = None
    until: Key | None = None
    shown: tuple[int, ...] = ()


class Cursors:
    """Writes and reads cursors, sealed: the keys of a fit would tell how a person feels."""

    def __init__(self, secret: str) -> None:
        """Use the instance's secret."""
        self._seal = Seal(secret, "cursors, version 2")

    def write(self, cursor: Cursor, filters: Filters, asker: Asker | None) -> str:
        """The text that lets a later request of the same search go on here."""
        return self._seal.close(orjson.dumps(astuple(cursor)), _search(filters, asker))

    def read(self, filters: Filters, asker: Asker | None) -> Cursor:
        """Where the filters' cursor goes on; the beginning where there is none.

        Raises Invalid when it is broken, or of another search.
        """
        if filters.cursor is None:
            return Cursor()
        try:
            content = self._seal.open(filters.cursor, _search(filters, asker))
        except Broken as error:
            raise Invalid(SENTENCE, {"cursor": [SENTENCE]}) from error
        after, until, shown = orjson.loads(content)
        return Cursor(after, until, tuple(shown))


def _search(filters: Filters, asker: Asker | None) -> bytes:
    return filters.fingerprint() + (asker.fingerprint() if asker else b"")

"""The ways on from a page: links, or buttons of a form where only a form carries the profile."""

from urllib.parse import urlencode

from app.web.forms import NARROWING, Asked, Changes

DATING = ("when", "from", "to", "part_of_day", "weekday")


class Ways:
    """Makes the addresses and the button values of one page."""

    def __init__(self, asked: Asked) -> None:
        """Keep what the page was asked, because every way on builds on it."""
        self.asked = asked
        self.are_forms = asked.sends_forms

    def href(self, changes: Changes) -> str:
        """The address of Nearby with some names of the search changed; empty values go."""
        return self._with_search("/", self.asked.changed(changes))

    def keeping(self, path: str) -> str:
        """The address of another page that leads back to this search.

        Where a script keeps the search it need not stand in any other address.
        """
        return path if self.asked.kept == "device" else self._with_search(path, self.asked)

    def _with_search(self, path: str, asked: Asked) -> str:
        pairs = list(asked.search.items(multi=True))
        if not pairs:
            return path
        return f"{path}{'&' if '?' in path else '?'}{urlencode(pairs)}"

    def to_activity(self, public_id: str, date: str | None) -> str:
        """The path of an activity; a search for certain days has its own date chosen there."""
        path = f"/activities/{public_id}"
        is_dated = date and any(name in self.asked.search for name in DATING)
        return f"{path}?date={date}" if is_dated else path

    def value(self, changes: Changes) -> str:
        """The same change as a button sends it."""
        return urlencode(changes, doseq=True)

    def everything(self) -> Changes:
        """The change that shows all there is at this place and time, without any fit."""
        return {"view": "plain", "sort": "soonest"} | dict.fromkeys(NARROWING, "")

    @property
    def is_narrowed(self) -> bool:
        """True when a filter beside place and time is on."""
        return any(name in self.asked.search for name in NARROWING)

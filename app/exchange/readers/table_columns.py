"""Which column of a table holds what."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

# What a column may hold, and the words by which its name is known, the surest first.
FIELDS: dict[str, tuple[str, ...]] = {
    "title": ("title", "event title", "event name", "name", "event", "activity", "summary",
              "subject", "what"),
    "starts": ("starts", "starts at", "start date and time", "start datetime", "start",
               "start date", "date", "event date", "date start", "begins", "dtstart", "when",
               "day"),
    "start_time": ("start time", "time", "from", "time start", "begin time", "event time"),
    "ends": ("ends", "ends at", "end date and time", "end datetime", "end", "end date",
             "date end", "dtend", "finish", "until"),
    "end_time": ("end time", "to", "time end", "finish time"),
    "place": ("place", "place name", "venue", "venue name", "location", "location name", "where"),
    "address": ("address", "street", "street address", "full address", "venue address"),
    "town": ("town", "city", "locality", "area", "borough", "postcode", "zip", "post code"),
    "lat": ("lat", "latitude"),
    "lon": ("lon", "lng", "long", "longitude"),
    "description": ("description", "details", "about", "notes", "text", "info"),
    "url": ("url", "link", "website", "web page", "page", "event url", "more information"),
    "online_url": ("online url", "online link", "meeting link", "zoom link", "join link"),
    "topics": ("topics", "topic", "category", "categories", "tags", "type"),
    "cost": ("cost", "price", "fee"),
    "organiser": ("organiser", "organizer", "host", "group", "organisation", "organization"),
    "id": ("id", "uid", "event id", "identifier", "reference"),
}  # fmt: skip
NEEDED = ("title", "starts")


@dataclass(frozen=True)
class Columns:
    """The head of a table and, by field, the name of the column that holds it."""

    head: tuple[str, ...]
    by_name: Mapping[str, str]

    def named(self, cells: Sequence[str]) -> dict[str, str]:
        """The cells that are not empty, by field."""
        found = {}
        for field, name in self.by_name.items():
            place = self.head.index(name)
            if place < len(cells) and cells[place]:
                found[field] = cells[place]
        return found


def columns_of(head: Sequence[str], mapped: Mapping[str, str]) -> Columns:
    """The columns as mapped by hand, else as their names suggest.

    A mapping counts as a whole: a field that it leaves out is in no column.
    """
    known = {field: name for field, name in mapped.items() if field in FIELDS and name in head}
    return Columns(tuple(head), known or _guessed(head))


def _guessed(head: Sequence[str]) -> dict[str, str]:
    plain = {_plain(name): name for name in reversed(head)}
    found: dict[str, str] = {}
    for field, words in FIELDS.items():
        match = next((plain[word] for word in words if word in plain), None)
        if match is not None and match not in found.values():
            found[field] = match
    return found


def _plain(name: str) -> str:
    return " ".join(re.sub(r"[^a-z]+", " ", name.lower()).split())

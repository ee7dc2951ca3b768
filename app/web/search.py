"""The one way from the pages to the search: the same services that the API asks."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from flask import current_app

from app.core import clock
from app.core.db import db
from app.core.errors import DomainError
from app.discovery import service
from app.discovery.asker import Asker, read_asker
from app.discovery.asking import read_filters
from app.discovery.filters import Filters
from app.discovery.stepping import Proposal, Stand, propose
from app.places.zones import zone_at
from app.web import forms, times
from app.web.forms import Asked

MOST_NAMESAKES = 5
STEPS_WITHIN = timedelta(days=28)


def browse(asked: Asked) -> dict[str, Any]:
    """The answer to what a page asked; raises Invalid for what does not fit.

    Near means in person, unless a person asked for other ways to meet or for everything.
    Adds `zone`, the time zone where the search looks, and `today`, the date it is there.
    """
    asker = None if asked.is_plain else _asker(asked)
    filters, today, zone = _search(asked, "fit" if asker else "soonest")
    index = current_app.extensions["index"]
    found = service.browse(db.session(), index, filters, asker, clock.now())
    return found | {"today": today, "zone": zone}


def next_steps(
    asked: Asked, done: Sequence[Mapping[str, Any]]
) -> tuple[Proposal, date, str | None]:
    """The next steps of who asks with a profile, the date it is there, and the time zone.

    Four weeks are looked at where no days were asked for. Raises Invalid for what does not fit.
    """
    asker = _asker(asked) or read_asker({})
    filters, today, zone = _search(asked, "fit")
    if filters.first is None and filters.last is None:
        filters = replace(filters, first=today, last=today + STEPS_WITHIN)
    index = current_app.extensions["index"]
    found = propose(db.session(), index, filters, Stand(asker, done), clock.now())
    return found, today, zone


def count(asked: Asked) -> int:
    """How many activities match; none where the asking does not fit."""
    try:
        return int(browse(asked)["total"])
    except DomainError:
        return 0


def show(public_id: str, asked: Asked) -> dict[str, Any]:
    """One activity's page, with `fit` where the profile says how a person feels."""
    return service.show(db.session(), public_id, clock.now(), service.Dates(), _asker(asked))


def whereabouts(asked: Asked) -> dict[str, Any] | None:
    """The town that was typed, for a page on which something else needs a look."""
    typed = asked.search.get("place")
    try:
        found = current_app.extensions["places"].find(typed, limit=1) if typed else []
    except DomainError:
        return None
    return {"name": found[0].name, "area": found[0].area} if found else None


def namesakes(text: str) -> list[str]:
    """Other places of the name that was typed, as texts that find them."""
    if not text:
        return []
    try:
        found = current_app.extensions["places"].find(text, limit=MOST_NAMESAKES)
    except DomainError:
        return []
    same = [place for place in found if place.name == found[0].name and place.area]
    return [f"{place.name}, {place.area}" for place in same[1:]]


def _search(asked: Asked, sort: str) -> tuple[Filters, date, str | None]:
    """The filters a page means, with the date and the time zone where the search looks."""
    filters = read_filters(forms.read_filters(asked), current_app.extensions["places"], sort)
    if asked.means_near:
        filters = replace(filters, formats=(forms.IN_PERSON,))
    zone = zone_at(filters.near.lat, filters.near.lon) if filters.near else None
    today = times.today_in(zone)
    days = times.preset_days(asked.search.get("when", ""), today)
    if days:
        filters = replace(filters, first=days[0], last=days[1])
    return filters, today, zone


def _asker(asked: Asked) -> Asker | None:
    told = forms.read_profile(asked)
    return read_asker(told) if told else None

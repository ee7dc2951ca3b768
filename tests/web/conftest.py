from dataclasses import dataclass, field
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.discovery import service
from app.discovery.asker import Asker
from app.discovery.filters import Filters
from app.places.found import Found, PlaceNotKnown
from tests.web import fake


class Places:
    """Knows two towns called Millbrook, and nothing else."""

    def find(self, text: str, limit: int = 8) -> list[Found]:
        if not text.startswith("Millbrook"):
            raise PlaceNotKnown
        return [self._town("England, United Kingdom"), self._town("Alabama, United States")][:limit]

    def nearest_town(self, *point: float) -> Found | None:
        assert len(point) == 2
        return self._town("England, United Kingdom")

    def _town(self, area: str) -> Found:
        return Found(
            name="Millbrook", area=area, country="GB", lat=50.35, lon=-4.22,
            precision="town", source="geonames", time_zone="Europe/London",
        )  # fmt: skip


@dataclass
class Search:
    """Stands in for the search: answers what a test laid out, remembers what it was asked."""

    found: dict[str, Any] = field(default_factory=lambda: fake.found(fake.card()))
    page: dict[str, Any] = field(default_factory=fake.activity)
    fit: dict[str, Any] | None = field(default_factory=lambda: fake.FIT)
    asked: list[tuple[Filters, Asker | None]] = field(default_factory=list)

    def browse(self, *given: Any) -> dict[str, Any]:
        _, _, filters, asker, _ = given
        self.asked.append((filters, asker))
        fits = {"fit": self.fit} if asker and asker.is_told else {}
        return self.found | {"items": [card | fits for card in self.found["items"]]}

    def show(self, *given: Any) -> dict[str, Any]:
        _, public_id, _, _, asker = given
        if public_id != self.page["id"]:
            raise service.NotFound("This activity is not here.")
        return self.page | ({"fit": self.fit} if asker and asker.is_told else {})

    @property
    def filters(self) -> Filters:
        return self.asked[0][0]


@pytest.fixture
def search(app: Flask, monkeypatch: pytest.MonkeyPatch, frozen: Any) -> Search:
    search = Search()
    monkeypatch.setattr(service, "browse", search.browse)
    monkeypatch.setattr(service, "show", search.show)
    app.extensions["places"] = Places()
    return search


@pytest.fixture
def browser(client: FlaskClient, search: Search) -> FlaskClient:
    """A browser without scripts."""
    client.environ_base["HTTP_ACCEPT"] = "text/html"
    return client

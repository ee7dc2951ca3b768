"""Finding a point for text: offline always, an outside service only where an operator says so.

The outside service is for organisers' and operators' own work. What a person who looks for an
activity types is never sent to it: that is looked up with the `Gazetteer` alone.
"""

import math
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from app.places.found import Found, PlaceNotKnown
from app.places.gazetteer import MOST_ANSWERS, Gazetteer
from app.places.zones import MAX_LAT, MAX_LON, zone_at

TOWNS = frozenset({"city", "town", "village", "hamlet", "suburb", "municipality", "borough"})
MOST_REMEMBERED = 500


class Geocoder(Protocol):
    """Anything that turns text into places."""

    def find(self, text: str, limit: int = MOST_ANSWERS) -> list[Found]:
        """Places a text may mean, the likeliest first; raises PlaceNotKnown."""


@dataclass(frozen=True, kw_only=True)
class Service:
    """An outside service: where it is, how long to wait for it and how often to ask."""

    domain: str = "nominatim.openstreetmap.org"
    scheme: str = "https"
    user_agent: str = "Alongside, a finder of community activities"
    timeout_s: float = 2.0
    every_s: float = 1.0


class OfflineGeocoder:
    """The gazetteer, and nothing that leaves this machine."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        """Use a compiled gazetteer."""
        self._gazetteer = gazetteer

    def find(self, text: str, limit: int = MOST_ANSWERS) -> list[Found]:
        """As `Gazetteer.find`."""
        return self._gazetteer.find(text, limit)


class NominatimGeocoder:
    """Nominatim for what the offline gazetteer doesn't know.

    It is asked at most once in `every_s` seconds by this process, never twice for one text,
    and when it fails or answers nonsense the offline answer stands.
    """

    def __init__(self, offline: Geocoder, service: Service | None = None) -> None:
        """Set the service; geopy is only loaded here."""
        from geopy.adapters import URLLibAdapter
        from geopy.geocoders import Nominatim

        self._offline, self._service = offline, service or Service()
        client = Nominatim(
            domain=self._service.domain,
            scheme=self._service.scheme,
            user_agent=self._service.user_agent,
            timeout=self._service.timeout_s,
            proxies={},
            # geopy's usual adapter asks three times over and writes the text into the log.
            adapter_factory=URLLibAdapter,
        )
        self._ask: Callable[..., Any] = client.geocode
        self._lock = threading.Lock()
        self._last = -math.inf
        self._remembered: OrderedDict[str, list[Found]] = OrderedDict()

    def find(self, text: str, limit: int = MOST_ANSWERS) -> list[Found]:
        """Offline answers; only when there are none, the service's."""
        try:
            return self._offline.find(text, limit)
        except PlaceNotKnown as unknown:
            answers = self._outside(text)[:limit]
            if not answers:
                raise
            del unknown
            return answers

    def _outside(self, text: str) -> list[Found]:
        from geopy.exc import GeopyError

        with self._lock:
            if text in self._remembered:
                return self._remembered[text]
            time.sleep(max(0.0, self._last + self._service.every_s - time.monotonic()))
            self._last = time.monotonic()
            try:
                found = self._ask(
                    text, exactly_one=False, limit=MOST_ANSWERS, addressdetails=True, language="en"
                )
                answers = list(_read(found or []))
            except (GeopyError, ValueError, KeyError, TypeError, AttributeError):
                return []
            self._remember(text, answers)
            return answers

    def _remember(self, text: str, answers: list[Found]) -> None:
        self._remembered[text] = answers
        if len(self._remembered) > MOST_REMEMBERED:
            self._remembered.popitem(last=False)


def make_geocoder(kind: str, gazetteer: Gazetteer) -> Geocoder:
    """The geocoder that `Config.geocoder` names: offline or nominatim."""
    offline = OfflineGeocoder(gazetteer)
    if kind == "offline":
        return offline
    if kind == "nominatim":
        return NominatimGeocoder(offline)
    raise ValueError("A geocoder is either offline or nominatim.")


def _read(locations: list[Any]) -> Iterator[Found]:
    """The service's answers as places; those without a possible point or country are dropped."""
    for location in locations:
        raw: Mapping[str, Any] = location.raw
        address: Mapping[str, Any] = raw.get("address") or {}
        lat, lon = float(raw["lat"]), float(raw["lon"])
        country = str(address.get("country_code", "")).upper()
        if not (abs(lat) <= MAX_LAT and abs(lon) <= MAX_LON and country):
            continue
        yield Found(
            name=str(raw.get("name") or location.address).split(",")[0],
            area=str(address.get("state") or address.get("country") or country),
            country=country,
            lat=lat,
            lon=lon,
            precision=_precision(str(raw.get("addresstype", ""))),
            source="nominatim",
            time_zone=zone_at(lat, lon),
        )


def _precision(kind: str) -> str:
    if kind == "postcode":
        return "postcode"
    return "town" if kind in TOWNS else "point"

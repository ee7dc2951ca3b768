"""What looking up a place gives: an answer, or one calm sentence."""

from dataclasses import dataclass
from http import HTTPStatus

from app.core.errors import DomainError, Invalid


@dataclass(frozen=True, kw_only=True)
class Found:
    """One place on Earth.

    `area` is the state, nation or country a person would add to the name; `country` is ISO
    3166 alpha-2; `lat` and `lon` are degrees; `precision` is town, postcode or (from an
    outside geocoder) point; `source` is geonames, zipcodes or nominatim; `time_zone` is an
    IANA name or None; `population` is 0 where nobody counted.
    """

    name: str
    area: str
    country: str
    lat: float
    lon: float
    precision: str
    source: str
    time_zone: str | None = None
    population: int = 0


class PlaceNotKnown(Invalid):
    """Nothing we know matches what was typed. What was typed is never part of the sentence."""

    code = "place_not_known"

    def __init__(self, detail: str = "") -> None:
        """Use the usual sentence unless a better one is given."""
        super().__init__(
            detail
            or "We could not find that place. Please check how it is spelled, or try "
            "the nearest town and its country."
        )


class UkPostcode(PlaceNotKnown):
    """A postcode of the United Kingdom: we have its towns only."""

    def __init__(self) -> None:
        """Say what works instead."""
        super().__init__("We know towns in the UK, not postcodes. Please type the town.")


class PlacesNotReady(DomainError):
    """The gazetteer has not been compiled, or by another version of Alongside."""

    status = HTTPStatus.SERVICE_UNAVAILABLE
    code = "places_not_ready"

    def __init__(self) -> None:
        """Name a way that still works."""
        super().__init__("We can't look up places at the moment. Please try again later.")

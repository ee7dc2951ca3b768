"""Real cities, the one with the most activities first: what the made-up ones gather around."""

from typing import NamedTuple


class City(NamedTuple):
    """A centre in degrees, and the time zone people there live in."""

    lat: float
    lon: float
    zone: str


BRITAIN = "Europe/London"
CITIES = (
    City(51.51, -0.13, BRITAIN),  # London
    City(35.69, 139.69, "Asia/Tokyo"),  # Tokyo
    City(40.71, -74.01, "America/New_York"),  # New York
    City(52.48, -1.90, BRITAIN),  # Birmingham
    City(53.48, -2.24, BRITAIN),  # Manchester
    City(55.87, -4.26, BRITAIN),  # Glasgow
    City(-33.87, 151.21, "Australia/Sydney"),  # Sydney
    City(43.71, -79.40, "America/Toronto"),  # Toronto
    City(53.80, -1.55, BRITAIN),  # Leeds
    City(53.38, -1.47, BRITAIN),  # Sheffield
    City(55.95, -3.20, BRITAIN),  # Edinburgh
    City(52.52, 13.41, "Europe/Berlin"),  # Berlin
    City(41.85, -87.65, "America/Chicago"),  # Chicago
    City(53.41, -2.98, BRITAIN),  # Liverpool
    City(51.46, -2.60, BRITAIN),  # Bristol
    City(53.33, -6.25, "Europe/Dublin"),  # Dublin
    City(-37.81, 144.96, "Australia/Melbourne"),  # Melbourne
    City(40.42, -3.70, "Europe/Madrid"),  # Madrid
    City(51.48, -3.18, BRITAIN),  # Cardiff
    City(52.64, -1.13, BRITAIN),  # Leicester
    City(52.95, -1.15, BRITAIN),  # Nottingham
    City(-36.85, 174.76, "Pacific/Auckland"),  # Auckland
    City(52.37, 4.89, "Europe/Amsterdam"),  # Amsterdam
    City(54.97, -1.61, BRITAIN),  # Newcastle upon Tyne
    City(54.60, -5.93, BRITAIN),  # Belfast
    City(47.61, -122.33, "America/Los_Angeles"),  # Seattle
    City(50.37, -4.14, BRITAIN),  # Plymouth
    City(-1.28, 36.82, "Africa/Nairobi"),  # Nairobi
    City(50.83, -0.14, BRITAIN),  # Brighton
    City(52.63, 1.30, BRITAIN),  # Norwich
    City(57.14, -2.10, BRITAIN),  # Aberdeen
    City(38.73, -9.15, "Europe/Lisbon"),  # Lisbon
    City(51.62, -3.94, BRITAIN),  # Swansea
    City(53.96, -1.08, BRITAIN),  # York
    City(56.47, -2.97, BRITAIN),  # Dundee
    City(-42.88, 147.33, "Australia/Hobart"),  # Hobart
    City(50.72, -3.53, BRITAIN),  # Exeter
    City(-18.14, 178.43, "Pacific/Fiji"),  # Suva
    City(57.48, -4.22, BRITAIN),  # Inverness
    City(64.14, -21.90, "Atlantic/Reykjavik"),  # Reykjavik
)
COUNTRYSIDE = ((50.3, 58.5), (-6.0, 1.5))
"""Latitudes and longitudes between which the rural ones are strewn evenly."""

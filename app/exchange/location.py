"""Where a row takes place: its own point, else its town's, else `--near`; and its zone."""

import math
import re
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cache
from zoneinfo import available_timezones

from app.activities.drafts import NewPlace
from app.exchange.composing import WITHOUT_PLACE
from app.exchange.reading import Draft, FileRefused, Finder, Options, RowRefused, Task
from app.exchange.text import one_line, shortened
from app.exchange.times import same_clock
from app.exchange.towns import Towns
from app.places.distance import haversine_km
from app.places.found import Found, PlaceNotKnown
from app.places.zones import zone_at

NULL_ISLAND = 0.01
LONGEST_NAME, LONGEST_ADDRESS = 200, 300
FAR_KM = 200
SAME_TOWN_KM = 80
PLAIN_NUMBER = re.compile(r"[+-]?[0-9]{1,3}(\.[0-9]+)?")

Point = tuple[float, float]


@dataclass(frozen=True, kw_only=True)
class Spot:
    """What a row says of its place; `lat` and `lon` may be numbers or text.

    `is_approximate` is the source's own mark; `towns` are further texts that may name the
    town, such as a region.
    """

    name: str | None = None
    address: str | None = None
    lat: object = None
    lon: object = None
    is_approximate: bool = False
    is_coarse: bool = False
    towns: tuple[str, ...] = ()
    finding_us: str = ""


@dataclass
class Locator:
    """Settles places for one run of a reader."""

    task: Task
    towns: Towns = field(init=False)

    def __post_init__(self) -> None:
        """Share one memory of looked-up towns."""
        self.towns = Towns(self.task.places, self.task.near)

    def settle(self, draft: Draft, spot: Spot) -> NewPlace:
        """The place of a row; says so when a town or `--near` stands in for a point.

        Raises RowRefused when there is no usable point and no town we know.
        """
        point = self._trusted(draft, usable_point(draft, spot))
        place = self._at_point(point, spot) if point else self._at_town(draft, spot)
        return replace(
            place,
            name=shortened(one_line(spot.name), LONGEST_NAME) or None,
            address=shortened(one_line(spot.address), LONGEST_ADDRESS) or None,
            finding_us=spot.finding_us,
        )

    def settle_with_zone(
        self, draft: Draft, spot: Spot, way: str, own_zone: str | None = None
    ) -> tuple[NewPlace | None, str]:
        """The place (none for what meets online or by phone) and the zone of its times.

        The zone is the row's own, else the place's, else `--time-zone`; an online row borrows
        its group's place for that. Raises RowRefused without a place or a zone.
        """
        is_online = way in WITHOUT_PLACE
        scratch = Draft(n=draft.n) if is_online else draft
        place: NewPlace | None = None
        try:
            place = self.settle(scratch, spot)
        except RowRefused:
            if not is_online:
                raise
        zone = own_zone or (self.zone(place) if place else None) or self.task.options.time_zone
        if zone is None:
            why = "its point is only approximate" if spot.is_approximate else "it names no place"
            raise RowRefused(f"its time zone is not known, {why}: give --time-zone")
        return (None if is_online else place), zone

    def zone(self, place: NewPlace) -> str | None:
        """The zone of a place; None for a point its source marks as approximate."""
        if place.precision == "approximate":
            return None
        return zone_at(place.lat, place.lon)

    def zone_near(self) -> str | None:
        """The zone of `--near`."""
        near = self.task.near
        return (near.time_zone or zone_at(near.lat, near.lon)) if near else None

    def _trusted(self, draft: Draft, point: Point | None) -> Point | None:
        """The point, unless it contradicts `--near` in both distance and clock."""
        near = self.task.near
        if point is None or near is None or _km(point, near) <= FAR_KM:
            return point
        away = f"({_km(point, near):.0f} km)"
        zone, zone_near = zone_at(*point), self.zone_near()
        if zone is None or (zone_near and not same_clock(zone, zone_near, self.task.now)):
            draft.repair(f"its point is far from --near {away}, in another time zone: not used")
            return None
        draft.repair(f"its point is far from --near {away}: kept as given")
        return point

    def _at_point(self, point: Point, spot: Spot) -> NewPlace:
        lat, lon = point
        town = self._town(spot)
        if town is None or _km(point, town) > SAME_TOWN_KM:
            town = self.task.places.nearest_town(lat, lon)
        precision = "approximate" if spot.is_approximate else "town" if spot.is_coarse else "exact"
        area, country = (town.name, town.country) if town else (None, None)
        return NewPlace(lat=lat, lon=lon, precision=precision, area=area, country=country)

    def _at_town(self, draft: Draft, spot: Spot) -> NewPlace:
        town = self._town(spot)
        if town:
            kind = "town" if town.precision == "town" else "postcode area"
            draft.repair(f"no point: put in the middle of its {kind} ({_named(town)})")
            return _middle(town)
        near = self.task.near
        if near is None:
            raise RowRefused("no point and no town we know: give --near")
        draft.repair(f"no point and no town we know: put at --near ({_named(near)})")
        return replace(_middle(near), precision="town")

    def _town(self, spot: Spot) -> Found | None:
        texts = (spot.address, spot.name, *spot.towns)
        found = (self.towns.in_address(text) for text in texts if text)
        return next((town for town in found if town), None)


def task_for(options: Options, places: Finder, now: datetime) -> Task:
    """Look up `--near` and check `--time-zone`; FileRefused when either is not known."""
    if options.time_zone and known_zone(options.time_zone) is None:
        raise FileRefused("--time-zone is not the name of a zone, such as Europe/London.")
    if not options.near:
        return Task(options=options, places=places, now=now)
    try:
        near = places.find(options.near, 1)[0]
    except (PlaceNotKnown, IndexError) as error:
        raise FileRefused(
            f"--near: {getattr(error, 'detail', 'that place is not known')}"
        ) from error
    return Task(options=options, places=places, now=now, near=near)


def usable_point(draft: Draft, spot: Spot) -> Point | None:
    """The row's point in degrees; None, with a word about it, when it can't be one."""
    if spot.lat in (None, "") and spot.lon in (None, ""):
        return None
    lat, lon = _degrees(spot.lat), _degrees(spot.lon)
    if lat is None or lon is None or abs(lat) > 90 or abs(lon) > 180:  # noqa: PLR2004
        draft.repair("its point was refused: there is no such place on Earth")
        return None
    if abs(lat) < NULL_ISLAND and abs(lon) < NULL_ISLAND:
        draft.repair("its point was refused: 0,0 means that nobody gave one")
        return None
    return lat, lon


def known_zone(name: str | None) -> str | None:
    """The IANA zone of that name, None when there is none."""
    name = (name or "").strip()
    return name if name in _zones() else None


@cache
def _zones() -> frozenset[str]:
    return frozenset(available_timezones() - {"Factory", "localtime", "posixrules"})


def _degrees(value: object) -> float | None:
    if isinstance(value, str) and PLAIN_NUMBER.fullmatch(value.strip()):
        value = float(value)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if math.isfinite(value) else None


def _km(point: Point, town: Found) -> float:
    return float(haversine_km(*point, town.lat, town.lon))


def _middle(town: Found) -> NewPlace:
    precision = "postcode" if town.precision == "postcode" else "town"
    return NewPlace(
        lat=town.lat, lon=town.lon, precision=precision, area=town.name, country=town.country
    )


def _named(town: Found) -> str:
    return f"{town.name}, {town.area}" if town.area else town.name

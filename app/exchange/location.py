"""Where a row takes place: its own point, else its town's, else `--near`; and its zone."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cache
from zoneinfo import available_timezones

from app.activities.drafts import NewPlace
from app.exchange.composing import WITHOUT_PLACE
from app.exchange.reading import Draft, FileRefused, Finder, Options, RowRefused, Task
from app.exchange.spots import Point, Spot, name_and_address, usable_point
from app.exchange.text import one_line, shortened
from app.exchange.times import same_clock
from app.exchange.towns import Towns
from app.places.distance import haversine_km
from app.places.found import Found, PlaceNotKnown
from app.places.zones import zone_at

LONGEST_NAME, LONGEST_ADDRESS = 200, 300
FAR_KM = 100
SAME_TOWN_KM = 80


@dataclass
class Locator:
    """Settles places for one run of a reader.

    `is_wide` says that such files hold a whole land, so that a point far from `--near` is
    nothing odd.
    """

    task: Task
    is_wide: bool = False
    towns: Towns = field(init=False)

    def __post_init__(self) -> None:
        """Share one memory of looked-up towns."""
        self.towns = Towns(self.task.places, self.task.near)

    def settle(self, draft: Draft, spot: Spot) -> NewPlace:
        """The place of a row; says so when a town or `--near` stands in for a point.

        Raises RowRefused when there is no usable point and no town we know.
        """
        point = self._trusted(draft, usable_point(draft, spot), spot)
        place = self._at_point(point, spot) if point else self._at_town(draft, spot)
        name, address = name_and_address(spot, place.area)
        return replace(
            place,
            name=shortened(name, LONGEST_NAME) or None,
            address=shortened(address, LONGEST_ADDRESS) or None,
            finding_us="" if one_line(spot.finding_us) in {name, address} else spot.finding_us,
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

    def _trusted(self, draft: Draft, point: Point | None, spot: Spot) -> Point | None:
        """The point, unless it lies far from `--near` and nothing else speaks for it.

        A town that the row itself names near the point speaks for it, and so does a file of
        a whole land; another time zone than that of `--near` always speaks against it.
        """
        near = self.task.near
        if point is None or near is None or _km(point, near) <= FAR_KM:
            return point
        away = f"({_km(point, near):.0f} km)"
        zone, zone_near = zone_at(*point), self.zone_near()
        if zone is None or (zone_near and not same_clock(zone, zone_near, self.task.now)):
            draft.repair(f"its point is far from --near {away}, in another time zone: not used")
            return None
        town = None if self.is_wide else self._town(spot)
        if self.is_wide or (town and _km(point, town) <= SAME_TOWN_KM):
            draft.repair(f"its point is far from --near {away}: kept as given")
            return point
        draft.repair(
            f"its point is far from --near {away}, and its address does not say so: not used"
        )
        return None

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


def known_zone(name: str | None) -> str | None:
    """The IANA zone of that name, None when there is none."""
    name = (name or "").strip()
    return name if name in _zones() else None


@cache
def _zones() -> frozenset[str]:
    return frozenset(available_timezones() - {"Factory", "localtime", "posixrules"})


def _km(point: Point, town: Found) -> float:
    return float(haversine_km(*point, town.lat, town.lon))


def _middle(town: Found) -> NewPlace:
    precision = "postcode" if town.precision == "postcode" else "town"
    return NewPlace(
        lat=town.lat, lon=town.lon, precision=precision, area=town.name, country=town.country
    )


def _named(town: Found) -> str:
    return f"{town.name}, {town.area}" if town.area else town.name

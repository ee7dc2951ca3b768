"""The towns of the demo: each a folder of plain files with invented places and activities."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

FOLDER: Final = Path(__file__).with_name("demo_activities")
TOWN, PLACES = "town.toml", "places.toml"

Row = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class Town:
    """A real town with invented places and activities.

    `area` is the town's name beside a place, `country` its alpha-2 code, `zone` an IANA name,
    `currency` a code whose minor unit costs are counted in, `lat` and `lon` degrees.
    """

    slug: str
    name: str
    area: str
    country: str
    zone: str
    currency: str
    lat: float
    lon: float


def towns() -> list[Town]:
    """Every town that has a folder, in the order of the folders' names."""
    files = sorted(FOLDER.glob(f"*/{TOWN}"))
    return [Town(slug=file.parent.name, **_read(file)) for file in files]


def place_rows(town: Town) -> Row:
    """The town's places by the name that activities call them."""
    return _read(FOLDER / town.slug / PLACES)


def activity_rows(town: Town) -> list[Row]:
    """The town's activities as they stand in its files, each with the kind of its file."""
    files = sorted((FOLDER / town.slug).glob("*.toml"))
    contents = [_read(file) for file in files if file.name not in {TOWN, PLACES}]
    return [{"kind": content["kind"], **row} for content in contents for row in content["activity"]]


def expected_guests(town: Town) -> dict[str, int]:
    """How many invented people come to a date of an activity, by its id; a few have any."""
    rows = activity_rows(town)
    return {row["id"]: row["guests"] for row in rows if "guests" in row}


def _read(file: Path) -> dict[str, Any]:
    return tomllib.loads(file.read_text(encoding="utf-8"))

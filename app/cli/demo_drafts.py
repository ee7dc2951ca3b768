"""The demo neighbourhood: example activities read from plain files, with dates around today."""

import tomllib
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any, Final

from app.activities.drafts import Arrangement, Change, Money, NewActivity, NewPlace, Told
from app.activities.recurrence import days_of
from app.activities.rules import WEEKDAYS, check_rule, read_rule
from app.activities.schedule import Segment
from app.comfort import FACTS

SOURCE: Final = "demo"
TOWN: Final = "Shrewsbury"
ZONE: Final = "Europe/London"
FOLDER: Final = Path(__file__).with_name("demo_activities")
PLACES: Final = "places.toml"
# A Monday long past: rules count from it, so that fortnights keep their weeks from day to day.
BEGINNING: Final = date(2024, 1, 1)
LONGEST_WAIT = timedelta(days=62)
NOT_SAID_WHEN: Final = 45
WEEK = 7

_Row = Mapping[str, Any]


def demo_activities(today: date) -> list[NewActivity]:
    """About sixty example activities in and around one town, dated from `today` on.

    Rules count from a fixed day; one-off dates, windows and the days on which things were told
    are counted from today. The same day gives the same drafts.
    """
    places = tomllib.loads((FOLDER / PLACES).read_text(encoding="utf-8"))
    return [_draft(row, places, today) for row in _rows()]


def _rows() -> Iterator[dict[str, Any]]:
    for path in sorted(FOLDER.glob("*.toml")):
        if path.name != PLACES:
            content = tomllib.loads(path.read_text(encoding="utf-8"))
            yield from ({"kind": content["kind"], **row} for row in content["activity"])


def _draft(row: _Row, places: _Row, today: date) -> NewActivity:
    segments, changes = _dates(row, today)
    pence = row.get("cost_pence")
    confirmed = row.get("confirmed_days_ago")
    return NewActivity(
        source=SOURCE,
        source_id=row["id"],
        organiser=row["organiser"],
        organiser_is_example=True,
        kind=row["kind"],
        title=row["title"],
        description=row["description"].strip(),
        topics=tuple(row["topics"]),
        format=row.get("format", "in_person"),
        time_zone=ZONE,
        segments=segments,
        changes=changes,
        arrangement=_arrangement(row, today),
        place=_place(places[row["place"]]) if "place" in row else None,
        online_url=row.get("online_url"),
        cost=None if pence is None else Money(minor=pence, currency="GBP"),
        capacity=row.get("capacity"),
        party_limit=row.get("party", 1),
        booking=row.get("booking", "none"),
        age_min=row.get("age_min"),
        age_max=row.get("age_max"),
        audience=tuple(row.get("audience", ())),
        greeter_name=row.get("greeter"),
        contact_public=row.get("contact"),
        bring=row.get("bring", ""),
        steps=tuple(row.get("steps", ())),
        language="en",
        told=_told(row, today),
        confirmed_on=None if confirmed is None else today - timedelta(days=confirmed),
    )


def _place(row: _Row) -> NewPlace:
    return NewPlace(
        name=row.get("name"),
        address=row.get("address"),
        area=TOWN,
        country="GB",
        lat=row["lat"],
        lon=row["lon"],
        precision=row.get("precision", "exact"),
        finding_us=row.get("finding_us", ""),
    )


def _arrangement(row: _Row, today: date) -> Arrangement | None:
    days = row["when"].get("arranged_days")
    return None if days is None else Arrangement(first=None, last=today + timedelta(days=days))


def _dates(row: _Row, today: date) -> tuple[tuple[Segment, ...], tuple[Change, ...]]:
    """The schedule and its cancelled date; `cancelled` = 3 means the third date from today."""
    when = row["when"]
    if "time" not in when:
        return (), ()
    rule = check_rule(when["rule"]) if "rule" in when else None
    day = _first_by_rule(rule, when) if rule else _next_weekday(when, today)
    starts = datetime.combine(day, time.fromisoformat(when["time"]))
    ends = starts + timedelta(minutes=when["minutes"])
    changes: tuple[Change, ...] = ()
    if rule and "cancelled" in row:
        coming = days_of(read_rule(rule), day, today, today + LONGEST_WAIT)
        key = datetime.combine(coming[row["cancelled"] - 1], starts.time())
        changes = (Change(key=key, status="cancelled"),)
    return (Segment(starts, ends, ZONE, rule),), changes


def _first_by_rule(rule: str, when: _Row) -> date:
    """The rule's first day after the beginning, `phase` weeks later for the other fortnight."""
    begin = BEGINNING + timedelta(days=WEEK * when.get("phase", 0))
    return days_of(read_rule(rule), begin, begin, begin + LONGEST_WAIT)[0]


def _next_weekday(when: _Row, today: date) -> date:
    """The first such weekday at least `after_days` from today."""
    earliest = today + timedelta(days=when["after_days"])
    ahead = (WEEKDAYS.index(when["on"]) - earliest.weekday()) % WEEK
    return earliest + timedelta(days=ahead)


def _told(row: _Row, today: date) -> dict[str, Told]:
    """Facts in the model's order, then supports and access words, "-" before one that is no."""
    on = today - timedelta(days=row.get("confirmed_days_ago", NOT_SAID_WHEN))
    codes = zip(FACTS, row.get("facts", "").split(), strict=False)
    said: dict[str, int | bool] = {key: int(code) for key, code in codes if code != "-"}
    for word in f"{row.get('supports', '')} {row.get('access', '')}".split():
        said[word.removeprefix("-")] = not word.startswith("-")
    told = {key: Told(value=value, by="organiser", on=on) for key, value in said.items()}
    words = row.get("visitors", "").split()
    for key, code in zip(words[::2], words[1::2], strict=True):
        told[key] = Told(value=int(code), by="visitors", on=on)
    return told

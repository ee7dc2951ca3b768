"""The demo's activities: read from the towns' files, with dates around today."""

from datetime import date, datetime, time, timedelta
from typing import Final

from app.activities.drafts import Arrangement, Change, Money, NewActivity, NewPlace, Told
from app.activities.recurrence import days_of
from app.activities.rules import WEEKDAYS, check_rule, read_rule
from app.activities.schedule import Segment
from app.cli.demo_towns import Row, Town, activity_rows, place_rows
from app.comfort import FACTS

SOURCE: Final = "demo"
# A Monday long past: rules count from it, so that fortnights keep their weeks from day to day.
BEGINNING: Final = date(2024, 1, 1)
LONGEST_WAIT = timedelta(days=62)
NOT_SAID_WHEN: Final = 45
WEEK = 7


def town_activities(town: Town, today: date) -> list[NewActivity]:
    """The example activities in and around a town, dated from its own `today` on.

    Rules count from a fixed day; one-off dates, windows and the days on which things were told
    are counted from today. The same day gives the same drafts.
    """
    places = place_rows(town)
    return [_draft(row, town, places, today) for row in activity_rows(town)]


def _draft(row: Row, town: Town, places: Row, today: date) -> NewActivity:
    segments, changes = _dates(row, town.zone, today)
    cost = row.get("cost")
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
        time_zone=town.zone,
        segments=segments,
        changes=changes,
        arrangement=_arrangement(row, today),
        place=_place(town, places[row["place"]]) if "place" in row else None,
        online_url=row.get("online_url"),
        cost=None if cost is None else Money(minor=cost, currency=town.currency),
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


def _place(town: Town, row: Row) -> NewPlace:
    return NewPlace(
        name=row.get("name"),
        address=row.get("address"),
        area=row.get("area", town.area),
        country=town.country,
        lat=row["lat"],
        lon=row["lon"],
        precision=row.get("precision", "exact"),
        finding_us=row.get("finding_us", ""),
    )


def _arrangement(row: Row, today: date) -> Arrangement | None:
    days = row["when"].get("arranged_days")
    return None if days is None else Arrangement(first=None, last=today + timedelta(days=days))


def _dates(row: Row, zone: str, today: date) -> tuple[tuple[Segment, ...], tuple[Change, ...]]:
    """The schedule and its cancelled date; `cancelled` = 3 means the third after today."""
    when = row["when"]
    if "time" not in when:
        return (), ()
    rule = check_rule(when["rule"]) if "rule" in when else None
    day = _first_by_rule(rule, when) if rule else _next_weekday(when, today)
    starts = datetime.combine(day, time.fromisoformat(when["time"]))
    ends = starts + timedelta(minutes=when["minutes"])
    changes: tuple[Change, ...] = ()
    if rule and "cancelled" in row:
        tomorrow = today + timedelta(days=1)
        coming = days_of(read_rule(rule), day, tomorrow, tomorrow + LONGEST_WAIT)
        key = datetime.combine(coming[row["cancelled"] - 1], starts.time())
        changes = (Change(key=key, status="cancelled"),)
    return (Segment(starts, ends, zone, rule),), changes


def _first_by_rule(rule: str, when: Row) -> date:
    """The rule's first day after the beginning, `phase` weeks later for the other fortnight."""
    begin = BEGINNING + timedelta(days=WEEK * when.get("phase", 0))
    return days_of(read_rule(rule), begin, begin, begin + LONGEST_WAIT)[0]


def _next_weekday(when: Row, today: date) -> date:
    """The first such weekday at least `after_days` from today."""
    earliest = today + timedelta(days=when["after_days"])
    ahead = (WEEKDAYS.index(when["on"]) - earliest.weekday()) % WEEK
    return earliest + timedelta(days=ahead)


def _told(row: Row, today: date) -> dict[str, Told]:
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

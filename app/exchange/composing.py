"""Puts together what every reader settles in the same way into one activity."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from app.activities.drafts import NewActivity, NewPlace, Told
from app.exchange.reading import Draft, Task
from app.exchange.shaping import free_of_charge
from app.exchange.stated import Stated, Value

WITHOUT_PLACE = frozenset({"online", "phone"})


@dataclass(frozen=True, kw_only=True)
class Basics:
    """What is known of a row once its place and its words are settled.

    `day` is the source's own date of the row, `file_day` the newest date of the file.
    """

    kind: str
    title: str
    organiser: str
    format: str
    place: NewPlace | None
    time_zone: str
    said: Stated
    day: date | None
    file_day: date


def compose(task: Task, draft: Draft, basics: Basics, **rest: Any) -> NewActivity:
    """The activity: `rest` holds the fields that the reader itself knows.

    Today and dates ahead of us confirm nothing: programs write the day of the download there.
    Who meets online or by phone arrives from home, so `start` is 0 there. Facts carry the
    row's date, else the file's.
    """
    confirmed = basics.day if basics.day and basics.day < task.today else None
    said_on = confirmed or basics.file_day
    told: dict[str, Value] = dict(basics.said.told)
    if basics.format in WITHOUT_PLACE:
        told["start"] = 0
    country = basics.place.country if basics.place else None
    fields: dict[str, Any] = {
        "audience": basics.said.audience,
        "age_min": basics.said.age_min,
        "age_max": basics.said.age_max,
        "booking": basics.said.booking,
        **rest,
    }
    return NewActivity(
        source=task.options.source,
        source_id=draft.source_id or "",
        kind=basics.kind,
        title=basics.title,
        organiser=basics.organiser,
        format=basics.format,
        place=basics.place,
        time_zone=basics.time_zone,
        cost=free_of_charge(is_free=basics.said.is_free, country=country),
        told={key: Told(value=value, by="source", on=said_on) for key, value in told.items()},
        confirmed_on=confirmed,
        **fields,
    )

"""Reads the form in which one date, or more, is changed."""

from typing import Any

from app.activities.models import Activity, Occurrence
from app.activities.scheduling.editing import Edit
from app.activities.scheduling.plan import SCOPES, THIS
from app.activities.scheduling.refusals import ChangedMeanwhile
from app.activities.scheduling.schemas import EditSchema
from app.core.errors import SENTENCE, Invalid
from app.core.requests import load
from app.web.forms import Values
from app.web.times import MONTHS
from app.web.when_reading import Reader, read_hours


def read_edit(form: Values, activity: Activity, row: Occurrence) -> Edit:
    """What is different in the form from the date as it is. Raises Invalid by field."""
    if form.get("seen", state_of(row)) != state_of(row):
        raise ChangedMeanwhile(
            f"Somebody changed this date while you were here. It is {row.starts_local:%H:%M} to "
            f"{row.ends_local:%H:%M} on {row.starts_local.day} {MONTHS[row.starts_local.month - 1]}"
            " now. If your change still fits, send it again."
        )
    reader = Reader(form)
    hours = read_hours(reader)
    scope = form.get("scope", THIS)
    if scope not in SCOPES:
        reader.wrong["scope"] = ["Please choose which dates."]
    if reader.wrong or hours is None:
        raise Invalid(SENTENCE, reader.wrong)
    details = _details(form, row)
    is_moved = hours != (row.starts_local, row.ends_local)
    del activity
    return Edit(
        scope=scope,
        starts=hours[0] if is_moved else None,
        ends=hours[1] if is_moved else None,
        details=details,
    )


def state_of(row: Occurrence) -> str:
    """What stands for a date as it is: the same again is the same date, unchanged."""
    return f"{row.revision}-{row.capacity}"


def _details(form: Values, row: Occurrence) -> dict[str, Any]:
    text, note = form.get("capacity", "").strip(), " ".join(form.get("note", "").split())
    given: dict[str, Any] = {"note": note}
    given["capacity"] = None if not text else int(text) if text.isdecimal() else text
    read: dict[str, Any] = load(EditSchema(), given)
    was = {"note": row.note, "capacity": row.capacity}
    return {name: value for name, value in read.items() if value != was[name]}

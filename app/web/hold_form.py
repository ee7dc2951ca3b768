"""The form that holds a place: what it shows, and how what was sent of it is read."""

from dataclasses import dataclass, field
from typing import Any

from werkzeug.datastructures import MultiDict

from app.activities.consent import CONSENT
from app.attendance.rsvps.schemas import RsvpSchema
from app.attendance.rsvps.service import Wish
from app.core.errors import SENTENCE, Invalid
from app.core.ids import read_id
from app.core.reading import read_values
from app.core.requests import load
from app.web.choices import options
from app.web.forms import Values
from app.web.problems import NONE, Problems

ROWS_IN_FULL = 3
DATE = "date"
DETAILS = ("party_size", "alias", "needs")


@dataclass(frozen=True)
class Typed:
    """What stands in the form: as it was sent, or as a place is held already."""

    values: Values = field(default_factory=MultiDict)
    problems: Problems = NONE


def show_form(
    page: dict[str, Any], rows: list[dict[str, Any]], typed: Typed | None = None
) -> dict[str, Any] | None:
    """The form for an activity's dates (`rows` of `activity.dates`).

    None where nobody holds places, or no date takes place any more.
    """
    open_rows = [row for row in rows if not row["is_cancelled"]]
    if page["places"] == "not_needed" or not open_rows:
        return None
    typed = typed or Typed()
    asked = typed.values.get(DATE)
    chosen = asked if asked in {row["id"] for row in open_rows} else open_rows[0]["id"]
    marked = [row | {"is_chosen": row["id"] == chosen} for row in rows]
    return show_details(page["party_limit"], typed) | {
        "activity": page["id"],
        "title": page["title"],
        "rows": marked[:ROWS_IN_FULL],
        "later": marked[ROWS_IN_FULL:],
        "is_later_chosen": any(row["is_chosen"] for row in marked[ROWS_IN_FULL:]),
        "has_room": any(not row["is_full"] for row in open_rows),
        "has_full": any(row["is_full"] for row in open_rows),
        "is_optional": page["booking"] == "optional",
        "consent": CONSENT if page["kind"] == "support_meetup" else None,
    }


def show_details(most: int, typed: Typed) -> dict[str, Any]:
    """What may be said beside the date: how many come, a name, what helps."""
    values = typed.values
    sizes = {str(size): "Only me" if size == 1 else str(size) for size in range(1, most + 1)}
    return {
        "sizes": options(sizes, [values.get("party_size", "1")]),
        "alias": values.get("alias", ""),
        "needs": values.get("needs", ""),
        "problems": typed.problems,
        "is_open": any(values.get(name, "") not in {"", "1"} for name in DETAILS)
        or any(name in typed.problems.by_field for name in DETAILS),
    }


def read_date(form: Values) -> int:
    """The chosen date; raises Invalid where none was."""
    number = read_id(form.get(DATE, ""))
    if number is None:
        raise Invalid(SENTENCE, {DATE: ["Please choose a date."]})
    return number


def read_wish(form: Values) -> Wish:
    """How somebody wants to come; who gives a name is on the organiser's list by it.

    Raises Invalid, with errors by field, for anything that the API would not take either.
    """
    given: Values = MultiDict(
        (name, " ".join(text.split()) if name == "needs" else text)
        for name, text in form.items(multi=True)
        if text.strip() and name != DATE
    )
    values, wrong = read_values(given, RsvpSchema().load_fields)
    if wrong:
        raise Invalid(SENTENCE, wrong)
    wish: dict[str, Any] = load(RsvpSchema(), values)
    named = {"visibility": "named"} if wish.get("alias") else {}
    return Wish(**(wish | named))


def is_bare(wish: Wish) -> bool:
    """True where nothing was said of how: it leaves what is held already as it is."""
    return wish == Wish(consent=wish.consent)

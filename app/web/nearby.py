"""What the Nearby page shows of an answer of the search, or of what was wrong with the asking."""

from datetime import date, timedelta
from typing import Any

from app.core.errors import Invalid
from app.web import choices, search, times
from app.web.cards import show_card
from app.web.forms import NARROWING, Asked
from app.web.problems import NONE, Problems
from app.web.ways import Changes, Ways

WEEKS_LATER = timedelta(days=28)
WHEN_SAID = {
    "today": "today",
    "tomorrow": "tomorrow",
    "this_week": "this week",
    "weekend": "this weekend",
    "next_week": "next week",
    "two_weeks": "in the next 2 weeks",
}


def show_found(asked: Asked, found: dict[str, Any]) -> dict[str, Any]:
    """The page's words for an answer of the search."""
    today: date = found["today"]
    near = found.get("near")
    shown = len(found["items"])
    return _shared(asked, found["facets"], today) | {
        "near": near,
        "heading": heading(asked, near),
        "hint": found.get("hint"),
        "cards": [show_card(card, today) for card in found["items"]],
        "total": found["total"],
        "shown": shown,
        "next_cursor": found.get("next_cursor"),
        "sort": sort_of(asked),
        "wider": found.get("wider"),
        "rows": [] if found["total"] else elsewhere(asked, found.get("wider"), today),
        "nothing": nothing(asked, near),
        "namesakes": search.namesakes(asked.search.get("place", "")),
        "problems": NONE,
    }


def show_errors(asked: Asked, error: Invalid) -> dict[str, Any]:
    """The page with what was typed still in it, and what to mend beside each field."""
    problems = Problems(error.errors or {"place": [error.detail]})
    return _shared(asked, {}, times.today_in(None)) | {
        "heading": heading(asked, None),
        "has_place": "place" not in problems.sheets,
        "problems": problems,
        "sort": sort_of(asked),
        "cards": None,
        "near": None,
        "namesakes": [],
    }


def _shared(asked: Asked, facets: dict[str, dict[str, int]], today: date) -> dict[str, Any]:
    return {
        "asked": asked,
        "ways": Ways(asked),
        "panels": choices.panels(asked, facets, today),
        "has_place": bool(asked.search.get("place") or asked.search.get("lat")),
        "has_fit": asked.has_profile and not asked.is_plain,
    }


def heading(asked: Asked, near: dict[str, Any] | None) -> str:
    """`Near Millbrook`; a question where no place is known."""
    if near and near.get("name"):
        return f"Near {near['name']}"
    return "Near you" if asked.search.get("lat") else "What is near you?"


def sort_of(asked: Asked) -> str:
    """The order the list is in."""
    usual = "fit" if asked.has_profile and not asked.is_plain else "soonest"
    sort = asked.search.get("sort", usual)
    return sort if usual == "fit" or sort != "fit" else usual


def nothing(asked: Asked, near: dict[str, Any] | None) -> str:
    """The heading of an empty list: what was searched."""
    when = WHEN_SAID.get(asked.search.get("when", "two_weeks"))
    if asked.search.get("from") or asked.search.get("to"):
        when = when if asked.search.get("when") in WHEN_SAID else "on these dates"
    radius = asked.search.get("radius_km", choices.USUAL_RADIUS)
    within = f"within {radius} km" if near else "online"
    filtered = " with these filters" if any(name in asked.search for name in NARROWING) else ""
    return f"Nothing {within} {when or 'on these dates'}{filtered}"


def elsewhere(asked: Asked, wider: dict[str, Any] | None, today: date) -> list[dict[str, Any]]:
    """What a little more would show, counted: further away, later, online, without filters."""
    rows: list[dict[str, Any]] = []
    if wider:
        km = f"{wider['radius_km']:g}"
        changes: Changes = {"radius_km": km}
        rows.append(_row("map", wider["total"], f"within {km} km", changes))
    first = _last_day(asked, today) + timedelta(days=1)
    later = {"when": "", "from": first.isoformat(), "to": (first + WEEKS_LATER).isoformat()}
    tries = [("cal", "in the four weeks after", later)]
    if any(name in asked.search for name in NARROWING):
        tries.append(("filter", "without the filters", dict.fromkeys(NARROWING, "")))
    if "format" in asked.search:
        tries.append(("screen", "online", {"format": "online"}))
    for icon, said, changes in tries:
        total = search.count(asked.changed(changes))
        if total:
            rows.append(_row(icon, total, said, changes))
    return rows


def _row(icon: str, total: int, said: str, changes: Changes) -> dict[str, Any]:
    return {"icon": icon, "total": total, "said": said, "changes": changes}


def _last_day(asked: Asked, today: date) -> date:
    days = times.preset_days(asked.search.get("when", "two_weeks"), today)
    if days:
        return days[1]
    try:
        return times.read_day(asked.search.get("to", ""))
    except ValueError:
        return today + timedelta(days=14)

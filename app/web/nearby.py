"""What the Nearby page shows of an answer of the search, or of what was wrong with the asking."""

from datetime import date, timedelta
from typing import Any

from app.core.errors import Invalid
from app.web import choices, search, times
from app.web.cards import show_card
from app.web.forms import IN_PERSON, NARROWING, Asked, Changes
from app.web.problems import NONE, Problems
from app.web.ways import Ways

WEEKS_LATER = timedelta(days=28)
WHERE = "What is near you?"
NOT_WIDENED = "We did not widen your search."
REMOTE = {"online": "online", "phone": "by phone"}
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
    rows = beside(asked, found) if found["total"] else elsewhere(asked, found)
    return _shared(asked, found["facets"], today) | {
        "near": near,
        "heading": heading(asked, near),
        "hint": found.get("hint"),
        "cards": [show_card(card, today, found["zone"]) for card in found["items"]],
        "total": found["total"],
        "shown": shown,
        "next_cursor": found.get("next_cursor"),
        "sort": sort_of(asked),
        "rows": rows,
        "nothing": nothing(asked, near),
        "namesakes": search.namesakes(asked.search.get("place", "")),
        "problems": NONE,
    }


def show_errors(asked: Asked, error: Invalid) -> dict[str, Any]:
    """The page with what was typed still in it, and what to mend beside each field."""
    problems = Problems(error.errors or {"place": [error.detail]})
    near = search.whereabouts(asked)
    has_place = asked.has_place and "place" not in problems.sheets
    return _shared(asked, {}, times.today_in(None)) | {
        "heading": heading(asked, near) if has_place else WHERE,
        "has_place": has_place,
        "problems": problems,
        "sort": sort_of(asked),
        "cards": None,
        "near": near,
        "namesakes": [],
    }


def _shared(asked: Asked, facets: dict[str, dict[str, int]], today: date) -> dict[str, Any]:
    return {
        "asked": asked,
        "ways": Ways(asked),
        "panels": choices.panels(asked, facets, today),
        "has_place": asked.has_place,
        "has_fit": asked.has_profile and not asked.is_plain,
    }


def heading(asked: Asked, near: dict[str, Any] | None) -> str:
    """`Near Millbrook`; a question where no place is known."""
    if near and near.get("name"):
        return f"Near {near['name']}"
    return "Near you" if asked.search.get("lat") else WHERE


def sort_of(asked: Asked) -> str:
    """The order the list is in; everything, without any fit, counts as one."""
    if asked.is_plain:
        return "everything"
    usual = "fit" if asked.has_profile else "soonest"
    sort = asked.search.get("sort", usual)
    return sort if usual == "fit" or sort != "fit" else usual


def nothing(asked: Asked, near: dict[str, Any] | None) -> str:
    """The heading of an empty list: what was searched."""
    when = WHEN_SAID.get(asked.search.get("when", "two_weeks"))
    if asked.search.get("from") or asked.search.get("to"):
        when = when if asked.search.get("when") in WHEN_SAID else "on these dates"
    filtered = " with these filters" if _is_filtered(asked) else ""
    return f"Nothing {_reach(asked) if near else 'online'} {when or 'on these dates'}{filtered}"


def _is_filtered(asked: Asked) -> bool:
    return any(name in asked.search for name in NARROWING if name != "format")


def _reach(asked: Asked) -> str:
    """How far the search reaches: within some km, by other ways to meet, or both."""
    chosen = asked.search.getlist("format")
    ways = [said for key, said in REMOTE.items() if key in chosen or asked.is_plain]
    radius = asked.search.get("radius_km", choices.USUAL_RADIUS)
    if not ways or IN_PERSON in chosen or asked.is_plain:
        ways = [f"within {radius} km", *ways]
    return " or ".join(ways)


def beside(asked: Asked, found: dict[str, Any]) -> list[dict[str, Any]]:
    """What stands below a list: what is a little further away, and who meets in other ways."""
    wider = found.get("wider")
    rows = [_wider(wider, f". {NOT_WIDENED}")] if wider else []
    return rows + other_ways(asked, found["facets"].get("format", {}))


def elsewhere(asked: Asked, found: dict[str, Any]) -> list[dict[str, Any]]:
    """What a little more would show, counted: further away, later, in other ways, unfiltered."""
    wider, today = found.get("wider"), found["today"]
    rows = [_wider(wider)] if wider else []
    first = _last_day(asked, today) + timedelta(days=1)
    later: Changes = {"when": "", "from": first.isoformat(), "to": _weeks_after(first)}
    tries = [("cal", "in the four weeks after", later)]
    if any(name in asked.search for name in NARROWING):
        tries.append(("filter", "without the filters", dict.fromkeys(NARROWING, "")))
    for icon, said, changes in tries:
        total = search.count(asked.changed(changes))
        if total:
            rows.append(_row(icon, total, said, changes))
    return rows + other_ways(asked, found["facets"].get("format", {}))


def other_ways(asked: Asked, counts: dict[str, int]) -> list[dict[str, Any]]:
    """How many meet in the ways that are not shown: from anywhere, or near in person."""
    if not asked.has_place:
        return []
    chosen = asked.search.getlist("format")
    if asked.means_near:
        ways = [key for key in REMOTE if counts.get(key)]
        said = f"{' or '.join(REMOTE[key] for key in ways)}, from anywhere"
        total = sum(counts[key] for key in ways)
        return [_row("screen", total, said, {"format": tuple(REMOTE)})] if total else []
    total = counts.get(IN_PERSON, 0)
    if IN_PERSON in chosen or not total:
        return []
    radius = asked.search.get("radius_km", choices.USUAL_RADIUS)
    near: Changes = {"format": "", "view": ""} | ({"sort": ""} if asked.is_plain else {})
    return [_row("near", total, f"in person within {radius} km", near)]


def _wider(wider: dict[str, Any], after: str = "") -> dict[str, Any]:
    km = f"{wider['radius_km']:g}"
    return _row("map", wider["total"], f"within {km} km{after}", {"radius_km": km})


def _weeks_after(first: date) -> str:
    return (first + WEEKS_LATER).isoformat()


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

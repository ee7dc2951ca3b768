"""One activity as the words of its page: what to expect, in the order a newcomer meets it."""

from datetime import date, timedelta
from typing import Any

from app.activities import vocabulary
from app.comfort import FACT_WORDS, FACTS, SUPPORT_WORDS, SUPPORTS
from app.web import cards, reasons, times, visitors, words
from app.web.steps import read_steps

DATES_IN_FULL = 4
FRESH = timedelta(days=31)
TRAINED = "trained"
MAP_PRECISIONS = frozenset({"exact", "approximate", "postcode"})


def show_activity(page: dict[str, Any], today: date) -> dict[str, Any]:
    """Turn the JSON of GET /activities/{id} (with `fit`, when asked with a profile) into words."""
    return {
        "id": page["id"],
        "title": page["title"],
        "icon": words.drawing(page["topics"], page["kind"]),
        "kind": kind_words(page),
        "organiser": page["organiser"],
        "is_example": page["example"],
        "first": cards.first_words(page),
        "ages": words.ages(page.get("age_min"), page.get("age_max")),
        "confirmed": confirmed(page, today),
        "fit": show_fit(page, page["fit"]) if page.get("fit") else None,
        "dates": dates(page, today)[:DATES_IN_FULL],
        "later_dates": dates(page, today)[DATES_IN_FULL:],
        "clock": times.zone_words(page["time_zone"]),
        "zone": page["time_zone"],
        "area": (page.get("place") or {}).get("area"),
        "next": next((date for date in dates(page, today) if not date["is_cancelled"]), None),
        "arrangement": arrangement(page),
        "booking": vocabulary.BOOKINGS[page["booking"]] if page["booking"] else None,
        "description": page.get("description"),
        "steps": read_steps(page.get("steps") or []),
        "facts": facts(page),
        "supports": supports(page),
        "where": cards.where(page).before,
        "place": place(page),
        "online": page["format"] != "in_person" and page.get("online_url"),
        "directions": directions(page),
        "access": access(page),
        "cost": words.money(page.get("cost")) or "Not told",
        "bring": page.get("bring") or "Not told",
        "language": words.LANGUAGES.get(page.get("language") or "", page.get("language")),
        "url": page.get("url"),
        "contact": page.get("contact_public"),
    } | who_says(page)


def who_says(page: dict[str, Any]) -> dict[str, Any]:
    """Who runs it and whether they are trained, who told how much, and what visitors found."""
    return {
        "is_support": page["kind"] == "support_meetup",
        "trained": trained(page),
        "visitors": visitors.sentences(page),
        "told_count": told_count(page),
        "sayings": sayings(page.get("told") or {}),
    }


def told_count(page: dict[str, Any]) -> int:
    """How many of the nine facts were told."""
    return sum(page["facts"].get(fact) is not None for fact in FACTS)


def show_fit(page: dict[str, Any], fit: dict[str, Any]) -> dict[str, Any]:
    """The panel of how it may feel: what it rests on, the band, the reasons, whose word it is."""
    every = reasons.every_reason(fit, page)
    lead, note = None, f"This is a guess from what {tellers(page)} told us. You decide."
    if reasons.is_nothing_told(page):
        lead = f"Nobody has told us yet how it feels here. {known(page)}"
        note = "So we do not guess. You decide."
    elif fit["band"] == "not_enough_known":
        said = reasons.told_so_far(reasons.told_beside(page, {reason["key"] for reason in every}))
        lead = f"{said + '. ' if said else ''}{told_count(page)} of 9 facts are told."
    return reasons.show_band(fit) | {"reasons": every, "lead": lead, "note": note}


def tellers(page: dict[str, Any]) -> str:
    """Who told what a guess rests on: the listing's source where nobody else did."""
    told = page.get("told") or {}
    by = {said["by"] for key, said in told.items() if key not in vocabulary.ACCESS}
    return _small(words.SAID_BY["source"]) if by == {"source"} else "the organiser and visitors"


def _small(text: str) -> str:
    return text[:1].lower() + text[1:]


def known(page: dict[str, Any]) -> str:
    """What is known of an activity of which nobody told how it feels; empty where nothing is."""
    parts = [
        "when it is" if page.get("occurrences") else None,
        "where it is" if directions(page) else None,
        "what it costs" if page.get("cost") else None,
        *reasons.told_access(page).values(),
    ]
    told = [part for part in parts if part]
    return f"Known so far: {', '.join(told)}." if told else ""


def kind_words(page: dict[str, Any]) -> str:
    """`Interest group, crafts`: the kind and the first topic."""
    kind = vocabulary.KINDS[page["kind"]]
    topic = next((vocabulary.TOPICS[t].label for t in page["topics"] if t in vocabulary.TOPICS), "")
    return f"{kind}, {topic.lower()}" if topic else kind


def confirmed(page: dict[str, Any], today: date) -> str:
    """When somebody last said that it is still on; the longer ago, the less exactly."""
    told = page.get("confirmed_on")
    if not told:
        return "Not told when this was last confirmed"
    day = times.read_day(told)
    if today - day <= FRESH:
        return f"Confirmed {times.full_date(day)}"
    year = f" {day.year}" if day.year != today.year else ""
    return f"Last confirmed in {times.MONTHS[day.month - 1]}{year}"


def trained(page: dict[str, Any]) -> str | None:
    """Whether those who run it say they are trained; of a support meetup also that none told."""
    told, said = page["access"].get(TRAINED), vocabulary.ACCESS[TRAINED]
    if told is None:
        return f"{said.unknown}." if page["kind"] == "support_meetup" else None
    return f"{said.yes if told else said.no}."


def dates(page: dict[str, Any], today: date) -> list[dict[str, Any]]:
    """The next dates: day, time, whether there is room, and that a date is cancelled."""
    shown = []
    for occurrence in page.get("occurrences") or []:
        starts = times.read_instant(occurrence["starts_at"])
        ends = times.read_instant(occurrence["ends_at"]) if occurrence.get("ends_at") else None
        until = f" to {ends:%H:%M}" if ends and ends > starts else ""
        shown.append(
            {
                "id": occurrence["id"],
                "starts": occurrence["starts_at"],
                "ends": occurrence.get("ends_at"),
                "day": times.long_day(starts.date(), today),
                "short": times.short_day(starts.date(), today),
                "time": f"{starts:%H:%M}{until}",
                "note": occurrence.get("note"),
                "is_cancelled": occurrence["status"] == "cancelled",
                "is_full": occurrence["places"] == "waiting_list",
                "places": words.PLACES[occurrence["places"]] if page["booking"] else None,
            }
        )
    return shown


def arrangement(page: dict[str, Any]) -> str | None:
    """The window of an activity without dates, in a sentence."""
    window = page.get("arrangement")
    if not window:
        return None
    first, last = (window.get(name) for name in ("from", "until"))
    said = "You agree the times with the organiser."
    if first:
        said += f" From {times.full_date(times.read_day(first))}."
    if last:
        said += f" Until {times.full_date(times.read_day(last))}."
    return said


def facts(page: dict[str, Any]) -> list[dict[str, str]]:
    """All nine facts; what nobody told says so in the same weight."""
    shown = []
    form = page["format"]
    for key, icon in words.FACT_ICONS.items():
        value = page["facts"].get(key)
        text = "not told" if value is None else reasons.phrase(key, value, form)
        shown.append({"icon": icon, "label": FACT_WORDS[key].label, "text": words.sentence(text)})
    return shown


def supports(page: dict[str, Any]) -> dict[str, list[str]]:
    """What is offered, what is not, and what nobody told."""
    told: dict[str, list[str]] = {"yes": [], "no": [], "unknown": []}
    for key in SUPPORTS:
        value, said = page["supports"].get(key), SUPPORT_WORDS[key]
        if value is None:
            told["unknown"].append(said.unknown.removeprefix("not told "))
        elif key == "greeter" and value and page.get("greeter_name"):
            told["yes"].append(f"{page['greeter_name']} meets you")
        else:
            told["yes" if value else "no"].append(words.sentence(said.yes if value else said.no))
    return told


def access(page: dict[str, Any]) -> dict[str, Any]:
    """Access facts that were told, each with its icon, and the names of the others."""
    lines, unknown = [], []
    for key, said in vocabulary.ACCESS.items():
        if key == TRAINED:
            continue
        value = page["access"].get(key)
        if value is None:
            unknown.append(said.label.lower())
        else:
            lines.append({"icon": words.ACCESS_ICONS[key], "text": said.yes if value else said.no})
    return {"lines": lines, "unknown": ", ".join(unknown)}


def place(page: dict[str, Any]) -> dict[str, Any] | None:
    """Where people meet: name, address, town, how exact, and words for the door."""
    told: dict[str, Any] | None = page.get("place")
    if told is None:
        return None
    return told | {"address": page.get("address"), "finding_us": page.get("finding_us")}


def directions(page: dict[str, Any]) -> dict[str, str | bool] | None:
    """Addresses a person may open themselves to find the way; none where only a town is told."""
    place = page.get("place")
    if not place or page["format"] in {"online", "phone"} or place.get("lat") is None:
        return None
    if place.get("precision") not in MAP_PRECISIONS:
        return None
    lat, lon = f"{place['lat']:.5f}", f"{place['lon']:.5f}"
    return {
        "map": f"https://www.openstreetmap.org/directions?to={lat},{lon}",
        "stops": f"https://www.openstreetmap.org/?mlat={lat}&mlon={lon}#map=17/{lat}/{lon}&layers=T",
        "app": f"geo:{lat},{lon}?q={lat},{lon}",
        "is_exact": place["precision"] == "exact",
    }


def sayings(told: dict[str, dict[str, Any]]) -> list[str]:
    """Who told how much, and when: one sentence for each person and day."""
    groups: dict[tuple[str, date], int] = {}
    for said in told.values():
        key = (said["by"], times.read_day(said["on"]))
        groups[key] = groups.get(key, 0) + 1
    ordered = sorted(groups.items(), key=lambda group: (group[0][1], group[0][0]), reverse=True)
    return [
        f"{words.SAID_BY[by]} told us {count} {'thing' if count == 1 else 'things'} "
        f"on {times.full_date(day)}."
        for (by, day), count in ordered
    ]

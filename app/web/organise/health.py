"""How sound a listing is, in plain words: what is not told, what visitors found, how old it is."""

from typing import Any

from app.activities.models import Activity
from app.activities.vocabulary import ACCESS
from app.comfort import FACT_WORDS, FACTS, SUPPORT_WORDS, SUPPORTS
from app.web import times

SHOWN = 4
OLD_AFTER_DAYS = 60


def show_health(activity: Activity) -> dict[str, Any]:
    """What the organiser can make better; `activity` with its told facts."""
    told = {fact.key: fact for fact in activity.told}
    today = times.today_in(activity.time_zone)
    on = activity.confirmed_on
    found = [fact.key for fact in activity.told if fact.said_by == "visitors"]
    missing = [_label(key) for key in (*FACTS, *SUPPORTS, *ACCESS) if key not in told]
    return {
        "missing": missing[:SHOWN],
        "more": max(0, len(missing) - SHOWN),
        "confirmed": times.full_date(on) if on else None,
        "is_today": on == today,
        "is_old": on is None or (today - on).days > OLD_AFTER_DAYS,
        "found": [_found(key, told[key].value) for key in found],
    }


def _label(key: str) -> str:
    if key in FACT_WORDS:
        return FACT_WORDS[key].label
    return SUPPORT_WORDS[key].label if key in SUPPORT_WORDS else ACCESS[key].label


def _found(key: str, value: int) -> str:
    """`Talk with new people: a fair amount of talk with new people`."""
    if key in FACT_WORDS:
        phrase = FACT_WORDS[key].phrases[value]
    else:
        words = SUPPORT_WORDS.get(key) or ACCESS[key]
        phrase = words.yes if value else words.no
    return f"{_label(key)}: {phrase[:1].lower()}{phrase[1:]}"

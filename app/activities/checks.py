"""What every draft must be, whoever hands it in: the last look before it is stored."""

from datetime import datetime

from app.activities.drafts import Change, Listing, NewActivity, Told
from app.activities.schedule import is_time_zone
from app.activities.vocabulary import ACCESS, AUDIENCES, BOOKINGS, FORMATS, KINDS, TOPICS
from app.comfort import FACTS, SUPPORTS
from app.core.errors import SENTENCE, Invalid
from app.core.letters import clean_text

SHORTEST_TITLE, LONGEST_TITLE, LONGEST_TEXT = 3, 120, 5000
MOST_PLACES = 10_000
HIGHEST_CHOICE = 3
TEXTS = ("title", "description", "bring", "greeter_name", "contact_public")


def check_draft(new: Listing) -> None:
    """Raise Invalid that names every field of a draft that does not fit."""
    wrong = {
        "title": not SHORTEST_TITLE <= len(new.title) <= LONGEST_TITLE,
        "description": len(new.description) > LONGEST_TEXT,
        "kind": new.kind not in KINDS,
        "format": new.format not in FORMATS,
        "booking": new.booking is not None and new.booking not in BOOKINGS,
        "topics": not set(new.topics) <= set(TOPICS),
        "audience": not set(new.audience) <= set(AUDIENCES),
        "capacity": new.capacity is not None and not 1 <= new.capacity <= MOST_PLACES,
        "time_zone": not all(map(is_time_zone, _zones(new))),
        "changes": any(map(_ends_before_it_starts, new.changes)),
        "starts_at": any(map(_has_seconds, _times(new))),
        "told": any(not fits_fact(key, told) for key, told in new.told.items()),
    }
    texts = (*TEXTS, "organiser") if isinstance(new, NewActivity) else TEXTS
    wrong |= {name: True for name in texts if not _can_be_shown(getattr(new, name))}
    if any(wrong.values()):
        raise Invalid(SENTENCE, {name: ["This does not fit."] for name in wrong if wrong[name]})


def fits_fact(key: str, told: Told) -> bool:
    """Whether a value is one that the fact, support or access fact can have."""
    if key in FACTS:
        return type(told.value) is int and 0 <= told.value <= HIGHEST_CHOICE
    return (key in SUPPORTS or key in ACCESS) and type(told.value) is bool


def _zones(new: Listing) -> set[str]:
    return {new.time_zone, *(segment.time_zone for segment in new.segments)}


def _times(new: Listing) -> list[datetime]:
    return [
        time
        for segment in new.segments
        for time in (segment.starts, segment.ends, *segment.exdates, *segment.rdates)
    ]


def _has_seconds(time: datetime) -> bool:
    return bool(time.second or time.microsecond)


def _ends_before_it_starts(change: Change) -> bool:
    return bool(change.starts and change.ends and change.ends < change.starts)


def _can_be_shown(text: str | None) -> bool:
    try:
        clean_text(text or "", lines=True)
    except ValueError:
        return False
    return True

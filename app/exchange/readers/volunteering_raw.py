"""Reads single things out of a record of volunteering data, whatever shape they came in."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from app.exchange.links import page_link
from app.exchange.spots import Spot
from app.exchange.times import day_of

Raw = Mapping[str, Any]
REMOTE = "remote"


def is_activity(raw: Raw) -> bool:
    """Whether a record is an activity; one without a type is taken for one."""
    kind = raw.get("type") or raw.get("@type") or "Activity"
    return "Activity" in (kind if isinstance(kind, list) else [kind])


def sessions_of(raw: Raw) -> list[Raw]:
    """The sessions of an activity."""
    return [each for each in listed(raw, "session") if isinstance(each, Mapping)]


def text_of(raw: Raw, *names: str) -> str:
    """The first of the named fields that is text; empty when none is."""
    return next((str(raw[name]) for name in names if isinstance(raw.get(name), str)), "")


def listed(raw: Raw, name: str) -> list[Any]:
    """A field as a list, whether it holds one, several or none."""
    value = raw.get(name)
    return value if isinstance(value, list) else [] if value is None else [value]


def changed_on(raw: Raw) -> date | None:
    """The day the record itself was last changed, where it says so."""
    return day_of(text_of(raw, "modified", "dateModified", "updated"))


def page_of(raw: Raw) -> str | None:
    """The page to apply on, of the activity or of one of its sessions."""
    sessions = sessions_of(raw)
    links = (page_link(text_of(each, "applyLink", "applylink")) for each in (raw, *sessions))
    return next((link for link in links if link), None)


def causes_of(raw: Raw) -> list[str]:
    """The causes as words."""
    found = (each if isinstance(each, str) else "" for each in listed(raw, "cause"))
    labels = (text_of(each, "label") for each in listed(raw, "cause") if isinstance(each, Mapping))
    return [text for text in (*found, *labels) if text]


def _locations(sessions: list[Raw]) -> list[Raw]:
    found = (place for session in sessions for place in listed(session, "location"))
    return [place for place in found if isinstance(place, Mapping)]


def format_of(raw: Raw, sessions: list[Raw]) -> str:
    """In person, online, or hybrid where both are offered."""
    may_be_remote = raw.get("allowsRemoteParticipation") is True
    kinds = {text_of(place, "locationType").lower() for place in _locations(sessions)} - {""}
    if kinds == {REMOTE} or (not kinds and may_be_remote):
        return "online"
    return "hybrid" if REMOTE in kinds or may_be_remote else "in_person"


def spot_of(sessions: list[Raw]) -> Spot:
    """The place of these sessions: the first that is not remote, else the first."""
    places = _locations(sessions)
    here = [place for place in places if text_of(place, "locationType").lower() != REMOTE]
    place = next(iter(here or places), {})
    return Spot(
        address=text_of(place, "address"), lat=place.get("latitude"), lon=place.get("longitude")
    )


def at_one_place(sessions: list[Raw], today: date) -> list[Raw]:
    """The sessions at one place, for an activity has one: that of the first still to end.

    Sessions that are not remote go before those that are.
    """
    ahead = [session for session in sessions if _last_day(session) >= today.isoformat()]
    rest = ahead or sessions
    here = [session for session in rest if not _is_remote(session)] or rest
    return [session for session in sessions if _place(session) == _place(here[0])] if here else []


def _is_remote(session: Raw) -> bool:
    kinds = {text_of(place, "locationType").lower() for place in _locations([session])}
    return kinds == {REMOTE}


def _place(session: Raw) -> tuple[str, ...]:
    return tuple(
        f"{place.get('address')} {place.get('latitude')} {place.get('longitude')}"
        for place in _locations([session])
    )


def _last_day(session: Raw) -> str:
    times = (time for time in listed(session, "time") if isinstance(time, Mapping))
    return max((text_of(time, "end", "begining", "beginning") for time in times), default="")[:10]

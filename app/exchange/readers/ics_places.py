"""How and where an iCalendar event meets: online, in a place, or both."""

import re
from dataclasses import dataclass

from app.exchange.links import meeting_link, web_link
from app.exchange.location import Spot
from app.exchange.readers.ics_event import IcsEvent
from app.exchange.reading import Draft
from app.exchange.scrub import MEETING_LINK
from app.exchange.text import one_line, plain_text

ONLINE_WORDS = (
    r"(?:virtual(?:ly)?|on-?line|zoom|webinar|google meet|(?:ms |microsoft )?teams(?: meeting)?)"
)
FILLING = rf"(?:event|meeting|only|link|call|via|on|zoom|in|description|{ONLINE_WORDS})"
ONLINE_PLACE = re.compile(
    rf"\W*(?:(?:this is an?|via|on|by|join)\s+)?{ONLINE_WORDS}(?:\W+{FILLING})*\W*",
    re.IGNORECASE,
)
ONLINE_TITLE = re.compile(
    rf"\({ONLINE_WORDS}\)|\b(?:via|on) zoom\b|^\W*{ONLINE_WORDS}\b|\bwebinar\b|\b{ONLINE_WORDS}$",
    re.IGNORECASE,
)
BOTH = rf"(?:and|&|or|/)\s*(?:on\s+|via\s+)?{ONLINE_WORDS}\b"
HYBRID = re.compile(rf"\bhybrid\b|\bin[- ]person {BOTH}|\b{BOTH}", re.IGNORECASE)
LINK_ONLY = re.compile(r"<?https?://\S+>?", re.IGNORECASE)
LINK = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)
NAME_END = re.compile(r"[,\n|]|\s[-–—>]\s")
LINK_PROPERTIES = ("CONFERENCE", "X-GOOGLE-CONFERENCE", "X-MICROSOFT-SKYPETEAMSMEETINGURL")


@dataclass(frozen=True)
class Way:
    """The format, and the link to meet online when there is one."""

    format: str
    online_url: str | None


def way_of(draft: Draft, event: IcsEvent) -> Way:
    """In person, online or hybrid, from the place, the title and links to online meetings.

    A real place beside a link to an online meeting is hybrid: the source gives both.
    """
    location = plain_text(event.text("LOCATION"))
    link, had_password = _online_link(event, location)
    is_online_place = bool(ONLINE_PLACE.fullmatch(location) or LINK_ONLY.fullmatch(location))
    said = f"{event.title}\n{location}"
    has_room = bool(location) and not is_online_place
    is_online = is_online_place or bool(ONLINE_TITLE.search(event.title))
    if HYBRID.search(said) or (has_room and link):
        form = "hybrid"
    else:
        form = "online" if is_online or link else "in_person"
    if form == "in_person":
        return Way(form, None)
    if had_password:
        draft.repair("the password in its meeting link was left out")
    return Way(form, link)


def spot_of(event: IcsEvent) -> Spot:
    """What an event says of its place, as the locator reads it."""
    location = plain_text(event.text("LOCATION"))
    name = one_line(NAME_END.split(location)[0])
    lat, lon = _geo(event)
    return Spot(
        name=name,
        address=location if one_line(location) != name else None,
        lat=lat,
        lon=lon,
    )


def page_of(event: IcsEvent) -> str | None:
    """The event's own page: URL, else a link that is all its text says, else its list's page."""
    description = plain_text(event.text("DESCRIPTION"))
    alone = description if LINK_ONLY.fullmatch(description) else ""
    for text in (event.text("X-TRUMBA-LINK"), event.text("URL"), alone, event.text("X-SOURCE-URL")):
        link = web_link(text.replace("\\;", ";").replace("\\,", ","))
        if link and not MEETING_LINK.fullmatch(link):
            return link
    return None


def _online_link(event: IcsEvent, location: str) -> tuple[str | None, bool]:
    for text in (event.text(name) for name in LINK_PROPERTIES):
        found = LINK.search(text)
        link, cut = meeting_link(found[0]) if found else (None, False)
        if link:
            return link, cut
    for text in (location, plain_text(event.text("DESCRIPTION")), event.text("URL")):
        match = MEETING_LINK.search(text)
        link, cut = meeting_link(match[0].strip("<>.,;)")) if match else (None, False)
        if link:
            return link, cut
    if LINK_ONLY.fullmatch(location):
        return meeting_link(location.strip("<>"))
    return None, False


def _geo(event: IcsEvent) -> tuple[object, object]:
    value = event.event.get("GEO")
    if value is None or isinstance(value, list):
        return None, None
    if any(name == "GEO" for name, _ in event.event.errors):
        return "?", "?"
    return value.latitude, value.longitude

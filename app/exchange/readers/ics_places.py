"""How and where an iCalendar event meets: online, in a place, or both."""

import re
from dataclasses import dataclass

from app.exchange.leftovers import lone_link
from app.exchange.links import MeetingLink, meeting_link, page_link
from app.exchange.readers.ics_event import IcsEvent
from app.exchange.reading import Draft
from app.exchange.scrub import first_meeting_link
from app.exchange.shaping import note_cuts
from app.exchange.spots import Spot
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
# Up to the first comma, line end, bar or dash that stands outside brackets.
NAME = re.compile(r"(?:\([^()]*\)|(?![,\n|]|\s[-–—>]\s).)*", re.DOTALL)
LINK_PROPERTIES = ("CONFERENCE", "X-GOOGLE-CONFERENCE", "X-MICROSOFT-SKYPETEAMSMEETINGURL")


@dataclass(frozen=True)
class Way:
    """The format, and the link to meet online when there is one.

    `has_password` says that a password was cut off the link.
    """

    format: str
    online_url: str | None
    has_password: bool = False


def way_of(draft: Draft, event: IcsEvent) -> Way:
    """In person, online or hybrid, from the place, the title and links to online meetings.

    A real place beside a link to an online meeting is hybrid: the source gives both.
    """
    location = plain_text(event.text("LOCATION"))
    link = _online_link(event, location)
    is_online_place = bool(ONLINE_PLACE.fullmatch(location) or LINK_ONLY.fullmatch(location))
    said = f"{event.title}\n{location}"
    has_room = bool(location) and not is_online_place
    is_online = is_online_place or bool(ONLINE_TITLE.search(event.title))
    if HYBRID.search(said) or (has_room and link.url):
        form = "hybrid"
    else:
        form = "online" if is_online or link.url else "in_person"
    if form == "in_person":
        return Way(form, None)
    note_cuts(draft, link)
    return Way(form, link.url, link.had_password)


def spot_of(event: IcsEvent) -> Spot:
    """What an event says of its place, as the locator reads it."""
    location = plain_text(event.text("LOCATION"))
    named = NAME.match(location)
    name = one_line(named[0]) if named else ""
    lat, lon = _geo(event)
    return Spot(
        name=name,
        address=location if one_line(location) != name else None,
        lat=lat,
        lon=lon,
    )


def page_of(event: IcsEvent) -> str | None:
    """The event's own page: URL, else a link its text is, or gives alone, else its list's page."""
    description = plain_text(event.text("DESCRIPTION"))
    alone = description if LINK_ONLY.fullmatch(description) else lone_link(description)
    for text in (event.text("X-TRUMBA-LINK"), event.text("URL"), alone, event.text("X-SOURCE-URL")):
        link = page_link(text.replace("\\;", ";").replace("\\,", ","))
        if link and first_meeting_link(link) != link:
            return link
    return None


def _online_link(event: IcsEvent, location: str) -> MeetingLink:
    given = [LINK.search(event.text(name)) for name in LINK_PROPERTIES]
    words = (location, plain_text(event.text("DESCRIPTION")), event.text("URL"))
    said = [match[0] for match in given if match]
    said += [link for text in words if (link := first_meeting_link(text))]
    found = [link.strip("<>.,;)") for link in said]
    if LINK_ONLY.fullmatch(location):
        found.append(location.strip("<>"))
    links = (meeting_link(text) for text in found)
    return next((link for link in links if link.url), MeetingLink())


def _geo(event: IcsEvent) -> tuple[object, object]:
    value = event.event.get("GEO")
    if value is None or isinstance(value, list):
        return None, None
    if any(name == "GEO" for name, _ in event.event.errors):
        return "?", "?"
    return value.latitude, value.longitude

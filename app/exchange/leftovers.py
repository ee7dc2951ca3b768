"""Takes out of free text what programs for online meetings leave in it."""

import re

from app.exchange.contacts import CONTACT_LEFT_OUT

DIAL_IN_REST = re.escape(CONTACT_LEFT_OUT)
# Whole lines; nobody writes them by hand.
LEFTOVERS = (
    r"[_=*~.-]{5,}",
    r"microsoft teams(?: meeting)?(?:\W+need help\?)?(?:\W+system reference)?",
    r"need help\?\W+system reference",
    r"(?:click here to )?join (?:the |this |our )?(?:zoom |teams )?meeting(?: now| here)?",
    r"join (?:on|from) your computer.*",
    r"join from (?:the|a) (?:meeting link|pc|mac|video).*",
    r"join (?:by|via|with) (?:a )?(?:meeting number|video|phone|sip).*",
    r"download teams.*",
    r"join on the web",
    r"find (?:a|your) local number.*",
    r"reset (?:dial-in )?pin",
    r"learn more \| (?:help \| )?meeting options.*",
    r"(?:for organizers:?.*|meeting options)",
    r".{0,80} is inviting you to a scheduled (?:zoom|webex|teams) (?:meeting|webinar)",
    rf"{DIAL_IN_REST}\W*(?:united states|united kingdom|canada|australia|us|uk)\b.{{0,40}}",
    r"(?:full|zoom|teams|meeting|joining|join|webinar|online|web)(?: meeting)? links?",
    r"link\s*:",
)
LEFTOVER = re.compile(rf"\W*(?:{'|'.join(LEFTOVERS)})\W*", re.IGNORECASE)
HELP = re.compile(r"need help\?", re.IGNORECASE)
LONE_LINK = re.compile(r"link\s*:\s*<?(https?://\S+?)>?", re.IGNORECASE)


def without_leftovers(text: str, page: str | None) -> tuple[str, bool]:
    """The text without invitations of meeting programs and lone links; whether any went.

    A line that is only "Link: https://..." stays when it leads to the row's own `page`.
    """
    lines = text.split("\n")
    gone = [bool(LEFTOVER.fullmatch(line)) or _leads_away(line, page) for line in lines]
    if any(gone):
        gone = [out or bool(HELP.fullmatch(line)) for out, line in zip(gone, lines, strict=True)]
    kept = "\n".join(line for line, out in zip(lines, gone, strict=True) if not out)
    return re.sub(r"\n{3,}", "\n\n", kept).strip(), any(gone)


def lone_link(text: str) -> str:
    """The address in the first line that is only "Link: https://..."; empty without one."""
    found = (LONE_LINK.fullmatch(line) for line in text.split("\n"))
    return next((match[1] for match in found if match), "")


def _leads_away(line: str, page: str | None) -> bool:
    match = LONE_LINK.fullmatch(line)
    return match is not None and match[1].rstrip("/") != (page or "").rstrip("/")

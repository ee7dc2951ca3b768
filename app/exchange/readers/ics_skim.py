"""Tells at a glance which events of a calendar lie behind us, so that they need not be read.

Real calendars hold years of them. What is not plain at a glance is read as a whole.
"""

import re
from datetime import date, datetime, timedelta

from app.exchange.readers.ics_lines import EventLines
from app.exchange.reading import Draft, Row
from app.exchange.shaping import identity
from app.exchange.text import LONGEST_TITLE, one_line, shortened

LINE = re.compile(r"([A-Za-z-]+)(?:;[^:]*)?:(.*)", re.DOTALL)
DAY = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T\d{6}Z?)?")
UNTIL = re.compile(r"\bUNTIL=(\d{8})", re.IGNORECASE)
ESCAPED = re.compile(r"\\(.)")
# Read as a whole whenever they stand there: they may reach into the days to come, or say more.
READ_WHOLE = frozenset({"RDATE", "EXRULE", "DURATION", "STATUS", "CLASS"})
DATES = ("DTSTART", "DTEND", "RECURRENCE-ID")
LONG_AGO = timedelta(days=3)


def past_row(event: EventLines, now: datetime) -> Row | None:
    """The row of an event that has plainly ended, None for any other."""
    said = glance(event)
    if event.wrong or "DTSTART" not in said or not _is_plain(said):
        return None
    last = now.date() - LONG_AGO
    if not all(_is_before(said[name], last) for name in DATES if name in said):
        return None
    if "RRULE" in said and not _ends_before(said["RRULE"], last):
        return None
    title = one_line(said.get("SUMMARY", ""))
    draft = Draft(n=event.n, title=shortened(title, LONGEST_TITLE), past=1)
    draft.source_id = identity(said.get("UID")) or None
    return draft.row()


def glance(event: EventLines) -> dict[str, str]:
    """What the lines of an event say, by their names, escapes and parameters left aside."""
    lines = filter(None, map(LINE.match, event.lines))
    said = {line[1].upper(): line[2].strip() for line in lines}
    return {name: ESCAPED.sub(r"\1", text) if "\\" in text else text for name, text in said.items()}


def _is_plain(said: dict[str, str]) -> bool:
    named = READ_WHOLE & said.keys()
    return not named or (named == {"STATUS"} and said["STATUS"].upper() == "CONFIRMED")


def _is_before(text: str, last: date) -> bool:
    match = DAY.fullmatch(text)
    return match is not None and match[1] + match[2] + match[3] < last.strftime("%Y%m%d")


def _ends_before(rule: str, last: date) -> bool:
    match = UNTIL.search(rule)
    return match is not None and match[1] < last.strftime("%Y%m%d")

"""Takes out of free text what is never stored: ways into a meeting, and people's contacts."""

import re
from collections.abc import Sequence

from app.exchange.contacts import CONTACT_LEFT_OUT, names_a_person, without_people
from app.exchange.links import MEETING_HOSTS, page_link

ANY_LINK = re.compile(r"<?\bhttps?://[^\s<>\"]+>?", re.IGNORECASE)
MEETING_HOST = re.compile("|".join(map(re.escape, MEETING_HOSTS)), re.IGNORECASE)
ENTRY = re.compile(
    r"\b(?:pass\s?-?(?:word|code)|pwd|meeting\s+(?:id|number)|zoom\s+id|access\s+code|"
    r"conference\s+(?:id|code)|participant\s+code|dial[\s-]?in|one[\s-]tap\s+mobile|"
    r"call[\s-]in\s+number|pmi|phone\s+conference\s+id)\b"
    r"|\bcall in \(audio|^\s*(?:id|pw|mot de passe|contraseña)\s*[:#]",
    re.IGNORECASE,
)
# Without any of these a line holds no address and no number, and most lines are such.
TELLING = re.compile(r"[\d@]|https?:| {2}|[\s#*,+()-]{6}", re.IGNORECASE)
NUMBERS_ONLY = re.compile(r"[\s\d#*,+()-]{6,}")
# Looked for where a run of its letters begins, else a long run would be gone over at each letter.
EMAIL = re.compile(r"(?:mailto:)?(?<![\w.+'-])[\w.+'-]+@[\w-]+(?:\.[\w-]+)+")
PHONE = re.compile(
    r"(?<![\w/.=-])(?:\+?\d{1,3}[\s.-]?)?(?:\(\d{2,5}\)\s?|\d{2,5}[\s.-])\d{3,4}[\s.-]?\d{3,4}(?:,+[\d#*,]+)?(?![\w/-])"
    r"|(?<![\w/.=-])(?:\+\d{9,14}|0\d{9,10}|1[2-9]\d{9})(?:[,#*\d]*)(?![\w/-])"
    r"|(?<![\w-])\d{3}-\d{4}(?![\w-])"
)
LABEL_ONLY = re.compile(r"\W*(?:\w+\W+){0,3}\w+\s*:\W*")
SENTENCE_END = re.compile(r"(?<=[.!?;])(?<!\bDr\.)(?<!\bMr\.)(?<!\bMs\.)(?<!\bMrs\.)\s+")
WEB_LINK = re.compile(r"https?://[^\s<>\"()]+", re.IGNORECASE)
_POINTER = re.escape(CONTACT_LEFT_OUT)
DOUBLED = re.compile(rf"{_POINTER}(?:(?:\W|\bor\b|\band\b|\bat\b)*{_POINTER})+")
PASSWORD_SAID = re.compile(
    r"(?<!no )(?<!without )\b(?:pass\s?-?(?:word|code)|pwd|pw)\b\s*(?:is\b|[:=#–-])*\s*"
    r"(?!none\b|not\b|no\b|n/?a\b)\w",
    re.IGNORECASE,
)


def first_meeting_link(text: str) -> str | None:
    """The first address in a text that names a service for online meetings, as it stands there."""
    links = (found[0] for found in ANY_LINK.finditer(text))
    return next((link for link in links if MEETING_HOST.search(link)), None)


def asks_password(text: str) -> bool:
    """Whether a text tells the password of an online meeting, or that there is one."""
    return bool(PASSWORD_SAID.search(text))


def without_private(text: str, people: Sequence[str] = ()) -> tuple[str, bool]:
    """The text without meeting passwords, ids, dial-ins, e-mail addresses and phone numbers.

    Returns the text and whether anything was taken out. A sentence or line that tells how
    to get into a meeting, or that names a person beside an address or number, goes as a
    whole; elsewhere a pointer to the source replaces the address. The names in `people` go
    too. Other names in running text can't be told from other words and stay.
    """
    lines = [_clean_line(line, people) for line in text.split("\n")]
    kept = "\n".join(line for line in lines if line is not None)
    kept = re.sub(r"\n{3,}", "\n\n", kept).strip()
    return kept, kept != text.strip()


def _clean_line(line: str, people: Sequence[str]) -> str | None:
    if not line.strip():
        return ""
    if not people and not TELLING.search(line) and not ENTRY.search(line):
        return line
    pieces = [_clean_piece(piece, people) for piece in SENTENCE_END.split(line)]
    kept = " ".join(piece for piece in pieces if piece)
    if kept != line and LABEL_ONLY.fullmatch(kept):
        return None
    return kept or None


def _clean_piece(piece: str, people: Sequence[str]) -> str:
    piece = ANY_LINK.sub(lambda found: "" if MEETING_HOST.search(found[0]) else found[0], piece)
    if ENTRY.search(piece) or (piece.strip() and NUMBERS_ONLY.fullmatch(piece)):
        return ""
    piece = re.sub(r" {2,}", " ", WEB_LINK.sub(lambda found: page_link(found[0]) or "", piece))
    piece = PHONE.sub(CONTACT_LEFT_OUT, EMAIL.sub(CONTACT_LEFT_OUT, piece))
    piece = DOUBLED.sub(CONTACT_LEFT_OUT, piece)
    return "" if names_a_person(piece) else without_people(piece, people)

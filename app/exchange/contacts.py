"""Tells lines that name a person to turn to from lines that name an office."""

import re
from collections.abc import Iterator, Sequence

CONTACT_LEFT_OUT = "(contact: see the source)"
VERB = re.compile(
    r"\b(?:contact|call|text|e-?mail|phone|telephone|ring|message|whatsapp|attn|ask(?: for)?|"
    r"write(?: to)?|reach(?: out)?(?: to)?|in touch with|(?:speak|talk) (?:to|with)|rsvp(?: to)?|"
    r"(?:organi[sz]er|host|leader|co-?ordinator|secretary|chair|facilitator|instructor|teacher)"
    r"\s*:)(?!\w)",
    re.IGNORECASE,
)
ASKED_FOR = re.compile(r"\b(?:ask for|attn:?|(?:speak|talk) (?:to|with))(?!\w)", re.IGNORECASE)
WORDS_APART = re.compile(r"[,:;/()\u2013\u2014]|\s-\s")
NAME = re.compile(r"[^\W\d_]\.?|[^\W\d_][^\W\d_'’-]*[^\W\d_]\.?")
OFFICE = re.compile(
    r"(?:team|centre|center|library|office|service|society|club|group|trust|hub|desk|reception|"
    r"department|council|committee|board|company|inn|hall|church|chapel|school|college|"
    r"university|museum|park|house|hospital|station|gallery|theatre|theater|store|shop|book|bar|"
    r"cafe|café|restaurant|association|foundation|charity|project|programme|program|academy|"
    r"institute|authority|town|city|county|village|community|street|road|avenue|lane|brewing|"
    r"distilling|winery|farm|garden|camp|fund|network|forum|festival|ministry|ministries|"
    r"alliance|league|union|studio|market|volunteer|volunteering|information|support|help|"
    r"customer|box|admission|staff)s?",
    re.IGNORECASE,
)
NO_NAME = re.compile(
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|may|june|july|"
    r"august|september|october|november|december|zoom|whatsapp|facebook|instagram|eventbrite|"
    r"google|teams|please|to|at|on|by|or|and|for|the|our|us|e-?mail|phone|call|text|contact|"
    r"questions|info|tel|mobile|website|write|ring|reach|visit|send",
    re.IGNORECASE,
)
SHORT_LINE = 8


def names_a_person(piece: str) -> bool:
    """Whether a piece whose address or number was left out seems to name whose it was.

    That is a capitalised name after "contact", "call", "ask for" and the like, or a first
    and last name in a short line. Offices, teams and places are no persons.
    """
    if CONTACT_LEFT_OUT not in piece:
        return False
    return any(any(map(_is_person, _runs(told))) for told in _told_who(piece)) or _is_entry(piece)


def without_people(piece: str, people: Sequence[str]) -> str:
    """The piece without these names; empty when it tells to turn to one of them."""
    for name in people:
        found = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)", re.IGNORECASE)
        if found.search(piece):
            if VERB.search(piece):
                return ""
            piece = found.sub("the organiser", piece)
    return piece


def person_named(text: str) -> tuple[str, ...]:
    """The ways to write a person's name, when the text is one: "Ann Lee", "Lee, Ann"."""
    last, comma, first = (part.strip() for part in text.partition(","))
    words = f"{first} {last}".split() if comma else text.split()
    if len(words) not in {2, 3} or not _is_person(words) or not all(map(_is_name, words)):
        return ()
    return tuple(dict.fromkeys([" ".join(words), text.strip()]))


def _told_who(piece: str) -> Iterator[str]:
    """The stretches that stand between a word such as "contact" and what was left out."""
    for before in piece.split(CONTACT_LEFT_OUT)[:-1]:
        verb = VERB.search(before)
        if verb:
            yield before[verb.end() :]
    asked = ASKED_FOR.search(piece)
    if asked:
        yield piece[asked.end() :]


def _is_entry(piece: str) -> bool:
    """Whether it is a short line of first and last name with an address or number."""
    rest = piece.replace(CONTACT_LEFT_OUT, ",")
    if len(rest.split()) > SHORT_LINE:
        return False
    return any(len(run) > 1 and _is_person(run) for run in _runs(rest))


def _runs(text: str) -> Iterator[list[str]]:
    """Capitalised words that follow each other."""
    for part in WORDS_APART.split(text):
        run: list[str] = []
        for word in [*part.split(), ""]:
            bare = word.strip('.!?"“”*')
            if bare and _is_name(bare):
                run.append(bare)
            elif run:
                yield run
                run = []


def _is_name(word: str) -> bool:
    """Whether a word is written like a name; words in capitals only are not, initials are."""
    if not NAME.fullmatch(word) or not word[0].isupper():
        return False
    is_initial = len(word.strip(".")) == 1
    return not NO_NAME.fullmatch(word) and (is_initial or not word.isupper())


def _is_person(run: list[str]) -> bool:
    if any(OFFICE.fullmatch(word) for word in run):
        return False
    return any(len(word.strip(".")) > 1 for word in run)

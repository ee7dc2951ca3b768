"""Twelve words that bring a person back when the phone is gone."""

import hashlib
import re
import secrets
import unicodedata
from datetime import datetime
from functools import cache, partial
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.accounts.membership import audit_ref
from app.accounts.models import Person
from app.core import audit
from app.core.audit import Act
from app.core.errors import NotFound

ACCOUNT = "account"
COUNT = 12
DISTINCT = 4
LIST = Path(__file__).with_name("recovery_words.txt")


@cache
def known_words() -> tuple[str, ...]:
    """The 2,048 words of our own list: twelve of them are 132 bits."""
    return tuple(LIST.read_text(encoding="ascii").split())


def make_words() -> list[str]:
    """Twelve words by chance."""
    return [secrets.choice(known_words()) for _ in range(COUNT)]


def hash_words(words: list[str]) -> str:
    """What is kept of them. They hold more chance than any guessing can go through."""
    return hashlib.sha256(" ".join(words).encode()).hexdigest()


def renew(session: Session, person_id: int, now: datetime) -> list[str]:
    """New words for a person, shown this once; the ones before bring nobody back any more."""
    words = make_words()
    session.get_one(Person, person_id).recovery_hash = hash_words(words)
    audit.note(session, Act(audit_ref(session, person_id), "words made", ACCOUNT), now)
    return words


def find_person(session: Session, typed: str, now: datetime) -> int:
    """Whose words these are, however they were put down: they come in by them.

    Raises NotFound. Either is written into the audit log.
    """
    words = _as_listed(re.findall("[a-z]+", unicodedata.normalize("NFKC", typed).casefold()))
    query = select(Person.id).where(Person.recovery_hash == hash_words(words))
    found = session.scalars(query).one_or_none()
    if found is None:
        error = NotFound("These words do not belong together. Please look at each one again.")
        act = Act(None, "sign-in failed", ACCOUNT, {"why": "wrong_words"})
        error.all_the_same = partial(audit.note, act=act, now=now)
        raise error
    audit.note(session, Act(audit_ref(session, found), "signed in by words", ACCOUNT), now)
    return found


def _as_listed(pieces: list[str]) -> list[str]:
    """The listed words that were meant: the first four letters tell, and `tea bag` is one."""
    known = {word[:DISTINCT]: word for word in known_words()}
    words: list[str] = []
    for piece in pieces:
        joined = words[-1] + piece if words else ""
        if len(pieces) > COUNT and joined in known_words():
            words[-1] = joined
        else:
            words.append(piece)
    return [known.get(word[:DISTINCT], word) for word in words]

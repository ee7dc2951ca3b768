"""Topics that a text names, by whole words and phrases, for listings that carry no topics."""

import re
import unicodedata
from functools import lru_cache
from typing import Final

from app.activities.topic_phrases import PASSING, PHRASES

MOST_TOPICS: Final = 3
LONGEST_TITLE_WORDS: Final = 14
IN_TITLES: Final = frozenset(PASSING.split(", "))


def topics_for(text: str) -> tuple[str, ...]:
    """At most three topics that the text names, in the order it names them.

    The longest phrase at a place wins and is used up, so "bike repair" is not cycling. Words
    often said in passing count only in texts as short as a title.
    """
    plain = _plain(text)
    is_title = plain.count(" ") < LONGEST_TITLE_WORDS
    found = (name for name in _pattern().findall(plain) if is_title or name not in IN_TITLES)
    topics = (_phrases()[name] for name in found)
    return tuple(dict.fromkeys(topic for topic in topics if topic))[:MOST_TOPICS]


def _plain(text: str) -> str:
    """Lower case without marks, words parted by single spaces."""
    letters = unicodedata.normalize("NFKD", text)
    bare = "".join(char for char in letters if not unicodedata.combining(char)).casefold()
    return re.sub(r"[\W_]+", " ", bare)


@lru_cache(maxsize=1)
def _phrases() -> dict[str, str]:
    """Each phrase with its topic, the longest first."""
    pairs = [(phrase, topic) for topic, said in PHRASES.items() for phrase in said.split(", ")]
    return dict(sorted(pairs, key=lambda pair: -len(pair[0])))


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, _phrases()))})\b")

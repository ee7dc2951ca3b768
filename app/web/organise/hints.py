"""Plain words: a small measure of its own for what organisers write. It never refuses anything.

How it counts: sentences end at . ! ? or a new line; a long sentence has more than 20 words; a
long word has more than 12 letters; words that press, promise or belittle are named. A text
without any of these reads well at about nine to eleven.
"""

import re
from collections.abc import Mapping
from typing import Any

LONG_SENTENCE, LONG_WORD, MANY_LONG = 20, 12, 3
SENTENCE = re.compile(r"[^.!?\n]+")
WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
WORDS = {
    "just": "“Just” can make a step sound smaller than it feels. It reads well without it.",
    "simply": "“Simply” can make a step sound smaller than it feels. It reads well without it.",
    "easy": "What is easy for one is not for another. Say what happens instead.",
    "safe": "“Safe” promises a lot. Say what you do: who is there, what is checked.",
    "must": "“Must” sounds strict. Is “please” enough?",
    "hurry": "Nobody needs to hurry here. You can leave it out.",
    "therapy": "A meetup is people meeting people. Is “therapy” the right word?",
    "everyone": "Some read “everyone” and think “a crowd”. A number helps more.",
    "networking": "“Networking” can put people off. “Meeting others” says the same.",
    "icebreaker": "“Icebreaker” worries many. Say what people do, and that they may pass.",
}
FIELDS = {"title": "Its name", "description": "About it", "finding_us": "Finding the door",
          "bring": "What to bring"}  # fmt: skip


def hints(content: Mapping[str, Any]) -> list[dict[str, str]]:
    """What could read more plainly, each with the field it is about; at most one of a kind."""
    found: dict[str, dict[str, str]] = {}
    for field, label in FIELDS.items():
        for said in hints_of(str(content.get(field) or "")):
            found.setdefault(said, {"field": label, "said": said})
    return list(found.values())


def hints_of(text: str) -> list[str]:
    """Sentences on one text; empty where nothing strikes."""
    words = [word.lower() for word in WORD.findall(text)]
    said = [WORDS[word] for word in WORDS if word in words]
    longest = max((len(WORD.findall(one)) for one in SENTENCE.findall(text)), default=0)
    if longest > LONG_SENTENCE:
        said.append(f"One sentence has {longest} words. Two short ones read more calmly.")
    many = sorted({word for word in words if len(word) > LONG_WORD})
    if len(many) >= MANY_LONG:
        said.append(f"Some words are long: {', '.join(many[:3])}. Shorter ones help many readers.")
    letters = [letter for letter in text if letter.isalpha()]
    if len(letters) > 10 and sum(map(str.isupper, letters)) > len(letters) * 0.7:  # noqa: PLR2004
        said.append("All capitals read like shouting. Small letters are kinder.")
    return said

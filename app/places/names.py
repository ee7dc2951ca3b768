"""How names of places are compared: without case, accents or punctuation."""

import unicodedata

LAST_REMEMBERED = 0xFFFF
SHORT_FORMS = {"saint": "st", "sainte": "ste", "mount": "mt", "fort": "ft"}
# Letters that Unicode does not take apart, though people type them plain; apostrophes go.
PLAIN = {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"}
APOSTROPHES = "'’ʻʼ`"


class _Letters(dict[int, int | str | None]):
    """What becomes of each letter, worked out when it is first seen."""

    def __missing__(self, code: int) -> int | str | None:
        letter = chr(code)
        becomes: int | str | None = code if letter.isalnum() else " "
        if unicodedata.category(letter) == "Mn":
            becomes = None
        elif unicodedata.category(letter) == "Mc":
            becomes = code
        # Rare planes are not remembered, so that nobody can fill the memory with them.
        if code <= LAST_REMEMBERED:
            self[code] = becomes
        return becomes


LETTERS = _Letters(str.maketrans(PLAIN | dict.fromkeys(APOSTROPHES)))


def name_key(text: str) -> str:
    """The form in which two spellings of one name are equal ("São Paulo" -> "sao paulo").

    NFKD, marks stripped, casefolded, apostrophes dropped, other punctuation to single spaces,
    and Saint, Sainte, Mount and Fort in their short forms. Empty when nothing is left.
    """
    words = unicodedata.normalize("NFKD", text).casefold().translate(LETTERS).split()
    return " ".join([SHORT_FORMS.get(word, word) for word in words])

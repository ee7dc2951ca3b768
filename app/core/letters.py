"""Which letters a text may hold that others read, and a text made fit to be kept."""

import unicodedata

BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
# Letters and marks that are drawn as nothing.
BLANK = {*"\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0", *map(chr, range(0xFE00, 0xFE10))}


def clean_text(text: str, *, lines: bool = False) -> str:
    """NFC text without edges of white space; raise ValueError for what can't be shown.

    Control and direction-changing characters, lone surrogates and text of invisible
    characters only are refused; `lines` lets line breaks and tabs stand.
    """
    text = unicodedata.normalize("NFC", text).strip()
    allowed = "\n\r\t" if lines else ""
    for letter in text:
        if letter in BIDI or (
            unicodedata.category(letter) in {"Cc", "Cs"} and letter not in allowed
        ):
            raise ValueError("This holds characters that can't be shown. Please type it again.")
    if text and not any(map(_is_seen, text)):
        raise ValueError("This holds only invisible characters.")
    return text


def _is_seen(letter: str) -> bool:
    return letter not in BLANK and unicodedata.category(letter)[0] not in "CZ"

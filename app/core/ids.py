"""Short opaque ids: a random 60-bit integer, shown as 12 Crockford base32 letters."""

import secrets

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
LENGTH = 12
BITS = 5 * LENGTH


def new_id() -> int:
    """A random id; 60 bits, so two of a million collide once in a million instances."""
    return secrets.randbits(BITS)


def show_id(number: int) -> str:
    """The 12 letters of an id; their alphabetical order is the order of the numbers."""
    return "".join(ALPHABET[number >> shift & 31] for shift in range(BITS - 5, -1, -5))


def read_id(text: str) -> int | None:
    """The id behind 12 letters, or None when they are not an id."""
    if len(text) != LENGTH or any(letter not in ALPHABET for letter in text):
        return None
    number = 0
    for letter in text:
        number = number << 5 | ALPHABET.index(letter)
    return number

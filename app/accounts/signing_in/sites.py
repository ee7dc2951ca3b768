"""Where passkeys are made for."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Site:
    """The host's name, and the address pages have."""

    host: str
    origin: str

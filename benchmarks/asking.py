"""The same searches as a browser sends them, for a WSGI application and over a socket."""

import re
from dataclasses import dataclass, replace
from io import BytesIO
from typing import Any
from urllib.parse import urlencode

import orjson

from app.core.ids import read_id
from benchmarks.queries import RANKED

CARD_ADDRESS = re.compile(rb'href="/activities/([0-9a-z]{12})')


@dataclass(frozen=True)
class Sent:
    """One request."""

    method: str
    path: str
    query: str = ""
    body: bytes = b""
    headers: tuple[tuple[str, str], ...] = ()

    def packed(self, encoding: str) -> "Sent":
        """The same, by a browser that takes this packing."""
        return replace(self, headers=(*self.headers, ("Accept-Encoding", encoding)))

    def known(self, tag: str) -> "Sent":
        """The same, by a browser that holds the answer of this tag."""
        return replace(self, headers=(*self.headers, ("If-None-Match", tag)))

    def environ(self) -> dict[str, Any]:
        """As a WSGI server hands it on; a new one each time, as the application writes to it."""
        headers = {f"HTTP_{name.upper().replace('-', '_')}": v for name, v in self.headers}
        return headers | {
            "REQUEST_METHOD": self.method, "PATH_INFO": self.path, "QUERY_STRING": self.query,
            "SCRIPT_NAME": "", "SERVER_NAME": "localhost", "SERVER_PORT": "8000",
            "SERVER_PROTOCOL": "HTTP/1.1", "CONTENT_LENGTH": str(len(self.body)),
            "CONTENT_TYPE": "application/json" if self.body else "", "wsgi.url_scheme": "http",
            "wsgi.input": BytesIO(self.body), "wsgi.errors": BytesIO(), "wsgi.version": (1, 0),
            "wsgi.multithread": True, "wsgi.multiprocess": True, "wsgi.run_once": False,
        }  # fmt: skip

    def wire(self) -> bytes:
        """As it goes over a connection that is kept open."""
        path = f"{self.path}?{self.query}" if self.query else self.path
        lines = [f"{self.method} {path} HTTP/1.1", "Host: localhost"]
        lines += [f"{name}: {value}" for name, value in self.headers]
        if self.body:
            lines += ["Content-Type: application/json", f"Content-Length: {len(self.body)}"]
        return "\r\n".join([*lines, "", ""]).encode() + self.body


def _asked() -> dict[str, Any]:
    near = RANKED.filters.near
    where = {"lat": near.lat, "lon": near.lon} if near else {}
    return where | {
        "radius_km": RANKED.filters.radius_km,
        "from": str(RANKED.filters.first),
        "to": str(RANKED.filters.last),
    }


PROFILE = {
    "level": 4,
    "answers": {"party": "very_nervous", "phone": "avoid"},
    "sensitivities": {"speak": "harder"},
    "interests": ["reading", "gardening", "board_games"],
    "max_km": 15,
    "free_times": ["mon_evening", "wed_afternoon", "fri_evening", "sat_morning"],
    "budget": {"minor": 500, "currency": "GBP"},
}
"""What FULL_PROFILE says, in the words of the API."""

NEARBY = Sent("GET", "/", urlencode(_asked()))
ACTIVITIES = Sent("GET", "/api/v1/activities", urlencode(_asked() | {"format": "in_person"}))
MATCHES = Sent(
    "POST",
    "/api/v1/matches",
    body=orjson.dumps(_asked() | {"format": ["in_person"], "profile": PROFILE}),
)


def ids_of(answer: bytes) -> list[int]:
    """The activities an unpacked answer shows, in order: cards of the API or links of the page."""
    if answer.startswith(b"{"):
        shown = [card["id"] for card in orjson.loads(answer).get("items", [])]
    else:
        shown = list(dict.fromkeys(text.decode() for text in CARD_ADDRESS.findall(answer)))
    return [number for text in shown if (number := read_id(text)) is not None]

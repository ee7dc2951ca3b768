"""One machine that posts: what it tries, and what it is answered."""

import json
import random
import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from http.client import HTTPConnection
from typing import Any
from urllib.parse import urlsplit

from app.core import clock

BAIT = ("Earn money now", "Miracle pills", "Win a phone", "Meet singles tonight", "Free bets")
TOO_MANY, BUSY = "over five a day", 503
LINK = "https://s{number}.example.com/join"


@dataclass
class Spammer:
    """Posts from an address and with a cookie of its own; counts the states it is told."""

    home: str
    number: int
    cookie: str
    told: Counter[str] = field(default_factory=Counter)
    took_s: list[float] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)

    def post_all(self, each: int) -> None:
        """Write, hand in, change and hand in again, more often than a day allows."""
        chance = random.Random(self.number)
        for post in range(each):
            bait = f"{chance.choice(BAIT)} {self.number}-{post}"
            made = self.call("POST", "/activities", listing(bait, chance.randrange(10**6)))
            if made is None:
                continue
            path = f"/activities/{made['id']}"
            self.ids.append(made["id"])
            self.hand_in(path)
            self.call("PATCH", path, {"title": f"{bait}!", "description": f"Go to {LINK}"})
            self.hand_in(path)
            self.call("POST", f"{path}/confirm")
            self.call("POST", f"{path}/cancel")
        if self.call("POST", "/activities", listing("One more", 0)) is None:
            self.told[TOO_MANY] += 1

    def swap(self, number: str) -> None:
        """Make spam of a listing that a moderator found good, by every field there is."""
        path = f"/activities/{number}"
        for change in (
            {"title": "Win a phone"}, {"url": LINK}, {"address": "9 Mill Street"},
            {"lat": 53.39}, {"description": "Join win-now.bet"}, {"kind": "support_meetup"},
            {"steps": ["Ring 07700 900 123"]}, {"contact_public": "t.me/win"},
            {"starts_at": (clock.now() + timedelta(days=9)).strftime("%Y-%m-%dT20:00")},
        ):  # fmt: skip
            self.call("PATCH", path, change)

    def hand_in(self, path: str) -> None:
        """Hand in, and note how long that took."""
        began = time.monotonic()
        answer = self.call("POST", f"{path}/publish")
        self.took_s.append(time.monotonic() - began)
        self.told[answer["state"] if answer else "refused"] += 1

    def call(
        self, method: str, path: str, body: Mapping[str, Any] | None = None
    ) -> dict[str, Any] | None:
        """The answer; None where it is refused. While the server is busy it asks again."""
        status, answer = ask(self, method, path, body)
        while status == BUSY:
            self.told["busy"] += 1
            time.sleep(1.0)
            status, answer = ask(self, method, path, body)
        self.told[f"status {status // 100}xx"] += 1
        return answer if status < 400 else None


def ask(
    spammer: Spammer, method: str, path: str, body: Mapping[str, Any] | None = None
) -> tuple[int, dict[str, Any]]:
    """One request of the API from a spammer's address."""
    link = HTTPConnection(urlsplit(spammer.home).netloc, timeout=60)
    headers = {
        "Cookie": spammer.cookie, "Sec-Fetch-Site": "same-origin",
        "Content-Type": "application/json", "X-Forwarded-Proto": "http",
        "X-Forwarded-For": f"198.51.{spammer.number // 250}.{spammer.number % 250 + 1}",
    }  # fmt: skip
    sent = json.dumps(body) if body is not None else None
    link.request(method, f"/api/v1{path}", sent, headers)
    answer = link.getresponse()
    read = answer.read()
    link.close()
    return answer.status, json.loads(read) if read else {}


def listing(title: str, number: int) -> dict[str, Any]:
    """A complete listing of next week."""
    day = (clock.now() + timedelta(days=7)).strftime("%Y-%m-%d")
    return {
        "title": title, "kind": "interest_group", "description": f"Come and see. {title}",
        "starts_at": f"{day}T18:00", "ends_at": f"{day}T20:00", "time_zone": "Europe/London",
        "place_name": "Town Hall", "lat": 53.381, "lon": -1.471, "booking": "none",
        "url": LINK.format(number=number),
    }  # fmt: skip

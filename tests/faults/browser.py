"""A guest's browser: sends each ask with its own key, again and again until it is answered."""

import http.client
import json
import re
import secrets
import time
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

TOKEN = re.compile(r"__Host-s=([^;]*)")
AT_ONCE_S = 20.0
PATIENCE_S = 240.0
AGAIN_AFTER_S = 0.05


class Unanswered(Exception):
    """No whole answer came."""


@dataclass(frozen=True)
class Answer:
    """One answer as it came over the wire; `seconds` from asking to its end."""

    status: int
    body: Any
    token: str | None
    wait: str | None
    seconds: float
    text: str = ""


@dataclass(frozen=True)
class Told:
    """What was asked and what was answered in the end; the two moments are monotonic."""

    what: str
    date: str
    path: str
    method: str
    sent: dict[str, Any] | None
    key: str
    token: str | None
    answer: Answer
    asked_at: float
    told_at: float


@dataclass
class Browser:
    """The browser of one person. `seen` counts every outcome, broken connections as 0."""

    port: int
    token: str | None = None
    history: list[Told] = field(default_factory=list)
    seen: Counter[int] = field(default_factory=Counter)
    slowest_s: float = 0.0
    waits: list[str | None] = field(default_factory=list)

    def once(
        self,
        method: str,
        path: str,
        sent: dict[str, Any] | None = None,
        headers: dict[str, str] | None = None,
    ) -> Answer:
        """Ask one time; raises Unanswered for a connection that broke or took too long."""
        own = {"Sec-Fetch-Site": "same-origin"} | (headers or {})
        if self.token:
            own["Cookie"] = f"__Host-s={self.token}"
        if sent is not None:
            own["Content-Type"] = "application/json"
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=AT_ONCE_S)
        began = time.monotonic()
        try:
            body = None if sent is None else json.dumps(sent)
            connection.request(method, path, body, own)
            got = connection.getresponse()
            text = got.read().decode()
        except (OSError, http.client.HTTPException) as error:
            raise Unanswered(type(error).__name__) from error
        finally:
            connection.close()
        token = TOKEN.search(got.headers.get("Set-Cookie") or "")
        found = json.loads(text) if "json" in (got.headers.get("Content-Type") or "") else None
        return Answer(
            got.status,
            found,
            token[1] if token else None,
            got.headers.get("Retry-After"),
            time.monotonic() - began,
            text,
        )

    def tell(self, what: str, date: str, method: str, sent: dict[str, Any] | None = None) -> Answer:
        """Ask until there is an answer other than 503, always with the same key; note it."""
        key, began, token = secrets.token_hex(20), time.monotonic(), self.token
        path = f"/api/v1/occurrences/{date}/rsvp{'' if method != 'POST' else '/' + what}"
        answer = self._until_answered(method, path, sent, key)
        self.token = answer.token or self.token
        self.history.append(
            Told(what, date, path, method, sent, key, token, answer, began, time.monotonic())
        )
        return answer

    def _until_answered(
        self, method: str, path: str, sent: dict[str, Any] | None, key: str
    ) -> Answer:
        until = time.monotonic() + PATIENCE_S
        while time.monotonic() < until:
            try:
                answer = self.once(method, path, sent, {"Idempotency-Key": key})
            except Unanswered:
                self.seen[0] += 1
            else:
                self.seen[answer.status] += 1
                self.slowest_s = max(self.slowest_s, answer.seconds)
                if answer.status != 503:
                    return answer
                self.waits.append(answer.wait)
            time.sleep(AGAIN_AFTER_S)
        raise Unanswered(f"{method} {path} had no answer in {PATIENCE_S:.0f} s.")

    def again(self, told: Told) -> Answer:
        """Send the very same once more, as the browser would that never saw the answer."""
        twin = Browser(self.port, token=told.token)
        return twin._until_answered(told.method, told.path, told.sent, told.key)

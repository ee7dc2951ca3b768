"""Threads of people who hold places, change their minds, and go on until told to stop."""

import random
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from tests.faults.browser import Browser, Told, Unanswered

DATES_A_LIFE = 4


@dataclass
class Crowd:
    """All browsers there were, and what went wrong in a thread."""

    port: int
    dates: tuple[str, ...]
    seed: int
    browsers: list[Browser] = field(default_factory=list)
    troubles: list[str] = field(default_factory=list)
    is_over: threading.Event = field(default_factory=threading.Event)

    @property
    def told(self) -> list[Told]:
        """Everything that was answered."""
        return [told for browser in self.browsers for told in browser.history]

    @property
    def seen(self) -> Counter[int]:
        """How often each status came; 0 is a broken connection."""
        return sum((browser.seen for browser in self.browsers), Counter())

    def live(self, number: int) -> None:
        """One guest after another, each a new browser."""
        chance = random.Random(f"{self.seed} {number}")
        while not self.is_over.is_set():
            browser = Browser(self.port)
            self.browsers.append(browser)
            try:
                one_life(browser, self.dates, chance)
            except Unanswered as error:
                self.troubles.append(str(error))


def one_life(browser: Browser, dates: tuple[str, ...], chance: random.Random) -> None:
    """Hold some places, look at them again, and give most back.

    Who left the waiting list does not join it again: that would be taking the leaving back,
    with the old place in the list, and the checker counts who came.
    """
    for date in chance.sample(dates, min(DATES_A_LIFE, len(dates))):
        has = _hold(browser, date, chance)
        if has == "going" and chance.random() < 0.4:
            browser.tell("leave", date, "DELETE")
            has = _hold(browser, date, chance)
        if has == "going" and chance.random() < 0.3:
            browser.tell("confirm", date, "POST")
        if chance.random() < 0.3:
            browser.tell("hold", date, "PUT", {"party_size": 1, "alias": "Sam"})
        if has == "waitlisted" and chance.random() < 0.5:
            browser.tell("accept", date, "POST")
        if chance.random() < 0.8:
            browser.tell("leave", date, "DELETE")


def _hold(browser: Browser, date: str, chance: random.Random) -> str:
    size = chance.choice((1, 1, 2))
    answer = browser.tell("hold", date, "PUT", {"party_size": size})
    return str(answer.body.get("status"))


@contextmanager
def living(
    port: int, dates: tuple[str, ...], *, threads: int = 8, seed: int = 1
) -> Iterator[Crowd]:
    """A crowd that lives until the end of the block; then each finishes what it is at."""
    crowd = Crowd(port, dates, seed)
    lives = [threading.Thread(target=crowd.live, args=(n,), daemon=True) for n in range(threads)]
    for life in lives:
        life.start()
    try:
        yield crowd
    finally:
        crowd.is_over.set()
        for life in lives:
            life.join()

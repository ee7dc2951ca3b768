"""Shared last steps of every reader: titles, descriptions, topics, dates and cost."""

import hashlib
from collections.abc import Iterable
from datetime import date

from app.activities.drafts import Money
from app.activities.vocabulary import topics_for
from app.exchange.reading import Draft, RowRefused, Task
from app.exchange.scrub import without_private
from app.exchange.text import LONGEST_DESCRIPTION, LONGEST_TITLE, one_line, plain_text, shortened

SHORTEST_TITLE = 3
LONGEST_ORGANISER = 200
LONGEST_IDENTITY = 300
MOST_TOPICS = 5
EURO = {"AT", "BE", "CY", "DE", "EE", "ES", "FI", "FR", "GR", "HR", "IE", "IT", "LT", "LU", "LV"}
EURO |= {"MT", "NL", "PT", "SI", "SK"}
OWN_MONEY = {"US": "USD", "CA": "CAD", "GB": "GBP", "AU": "AUD", "NZ": "NZD", "CH": "CHF"}
CURRENCIES = OWN_MONEY | dict.fromkeys(EURO, "EUR")


def shape_title(draft: Draft, title: str | None) -> str:
    """The title as one line of 3 to 120 characters; refuse the row without one."""
    line = one_line(title)
    draft.title = shortened(line, LONGEST_TITLE)
    if len(line) < SHORTEST_TITLE:
        raise RowRefused("it has no title")
    if draft.title != line:
        draft.repair("title shortened to 120 characters")
    return draft.title


def shape_description(draft: Draft, *texts: str | None) -> str:
    """The description as plain text of at most 5,000 characters, without private things."""
    whole = "\n\n".join(filter(None, (plain_text(text) for text in texts)))
    kept, was_private = without_private(whole)
    if was_private:
        draft.repair("passwords, ids or contacts left out of its text")
    if len(kept) > LONGEST_DESCRIPTION:
        draft.repair("description shortened to 5,000 characters")
    return shortened(kept, LONGEST_DESCRIPTION)


def shape_name(name: str | None) -> str | None:
    """An organiser's name as one line; None for an empty one or an e-mail address."""
    line = one_line(name)
    if not line or "@" in line or not any(letter.isalnum() for letter in line):
        return None
    return shortened(line, LONGEST_ORGANISER)


def identity(source_id: object) -> str:
    """The row's own id as text; a very long one by its fingerprint."""
    line = one_line(str(source_id or ""))
    if len(line) <= LONGEST_IDENTITY:
        return line
    return f"sha256:{hashlib.sha256(line.encode()).hexdigest()}"


def topics_of(task: Task, *texts: str) -> tuple[str, ...]:
    """The operator's topics first, then those the row's words name; at most five."""
    named = (topic for text in texts for topic in topics_for(text))
    return tuple(dict.fromkeys([*task.options.topics, *named]))[:MOST_TOPICS]


def newest(days: Iterable[date | None], task: Task) -> date:
    """The newest of a file's own dates that is not ahead of us, else the file's day."""
    known = [day for day in days if day and day <= task.today]
    return max(known, default=task.options.dated or task.today)


def free_of_charge(*, is_free: bool | None, country: str | None) -> Money | None:
    """No cost in the country's currency, or None when cost or currency are not told."""
    currency = CURRENCIES.get(country or "")
    return Money(minor=0, currency=currency) if is_free and currency else None

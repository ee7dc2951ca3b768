"""Shared last steps of every reader: titles, descriptions, topics, dates and cost."""

import hashlib
from collections.abc import Iterable, Sequence
from datetime import date

from app.activities.drafts import Money
from app.activities.vocabulary import topics_for
from app.exchange.leftovers import without_leftovers
from app.exchange.links import MeetingLink
from app.exchange.reading import Draft, RowRefused, Task
from app.exchange.scrub import EMAIL, without_private
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


def shape_description(
    draft: Draft,
    *texts: str | None,
    page: str | None = None,
    people: Sequence[str] = (),
    note: str = "",
) -> str:
    """The description as plain text of at most 5,000 characters, without private things.

    `page` is the row's own page, `people` are names that must not be told; `note` is a
    sentence of ours that ends the text.
    """
    whole = "\n\n".join(filter(None, (plain_text(text) for text in texts)))
    kept, was_private = without_private(whole, people)
    if was_private:
        draft.repair("passwords, ids or contacts left out of its text")
    kept, had_leftovers = without_leftovers(kept, page)
    if had_leftovers:
        draft.repair("leftovers of an online meeting or lone links left out of its text")
    longest = LONGEST_DESCRIPTION - (len(note) + 2 if note else 0)
    if len(kept) > longest:
        draft.repair("description shortened to 5,000 characters")
    return "\n\n".join(filter(None, (shortened(kept, longest), note)))


def note_cuts(draft: Draft, link: MeetingLink) -> None:
    """Say what was cut off a link to an online meeting."""
    if link.had_password:
        draft.repair("the password in its meeting link was left out")
    if link.had_more:
        draft.repair("parts of its meeting link that may name a person were left out")


def shape_name(name: str | None) -> str | None:
    """An organiser's name as one line; None for an empty one or one with an e-mail address."""
    line = one_line(name)
    if not any(letter.isalnum() for letter in line) or EMAIL.search(name or ""):
        return None
    return shortened(line, LONGEST_ORGANISER)


def identity(source_id: object) -> str:
    """The row's own id as text; a very long one by its fingerprint."""
    line = one_line(str(source_id or ""))
    if len(line) <= LONGEST_IDENTITY:
        return line
    return f"sha256:{hashlib.sha256(line.encode()).hexdigest()}"


def likeness(*parts: object) -> str:
    """A fingerprint of what makes two rows the same to a reader: title, start, place."""
    text = "\n".join(one_line(str(part or "")).casefold() for part in parts)
    return hashlib.sha256(text.encode()).hexdigest()[:40]


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

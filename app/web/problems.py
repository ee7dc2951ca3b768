"""What is wrong with what was asked, beside each field and in one summary."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from app.web import words

SHEETS = {
    "place": "place", "lat": "place", "lon": "place", "radius_km": "radius",
    "when": "when", "from": "when", "to": "when",
}  # fmt: skip
FIELD_WORDS = {
    "radius_km": "How far away", "from": "First day", "to": "Last day", "kind": "Kind",
    "topic": "Topics", "format": "How people meet", "part_of_day": "Time of day",
    "weekday": "Days", "free": "Cost", "max_cost": "Cost", "access": "Access",
    "language": "Language", "age": "Open to age", "level": "How anxious I feel",
    "answers": "Six situations", "feel": "Easier or harder for me", "interest": "What I like",
    "pace": "My pace", "today": "Today I feel", "max_km": "How far I like to go",
    "budget": "What a visit may cost",
    "free_time": "When I am free", "email": "Your address", "quiet_hours": "Quiet hours",
    "display_name": "Your name", "party_size": "How many come", "alias": "A name",
    "needs": "What would help", "date": "Which date",
    "reason": "What is wrong", "text": "In your own words", "facts": "What to ask",
    "day": "The date", "from_time": "From", "to_time": "To", "repeats": "How often",
    "until": "Last day", "count": "How many times", "off": "Days off",
    "break_first": "The break", "break_last": "The break", "extra_day": "Extra dates",
    "extra_time": "Extra dates",
    "title": "Its name", "organiser_name": "Who runs it", "description": "About it",
    "place_name": "Name of the place", "address": "Address", "lat": "The pin", "lon": "The pin",
    "town": "Town", "finding_us": "Finding the door", "online_url": "The link",
    "time_zone": "Time zone", "arrangement": "Between which days", "steps": "What will happen",
    "greeter_name": "Who meets a newcomer", "age_min": "From age", "age_max": "Up to age",
    "bring": "What to bring", "contact_public": "How to ask you", "cost": "What it costs",
    "url": "A page of your own", "starts_at": "When it begins", "ends_at": "When it ends",
    "capacity": "How many can come", "note": "The note",
    "scope": "Which dates", "first": "First day off", "last": "Last day off",
}  # fmt: skip


@dataclass(frozen=True)
class Problems:
    """Sentences by field name, as the schema or the search gave them.

    `names` says what fields are called on this page, where it calls them something else.
    """

    by_field: Mapping[str, list[str]]
    names: Mapping[str, str] = field(default_factory=dict)

    @property
    def heading(self) -> str:
        """`Two answers need a look`."""
        count = len(self.by_field)
        return f"{words.number(count)} {'answer needs' if count == 1 else 'answers need'} a look"

    def of(self, *names: str) -> str | None:
        """The first sentence about any of these fields."""
        return next((self.by_field[name][0] for name in names if name in self.by_field), None)

    @property
    def sheets(self) -> set[str]:
        """The sheets of Nearby that hold a wrong field."""
        return {SHEETS.get(name, "filters") for name in self.by_field}

    def lines(self) -> Iterable[tuple[str, str]]:
        """For each wrong field, the id to go to, which it is and what to mend."""
        names = {**FIELD_WORDS, **self.names}
        return (
            (anchor(name), _called(names, name, said[0])) for name, said in self.by_field.items()
        )


def anchor(name: str) -> str:
    """The id of a field: `answers.party` stands at `answers`."""
    field = name.split(".", maxsplit=1)[0]
    return f"f-{'place' if field in {'lat', 'lon', 'cursor'} else field}"


def named(name: str, said: str) -> str:
    """`How far away: this must be a number.` A field without words of its own is not named."""
    return _called(FIELD_WORDS, name, said)


def _called(names: Mapping[str, str], name: str, said: str) -> str:
    word = names.get(name.split(".", maxsplit=1)[0])
    return f"{word}: {said[:1].lower()}{said[1:]}" if word else said


NONE = Problems({})

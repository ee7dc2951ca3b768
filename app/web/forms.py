"""Reads what a page was asked, from an address or a form, into what the API would be given."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import parse_qsl

from werkzeug.datastructures import MultiDict

from app.comfort import FACTS, SITUATIONS
from app.core.errors import SENTENCE, Invalid
from app.core.reading import read_json, read_values
from app.core.requests import load
from app.discovery.profile_schemas import ProfileSchema
from app.discovery.schemas import FilterSchema
from app.web import times

WHERE_AND_WHEN = ("place", "lat", "lon", "radius_km", "when", "from", "to")
NARROWING = (
    "kind", "topic", "format", "part_of_day", "weekday",
    "free", "max_cost", "access", "language", "age",
)  # fmt: skip
SEARCH_NAMES = (*WHERE_AND_WHEN, *NARROWING, "sort", "view")
SEVERAL = frozenset(
    {"kind", "topic", "format", "part_of_day", "weekday", "access", "language"}
    | {"interest", "free_time"}
)
PROFILE_NAMES = (
    "level",
    *(f"answer_{situation.key}" for situation in SITUATIONS),
    *(f"feel_{fact}" for fact in FACTS),
    "today", "pace", "interest", "max_km", "free_time", "budget_minor", "budget_currency", "state",
)  # fmt: skip
USUAL = {"usual", "balanced"}

TWO_ANSWERS = "Two different answers came with this. Please choose one."
IN_PERSON = "in_person"

Values = MultiDict[str, str]
Changes = Mapping[str, str | tuple[str, ...]]


@dataclass(frozen=True)
class Asked:
    """What a page was asked: the words as typed, kept to be shown again and sent on.

    `search` and `profile` hold only known names with something in them. `kept` says where the
    profile lives: "form" (in this page's forms) or "device" (a script keeps it).
    """

    search: Values
    profile: Values = field(default_factory=MultiDict)
    cursor: str | None = None
    kept: str = "form"

    @property
    def has_profile(self) -> bool:
        """True when something was answered that changes what is suggested."""
        return any(
            value not in USUAL and name != "budget_currency"
            for name, value in self.profile.items(multi=True)
        )

    def changed(self, changes: Changes) -> "Asked":
        """The same asking with some names of the search replaced; empty values go."""
        kept = [(n, v) for n, v in self.search.items(multi=True) if n not in changes]
        new = [
            (name, value)
            for name, values in changes.items()
            for value in ([values] if isinstance(values, str) else values)
            if value
        ]
        return replace(self, search=MultiDict(kept + new), cursor=None)

    @property
    def has_place(self) -> bool:
        """True when it was said where to look."""
        return bool(self.search.get("place") or self.search.get("lat"))

    @property
    def means_near(self) -> bool:
        """True when only what is near in person is meant: a place was given and no other way."""
        return self.has_place and not self.is_plain and "format" not in self.search

    @property
    def is_plain(self) -> bool:
        """True when everything is to be shown without any fit."""
        return self.search.get("view") == "plain"

    @property
    def sends_forms(self) -> bool:
        """True when the ways on must be forms, because only they carry the profile."""
        return bool(self.profile) and self.kept == "form"


def read_asked(query: Values, form: Values | None = None) -> Asked:
    """Read an address (GET) or a form (POST). Unknown names are ignored, of repeats the last."""
    values = _with_change(query if form is None else form)
    profile = _profile(values) if form is not None else MultiDict()
    search = _known(values, SEARCH_NAMES)
    if search.get("place"):
        # What a person types counts for more than the point they looked from before.
        search.poplist("lat")
        search.poplist("lon")
    if search.get("when") in times.PRESETS:
        search.poplist("from")
        search.poplist("to")
    asked = Asked(
        search=search,
        profile=profile,
        cursor=values.get("cursor") or None,
        kept="device" if form is not None and values.get("kept") == "device" else "form",
    )
    if search.getlist("format") == [IN_PERSON] and asked.has_place and not asked.is_plain:
        # Near means in person anyway: the filter would say nothing more.
        search.poplist("format")
    return asked


def _with_change(values: Values) -> Values:
    """A button may send `change=radius_km=10&sort=`: those names are replaced, empty ones go."""
    changes = MultiDict(parse_qsl(values.get("change", ""), keep_blank_values=True))
    if not changes:
        return values
    kept = [(name, value) for name, value in values.items(multi=True) if name not in changes]
    return MultiDict(kept + list(changes.items(multi=True)))


def _profile(values: Values) -> Values:
    """What is told of a person; two different answers to one question both stay, to be named."""
    known = _known(values, PROFILE_NAMES)
    for name in PROFILE_NAMES:
        given = {value.strip() for value in values.getlist(name) if value.strip()}
        if name not in SEVERAL and len(given) > 1:
            known.setlist(name, sorted(given))
    return known


def _known(values: Values, names: Iterable[str]) -> Values:
    known: Values = MultiDict()
    for name in names:
        given = [value.strip() for value in values.getlist(name) if value.strip()]
        for value in given if name in SEVERAL else given[-1:]:
            known.add(name, value)
    return known


def read_filters(asked: Asked) -> dict[str, Any]:
    """The filters as the schema loads them; raises Invalid with errors by field.

    A preset of days ("today") is not in them: which day that is depends on the place.
    """
    typed = MultiDict(asked.search)
    if asked.cursor:
        typed["cursor"] = asked.cursor
    values, _ = read_values(typed, FilterSchema().load_fields, ignore_unknown=True)
    loaded: dict[str, Any] = load(FilterSchema(), values)
    return loaded


def read_profile(asked: Asked) -> dict[str, Any] | None:
    """The profile as the schema loads it, None where nothing was answered.

    Raises Invalid with errors by field, also where one question has two different answers.
    """
    if not asked.has_profile:
        return None
    twice = [name for name, given in asked.profile.lists() if name not in SEVERAL and given[1:]]
    if twice:
        raise Invalid(SENTENCE, {_field(name): [TWO_ANSWERS] for name in twice})
    loaded: dict[str, Any] = load(ProfileSchema(), profile_values(asked.profile))
    return loaded


def _field(name: str) -> str:
    """The profile's name for a field of the form: `answers.party` for `answer_party`."""
    start, _, key = name.partition("_")
    part = {"answer": "answers", "feel": "sensitivities", "budget": "budget"}.get(start)
    return f"{part}.{key}" if part else name


def profile_values(typed: Values) -> dict[str, Any]:
    """The form's fields as the profile's JSON; odd values stay text: the schema names them."""
    values: dict[str, Any] = {}
    if level := typed.get("level"):
        values["level"] = _whole(level)
    answers = {s.key: typed[f"answer_{s.key}"] for s in SITUATIONS if f"answer_{s.key}" in typed}
    feelings = {fact: typed[f"feel_{fact}"] for fact in FACTS if f"feel_{fact}" in typed}
    several = {"interests": typed.getlist("interest"), "free_times": typed.getlist("free_time")}
    values |= _filled({"answers": answers, "sensitivities": feelings, **several})
    values |= {name: typed[name] for name in ("pace", "today") if typed.get(name)}
    if max_km := typed.get("max_km"):
        values["max_km"] = _whole(max_km)
    if budget := typed.get("budget_minor"):
        currency = typed.get("budget_currency", "GBP")
        values["budget"] = {"minor": _whole(budget), "currency": currency}
    if state := typed.get("state"):
        values["state"] = read_json(state.encode())
    return values


def _filled(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value}


def _whole(text: str) -> int | str:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else text  # noqa: PLR2004

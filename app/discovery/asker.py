"""A profile as the search needs it: read from a request, used, and dropped."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

import orjson

from app.comfort import Been, Profile, on_a_day, profile_from_words
from app.core.ids import read_id


@dataclass(frozen=True, kw_only=True)
class Asker:
    """What a person told of themselves, for the length of one request.

    `is_told` is False when nothing was said about comfort: then no band is shown. `profile` is
    that of the day, `usual` that of most days; `been` are visits so far, by activity.
    """

    profile: Profile
    is_told: bool
    usual: Profile = field(default_factory=Profile)
    been: Mapping[int, Been] = field(default_factory=dict)
    pace: str = "balanced"
    interests: frozenset[str] = frozenset()
    max_km: float | None = None
    free_times: frozenset[str] = frozenset()
    budget: tuple[int, str] | None = None

    def fingerprint(self) -> bytes:
        """Everything told, in one form; for binding a cursor, never for keeping."""
        told = asdict(self)
        told |= {name: sorted(told[name]) for name in ("interests", "free_times")}
        told["been"] = sorted(told["been"].items())
        return orjson.dumps(told)


def read_asker(told: Mapping[str, Any]) -> Asker:
    """Make an Asker of what ProfileSchema loaded; `state`, when there, replaces the words."""
    budget, today = told.get("budget"), told.get("today", "usual")
    names = ("state", "level", "answers", "sensitivities")
    usual = read_profile(told)
    return Asker(
        profile=on_a_day(usual, today),
        usual=usual,
        been=read_been(told),
        is_told=any(told.get(name) for name in names) or today != "usual",
        pace=told.get("pace", "balanced"),
        interests=frozenset(told.get("interests", ())),
        max_km=told.get("max_km"),
        free_times=frozenset(told.get("free_times", ())),
        budget=(budget["minor"], budget["currency"]) if budget else None,
    )


def read_profile(told: Mapping[str, Any]) -> Profile:
    """Make the Profile of what ProfileSchema loaded, as it is on most days."""
    state = told.get("state")
    if not state:
        return profile_from_words(
            told.get("level"), told.get("answers", {}), told.get("sensitivities", {})
        )
    return Profile(
        theta=state["theta"],
        variance=state["variance"],
        sensitivities=state.get("sensitivities", {}),
        sensitivity_variances=state.get("sensitivity_variances", {}),
    )


def read_been(told: Mapping[str, Any]) -> dict[int, Been]:
    """Visits so far by the number of the activity, the one gone to last at the end."""
    state = told.get("state") or {}
    return {
        number: Been(one["times"], one["peak"])
        for one in state.get("visited", ())
        if (number := read_id(one["activity_id"])) is not None
    }

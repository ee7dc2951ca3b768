"""A draft's content as the fields of the forms, and back."""

from collections.abc import Mapping
from typing import Any

from werkzeug.datastructures import MultiDict

from app.activities.posting.content import plain
from app.activities.posting.schemas import ChangedActivitySchema
from app.activities.vocabulary import ACCESS
from app.comfort import FACTS, SUPPORTS
from app.core.requests import load
from app.web.forms import Values
from app.web.words import WHOLE_ONLY

FLAGS = {True: "yes", False: "no"}
READ_FLAGS = {"yes": True, "no": False}
PLAIN = {
    "what": ("title", "kind", "description"),
    "where": ("format", "place_name", "address", "finding_us", "time_zone"),
    "expect": (),
    "people": ("greeter_name", "contact_public", "bring"),
    "access": (),
}
# An empty field of these means that there is none.
CLEARED = {
    "where": ("lat", "lon", "online_url"),
    "people": ("capacity", "party_limit", "booking", "age_min", "age_max"),
    "access": ("language", "url"),
}
NUMBERS = frozenset({"lat", "lon"})
WHOLES = frozenset({"capacity", "party_limit", "age_min", "age_max"})
LISTS = {"what": ("topics",), "people": ("audience",)}


def typed_of(content: Mapping[str, Any]) -> Values:
    """All that a content says, as the forms' fields."""
    comfort = content.get("comfort") or {}
    typed: Values = MultiDict()
    for name, value in content.items():
        if name in {"topics", "audience"}:
            typed.setlist(name, list(value or ()))
        elif isinstance(value, str | int | float):
            typed[name] = str(value)
    typed["steps"] = "\n".join(content.get("steps") or ())
    for key, value in (comfort.get("facts") or {}).items():
        typed[f"fact_{key}"] = "" if value is None else str(value)
    for key, value in (comfort.get("supports") or {}).items():
        typed[f"support_{key}"] = FLAGS.get(value, "")
    for key, value in (content.get("access") or {}).items():
        typed[f"access_{key}"] = FLAGS.get(value, "")
    _type_cost(typed, content.get("cost"))
    return typed


def read_step(step: str, form: Values) -> dict[str, Any]:
    """What was typed on one step, as the fields of POST /activities.

    Raises Invalid with errors by field for what does not fit.
    """
    values: dict[str, Any] = {name: form.get(name, "").strip() for name in PLAIN[step]}
    for name in ("kind", "format", "time_zone"):
        if not values.get(name, "x"):
            del values[name]
    for name in CLEARED.get(step, ()):
        values[name] = _number(name, form.get(name, "").strip())
    if values.get("party_limit", 0) is None:
        del values["party_limit"]
    for name in LISTS.get(step, ()):
        values[name] = form.getlist(name)
    if step == "expect":
        values |= _expectation(form)
    if step == "access":
        values["access"] = _flags("access", tuple(ACCESS), form)
        values["cost"] = _cost(form)
    loaded: dict[str, Any] = plain(load(ChangedActivitySchema(only=tuple(values)), values))
    return loaded


def _expectation(form: Values) -> dict[str, Any]:
    facts = {key: _number("fact", form.get(f"fact_{key}", "")) for key in FACTS}
    return {
        "comfort": {"facts": facts, "supports": _flags("support", SUPPORTS, form)},
        "steps": [line.strip() for line in form.get("steps", "").splitlines() if line.strip()],
    }


def _flags(kind: str, keys: tuple[str, ...], form: Values) -> dict[str, bool | None]:
    return {key: READ_FLAGS.get(form.get(f"{kind}_{key}", "")) for key in keys}


def _number(name: str, text: str) -> float | int | str | None:
    """A number as JSON would hold it; a text that is none stays one, and is refused as such."""
    if not text:
        return None
    text = text.replace(",", ".") if name in NUMBERS else text
    try:
        if name in NUMBERS:
            return float(text)
        return int(text) if name in WHOLES or name == "fact" else text
    except ValueError:
        return text


def _cost(form: Values) -> dict[str, Any] | None:
    kind, currency = form.get("cost_kind", ""), form.get("cost_currency", "") or "GBP"
    if kind == "free":
        return {"minor": 0, "currency": currency}
    if kind != "paid":
        return None
    digits = 0 if currency in WHOLE_ONLY else 2
    try:
        amount = float(form.get("cost_amount", "").strip().replace(",", "."))
        return {"minor": round(amount * 10**digits), "currency": currency}
    except (ValueError, OverflowError):
        return {"minor": form.get("cost_amount", ""), "currency": currency}


def _type_cost(typed: Values, cost: Mapping[str, Any] | None) -> None:
    if cost is None:
        return
    typed["cost_kind"] = "paid" if cost["minor"] else "free"
    typed["cost_currency"] = cost["currency"]
    whole = cost["currency"] in WHOLE_ONLY
    typed["cost_amount"] = str(cost["minor"]) if whole else f"{cost['minor'] / 100:.2f}"

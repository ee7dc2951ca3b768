"""What a person wants to be told, and when not: kept in `people.settings`."""

from collections.abc import Mapping
from datetime import UTC, datetime, time, timedelta
from typing import Any

from app.accounts.models import Person
from app.core.clock import zone
from app.core.errors import SENTENCE, Invalid

REMINDER, CHANGE, CANCELLATION, OFFER, STILL_FINE, MESSAGE = (
    "reminder", "change", "cancellation", "offer", "still_fine", "message",
)  # fmt: skip
# What somebody who gave a channel is told unless they say otherwise; the rest is asked for.
KINDS = {
    CHANGE: True, CANCELLATION: True, OFFER: True, MESSAGE: True, REMINDER: False,
    STILL_FINE: False,
}  # fmt: skip
# An activity that was taken down is told to whoever wants to hear of what is called off.
TAKEN_DOWN = "taken_down"
CHOSEN_WITH = {TAKEN_DOWN: CANCELLATION}
NIGHT = {"from": "21:00", "until": "08:00"}

Settings = Mapping[str, Any]


def kinds(settings: Settings) -> dict[str, bool]:
    """Every kind of notice, and whether this person is told it."""
    chosen: Mapping[str, bool] = settings.get("notices", {})
    return {kind: chosen.get(kind, wanted) for kind, wanted in KINDS.items()}


def quiet_hours(settings: Settings) -> dict[str, str] | None:
    """`from` and `until` as HH:MM on the wall; None for somebody who wants none."""
    chosen: dict[str, str] | None = settings.get("quiet", NIGHT)
    return chosen


def change(person: Person, asked: Mapping[str, Any]) -> None:
    """Set what a person asked for; what is not named stays as it is.

    Raises Invalid for quiet hours that lack an end or never end.
    """
    told = dict(asked)
    settings = dict(person.settings)
    if "notices" in told:
        settings["notices"] = settings.get("notices", {}) | told.pop("notices")
    if "quiet_hours" in told:
        settings["quiet"] = _checked(told.pop("quiet_hours"))
    person.settings = settings
    for name, value in told.items():
        setattr(person, name, value)


def _checked(quiet: dict[str, str] | None) -> dict[str, str] | None:
    if quiet is None:
        return None
    missing = [name for name in ("from", "until") if name not in quiet]
    if missing:
        raise Invalid(SENTENCE, {f"quiet_hours.{name}": ["Please give this."] for name in missing})
    if quiet["from"] == quiet["until"]:
        said = "Quiet hours need another time as their end. Send null for none."
        raise Invalid(SENTENCE, {"quiet_hours.until": [said]})
    return quiet


def quiet_until(settings: Settings, moment: datetime, time_zone: str) -> datetime | None:
    """The end of the quiet hours a moment lies in, on clocks of a zone; None outside of them."""
    quiet = quiet_hours(settings)
    if quiet is None:
        return None
    first, last = time.fromisoformat(quiet["from"]), time.fromisoformat(quiet["until"])
    local = moment.astimezone(zone(time_zone))
    clock = local.time().replace(tzinfo=None)
    is_quiet = first <= clock < last if first < last else clock >= first or clock < last
    if not is_quiet:
        return None
    day = local.date() + timedelta(days=1 if clock >= last else 0)
    return datetime.combine(day, last, local.tzinfo).astimezone(UTC)

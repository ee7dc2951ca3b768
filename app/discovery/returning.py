"""How a place one has been to may feel: visits there beside what is told of it."""

from collections.abc import Mapping
from typing import Any, Final

from app.activities.models import Activity
from app.comfort import Comfort, at_place, beside_guess, ease_at
from app.discovery.asker import Asker
from app.discovery.cards import comfort, fit

BESIDE_GUESS: Final = {
    "calmer": "You were here: it was calmer than we would guess",
    "as_guessed": "You were here: it was about as we would guess",
    "harder": "You were here: it was harder than we would guess",
}


def fit_of(
    activity: Activity,
    asker: Asker,
    circumstances: Mapping[str, Any],
    changed: Comfort | None = None,
) -> dict[str, Any]:
    """The band and the reasons in words for who asks, and what their own visits there say.

    `changed` is how it would be with something about it different.
    """
    been = asker.been.get(activity.id)
    if been is None:
        return fit(activity, asker.profile, circumstances, changed)
    told = comfort(activity)
    ease = ease_at(asker.usual, told, been)
    said = fit(activity, at_place(asker.profile, ease), circumstances, changed)
    return said | {"been": BESIDE_GUESS[beside_guess(asker.usual, told, ease)]}

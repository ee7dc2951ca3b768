"""Worlds to try the model in. None has the model's form; each errs in another way."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, kw_only=True)
class World:
    """How people and activities truly are in one made-up world.

    `norm`: how facts add up to a demand: 1 a plain sum, large the one worst thing (the model
    takes 2). Strains (`host`, `match`, `mood`) are standard deviations on the scale of theta:
    of the hidden host, of person and activity together, of the day; `blindness` that of what
    people foresee. `help` is what a support takes off at most, on average; `backfires` is the
    share of supports that make it worse for a person; `missing`, `wrong` and `understated` are
    shares of what organisers tell; `dread` the chance that a fact is far harder for a person
    than for most; `ease_shift` moves all people. `learns` is how people grow: by `stirring`
    visits (peaks about 5), by a `surprise` (less anxious than they feared), or by `facing` as
    much as they can bear, which is where an order that avoids costs most.
    """

    name: str
    said: str
    norm: float = 4.0
    host: float = 0.3
    match: float = 0.35
    mood: float = 0.45
    blindness: float = 0.8
    help: float = 0.45
    backfires: float = 0.12
    missing: float = 0.25
    wrong: float = 0.12
    understated: float = 0.12
    dread: float = 0.12
    ease_shift: float = 0.0
    learns: str = "stirring"


WORLDS: Final = (
    World(name="peaks", said="the one worst thing decides, not the sum", norm=12.0, blindness=0.5),
    World(
        name="piles",
        said="many small things add up without end",
        norm=1.0,
        help=0.55,
        learns="surprise",
    ),
    World(name="hosts", said="most depends on a host nobody can see", host=0.7, learns="facing"),
    World(
        name="supports",
        said="supports help some a lot and backfire for many",
        help=0.7,
        backfires=0.35,
        learns="surprise",
    ),
    World(
        name="hearsay",
        said="organisers tell little, err and understate",
        help=0.35,
        blindness=1.2,
        missing=0.45,
        wrong=0.2,
        understated=0.35,
    ),
    World(name="moods", said="days differ more than activities do", mood=0.9, learns="facing"),
    World(
        name="dreads",
        said="many anxious people, each with dreads of their own",
        help=0.35,
        blindness=0.5,
        dread=0.3,
        match=0.5,
        ease_shift=-0.4,
        learns="facing",
    ),
)

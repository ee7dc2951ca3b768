"""The ways in which typed parts can be read as a town's name and where it lies."""

from collections.abc import Iterable, Iterator

from app.places.store import Pairs, Store
from app.places.typed import endings

MOST_ENDINGS = 2
Reading = tuple[str, Pairs | None]


def readings(
    store: Store, parts: tuple[str, ...], after: tuple[str, ...] = ()
) -> Iterator[Reading]:
    """Each (name, where): `where` is None when it may lie anywhere on Earth.

    Parts that name no country or region ("Lewes, High Street") don't narrow anything. When the
    first part is no town, as in a full address, the next may be, unless it is a region itself.
    `after` holds parts that only narrow.
    """
    for index, part in enumerate(parts):
        if index and store.scope(part):
            continue
        where = within(store, parts[index + 1 :] + after)
        if where is None or where:
            yield from _shortened(store, (part, where), MOST_ENDINGS)


def _shortened(store: Store, reading: Reading, most: int) -> Iterator[Reading]:
    """The reading itself, then without an ending that says where: "durham california usa"."""
    yield reading
    part, where = reading
    for town, ending in endings(part) if most else ():
        inside = as_region(store, ending, where)
        if inside:
            yield from _shortened(store, (town, inside), most - 1)


def within(store: Store, parts: Iterable[str]) -> Pairs | None:
    """What all the parts that name a country or region have in common; None if none does."""
    where: Pairs | None = None
    for part in parts:
        scope = store.scope(part)
        if scope:
            where = _narrowed(where, scope)
    return where


def as_region(store: Store, name: str, where: Pairs | None) -> Pairs:
    """The countries and regions of that name inside `where`."""
    return _narrowed(where, store.scope(name))


def _narrowed(where: Pairs | None, scope: Pairs) -> Pairs:
    """What lies in both; (country, "") is a whole country."""
    if where is None:
        return scope
    return frozenset(
        (country, region or other)
        for country, region in where
        for land, other in scope
        if country == land and (region == other or not (region and other))
    )

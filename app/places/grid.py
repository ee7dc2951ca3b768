"""Half-degree cells by which towns near a point are found."""

import math
from collections.abc import Iterator

PER_DEGREE = 2
COLUMNS = 360 * PER_DEGREE
ROWS = 180 * PER_DEGREE
KM_PER_DEGREE = 111.1
POLE = 90.0


def cell_of(lat: float, lon: float) -> int:
    """The number of a point's cell; cells of one latitude follow each other eastwards."""
    return _row(lat) * COLUMNS + _column(lon)


def spans(lat: float, lon: float, km: float) -> Iterator[tuple[int, int]]:
    """Runs of cells (first, last) that together hold every point within `km` of a point.

    The runs wrap at the antimeridian, and are whole circles where a pole is within reach.
    """
    reach = km / KM_PER_DEGREE
    width = _width(lat, reach)
    for row in range(_row(lat - reach), _row(lat + reach) + 1):
        first, last = math.floor((lon - width) * PER_DEGREE), math.floor((lon + width) * PER_DEGREE)
        yield from _wrapped(row * COLUMNS, first + COLUMNS // 2, last + COLUMNS // 2)


def _width(lat: float, reach: float) -> float:
    """How many degrees of longitude a circle of `reach` degrees takes up on either side."""
    if abs(lat) + reach >= POLE:
        return 180.0
    return math.degrees(math.asin(math.sin(math.radians(reach)) / math.cos(math.radians(lat))))


def _row(lat: float) -> int:
    return min(max(math.floor((lat + 90) * PER_DEGREE), 0), ROWS - 1)


def _column(lon: float) -> int:
    return math.floor((lon + 180) * PER_DEGREE) % COLUMNS


def _wrapped(base: int, first: int, last: int) -> Iterator[tuple[int, int]]:
    if last - first >= COLUMNS - 1:
        yield base, base + COLUMNS - 1
    elif first < 0:
        yield base + first + COLUMNS, base + COLUMNS - 1
        yield base, base + last
    elif last >= COLUMNS:
        yield base + first, base + COLUMNS - 1
        yield base, base + last - COLUMNS
    else:
        yield base + first, base + last

"""A code that phones read, as one path to draw: dark squares, with the quiet edge it needs."""

from dataclasses import dataclass
from itertools import groupby

import segno

EDGE = 4


@dataclass(frozen=True)
class Code:
    """`path` of an SVG that is `size` by `size` units large, edge included."""

    path: str
    size: int


def draw_code(address: str) -> Code:
    """The code of an address; a quarter of it may be hidden or torn off."""
    rows = segno.make(address, micro=False, error="q").matrix
    path = "".join(_row(y + EDGE, row) for y, row in enumerate(rows))
    return Code(path, len(rows) + 2 * EDGE)


def _row(y: int, row: bytearray) -> str:
    drawn, x = "", EDGE
    for is_dark, squares in groupby(row):
        width = len(list(squares))
        if is_dark:
            drawn += f"M{x} {y}h{width}v1h-{width}z"
        x += width
    return drawn

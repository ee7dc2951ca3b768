"""How true the chances are, drawn: as SVG by hand, as PNG by Pillow, from one list of shapes."""

from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Final, TypeAlias
from xml.sax.saxutils import escape

import numpy as np

from app.cli.evaluation.catalogue import Values
from app.cli.evaluation.comparing import Row

SIZE: Final = 480
_EDGE, _SIDE = 56, 400
_SHARP = 2
_GROUND, _INK, _FAINT = "#ffffff", "#2b2130", "#d9d2dc"
_SERIES: Final = (("first", "first lists", "#b5642a"), ("updated", "after visits", "#663a6b"))


@dataclass(frozen=True)
class Line:
    """A line between two points."""

    x1: float
    y1: float
    x2: float
    y2: float
    colour: str
    width: float = 1.0


@dataclass(frozen=True)
class Dot:
    """A filled circle."""

    x: float
    y: float
    radius: float
    colour: str


@dataclass(frozen=True)
class Label:
    """Words; `anchor` is start, middle or end, `y` the line they stand on."""

    x: float
    y: float
    text: str
    anchor: str = "middle"
    colour: str = _INK


Shape: TypeAlias = Line | Dot | Label


class NoPillow(ModuleNotFoundError):
    """The package that draws PNG is not installed."""


def draw(row: Row, path: Path) -> None:
    """Write the picture of a row's chances to a .svg or .png file. Raises NoPillow."""
    shapes = _frame() + [
        shape
        for place, (when, name, colour) in enumerate(_SERIES)
        for shape in _series(row.pooled(when), f"{row.name}, {name}", colour, place)
    ]
    if path.suffix.lower() == ".png":
        _write_png(shapes, path)
    else:
        path.write_text(_svg(shapes), encoding="utf-8")


def _at(said: float, true: float) -> tuple[float, float]:
    return _EDGE + said * _SIDE, SIZE - _EDGE - true * _SIDE


def _frame() -> list[Shape]:
    """Grid, numbers, what the axes mean, and the line on which every chance would be true."""
    shapes: list[Shape] = []
    for step in np.linspace(0.0, 1.0, 6).tolist():
        (left, level), (across, bottom) = _at(0.0, step), _at(step, 0.0)
        shapes += [
            Line(left, level, left + _SIDE, level, _FAINT),
            Line(across, bottom, across, bottom - _SIDE, _FAINT),
            Label(left - 8, level + 4, f"{step:.1f}", "end"),
            Label(across, bottom + 18, f"{step:.1f}"),
        ]
    return [
        *shapes,
        Line(*_at(0.0, 0.0), *_at(1.0, 1.0), _INK),
        Label(SIZE / 2, SIZE - 16, "chance that was said"),
        Label(_EDGE, 20, "true chance of a peak up to 5", "start"),
    ]


def _series(table: Values, name: str, colour: str, place: int) -> list[Shape]:
    """A dot for each tenth of the scale, larger where more was said; a line through them."""
    used = table[table[:, 0] > 0]
    spots = [_at(said, true) for _, said, true in used.tolist()]
    radii = 3.0 + 6.0 * np.sqrt(used[:, 0] / max(used[:, 0].max(initial=1.0), 1.0))
    lines: list[Shape] = [Line(*one, *two, colour, 2.0) for one, two in pairwise(spots)]
    dots: list[Shape] = [
        Dot(x, y, radius, colour) for (x, y), radius in zip(spots, radii.tolist(), strict=True)
    ]
    level = _EDGE + 16 + 20 * place
    key: list[Shape] = [
        Dot(_EDGE + 16, level - 4, 5.0, colour),
        Label(_EDGE + 28, level, name, "start", colour),
    ]
    return [*lines, *dots, *key]


def _svg(shapes: list[Shape]) -> str:
    body = "\n".join(_element(shape) for shape in shapes)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIZE} {SIZE}" role="img" '
        f'font-family="sans-serif" font-size="13">\n<title>Chances said and true</title>\n'
        f'<rect width="{SIZE}" height="{SIZE}" fill="{_GROUND}"/>\n{body}\n</svg>\n'
    )


def _element(shape: Shape) -> str:
    if isinstance(shape, Line):
        ends = f'x1="{shape.x1:.1f}" y1="{shape.y1:.1f}" x2="{shape.x2:.1f}" y2="{shape.y2:.1f}"'
        return f'<line {ends} stroke="{shape.colour}" stroke-width="{shape.width:g}"/>'
    if isinstance(shape, Dot):
        at = f'cx="{shape.x:.1f}" cy="{shape.y:.1f}" r="{shape.radius:.1f}"'
        return f'<circle {at} fill="{shape.colour}"/>'
    at = f'x="{shape.x:.1f}" y="{shape.y:.1f}" text-anchor="{shape.anchor}"'
    return f'<text {at} fill="{shape.colour}">{escape(shape.text)}</text>'


def _write_png(shapes: list[Shape], path: Path) -> None:
    """The same at twice the size, so that it is sharp on a phone."""
    try:
        from PIL import Image, ImageDraw, ImageFont
    except ModuleNotFoundError as error:
        raise NoPillow("PNG needs the package pillow; SVG needs nothing.") from error
    image = Image.new("RGB", (SIZE * _SHARP, SIZE * _SHARP), _GROUND)
    pen, font = ImageDraw.Draw(image), ImageFont.load_default(13 * _SHARP)
    anchors = {"start": "ls", "middle": "ms", "end": "rs"}
    for shape in shapes:
        if isinstance(shape, Line):
            ends = [_SHARP * one for one in (shape.x1, shape.y1, shape.x2, shape.y2)]
            pen.line(ends, shape.colour, round(shape.width * _SHARP))
        elif isinstance(shape, Dot):
            x, y, radius = (_SHARP * one for one in (shape.x, shape.y, shape.radius))
            pen.ellipse([x - radius, y - radius, x + radius, y + radius], shape.colour)
        else:
            spot = (shape.x * _SHARP, shape.y * _SHARP)
            pen.text(spot, shape.text, shape.colour, font, anchors[shape.anchor])
    image.save(path)

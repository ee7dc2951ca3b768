"""The one table at the end: ratios first, absolute figures in brackets, goals beside them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from benchmarks.timing import Times

HEADINGS = ("", "ratio", "(absolute)", "same answer")
GOAL = " " * 6 + "-> "


@dataclass(frozen=True)
class Line:
    """One measured thing. `ratio` and `absolute` are texts, `same` whether answers were equal."""

    what: str
    ratio: str = ""
    absolute: str = ""
    same: bool | None = None
    goal: str = ""

    def cells(self) -> tuple[str, ...]:
        """The texts of the line, in the order of the headings; its goal stands below it."""
        same = {None: "", True: "yes", False: "DIFFERENT"}[self.same]
        ratio = "no figure" if self.same is False else self.ratio
        absolute = f"({self.absolute})" if self.absolute else ""
        return self.what, ratio, absolute, same

    def noting(self, more: str) -> "Line":
        """The same line with something more in the brackets."""
        return replace(self, absolute=f"{self.absolute}; {more}" if self.absolute else more)

    def towards(self, goal: str) -> "Line":
        """The same line with a goal beside it; a wrong answer reaches none."""
        return replace(self, goal="no figure, no goal" if self.same is False else goal)


@dataclass(frozen=True)
class Block:
    """Lines that were measured against one anchor, which the title names."""

    title: str
    lines: tuple[Line, ...]


def compared(what: str, times: Times, anchor: Times, *, same: bool | None = None) -> Line:
    """A line for a thing that takes so many times as long as its anchor, with its middle half."""
    low, high = (quarter / anchor.middle for quarter in times.quarters)
    spread = f" ({number(low)}-{number(high)})" if times is not anchor else ""
    return Line(what, f"{number(times.middle / anchor.middle)} x{spread}", span(times.middle), same)


def number(value: float) -> str:
    """Three figures that count, and thousands apart."""
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def span(seconds: float) -> str:
    """A time in the unit that suits it."""
    if seconds >= 1:
        return f"{seconds:.2f} s"
    return f"{number(seconds * 1e3)} ms" if seconds >= 1e-3 else f"{number(seconds * 1e6)} us"


def verdict(goal: str, *, is_met: bool, is_its_size: bool = True) -> str:
    """`G6 <= 100 bytes: not reached`; met at a smaller size than the goal's proves nothing."""
    if not is_met:
        return f"{goal}: NOT REACHED"
    return f"{goal}: reached" if is_its_size else f"{goal}: not measured at its size"


def write(blocks: Iterable[Block]) -> str:
    """All blocks as one table of text, columns lined up."""
    blocks = tuple(blocks)
    rows = [line.cells() for block in blocks for line in block.lines]
    widths = [max(map(len, column)) for column in zip(HEADINGS, *rows, strict=True)]
    text = [_row(HEADINGS, widths)]
    for block in blocks:
        text += ["", block.title]
        for line in block.lines:
            text.append(_row(line.cells(), widths))
            if line.goal:
                text.append(f"{GOAL}{line.goal}")
    return "\n".join(text)


def _row(cells: tuple[str, ...], widths: list[int]) -> str:
    said = (cell.ljust(width) for cell, width in zip(cells, widths, strict=True))
    return f"  {'  '.join(said)}".rstrip()

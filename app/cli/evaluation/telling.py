"""The tables of the evaluation, as an operator reads them."""

from collections.abc import Mapping, Sequence
from math import inf

from rich.table import Table

from app.cli.evaluation.comparing import Goal, Row
from app.cli.evaluation.invariants import Found
from app.cli.evaluation.orders import CONTENT
from app.cli.evaluation.ranks import calibration_error
from app.cli.evaluation.validation import LEAST_RHO, LEAST_TAU, Situations, Vignette

COLUMNS = (
    "order", "nDCG@10", "visits", "peak>=8", "OK", "growth", "of content", "types", "Gini",
    "left", "of 4-5", "ECE shown", "after",
)  # fmt: skip


def outcomes(rows: Sequence[Row]) -> Table:
    """One line for each order; means over all worlds and seeds."""
    table = Table(*COLUMNS, box=None, pad_edge=False, padding=(0, 1))
    for column in table.columns:
        column.no_wrap = True
    for column in table.columns[1:]:
        column.justify = "right"
    content = next((row.mean("growth") for row in rows if row.name == CONTENT), None)
    for row in rows:
        table.add_row(row.name, *_figures(row, content))
    return table


def goal_table(name: str, found: Sequence[Goal], trials: int) -> Table:
    """How one order did against each goal, over all and trial by trial."""
    table = Table(f"{name} against content", "goal", "", "in towns", box=None, pad_edge=False)
    for goal in found:
        verdict = _verdict(is_reached=goal.is_reached)
        table.add_row(goal.figure, goal.said, verdict, f"{goal.trials} of {trials}")
    return table


def calibration(row: Row) -> Table:
    """Chances said, in tenths, beside how often it was so, for first lists and for updated ones."""
    names = (f"{row.name}: chance", "said", "true", "lists", "said", "true", "updated")
    table = Table(*names, box=None, pad_edge=False)
    both = zip(row.pooled("first"), row.pooled("updated"), strict=True)
    for tenth, (first, updated) in enumerate(both):
        cells = [
            cell
            for many, said, true in (first, updated)
            for cell in (f"{said:.2f}", f"{true:.2f}", f"{many:,.0f}")
        ]
        table.add_row(f"{tenth / 10:.1f} to {(tenth + 1) / 10:.1f}", *cells)
    errors = [calibration_error(row.pooled(when)) for when in ("first", "updated")]
    table.add_row("ECE, all towns", "", f"{errors[0]:.3f}", "", "", f"{errors[1]:.3f}")
    return table


def ceiling(found: Mapping[str, float]) -> Table:
    """How well first lists could be ordered, by what an order knows."""
    table = Table("first lists, by what is known", "nDCG@10", "", box=None, pad_edge=False)
    for name, value in found.items():
        table.add_row(name, f"{value:.3f}", f"{value - found[CONTENT]:+.3f}")
    return table


def situations(found: Situations) -> Table:
    """Spearman's rho beside its goal."""
    table = Table("demand and people's answers", "rho", "goal", "", box=None, pad_edge=False)
    goal = _verdict(is_reached=found.rho >= LEAST_RHO)
    table.add_row(f"{found.count} situations", f"{found.rho:.3f}", f">= {LEAST_RHO}", goal)
    return table


def order_of_demand(trap: Sequence[tuple[str, float]]) -> Table:
    """Three situations whose demands must fall, line by line."""
    table = Table("what asks more, from the top", "demand", "", box=None, pad_edge=False)
    above = inf
    for name, value in trap:
        table.add_row(name, f"{value:.2f}", "" if value < above else "NOT below the line above")
        above = value
    return table


def vignettes(people: Sequence[Vignette]) -> Table:
    """Each written person, then the mean."""
    table = Table("order for a written person", "tau", "ends", box=None, pad_edge=False)
    for one in people:
        table.add_row(one.name, f"{one.tau:.2f}", "right" if one.ends_right else "NOT right")
    mean = sum(one.tau for one in people) / len(people)
    table.add_row(f"mean of {len(people)}, goal {LEAST_TAU}", f"{mean:.3f}", "")
    return table


def invariants(found: Sequence[Found]) -> Table:
    """Each invariant by its number; those of the whole application are tests."""
    table = Table("must always hold", "", "", box=None, pad_edge=False)
    for one in found:
        held = f"{one.broken} NOT held of" if one.broken else "held in"
        tried = f"{held} {one.tried} cases" if one.tried else "a test: docs/fit-model.md"
        table.add_row(str(one.number), one.said, tried)
    return table


def _verdict(*, is_reached: bool) -> str:
    return "reached" if is_reached else "NOT REACHED"


def _figures(row: Row, content: float | None) -> list[str]:
    growth = row.mean("growth")
    return [
        f"{row.mean('ndcg'):.3f}",
        f"{row.mean('visits'):.1f}",
        f"{row.mean('bad'):.1%}",
        f"{row.mean('ok'):.2f}",
        f"{growth:.3f}",
        f"{growth / content:.0%}" if content else "",
        f"{row.mean('types'):.2f}",
        f"{row.mean('gini'):.2f}",
        f"{row.mean('gone'):.1%}",
        f"{row.mean('gone_anxious'):.1%}",
        f"{row.error('first'):.3f}" if row.has_chances else "",
        f"{row.error('updated'):.3f}" if row.has_chances else "",
    ]

"""What an operator reads after an import: a line for each row, then the counts."""

from collections import Counter
from collections.abc import Iterable

import click

from app.exchange.facts_file import FactDone
from app.exchange.imports import Done, Report
from app.exchange.reading import FileRefused

WORDS = {
    "new": "taken",
    "changed": "changed",
    "same": "same",
    "joined": "joined",
    "past": "past",
    "refused": "REFUSED",
    "withdrawn": "TAKEN DOWN",
}


def refused(name: str, refusal: FileRefused) -> str:
    """The sentence for a file that is refused whole."""
    return f"{name} was refused; nothing of it is stored. {refusal.detail}"


def show(name: str, report: Report) -> None:
    """Print every row and the summary."""
    for done in report.rows:
        click.echo(_line(done))
    click.echo()
    click.echo(f"{name}: {len(report.rows)} rows read")
    new, changed, same = (report.count(each) for each in ("new", "changed", "same"))
    _count("in", report.taken, f"new {new}, changed {changed}, same {same}")
    _count("joined", report.count("joined"), "a changed date of another row")
    _count("past", report.count("past"), f"rows all in the past; {report.past_dates} past dates")
    _count("repaired", report.repaired, "of those in")
    _count("refused", report.count("refused"))
    _count("taken down", report.count("withdrawn"), "taken before, and ended in the source")
    _reasons("Repaired", report.repairs())
    _reasons("Refused", report.reasons())


def show_facts(name: str, rows: Iterable[FactDone]) -> None:
    """Print what became of each line of a facts file, and the counts."""
    counts: Counter[str] = Counter()
    for done in rows:
        row = done.row
        counts[done.outcome] += 1
        word = "REFUSED" if done.outcome == "refused" else done.outcome
        reason = f": {done.reason}" if done.reason else ""
        click.echo(f"{row.n:>5}  {word:<8} {row.source} {row.source_id} {row.key}{reason}")
    click.echo()
    click.echo(f"{name}: {counts.total()} rows read")
    for outcome in ("told", "same", "older", "refused"):
        _count(outcome, counts[outcome])


def _line(done: Done) -> str:
    row = done.row
    said = f"{row.n:>5}  {WORDS[done.outcome]:<8} {row.title}"
    if row.refused:
        return f"{said}: {row.refused}"
    if row.joined is not None:
        return f"{said}: a changed date of row {row.joined}"
    if done.outcome != "past" and row.repaired:
        said += f" (repaired: {'; '.join(row.repaired)})"
    return said


def _count(word: str, number: int, detail: str = "") -> None:
    click.echo(f"  {word:<9} {number:>5}{f'  ({detail})' if detail else ''}")


def _reasons(heading: str, counted: list[tuple[str, int]]) -> None:
    if not counted:
        return
    click.echo(f"{heading}:")
    for reason, number in counted:
        click.echo(f"  {number:>5}  {reason}")

"""Command that fills an instance with the demo neighbourhoods, and takes them away again."""

from collections import Counter
from datetime import datetime
from zoneinfo import ZoneInfo

import click
from flask.cli import with_appcontext
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from sqlalchemy.orm import Session

from app.activities.removal import has_examples, remove_examples
from app.activities.service import publish
from app.cli.demo_drafts import SOURCE, town_activities
from app.cli.demo_guests import bring_guests, remove_guests
from app.cli.demo_towns import expected_guests, towns
from app.core import changes, clock
from app.core.writes import unit_of_work


@click.command("demo")
@click.option("--remove", is_flag=True, help="Take every example away again.")
@click.option(
    "--on-start",
    is_flag=True,
    help="Load only into a database that never held anything, or keep fresh what is there.",
)
@with_appcontext
def demo(*, remove: bool, on_start: bool) -> None:
    """Load the example towns, or move their dates forward to today."""
    if remove:
        with unit_of_work() as session:
            gone = remove_examples(session, SOURCE)
            remove_guests(session, clock.now())
        click.echo(f"Examples taken away: {gone}. Everything else stays.")
        return
    lines = _load(clock.now(), only_if_wanted=on_start)
    click.echo("\n".join(lines or ["No examples loaded. To have them, run: flask demo"]))


def _load(now: datetime, *, only_if_wanted: bool) -> list[str]:
    """Bring every town up to date in one unit of work; a line for each, none when unwanted."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    console = Console(stderr=True)
    bars = Progress(*columns, console=console, transient=True, disable=not console.is_terminal)
    lines, kept = [], set()
    with bars, unit_of_work() as session:
        if only_if_wanted and not _is_wanted(session):
            return []
        for town in towns():
            drafts = town_activities(town, now.astimezone(ZoneInfo(town.zone)).date())
            shown = bars.track(drafts, description=town.name)
            done = Counter(str(publish(session, draft, now)) for draft in shown)
            lines.append(_line(town.name, done))
            kept |= {draft.source_id for draft in drafts}
            bring_guests(session, SOURCE, expected_guests(town), now)
        if gone := remove_examples(session, SOURCE, keep=kept):
            lines.append(f"No longer in the files, so taken away: {gone}.")
    return lines


def _is_wanted(session: Session) -> bool:
    """Whether nothing was ever published here, or the demo is there.

    The change sequence outlives what it counted: whoever removed the demo does not get it back.
    """
    return changes.current(session) == 0 or has_examples(session, SOURCE)


def _line(name: str, done: Counter[str]) -> str:
    return (
        f"{name}: {done.total()} examples, {done['new']} new, {done['changed']} brought up to date."
    )

"""Command that fills an instance with the demo neighbourhood."""

from collections import Counter
from datetime import datetime
from zoneinfo import ZoneInfo

import click
from flask.cli import with_appcontext
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from app.activities.service import publish
from app.cli.demo_drafts import TOWN, ZONE, demo_activities
from app.core import clock
from app.core.writes import unit_of_work

__all__ = ["demo", "demo_activities"]


@click.command("demo")
@with_appcontext
def demo() -> None:
    """Load the example neighbourhood, or move its dates forward to today."""
    outcomes = _load(clock.now())
    click.echo(
        f"The demo neighbourhood stands around {TOWN}: {outcomes.total()} activities, "
        f"{outcomes['new']} new, {outcomes['changed']} brought up to date."
    )


def _load(now: datetime) -> Counter[str]:
    """Publish every example in one unit of work; counts by what was done."""
    drafts = demo_activities(now.astimezone(ZoneInfo(ZONE)).date())
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, transient=True) as progress, unit_of_work() as session:
        shown = progress.track(drafts, description="Loading examples")
        return Counter(str(publish(session, draft, now)) for draft in shown)

"""Command that fills an instance with the demo neighbourhood."""

from collections import Counter
from zoneinfo import ZoneInfo

import click
from flask.cli import with_appcontext

from app.activities.service import publish
from app.cli.demo_drafts import town_activities
from app.cli.demo_towns import towns
from app.core import clock
from app.core.writes import unit_of_work


@click.command("demo")
@with_appcontext
def demo() -> None:
    """Load the example neighbourhoods, or move their dates forward to today."""
    now = clock.now()
    with unit_of_work() as session:
        for town in towns():
            drafts = town_activities(town, now.astimezone(ZoneInfo(town.zone)).date())
            done = Counter(str(publish(session, draft, now)) for draft in drafts)
            click.echo(
                f"{town.name}: {done.total()} activities, "
                f"{done['new']} new, {done['changed']} brought up to date."
            )

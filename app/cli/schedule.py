"""Commands for the dates of repeating activities."""

import click
from flask.cli import AppGroup

from app.activities.dates import extend
from app.core import clock
from app.core.writes import unit_of_work

schedule = AppGroup("schedule", help="The dates of repeating activities.")


@schedule.command("extend")
def extend_dates() -> None:
    """Roll the dates of all repeating activities 180 days ahead."""
    with unit_of_work() as session:
        gained = extend(session, clock.now())
    click.echo(f"Dates rolled forward; {gained} activities gained some.")

"""Command that takes away what has been kept long enough; the worker does the same by itself."""

from collections.abc import Callable
from datetime import datetime

import click
from flask.cli import AppGroup
from sqlalchemy.orm import Session

from app.core import clock
from app.core.writes import unit_of_work
from app.privacy.retention import RULES

retention = AppGroup("retention", help="How long what is known of people is kept.")


@retention.command("run")
def run() -> None:
    """Take away all that is over, and say for each table how much that was."""
    for rule in RULES:
        gone = 0
        while count := _once(rule.run):
            gone += count
        click.echo(f"{rule.table}: {gone} taken away. Kept {rule.said}.")


def _once(take_away: Callable[[Session, datetime], int]) -> int:
    with unit_of_work() as session:
        return take_away(session, clock.now())

"""What the worker does again and again."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from app.activities.dates import extend
from app.notices.push.service import forget_idle


@dataclass(frozen=True)
class Job:
    """One periodic thing, with a unit of work of its own.

    `run(session, now)` never commits and gives the number of rows it changed. It may be
    called at any time, twice, and beside itself.
    """

    name: str
    every: timedelta
    run: Callable[[Session, datetime], int]


JOBS: list[Job] = [
    Job("forget idle phones", timedelta(hours=6), forget_idle),
    Job("roll schedules", timedelta(hours=6), extend),
]

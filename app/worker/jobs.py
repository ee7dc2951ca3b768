"""What the worker does again and again."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from app.activities.dates import extend
from app.attendance.rsvps.running_out import end_offers
from app.attendance.running.daily import tell_daily
from app.privacy.retention import RULES


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
    Job("end offers", timedelta(seconds=20), end_offers),
    Job("tell organisers", timedelta(minutes=15), tell_daily),
    Job("roll schedules", timedelta(hours=6), extend),
    *(Job(rule.name, rule.every, rule.run) for rule in RULES),
]

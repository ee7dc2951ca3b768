"""What the worker does again and again."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from app.accounts.addresses import forget_unconfirmed
from app.activities.dates import extend
from app.attendance.invites.service import forget_past
from app.attendance.rsvps.running_out import end_offers
from app.notices.old import forget_old
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
    Job("end offers", timedelta(seconds=20), end_offers),
    Job("forget old notices", timedelta(hours=1), forget_old),
    Job("forget unconfirmed addresses", timedelta(hours=1), forget_unconfirmed),
    Job("forget links to past dates", timedelta(hours=1), forget_past),
    Job("roll schedules", timedelta(hours=6), extend),
]

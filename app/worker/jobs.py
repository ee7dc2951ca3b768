"""What the worker does again and again."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from flask import current_app
from sqlalchemy.orm import Session

from app.activities.dates import extend
from app.attendance.feedback.batch import make_batch
from app.attendance.rsvps.running_out import end_offers
from app.attendance.running.daily import tell_daily
from app.core import clock
from app.core.writes import unit_of_work
from app.exchange.refreshing import refresh_one
from app.moderation.expiry import ask_whether_on, hide_unconfirmed
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


@dataclass(frozen=True)
class Errand:
    """One periodic thing that waits for other machines, between units of work of its own.

    `run()` gives the number of things it did. It may be called beside itself.
    """

    name: str
    every: timedelta
    run: Callable[[], int]


def look_at_feeds() -> int:
    """Look at the one feed that has waited longest."""
    return refresh_one(current_app.extensions["desk"], unit_of_work, clock.now)


JOBS: list[Job | Errand] = [
    Errand("look at feeds", timedelta(seconds=5), look_at_feeds),
    Job("end offers", timedelta(seconds=20), end_offers),
    Job("tell organisers", timedelta(minutes=15), tell_daily),
    Job("roll schedules", timedelta(hours=6), extend),
    Job("make the week's batch", timedelta(hours=1), make_batch),
    Job("hide the unconfirmed", timedelta(hours=6), hide_unconfirmed),
    Job("ask whether it is on", timedelta(hours=6), ask_whether_on),
    *(Job(rule.name, rule.every, rule.run) for rule in RULES),
]

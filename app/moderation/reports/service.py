"""Taking reports, and hiding fast what several people or one trusted person report.

Never commits.
"""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from app.accounts.membership import organisers_of
from app.activities import hiding
from app.activities.hiding import Hiding
from app.activities.models import Activity
from app.core import audit, limits
from app.core.actors import Actor
from app.core.audit import Act
from app.core.errors import NotFound
from app.core.ids import show_id
from app.core.limits import TooMany
from app.core.pseudonyms import pseudonym
from app.moderation.reports.models import Report

ENOUGH = 3
A_DAY = 20
LONGEST_KEPT = timedelta(days=730)
SENDER_KEPT_FOR, KEPT_FOR = timedelta(days=30), timedelta(days=365)
_AT_ONCE = {"execution_options": {"synchronize_session": False}}


@dataclass(frozen=True)
class Told:
    """What somebody reports of an activity, and the line it came by."""

    activity_id: int | None
    reason: str
    words: str | None
    line: str


def report(session: Session, told: Told, actor: Actor | None, now: datetime) -> None:
    """Keep a report; hide the activity where it is the third of three lines, or trusted.

    Raises NotFound for an activity that nobody can open, TooMany after 20 in a day. Several
    reports by one line count once.
    """
    activity = None
    if told.activity_id is not None:
        # Kept until this is stored, so that of three who report at once the third is counted.
        activity = session.get(Activity, told.activity_id, with_for_update=True)
    if activity is None or activity.state not in {"published", "hidden"}:
        raise NotFound("This activity is not here. It may have ended, or the link is wrong.")
    day_sender = pseudonym("reports of a day", told.line, now.date())
    _check_day(session, day_sender, now)
    sender = pseudonym("reports", told.line, activity.id)
    session.add(
        Report(
            activity_id=activity.id,
            reason=told.reason,
            words=told.words or None,
            sender=sender,
            day_sender=day_sender,
            day=now.date(),
            is_trusted=is_trusted(session, actor),
            made_at=now,
        )
    )
    session.flush()
    if activity.state == "published" and _is_enough(session, activity.id):
        hiding.hide(session, activity, Hiding(cause=hiding.REPORTS, at=now))
        audit.note(session, Act(None, "hidden by reports", show_id(activity.id)), now)


def is_trusted(session: Session, actor: Actor | None) -> bool:
    """Whether one report of this person is enough: of a moderator, or a trusted organiser."""
    if actor is None or actor.kind == "guest":
        return False
    if actor.kind == "moderator":
        return True
    return any(
        organiser.trusted_at and not organiser.blocked_at and role != "viewer"
        for organiser, role in organisers_of(session, actor.person_id)
    )


def open_reports(session: Session, activity_id: int) -> list[Report]:
    """What nobody decided about yet, the first one first."""
    query = select(Report).where(Report.activity_id == activity_id, Report.answered_at.is_(None))
    return list(session.scalars(query.order_by(Report.made_at, Report.id)))


def answer(session: Session, activity_id: int, now: datetime) -> None:
    """Note that somebody decided: these reports count no more, and whose they are is dropped."""
    session.execute(
        update(Report)
        .where(Report.activity_id == activity_id, Report.answered_at.is_(None))
        .values(answered_at=now, sender=None),
        **_AT_ONCE,
    )


def reopen(session: Session, activity_id: int, answered_at: datetime) -> None:
    """Open the reports again that a decision of this moment had answered."""
    session.execute(
        update(Report)
        .where(Report.activity_id == activity_id, Report.answered_at == answered_at)
        .values(answered_at=None),
        **_AT_ONCE,
    )


def forget_senders(session: Session, now: datetime) -> int:
    """Drop what stands for senders: of a day after it, of an open report after 30 days."""
    over = (
        update(Report)
        .where(Report.day_sender.is_not(None), Report.day < now.date())
        .values(day_sender=None)
        .returning(Report.id)
    )
    old = (
        update(Report)
        .where(Report.sender.is_not(None), Report.made_at < now - SENDER_KEPT_FOR)
        .values(sender=None)
        .returning(Report.id)
    )
    return sum(len(session.execute(one, **_AT_ONCE).all()) for one in (over, old))


def forget_old(session: Session, now: datetime) -> int:
    """Take away reports a year after somebody decided, or two where nobody did; how many.

    Senders go much earlier.
    """
    forgotten = forget_senders(session, now)
    is_over = (Report.answered_at < now - KEPT_FOR) | (Report.made_at < now - LONGEST_KEPT)
    gone = delete(Report).where(is_over).returning(Report.id)
    return forgotten + len(session.execute(gone, **_AT_ONCE).all())


def _check_day(session: Session, day_sender: str, now: datetime) -> None:
    query = select(func.count()).select_from(Report).where(Report.day_sender == day_sender)
    if limits.are_on() and int(session.scalar(query) or 0) >= A_DAY:
        midnight = datetime.combine(now.date() + timedelta(days=1), time.min, now.tzinfo)
        raise TooMany(int((midnight - now).total_seconds()))


def _is_enough(session: Session, activity_id: int) -> bool:
    """Whether three lines, or one trusted person, report it. One that lost its line is none."""
    mine = Report.activity_id == activity_id, Report.answered_at.is_(None)
    lines = session.scalar(select(func.count(Report.sender.distinct())).where(*mine))
    trusted = session.scalar(select(Report.id).where(*mine, Report.is_trusted).limit(1))
    return int(lines or 0) >= ENOUGH or trusted is not None

"""How long what is known of people is kept, table by table, and what takes it away.

`RULES` are all there are; a test holds them against the tables. Never commits.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from app.accounts import sessions
from app.accounts.addresses import forget_unconfirmed
from app.accounts.models import OrganiserMember, Person, PersonSession
from app.accounts.signing_in import challenges, codes, enrolments
from app.activities.hiding import forget_reasons
from app.activities.models import Activity, Occurrence
from app.activities.posting.limits import forget_days
from app.activities.questions import service as questions
from app.activities.scheduling.undoing import forget_old_edits
from app.activities.team.service import forget_old as forget_invitations
from app.attendance.feedback import service as feedback
from app.attendance.feedback.batch import forget_corrections
from app.attendance.invites.service import forget_past
from app.attendance.rsvps import seats
from app.attendance.rsvps.models import Rsvp
from app.attendance.rsvps.service import KEPT_AFTER
from app.attendance.running import messages, news
from app.core import audit_old, idempotency, limits
from app.exchange.previews import forget_ended as forget_previews
from app.moderation import expiry
from app.moderation.reports import service as reports
from app.moderation.review import service as review
from app.notices.old import forget_letters, forget_old
from app.notices.push.service import forget_idle
from app.privacy.person import erase

PERSON_KEPT_FOR = timedelta(days=365)
AT_ONCE = 200


@dataclass(frozen=True)
class Rule:
    """What is kept how long; `run(session, now)` takes away what is over and gives its number."""

    name: str
    table: str
    said: str
    run: Callable[[Session, datetime], int]
    every: timedelta = timedelta(hours=6)


def forget_places(session: Session, now: datetime) -> int:
    """Delete who came, 30 days after a date; its counter goes down with each, so that it agrees.

    Date after date, each locked, and only some at once: nobody is kept waiting for it.
    """
    has_any = select(Rsvp.id).where(Rsvp.occurrence_id == Occurrence.id).exists()
    over = (
        select(Occurrence.id)
        .where(Occurrence.ends_at < now - KEPT_AFTER, has_any)
        .order_by(Occurrence.id)
    )
    count = 0
    for date_id in session.scalars(over.limit(AT_ONCE)).all():
        occurrence = seats.lock(session, date_id)
        rows = session.scalars(select(Rsvp).where(Rsvp.occurrence_id == date_id)).all()
        for row in rows:
            held = row.seats
            session.delete(row)
            if occurrence and held:
                session.flush()
                seats.free(session, occurrence, held)
        count += len(rows)
    session.flush()
    return count


def forget_people(session: Session, now: datetime) -> int:
    """Erase whoever changed nothing for a year, is on no date to come and known in no browser.

    Examples stay as long as the demo does, and whoever looks after a listing that goes on.
    """
    known = select(PersonSession.id).where(PersonSession.person_id == Person.id).exists()
    query = select(Person.id).where(
        Person.seen_on < (now - PERSON_KEPT_FOR).date(),
        Person.needed_until.is_(None) | (Person.needed_until < now.date()),
        Person.is_example.is_(False),
        ~known,
        Person.id.not_in(_keepers(now)),
    )
    people = session.scalars(query.order_by(Person.id).limit(AT_ONCE)).all()
    for person_id in people:
        erase(session, person_id, now)
    return len(people)


def _keepers(now: datetime) -> Select[int]:
    """Who owns or edits a public listing that goes on: they may confirm it by mail alone."""
    to_come = select(Occurrence.id).where(
        Occurrence.activity_id == Activity.id, Occurrence.ends_at > now
    )
    goes_on = Activity.by_arrangement | to_come.exists()
    return (
        select(OrganiserMember.person_id)
        .join(Activity, Activity.organiser_id == OrganiserMember.organiser_id)
        .where(OrganiserMember.role != "viewer", Activity.state == "published", goes_on)
    )


RULES = (
    Rule("forget past places", "rsvps", "30 days after the date", forget_places),
    Rule(
        "forget messages about past dates",
        "messages_to_all",
        "30 days after the date",
        messages.forget_past,
    ),
    Rule(
        "forget old invitations",
        "organiser_invitations",
        "two weeks, if nobody says yes",
        forget_invitations,
    ),
    Rule("forget old news", "organiser_news", "30 days", news.forget_told),
    Rule("forget links to past dates", "invites", "until the date is over", forget_past),
    Rule(
        "forget ended sessions",
        "sessions",
        "until they end: after 90 days unused, or 30 days after the last date held; at most a year",
        sessions.forget_ended,
    ),
    Rule(
        "forget edits of dates",
        "schedule_edits",
        "one day",
        forget_old_edits,
        timedelta(hours=1),
    ),
    Rule("forget idle people", "people", "a year without a change", forget_people),
    Rule(
        "forget used keys", "idempotency_keys", "48 hours", idempotency.drop_old, timedelta(hours=1)
    ),
    Rule("forget limits", "rate_buckets", "one hour", limits.drop_old, timedelta(minutes=10)),
    Rule(
        "forget old notices", "notices", "7 days after they ended", forget_old, timedelta(hours=1)
    ),
    Rule("forget old letters", "letters", "7 days after they ended", forget_letters),
    Rule(
        "forget previews of imports",
        "import_previews",
        "two days",
        forget_previews,
        timedelta(hours=1),
    ),
    Rule("forget days of posting", "posting_days", "two days", forget_days),
    Rule("forget old codes", "sign_in_requests", "one day", codes.forget_old, timedelta(hours=1)),
    Rule(
        "forget old challenges",
        "passkey_challenges",
        "one day",
        challenges.forget_old,
        timedelta(hours=1),
    ),
    Rule("forget old enrolments", "enrolments", "7 days", enrolments.forget_old),
    Rule("drop the old audit log", "audit", "12 months", audit_old.drop_old),
    Rule("forget idle phones", "push_subscriptions", "60 days unseen", forget_idle),
    Rule(
        "forget unconfirmed addresses",
        "email_addresses",
        "until confirmed, then with the person",
        forget_unconfirmed,
    ),
    Rule("forget questions", "questions", "until told, at most 180 days", questions.forget_old),
    Rule("forget old feedback", "feedback", "a year, without a name", feedback.forget_old),
    Rule(
        "forget reports",
        "reports",
        "a year after the decision; what stands for the sender until then, at most 30 days",
        reports.forget_old,
    ),
    Rule("forget decisions", "decisions", "a year", review.forget_old),
    Rule(
        "forget why something was hidden",
        "hidings",
        "until it is back; a moderator's reason and words a year",
        forget_reasons,
    ),
    Rule("forget answered nudges", "nudges", "until it is answered", expiry.forget_answered),
    Rule(
        "forget old corrections",
        "corrections",
        "as long as enough answers of a year are there",
        forget_corrections,
    ),
)
# These go when the row goes that they hang on.
WITH_ANOTHER = {
    "deliveries": "notices",
    "saves": "people",
    "calendars": "people",
    "organiser_members": "people",
    "moderators": "people",
    "activity_drafts": "people",
    "passkeys": "people",
}

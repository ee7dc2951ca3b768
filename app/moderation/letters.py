"""What organisers are told of what became of a listing: neutral words, the page says more."""

from datetime import timedelta

from sqlalchemy.orm import Session

from app.activities import hiding
from app.activities.models import Activity
from app.core import clock
from app.core.events import ActivityHidden, VisitorsDiffer
from app.core.ids import show_id
from app.moderation.reasons import CAUSES, said
from app.notices.letters import Letter, tell_members

GOOD_FOR = timedelta(days=14)


def tell_hidden(session: Session, event: ActivityHidden) -> None:
    """Say that a listing is out of sight, and why."""
    why = hiding.hiding_of(session, event.activity_id)
    lines = [CAUSES[why.cause], said(why.reason, why.words)] if why else []
    words = (*filter(None, lines), "People who hold a place are told that it may not take place.")
    _tell(session, event.activity_id, "hidden", "A listing of yours is out of sight", words)


def tell_back(session: Session, activity: Activity) -> None:
    """Say that a listing is public again; not of one that was cancelled meanwhile."""
    if activity.state != "published":
        return
    words = ("People who hold a place are told, too. There is nothing you need to do.",)
    _tell(session, activity.id, "restored", "A listing of yours is public again", words)


def tell_differ(session: Session, event: VisitorsDiffer) -> None:
    """Say that visitors found something else; the page says what."""
    words = ("Several visitors found something other than listed. The page says what.",)
    _tell(session, event.activity_id, "visitors", "Something for you to look at", words)


def _tell(
    session: Session, activity_id: int, kind: str, title: str, lines: tuple[str, ...]
) -> None:
    now, number = clock.now(), show_id(activity_id)
    letter = Letter(
        kind=kind,
        tag=f"{kind}-{number}-{now:%Y%m%d%H%M%S}",
        title=title,
        lines=lines,
        path=f"/organise/{number}",
        links=(),
        ends_at=now + GOOD_FOR,
    )
    tell_members(session, session.get_one(Activity, activity_id).organiser_id, letter, now)

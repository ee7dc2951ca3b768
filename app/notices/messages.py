"""A notice put together for one way out: its words, where it leads, what can be done from it."""

from datetime import datetime

from app.accounts.models import Person
from app.accounts.preferences import CHANGE, MESSAGE, OFFER, REMINDER, STILL_FINE
from app.core.ids import show_id
from app.notices.channels import Link, Message
from app.notices.links import ACCEPT, ADDRESS, CONFIRM, DECLINE, LEAVE, STOP, Act, Links
from app.notices.models import Delivery, Notice
from app.notices.wording import say

NOT_THIS_TIME = (LEAVE, "Not this time")
WAYS = {
    REMINDER: (NOT_THIS_TIME,),
    CHANGE: (NOT_THIS_TIME,),
    MESSAGE: (NOT_THIS_TIME,),
    OFFER: ((ACCEPT, "Take the place"), (DECLINE, "Not this time")),
    STILL_FINE: ((CONFIRM, "Yes, still fine"), NOT_THIS_TIME),
}
WITH_LINKS = "email"


def compose(
    links: Links, notice: Notice, person: Person, delivery: Delivery, now: datetime
) -> Message:
    """The message of a notice to one target; a mail gets links that need no session."""
    words = say(notice, person.language, now)
    is_mail = delivery.channel == WITH_LINKS
    ways, path = _ways(links, notice, delivery)
    stop = links.path(Act(STOP, person.id, delivery.target_id)) if is_mail else None
    return Message(
        kind=notice.kind,
        tag=show_id(notice.id),
        title=words.title,
        text=words.text,
        path=path,
        ends_at=notice.ends_at,
        links=ways if is_mail else (),
        stop_path=stop,
    )


def _ways(links: Links, notice: Notice, delivery: Delivery) -> tuple[tuple[Link, ...], str]:
    if notice.rsvp_id is None or notice.occurrence_id is None:
        path = links.path(Act(ADDRESS, notice.person_id, delivery.target_id))
        return (Link("Yes, send notices here", path),), path
    found = tuple(
        Link(says, links.path(Act(name, notice.person_id, notice.rsvp_id)))
        for name, says in WAYS.get(notice.kind, ())
    )
    return found, f"/occurrences/{show_id(notice.occurrence_id)}/place"

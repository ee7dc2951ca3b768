"""Letters to who runs an activity, when something became of it."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from app.activities.models import Activity
from app.core import clock
from app.core.events import ConfirmationNeeded, DraftReviewed
from app.notices import organiser_letters
from app.notices.letters import send_letter, tell_members, told_of
from app.notices.links import Links


@dataclass(frozen=True)
class AskStillOn:
    """Asks whether an activity is still on, by a letter with a link sealed under a secret.

    Two with the same secret are equal, so that each is subscribed once.
    """

    secret: str

    def __call__(self, session: Session, event: ConfirmationNeeded) -> None:
        """Write to everybody who may say so."""
        now = clock.now()
        activity = session.get_one(Activity, event.activity_id)
        links = Links(self.secret)
        for person_id, address in told_of(session, activity.organiser_id):
            letter = organiser_letters.still_on(links, person_id, activity.id, now)
            send_letter(session, address, letter, now)


def tell_reviewed(session: Session, event: DraftReviewed) -> None:
    """Say what became of something that waited to be read."""
    now = clock.now()
    letter = organiser_letters.reviewed(event.row_id, event.outcome, now)
    tell_members(session, event.organiser_id, letter, now)

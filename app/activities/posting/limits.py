"""How many drafts one person may begin in a day. Never commits."""

from datetime import UTC, datetime, timedelta
from http import HTTPStatus

from sqlalchemy import delete
from sqlalchemy.orm import Session

from app.activities.posting.models import PostingDay
from app.core.db import insert_into
from app.core.errors import DomainError

AT_FIRST, ONCE_PROVEN = 5, 200
KEPT_FOR = timedelta(days=2)


class EnoughForToday(DomainError):
    """Somebody began as many drafts as a day allows; `wait_s` is until the next day."""

    status = HTTPStatus.TOO_MANY_REQUESTS
    code = "too_many_drafts"

    def __init__(self, most: int, wait_s: int) -> None:
        """Say how many there may be, and that what is written is kept."""
        super().__init__(
            f"{most} new activities can be begun in a day. "
            "Your drafts are kept, and you can go on writing them. Tomorrow there is room again."
        )
        self.wait_s = wait_s


def count_draft(session: Session, person_id: int, now: datetime, *, is_proven: bool) -> None:
    """Count one more draft of today, in one statement; raises EnoughForToday."""
    most, day = ONCE_PROVEN if is_proven else AT_FIRST, now.astimezone(UTC).date()
    row = insert_into(session, PostingDay).values(person_id=person_id, day=day, count=1)
    counting = row.on_conflict_do_update(
        index_elements=["person_id", "day"],
        set_={"count": PostingDay.count + 1},
        where=PostingDay.count < most,
    )
    if session.execute(counting.returning(PostingDay.count)).first() is None:
        passed = now.hour * 3600 + now.minute * 60 + now.second
        raise EnoughForToday(most, 24 * 3600 - passed)


def forget_days(session: Session, now: datetime) -> int:
    """Take away the counts of days that are over; how many there were."""
    old = delete(PostingDay).where(PostingDay.day < (now - KEPT_FOR).date())
    return len(session.execute(old.returning(PostingDay.day)).all())

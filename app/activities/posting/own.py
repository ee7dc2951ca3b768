"""What is whose: drafts and activities of the organisers a person acts for. Only reads."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from app.accounts.membership import Role, may, organisers_of
from app.accounts.models import Organiser
from app.activities.models import Activity
from app.activities.posting.models import ActivityDraft
from app.core.errors import NotFound
from app.core.ids import read_id

NOT_YOURS = "There is no activity of yours at this address."


@dataclass(frozen=True)
class Own:
    """One line of a person's own list: a draft, an activity, or an activity and its change."""

    organiser: Organiser
    role: str
    activity: Activity | None
    draft: ActivityDraft | None

    @property
    def id(self) -> int:
        """The activity's id, which a new draft has already."""
        if self.activity is not None:
            return self.activity.id
        return self.draft.id if self.draft else 0

    @property
    def state(self) -> str:
        """draft, waiting, returned, published, cancelled or hidden."""
        if self.activity is not None:
            if self.activity.called_off:
                return "cancelled"
            return {"withdrawn": "cancelled"}.get(self.activity.state, self.activity.state)
        return self.draft.state if self.draft else ""

    @property
    def changed_at(self) -> datetime:
        """When anything of it was last changed."""
        times = [self.activity.changed_at] if self.activity else []
        return max([*times, *([self.draft.updated_at] if self.draft else [])])


def own_activity(
    session: Session, person_id: int, public_id: str, role: Role = "editor"
) -> Activity:
    """A published activity of an organiser for whom a person may do this; raises NotFound.

    Imported ones are nobody's: they follow their source.
    """
    activity = find_whole(session, read_id(public_id) or 0)
    if (
        activity is None
        or activity.source is not None
        or not may(session, person_id, activity.organiser_id, role)
    ):
        raise NotFound(NOT_YOURS)
    return activity


def own_draft(
    session: Session, person_id: int, public_id: str, role: Role = "editor"
) -> ActivityDraft:
    """A draft by its id, or the waiting change by its activity's; raises NotFound."""
    number = read_id(public_id) or 0
    draft = session.get(ActivityDraft, number) or pending(session, number)
    if draft is None or not may(session, person_id, draft.organiser_id, role):
        raise NotFound(NOT_YOURS)
    return draft


def find_own(session: Session, person_id: int, public_id: str, role: Role = "editor") -> Own:
    """A draft or an activity with the change that waits; raises NotFound."""
    draft = session.get(ActivityDraft, read_id(public_id) or 0)
    if draft is not None and draft.activity_id is None:
        draft = own_draft(session, person_id, public_id, role)
        return Own(session.get_one(Organiser, draft.organiser_id), role, None, draft)
    activity = own_activity(session, person_id, public_id, role)
    return Own(activity.organiser, role, activity, pending(session, activity.id))


def pending(session: Session, activity_id: int) -> ActivityDraft | None:
    """The change of a published activity that is not public yet."""
    query = select(ActivityDraft).where(ActivityDraft.activity_id == activity_id)
    return session.scalars(query).one_or_none()


def hold_draft(session: Session, number: int, activity_id: int | None) -> ActivityDraft | None:
    """A draft as it is now, kept until the transaction ends; the activity it changes before it."""
    if activity_id is not None:
        find_whole(session, activity_id, is_locked=True)
    return session.get(ActivityDraft, number, with_for_update=True, populate_existing=True)


def find_whole(session: Session, activity_id: int, *, is_locked: bool = False) -> Activity | None:
    """An activity with all that a change of it touches.

    `is_locked` reads it again, and nobody else changes it before the transaction ends.
    """
    query = select(Activity).where(Activity.id == activity_id)
    if is_locked:
        query = query.with_for_update(of=Activity).execution_options(populate_existing=True)
    parts = (Activity.topics, Activity.told, Activity.segments)
    return session.scalars(
        query.options(
            joinedload(Activity.organiser),
            joinedload(Activity.place),
            *(selectinload(part) for part in parts),
        )
    ).one_or_none()


def list_own(session: Session, person_id: int) -> Sequence[Own]:
    """All that a person acts for, the last changed first."""
    roles = {
        organiser.id: (organiser, role) for organiser, role in organisers_of(session, person_id)
    }
    drafts = session.scalars(
        select(ActivityDraft).where(ActivityDraft.organiser_id.in_(roles))
    ).all()
    activities = session.scalars(
        select(Activity)
        .where(Activity.organiser_id.in_(roles), Activity.source.is_(None))
        .options(joinedload(Activity.organiser), joinedload(Activity.place))
    ).all()
    changes = {draft.activity_id: draft for draft in drafts if draft.activity_id is not None}
    lines = [
        *(Own(*roles[one.organiser_id], one, changes.get(one.id)) for one in activities),
        *(Own(*roles[one.organiser_id], None, one) for one in drafts if one.activity_id is None),
    ]
    return sorted(lines, key=lambda own: (own.changed_at, own.id), reverse=True)

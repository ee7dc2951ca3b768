"""Takes examples away again, and nothing that anybody else published. Never commits."""

from collections.abc import Collection, Sequence

from sqlalchemy import ColumnElement, and_, delete, exists, select
from sqlalchemy.orm import Session

from app.accounts.models import Organiser
from app.activities.models import (
    Activity,
    ActivityTopic,
    Occurrence,
    Place,
    ScheduleEdit,
    ScheduleSegment,
    ToldFact,
)
from app.core.events import ActivityChanged, ExamplesLeave, publish

OF_AN_ACTIVITY = (Occurrence, ToldFact, ActivityTopic, ScheduleSegment, ScheduleEdit)


def has_examples(session: Session, source: str) -> bool:
    """Whether any example of this source is there, in whatever state."""
    return bool(session.scalar(select(exists().where(_is_example(source)))))


def remove_examples(session: Session, source: str, keep: Collection[str] = ()) -> int:
    """Delete the examples of a source but those with a source_id to `keep`; their number.

    Their dates, topics and facts go too, and places and organisers that nobody else uses.
    What the same source published under an organiser who is no example stays.
    """
    query = select(Activity.id, Activity.place_id).where(
        _is_example(source), Activity.source_id.not_in(keep)
    )
    rows = session.execute(query).all()
    ids = [row.id for row in rows]
    publish(session, ExamplesLeave(tuple(ids)))
    for model in OF_AN_ACTIVITY:
        session.execute(delete(model).where(model.activity_id.in_(ids)), **_AT_ONCE)
    session.execute(delete(Activity).where(Activity.id.in_(ids)), **_AT_ONCE)
    _remove_places(session, [row.place_id for row in rows if row.place_id is not None])
    _remove_organisers(session, source)
    session.expire_all()
    for gone in ids:
        publish(session, ActivityChanged(gone))
    return len(ids)


_AT_ONCE = {"execution_options": {"synchronize_session": False}}


def _is_example(source: str) -> ColumnElement[bool]:
    """True of an activity of the source that an example organiser publishes."""
    return and_(Activity.source == source, Activity.organiser.has(Organiser.is_example))


def _remove_places(session: Session, ids: Sequence[int]) -> None:
    in_use = exists().where(Activity.place_id == Place.id)
    session.execute(delete(Place).where(Place.id.in_(ids), ~in_use), **_AT_ONCE)


def _remove_organisers(session: Session, source: str) -> None:
    in_use = exists().where(Activity.organiser_id == Organiser.id)
    query = delete(Organiser).where(Organiser.source == source, Organiser.is_example, ~in_use)
    session.execute(query, **_AT_ONCE)

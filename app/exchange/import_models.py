"""Tables of imports: previews, what came from where, and feeds that are looked at again."""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    CheckConstraint,
    ForeignKey,
    Index,
    LargeBinary,
    SmallInteger,
    String,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, deferred, mapped_column

from app.core.db import Instant, Model
from app.core.ids import new_id

PREVIEW, PUBLISHED = "preview", "published"


class ImportPreview(Model):
    """What a file came to, for a while: `rows` are records of `Line`, nothing else of the file.

    `content` keeps a table until its columns are settled and it is published: the columns may
    be mapped anew. Of every other format nothing is kept that was not read.
    """

    __tablename__ = "import_previews"
    __table_args__ = (CheckConstraint("state in ('preview','published')", "state"),)

    id: Mapped[int] = mapped_column(
        BigInteger, primary_key=True, autoincrement=False, default=new_id
    )
    organiser_id: Mapped[int] = mapped_column(ForeignKey("organisers.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    name: Mapped[str] = mapped_column(String(200))
    asked: Mapped[dict[str, Any]] = mapped_column(JSON)
    state: Mapped[str] = mapped_column(String(10), default=PREVIEW)
    rows: Mapped[list[dict[str, Any]]] = deferred(mapped_column(JSON, nullable=False))
    sheet: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    content: Mapped[bytes | None] = deferred(mapped_column(LargeBinary))
    made_at: Mapped[datetime] = mapped_column(Instant)
    ends_at: Mapped[datetime] = mapped_column(Instant, index=True)


class ImportedEvent(Model):
    """Which activity of an organiser came from which event of a source, and what it said last.

    `listing` is what was taken last; `waiting` what is being looked at before it is public,
    together with the draft's content as it was handed in. `ended` says that the source, and
    nobody here, took it down. `looks` tells it apart when a program gives its events new ids.
    """

    __tablename__ = "imported_events"
    __table_args__ = (Index("ix_imported_events_organiser_id_looks", "organiser_id", "looks"),)

    organiser_id: Mapped[int] = mapped_column(ForeignKey("organisers.id"), primary_key=True)
    source_id: Mapped[str] = mapped_column(String(300), primary_key=True)
    activity_id: Mapped[int] = mapped_column(BigInteger, unique=True)
    looks: Mapped[str] = mapped_column(String(40))

    listing: Mapped[dict[str, Any]] = mapped_column(JSON)
    waiting: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    ended: Mapped[bool] = mapped_column(default=False)


class Feed(Model):
    """An address that an organiser's activities follow; looked at by whichever worker is free.

    `looked_at` is the last try, `good_at` the last good copy, `failures` the tries since then.
    `etag` and `last_modified` are the marks of that copy. A lease keeps others away meanwhile.
    """

    __tablename__ = "feeds"
    __table_args__ = (UniqueConstraint("organiser_id", "url"),)

    id: Mapped[int] = mapped_column(
        BigInteger, primary_key=True, autoincrement=False, default=new_id
    )
    organiser_id: Mapped[int] = mapped_column(ForeignKey("organisers.id"))
    url: Mapped[str] = mapped_column(String(2000))
    asked: Mapped[dict[str, Any]] = mapped_column(JSON)
    made_at: Mapped[datetime] = mapped_column(Instant)
    next_at: Mapped[datetime] = mapped_column(Instant, index=True)
    looked_at: Mapped[datetime | None] = mapped_column(Instant)
    good_at: Mapped[datetime | None] = mapped_column(Instant)
    etag: Mapped[str | None] = mapped_column(String(300))
    last_modified: Mapped[str | None] = mapped_column(String(300))
    failures: Mapped[int] = mapped_column(SmallInteger, default=0)
    said: Mapped[str | None] = mapped_column(String(300))
    counts: Mapped[dict[str, int]] = mapped_column(JSON, default=dict)
    lease: Mapped[int | None] = mapped_column(BigInteger)
    leased_until: Mapped[datetime | None] = mapped_column(Instant)


class FeedEvent(Model):
    """An event that a feed held; `missing` counts the good copies in a row without it."""

    __tablename__ = "feed_events"

    feed_id: Mapped[int] = mapped_column(ForeignKey("feeds.id"), primary_key=True)
    source_id: Mapped[str] = mapped_column(String(300), primary_key=True)
    missing: Mapped[int] = mapped_column(SmallInteger, default=0)

"""Create the tables of imports: previews, where activities came from, feeds."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "import_previews",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("organiser_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("asked", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("rows", sa.JSON(), nullable=False),
        sa.Column("sheet", sa.JSON(), nullable=True),
        sa.Column("content", sa.LargeBinary(), nullable=True),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("ends_at", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "state in ('preview','published')", name=op.f("ck_import_previews_state")
        ),
        sa.ForeignKeyConstraint(
            ["organiser_id"], ["organisers.id"], name=op.f("fk_import_previews_organiser_id")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_import_previews_person_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_previews")),
    )
    for name in ("organiser_id", "person_id", "ends_at"):
        op.create_index(op.f(f"ix_import_previews_{name}"), "import_previews", [name])
    op.create_table(
        "imported_events",
        sa.Column("organiser_id", sa.BigInteger(), nullable=False),
        sa.Column("source_id", sa.String(length=300), nullable=False),
        sa.Column("activity_id", sa.BigInteger(), nullable=False),
        sa.Column("looks", sa.String(length=40), nullable=False),
        sa.Column("listing", sa.JSON(), nullable=False),
        sa.Column("waiting", sa.JSON(), nullable=True),
        sa.Column("ended", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organiser_id"], ["organisers.id"], name=op.f("fk_imported_events_organiser_id")
        ),
        sa.PrimaryKeyConstraint("organiser_id", "source_id", name=op.f("pk_imported_events")),
        sa.UniqueConstraint("activity_id", name=op.f("uq_imported_events_activity_id")),
    )
    op.create_index(
        "ix_imported_events_organiser_id_looks", "imported_events", ["organiser_id", "looks"]
    )
    _create_feeds()


def _create_feeds() -> None:
    op.create_table(
        "feeds",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("organiser_id", sa.BigInteger(), nullable=False),
        sa.Column("url", sa.String(length=2000), nullable=False),
        sa.Column("asked", sa.JSON(), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("next_at", sa.BigInteger(), nullable=False),
        sa.Column("looked_at", sa.BigInteger(), nullable=True),
        sa.Column("good_at", sa.BigInteger(), nullable=True),
        sa.Column("etag", sa.String(length=300), nullable=True),
        sa.Column("last_modified", sa.String(length=300), nullable=True),
        sa.Column("failures", sa.SmallInteger(), nullable=False),
        sa.Column("said", sa.String(length=300), nullable=True),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.Column("lease", sa.BigInteger(), nullable=True),
        sa.Column("leased_until", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["organiser_id"], ["organisers.id"], name=op.f("fk_feeds_organiser_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_feeds")),
        sa.UniqueConstraint("organiser_id", "url", name=op.f("uq_feeds_organiser_id_url")),
    )
    op.create_index(op.f("ix_feeds_next_at"), "feeds", ["next_at"])
    op.create_table(
        "feed_events",
        sa.Column("feed_id", sa.BigInteger(), nullable=False),
        sa.Column("source_id", sa.String(length=300), nullable=False),
        sa.Column("missing", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(["feed_id"], ["feeds.id"], name=op.f("fk_feed_events_feed_id")),
        sa.PrimaryKeyConstraint("feed_id", "source_id", name=op.f("pk_feed_events")),
    )


def downgrade() -> None:
    for table in ("feed_events", "feeds", "imported_events", "import_previews"):
        op.drop_table(table)

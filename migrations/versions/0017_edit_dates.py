"""Keep what single dates say, where they moved from, and what edits can be taken back."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("schedule_segments") as batch:
        batch.add_column(sa.Column("details", sa.JSON(), nullable=False, server_default="{}"))
    with op.batch_alter_table("occurrences") as batch:
        batch.add_column(sa.Column("note", sa.Text(), nullable=False, server_default=""))
        batch.add_column(sa.Column("was_local", sa.BigInteger(), nullable=True))
        batch.add_column(sa.Column("left_at", sa.BigInteger(), nullable=True))
    op.create_table(
        "schedule_edits",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("activity_id", sa.BigInteger(), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("what", sa.String(length=12), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("after", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["activity_id"], ["activities.id"], name=op.f("fk_schedule_edits_activity_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_schedule_edits")),
    )
    op.create_index(op.f("ix_schedule_edits_activity_id"), "schedule_edits", ["activity_id"])
    op.create_index(op.f("ix_schedule_edits_made_at"), "schedule_edits", ["made_at"])


def downgrade() -> None:
    op.drop_table("schedule_edits")
    # What only calendars knew was never kept before.
    op.execute("delete from occurrences where left_at is not null and arrivals = 0")
    with op.batch_alter_table("occurrences") as batch:
        batch.drop_column("left_at")
        batch.drop_column("was_local")
        batch.drop_column("note")
    with op.batch_alter_table("schedule_segments") as batch:
        batch.drop_column("details")

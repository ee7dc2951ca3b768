"""Create the tables of activities that are being written, and of how many in a day."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "activity_drafts",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("organiser_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("activity_id", sa.BigInteger(), nullable=True),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("whereabouts", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("updated_at", sa.BigInteger(), nullable=False),
        sa.Column("submitted_at", sa.BigInteger(), nullable=True),
        sa.CheckConstraint(
            "state in ('draft','waiting','returned')", name=op.f("ck_activity_drafts_state")
        ),
        sa.ForeignKeyConstraint(
            ["organiser_id"], ["organisers.id"], name=op.f("fk_activity_drafts_organiser_id")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_activity_drafts_person_id")
        ),
        sa.ForeignKeyConstraint(
            ["activity_id"], ["activities.id"], name=op.f("fk_activity_drafts_activity_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_activity_drafts")),
        sa.UniqueConstraint("activity_id", name=op.f("uq_activity_drafts_activity_id")),
    )
    op.create_index("ix_activity_drafts_organiser_id", "activity_drafts", ["organiser_id"])
    op.create_index("ix_activity_drafts_person_id", "activity_drafts", ["person_id"])
    op.create_index(
        "ix_activity_drafts_state_submitted_at", "activity_drafts", ["state", "submitted_at"]
    )
    op.create_table(
        "posting_days",
        sa.Column("person_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_posting_days_person_id")
        ),
        sa.PrimaryKeyConstraint("person_id", "day", name=op.f("pk_posting_days")),
    )


def downgrade() -> None:
    op.drop_table("posting_days")
    op.drop_table("activity_drafts")

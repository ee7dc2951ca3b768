"""Create the tables of reports, decisions, questions and what visitors found."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _create_on_activities()
    op.create_table(
        "feedback",
        sa.Column("voter", sa.String(length=64), nullable=False),
        sa.Column("activity_id", sa.BigInteger(), nullable=False),
        sa.Column("week", sa.Date(), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("again", sa.String(length=5), nullable=True),
        sa.CheckConstraint("again in ('yes','maybe','no')", name=op.f("ck_feedback_again")),
        sa.ForeignKeyConstraint(
            ["activity_id"], ["activities.id"], name=op.f("fk_feedback_activity_id")
        ),
        sa.PrimaryKeyConstraint("voter", name=op.f("pk_feedback")),
    )
    op.create_index(op.f("ix_feedback_activity_id"), "feedback", ["activity_id"])
    op.create_table(
        "weekly_batches",
        sa.Column("name", sa.String(length=20), nullable=False),
        sa.Column("week", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_weekly_batches")),
    )
    op.create_table(
        "reports",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("activity_id", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.String(length=20), nullable=False),
        sa.Column("words", sa.String(length=1000), nullable=True),
        sa.Column("sender", sa.String(length=64), nullable=True),
        sa.Column("day_sender", sa.String(length=64), nullable=True),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("is_trusted", sa.Boolean(), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("answered_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["activity_id"], ["activities.id"], name=op.f("fk_reports_activity_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reports")),
    )
    op.create_index("ix_reports_activity_id", "reports", ["activity_id"])
    op.create_index("ix_reports_day_sender", "reports", ["day_sender"])
    op.create_table(
        "decisions",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("item_id", sa.BigInteger(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("act", sa.String(length=8), nullable=False),
        sa.Column("reason", sa.String(length=20), nullable=True),
        sa.Column("words", sa.String(length=500), nullable=True),
        sa.Column("by", sa.String(length=26), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("undone_at", sa.BigInteger(), nullable=True),
        sa.CheckConstraint(
            "act in ('approve','reject','hide','restore','trust','block')",
            name=op.f("ck_decisions_act"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decisions")),
    )
    op.create_index("ix_decisions_item_id", "decisions", ["item_id"])


def _create_on_activities() -> None:
    """Tables with a row for an activity, or for a fact of it."""
    op.create_table(
        "questions",
        sa.Column("activity_id", sa.BigInteger(), nullable=False),
        sa.Column("key", sa.String(length=24), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["activity_id"], ["activities.id"], name=op.f("fk_questions_activity_id")
        ),
        sa.PrimaryKeyConstraint("activity_id", "key", name=op.f("pk_questions")),
    )
    op.create_table(
        "corrections",
        sa.Column("activity_id", sa.BigInteger(), nullable=False),
        sa.Column("key", sa.String(length=24), nullable=False),
        sa.Column("claim", sa.SmallInteger(), nullable=True),
        sa.Column("value", sa.Double(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.CheckConstraint("count >= 5", name=op.f("ck_corrections_count")),
        sa.ForeignKeyConstraint(
            ["activity_id"], ["activities.id"], name=op.f("fk_corrections_activity_id")
        ),
        sa.PrimaryKeyConstraint("activity_id", "key", name=op.f("pk_corrections")),
    )
    op.create_table(
        "hidings",
        sa.Column("activity_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("cause", sa.String(length=12), nullable=False),
        sa.Column("reason", sa.String(length=20), nullable=True),
        sa.Column("words", sa.String(length=500), nullable=True),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "cause in ('reports','moderator','unconfirmed','blocked')",
            name=op.f("ck_hidings_cause"),
        ),
        sa.ForeignKeyConstraint(
            ["activity_id"], ["activities.id"], name=op.f("fk_hidings_activity_id")
        ),
        sa.PrimaryKeyConstraint("activity_id", name=op.f("pk_hidings")),
    )
    op.create_table(
        "nudges",
        sa.Column("activity_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["activity_id"], ["activities.id"], name=op.f("fk_nudges_activity_id")
        ),
        sa.PrimaryKeyConstraint("activity_id", name=op.f("pk_nudges")),
    )


def downgrade() -> None:
    for table in (
        "decisions", "reports", "weekly_batches", "feedback",
        "nudges", "hidings", "corrections", "questions",
    ):  # fmt: skip
        op.drop_table(table)

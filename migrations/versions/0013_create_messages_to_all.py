"""Keep what organisers write to all, what is new for them, and whom they asked to help."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "messages_to_all",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("occurrence_id", sa.BigInteger(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("sent_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["occurrence_id"], ["occurrences.id"], name=op.f("fk_messages_to_all_occurrence_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_messages_to_all")),
    )
    op.create_index("ix_messages_to_all_occurrence_id", "messages_to_all", ["occurrence_id"])
    op.create_table(
        "organiser_news",
        sa.Column("activity_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("organiser_id", sa.BigInteger(), nullable=False),
        sa.Column("noted_at", sa.BigInteger(), nullable=False),
        sa.Column("told_at", sa.BigInteger(), nullable=True),
        sa.CheckConstraint("kind in ('question','need')", name=op.f("ck_organiser_news_kind")),
        sa.ForeignKeyConstraint(
            ["activity_id"], ["activities.id"], name=op.f("fk_organiser_news_activity_id")
        ),
        sa.ForeignKeyConstraint(
            ["organiser_id"], ["organisers.id"], name=op.f("fk_organiser_news_organiser_id")
        ),
        sa.PrimaryKeyConstraint("activity_id", "kind", name=op.f("pk_organiser_news")),
    )
    op.create_index("ix_organiser_news_organiser_id", "organiser_news", ["organiser_id"])
    op.create_table(
        "organiser_invitations",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("organiser_id", sa.BigInteger(), nullable=False),
        sa.Column("address", sa.String(length=254), nullable=False),
        sa.Column("role", sa.String(length=12), nullable=False),
        sa.Column("secret_hash", sa.String(length=64), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "role in ('owner','editor','viewer')", name=op.f("ck_organiser_invitations_role")
        ),
        sa.ForeignKeyConstraint(
            ["organiser_id"], ["organisers.id"], name=op.f("fk_organiser_invitations_organiser_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organiser_invitations")),
        sa.UniqueConstraint("secret_hash", name=op.f("uq_organiser_invitations_secret_hash")),
        sa.UniqueConstraint(
            "organiser_id", "address", name=op.f("uq_organiser_invitations_organiser_id_address")
        ),
    )


def downgrade() -> None:
    op.drop_table("organiser_invitations")
    op.drop_table("organiser_news")
    op.drop_table("messages_to_all")

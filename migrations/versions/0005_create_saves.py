"""Create the table of the bookmarks that guests keep with their places."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "saves",
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("activity_id", sa.BigInteger(), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_saves_person_id")),
        sa.ForeignKeyConstraint(
            ["activity_id"], ["activities.id"], name=op.f("fk_saves_activity_id")
        ),
        sa.PrimaryKeyConstraint("person_id", "activity_id", name=op.f("pk_saves")),
    )
    op.create_index("ix_saves_activity_id", "saves", ["activity_id"])


def downgrade() -> None:
    op.drop_table("saves")

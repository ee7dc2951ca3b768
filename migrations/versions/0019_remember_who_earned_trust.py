"""Remember with whom as owners an organiser earned its trust."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("organiser_members") as batch:
        batch.add_column(
            sa.Column("earned_trust", sa.Boolean(), nullable=False, server_default=sa.false())
        )
    # Whoever owns it today is whom it was trusted with.
    members = sa.table("organiser_members", sa.column("role"), sa.column("earned_trust"))
    op.execute(members.update().where(members.c.role == "owner").values(earned_trust=sa.true()))


def downgrade() -> None:
    with op.batch_alter_table("organiser_members") as batch:
        batch.drop_column("earned_trust")

"""Keep since when a listing is not public, and whether a hidden one was called off."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("activities", sa.Column("out_since", sa.BigInteger(), nullable=True))
    op.add_column(
        "activities",
        sa.Column("called_off", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
    # Of what is not public today the last change is the best that is known.
    activities = sa.table(
        "activities", sa.column("state"), sa.column("out_since"), sa.column("changed_at")
    )
    gone = activities.c.state != "published"
    op.execute(activities.update().where(gone).values(out_since=activities.c.changed_at))


def downgrade() -> None:
    # What was called off while it was hidden is cancelled: nothing brings it back unasked.
    activities = sa.table("activities", sa.column("state"), sa.column("called_off"))
    off = activities.c.called_off
    op.execute(activities.update().where(off).values(state="withdrawn"))
    op.drop_column("activities", "called_off")
    op.drop_column("activities", "out_since")

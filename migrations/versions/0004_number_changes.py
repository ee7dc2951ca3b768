"""Number the changes of activities, dates and held places, as calendars need them."""

import sqlalchemy as sa
from alembic import op

from app.core import clock

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

DATED = ("activities", "occurrences")


def upgrade() -> None:
    """The code before this one still adds rows while it runs: they count as never changed."""
    for name in (*DATED, "rsvps"):
        with op.batch_alter_table(name) as table:
            table.add_column(
                sa.Column("revision", sa.Integer(), nullable=False, server_default="0")
            )
    for name in DATED:
        with op.batch_alter_table(name) as table:
            table.add_column(
                sa.Column("changed_at", sa.BigInteger(), nullable=False, server_default="0")
            )
        rows = sa.table(name, sa.column("changed_at", sa.BigInteger()))
        op.execute(rows.update().values(changed_at=int(clock.now().timestamp())))


def downgrade() -> None:
    for name in reversed(DATED):
        with op.batch_alter_table(name) as table:
            table.drop_column("changed_at")
    for name in ("rsvps", *reversed(DATED)):
        with op.batch_alter_table(name) as table:
            table.drop_column("revision")

"""Say how long a person is needed at least, and who is only an example."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("people") as batch:
        batch.add_column(sa.Column("needed_until", sa.Date(), nullable=True))
        batch.add_column(
            sa.Column("is_example", sa.Boolean(), nullable=False, server_default=sa.false())
        )


def downgrade() -> None:
    with op.batch_alter_table("people") as batch:
        batch.drop_column("is_example")
        batch.drop_column("needed_until")

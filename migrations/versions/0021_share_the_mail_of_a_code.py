"""Note with which request a code is shared that was asked for too often."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("sign_in_requests", sa.Column("mail_of", sa.BigInteger(), nullable=True))


def downgrade() -> None:
    # Without it they would count as mails that were sent.
    requests = sa.table("sign_in_requests", sa.column("mail_of"))
    op.execute(requests.delete().where(requests.c.mail_of.is_not(None)))
    op.drop_column("sign_in_requests", "mail_of")

"""Let people sign in, publish together and moderate; keep an audit log."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("people") as batch:
        batch.add_column(sa.Column("sign_in_address", sa.String(length=254), nullable=True))
        batch.add_column(sa.Column("audit_ref", sa.String(length=26), nullable=True))
        batch.add_column(sa.Column("blocked_at", sa.BigInteger(), nullable=True))
        batch.create_unique_constraint(op.f("uq_people_sign_in_address"), ["sign_in_address"])
        batch.create_unique_constraint(op.f("uq_people_audit_ref"), ["audit_ref"])
    with op.batch_alter_table("sessions") as batch:
        batch.add_column(sa.Column("used_at", sa.BigInteger(), nullable=True))
        batch.add_column(sa.Column("proved_at", sa.BigInteger(), nullable=True))
    with op.batch_alter_table("organisers") as batch:
        batch.add_column(sa.Column("trusted_at", sa.BigInteger(), nullable=True))
        batch.add_column(sa.Column("blocked_at", sa.BigInteger(), nullable=True))
        batch.add_column(sa.Column("clean_posts", sa.Integer(), nullable=False, server_default="0"))
    op.create_table(
        "organiser_members",
        sa.Column("organiser_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("role", sa.String(length=12), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "role in ('owner','editor','viewer')", name=op.f("ck_organiser_members_role")
        ),
        sa.ForeignKeyConstraint(
            ["organiser_id"], ["organisers.id"], name=op.f("fk_organiser_members_organiser_id")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_organiser_members_person_id")
        ),
        sa.PrimaryKeyConstraint("organiser_id", "person_id", name=op.f("pk_organiser_members")),
    )
    op.create_index(op.f("ix_organiser_members_person_id"), "organiser_members", ["person_id"])
    op.create_table(
        "moderators",
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_moderators_person_id")),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_moderators")),
    )
    op.create_table(
        "audit",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("who", sa.String(length=26), nullable=True),
        sa.Column("what", sa.String(length=40), nullable=False),
        sa.Column("on", sa.String(length=60), nullable=False),
        sa.Column("detail", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit")),
    )
    op.create_index(op.f("ix_audit_at"), "audit", ["at"])


def downgrade() -> None:
    op.drop_table("audit")
    op.drop_table("moderators")
    op.drop_table("organiser_members")
    with op.batch_alter_table("organisers") as batch:
        batch.drop_column("clean_posts")
        batch.drop_column("blocked_at")
        batch.drop_column("trusted_at")
    with op.batch_alter_table("sessions") as batch:
        batch.drop_column("proved_at")
        batch.drop_column("used_at")
    with op.batch_alter_table("people") as batch:
        batch.drop_constraint(op.f("uq_people_audit_ref"), type_="unique")
        batch.drop_constraint(op.f("uq_people_sign_in_address"), type_="unique")
        batch.drop_column("blocked_at")
        batch.drop_column("audit_ref")
        batch.drop_column("sign_in_address")

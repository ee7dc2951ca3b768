"""Count the places of each date, and create the table of who holds them."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("occurrences") as occurrences:
        occurrences.add_column(sa.Column("capacity", sa.Integer(), nullable=True))
        occurrences.add_column(sa.Column("taken", sa.Integer(), nullable=False, server_default="0"))
        occurrences.add_column(
            sa.Column("arrivals", sa.BigInteger(), nullable=False, server_default="0")
        )
        occurrences.create_check_constraint(
            op.f("ck_occurrences_counts"), "taken >= 0 and arrivals >= 0"
        )
        occurrences.create_check_constraint(
            op.f("ck_occurrences_taken"), "capacity is null or taken <= capacity"
        )
    op.execute(
        sa.text(
            "update occurrences set capacity = "
            "(select capacity from activities where activities.id = occurrences.activity_id)"
        )
    )
    op.create_table(
        "rsvps",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("occurrence_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("status", sa.String(length=12), nullable=False),
        sa.Column("party_size", sa.SmallInteger(), nullable=False),
        sa.Column("visibility", sa.String(length=8), nullable=False),
        sa.Column("alias", sa.String(length=40), nullable=True),
        sa.Column("needs", sa.String(length=300), nullable=True),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("offered_size", sa.SmallInteger(), nullable=True),
        sa.Column("offer_until", sa.BigInteger(), nullable=True),
        sa.Column("consent_version", sa.String(length=12), nullable=True),
        sa.Column("consented_at", sa.BigInteger(), nullable=True),
        sa.Column("confirmed_at", sa.BigInteger(), nullable=True),
        sa.Column("left_from", sa.String(length=12), nullable=True),
        sa.Column("reason", sa.String(length=16), nullable=True),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("changed_at", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "status in ('going','waitlisted','offered','cancelled')", name=op.f("ck_rsvps_status")
        ),
        sa.CheckConstraint("visibility in ('quiet','named')", name=op.f("ck_rsvps_visibility")),
        sa.CheckConstraint("party_size between 1 and 5", name=op.f("ck_rsvps_party_size")),
        sa.CheckConstraint(
            "(status = 'offered') = (offered_size is not null)", name=op.f("ck_rsvps_offered")
        ),
        sa.CheckConstraint(
            "(status = 'offered') = (offer_until is not null)", name=op.f("ck_rsvps_offer_until")
        ),
        sa.ForeignKeyConstraint(
            ["occurrence_id"], ["occurrences.id"], name=op.f("fk_rsvps_occurrence_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_rsvps_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rsvps")),
        sa.UniqueConstraint(
            "occurrence_id", "person_id", name=op.f("uq_rsvps_occurrence_id_person_id")
        ),
    )
    op.create_index("ix_rsvps_person_id", "rsvps", ["person_id"])
    op.create_index("ix_rsvps_offer_until", "rsvps", ["offer_until"])


def downgrade() -> None:
    op.drop_table("rsvps")
    with op.batch_alter_table("occurrences") as occurrences:
        occurrences.drop_constraint(op.f("ck_occurrences_taken"), type_="check")
        occurrences.drop_constraint(op.f("ck_occurrences_counts"), type_="check")
        occurrences.drop_column("arrivals")
        occurrences.drop_column("taken")
        occurrences.drop_column("capacity")

"""Create the tables of organisers, places, activities, their facts and dates."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "change_sequence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("value", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_change_sequence")),
    )
    op.execute(sa.text("insert into change_sequence (id, value) values (1, 0)"))
    op.create_table(
        "organisers",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("source", sa.String(length=200), nullable=True),
        sa.Column("is_verified", sa.Boolean(), nullable=False),
        sa.Column("is_example", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisers")),
        sa.UniqueConstraint("source", "name", name=op.f("uq_organisers_source_name")),
    )
    op.create_table(
        "places",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("name", sa.String(length=200), nullable=True),
        sa.Column("address", sa.String(length=300), nullable=True),
        sa.Column("area", sa.String(length=120), nullable=True),
        sa.Column("country", sa.String(length=2), nullable=True),
        sa.Column("lat", sa.Double(), nullable=False),
        sa.Column("lon", sa.Double(), nullable=False),
        sa.Column("precision", sa.String(length=12), nullable=False),
        sa.Column("finding_us", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "precision in ('exact','approximate','postcode','town')",
            name=op.f("ck_places_precision"),
        ),
        sa.CheckConstraint("lat between -90 and 90", name=op.f("ck_places_lat")),
        sa.CheckConstraint("lon between -180 and 180", name=op.f("ck_places_lon")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_places")),
    )
    op.create_table(
        "activities",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("organiser_id", sa.BigInteger(), nullable=False),
        sa.Column("place_id", sa.BigInteger(), nullable=True),
        sa.Column("source", sa.String(length=200), nullable=True),
        sa.Column("source_id", sa.String(length=300), nullable=True),
        sa.Column("fingerprint", sa.String(length=64), nullable=True),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("format", sa.String(length=12), nullable=False),
        sa.Column("time_zone", sa.String(length=64), nullable=False),
        sa.Column("by_arrangement", sa.Boolean(), nullable=False),
        sa.Column("arrangement_from", sa.Date(), nullable=True),
        sa.Column("arrangement_until", sa.Date(), nullable=True),
        sa.Column("online_url", sa.String(length=2000), nullable=True),
        sa.Column("url", sa.String(length=2000), nullable=True),
        sa.Column("cost_minor", sa.Integer(), nullable=True),
        sa.Column("cost_currency", sa.String(length=3), nullable=True),
        sa.Column("capacity", sa.Integer(), nullable=True),
        sa.Column("party_limit", sa.Integer(), nullable=False),
        sa.Column("booking", sa.String(length=12), nullable=True),
        sa.Column("age_min", sa.SmallInteger(), nullable=True),
        sa.Column("age_max", sa.SmallInteger(), nullable=True),
        sa.Column("audience", sa.JSON(), nullable=False),
        sa.Column("greeter_name", sa.String(length=80), nullable=True),
        sa.Column("contact_public", sa.String(length=300), nullable=True),
        sa.Column("bring", sa.Text(), nullable=False),
        sa.Column("steps", sa.JSON(), nullable=False),
        sa.Column("language", sa.String(length=12), nullable=True),
        sa.Column("confirmed_on", sa.Date(), nullable=True),
        sa.Column("changed_dates", sa.JSON(), nullable=False),
        sa.CheckConstraint(
            "booking in ('none','optional','needed')", name=op.f("ck_activities_booking")
        ),
        sa.CheckConstraint(
            "format in ('in_person','online','phone','hybrid')", name=op.f("ck_activities_format")
        ),
        sa.CheckConstraint(
            "kind in ('volunteering','interest_group','support_meetup')",
            name=op.f("ck_activities_kind"),
        ),
        sa.CheckConstraint(
            "state in ('published','withdrawn','hidden')", name=op.f("ck_activities_state")
        ),
        sa.CheckConstraint(
            "(cost_minor is null) = (cost_currency is null)", name=op.f("ck_activities_currency")
        ),
        sa.CheckConstraint("cost_minor >= 0", name=op.f("ck_activities_cost")),
        sa.ForeignKeyConstraint(
            ["organiser_id"], ["organisers.id"], name=op.f("fk_activities_organiser_id")
        ),
        sa.ForeignKeyConstraint(["place_id"], ["places.id"], name=op.f("fk_activities_place_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_activities")),
        sa.UniqueConstraint("source", "source_id", name=op.f("uq_activities_source_source_id")),
    )
    op.create_table(
        "activity_topics",
        sa.Column("activity_id", sa.BigInteger(), nullable=False),
        sa.Column("topic", sa.String(length=40), nullable=False),
        sa.Column("position", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["activity_id"], ["activities.id"], name=op.f("fk_activity_topics_activity_id")
        ),
        sa.PrimaryKeyConstraint("activity_id", "topic", name=op.f("pk_activity_topics")),
    )
    op.create_table(
        "occurrences",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("activity_id", sa.BigInteger(), nullable=False),
        sa.Column("key_local", sa.BigInteger(), nullable=False),
        sa.Column("starts_local", sa.BigInteger(), nullable=False),
        sa.Column("ends_local", sa.BigInteger(), nullable=False),
        sa.Column("starts_at", sa.BigInteger(), nullable=False),
        sa.Column("ends_at", sa.BigInteger(), nullable=False),
        sa.Column("status", sa.String(length=12), nullable=False),
        sa.CheckConstraint(
            "status in ('scheduled','cancelled')", name=op.f("ck_occurrences_status")
        ),
        sa.CheckConstraint("ends_at >= starts_at", name=op.f("ck_occurrences_order")),
        sa.ForeignKeyConstraint(
            ["activity_id"], ["activities.id"], name=op.f("fk_occurrences_activity_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_occurrences")),
        sa.UniqueConstraint(
            "activity_id", "key_local", name=op.f("uq_occurrences_activity_id_key_local")
        ),
    )
    op.create_index("ix_occurrences_starts_at", "occurrences", ["starts_at"])

    op.create_table(
        "schedule_segments",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("activity_id", sa.BigInteger(), nullable=False),
        sa.Column("position", sa.SmallInteger(), nullable=False),
        sa.Column("time_zone", sa.String(length=64), nullable=False),
        sa.Column("starts_local", sa.BigInteger(), nullable=False),
        sa.Column("ends_local", sa.BigInteger(), nullable=False),
        sa.Column("rrule", sa.String(length=500), nullable=True),
        sa.Column("exdates", sa.JSON(), nullable=False),
        sa.Column("rdates", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["activity_id"], ["activities.id"], name=op.f("fk_schedule_segments_activity_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_schedule_segments")),
        sa.UniqueConstraint(
            "activity_id", "position", name=op.f("uq_schedule_segments_activity_id_position")
        ),
    )
    op.create_table(
        "told_facts",
        sa.Column("activity_id", sa.BigInteger(), nullable=False),
        sa.Column("key", sa.String(length=24), nullable=False),
        sa.Column("value", sa.SmallInteger(), nullable=False),
        sa.Column("said_by", sa.String(length=12), nullable=False),
        sa.Column("said_on", sa.Date(), nullable=False),
        sa.CheckConstraint(
            "said_by in ('organiser','source','visitors')", name=op.f("ck_told_facts_said_by")
        ),
        sa.CheckConstraint("value between 0 and 3", name=op.f("ck_told_facts_value")),
        sa.ForeignKeyConstraint(
            ["activity_id"], ["activities.id"], name=op.f("fk_told_facts_activity_id")
        ),
        sa.PrimaryKeyConstraint("activity_id", "key", name=op.f("pk_told_facts")),
    )


def downgrade() -> None:
    op.drop_table("told_facts")
    op.drop_table("schedule_segments")
    op.drop_index("ix_occurrences_starts_at", table_name="occurrences")
    op.drop_table("occurrences")
    op.drop_table("activity_topics")
    op.drop_table("activities")
    op.drop_table("places")
    op.drop_table("organisers")
    op.drop_table("change_sequence")

"""What people decided on held sessions, and which prices were made by it.

Revision ID: 0004
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from controlroom.store.migrations.columns import Json, UtcTime

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table, and the columns, as for sessions that nobody decided on."""
    op.create_table(
        "session_review",
        sa.Column("session", sa.Text, nullable=False),
        sa.Column("number", sa.BigInteger, nullable=False),
        sa.Column("verdict", sa.Text, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("by", sa.Text, nullable=False),
        sa.Column("at", UtcTime, nullable=False),
        sa.Column("energy_wh", sa.BigInteger, nullable=False),
        sa.Column("started", UtcTime, nullable=False),
        sa.Column("ended", UtcTime),
        sa.Column("idle_s", sa.BigInteger, nullable=False),
        sa.Column("customer", sa.BigInteger),
        sa.Column("holds", Json, nullable=False),
        sa.Column("corrected_wh", sa.BigInteger),
        sa.PrimaryKeyConstraint("session", name=op.f("session_review_pk")),
        sa.ForeignKeyConstraint(
            ["session"], ["session.id"], name=op.f("session_review_session_fk")
        ),
    )
    for column in (
        sa.Column("review", sa.BigInteger, nullable=False, server_default="0"),
        sa.Column("measured_wh", sa.BigInteger),
        sa.Column("own_hold", sa.Text, nullable=False, server_default=""),
    ):
        op.add_column("session_price", column)

"""From where on rows of state lack what follows from meter values, and where each stands.

Revision ID: 0016
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column and the table: until now rows lacked nothing. The way back is a backup."""
    op.add_column("writer", sa.Column("state_since", sa.BigInteger))
    op.create_table(
        "state_position",
        sa.Column("charge_point", sa.Text, nullable=False),
        sa.Column("position", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("charge_point", name=op.f("state_position_pk")),
        postgresql_with={"fillfactor": 50},
    )

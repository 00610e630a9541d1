"""Wrong passwords in a row, so that a restart does not forget them.

Revision ID: 0012
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from controlroom.store.migrations.columns import UtcTime

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "sign_in",
        sa.Column("workstation", sa.Text, nullable=False),
        sa.Column("folded", sa.Text, nullable=False),
        sa.Column("failures", sa.BigInteger, nullable=False),
        sa.Column("last", UtcTime, nullable=False),
        sa.PrimaryKeyConstraint("workstation", "folded", name=op.f("sign_in_pk")),
    )

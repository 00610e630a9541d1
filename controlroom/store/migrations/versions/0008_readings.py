"""The charge point's own stamp of a connector's newest reading, and when that arrived.

Revision ID: 0008
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from controlroom.store.migrations.columns import UtcTime

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns. The next reading of each connector is its newest."""
    op.add_column("connector", sa.Column("read_at", UtcTime))
    op.add_column("connector", sa.Column("read_heard", UtcTime))

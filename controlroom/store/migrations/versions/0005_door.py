"""Why one who stands at the door was not let in.

Revision ID: 0005
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column. Whoever stands there already was unknown."""
    op.add_column(
        "knock", sa.Column("reason", sa.Text, nullable=False, server_default="unknown")
    )

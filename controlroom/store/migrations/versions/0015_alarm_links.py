"""The alarm engine knows open links from the network, and keeps none of its own.

Revision ID: 0015
"""

from __future__ import annotations

from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Drop what it remembered of links."""
    op.execute("DELETE FROM consumer_state WHERE consumer = 'alarms' AND key LIKE 'link/%'")

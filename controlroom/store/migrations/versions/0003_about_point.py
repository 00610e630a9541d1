"""What happened to one charge point is found without reading the whole journal.

Revision ID: 0003
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_KINDS = sa.text(
    "kind IN ('AlarmChanged', 'Booted', 'CommandChanged', 'DiagnosticsReported', 'FellSilent', "
    "'FirmwareReported', 'HeardAgain', 'KeyRotated', 'LinkClosed', 'LinkOpened', "
    "'RegistrationChanged', 'ReportReceived', 'SecurityEventReported', 'StatusChanged')"
)


def upgrade() -> None:
    """Add the index. The way back is a backup."""
    op.create_index(
        "journal_about_point_index",
        "journal",
        ["charge_point", "at"],
        sqlite_where=_KINDS,
        postgresql_where=_KINDS,
    )

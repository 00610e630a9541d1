"""What a charge point told besides, and its reports, are found by it too.

Revision ID: 0009
"""

from __future__ import annotations

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

from controlroom.store.migrations.columns import UtcTime

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

_KINDS = sa.text(
    "kind IN ('AlarmChanged', 'Booted', 'CommandChanged', 'DiagnosticsReported', 'FellSilent', "
    "'FirmwareReported', 'HeardAgain', 'KeyRotated', 'LinkClosed', 'LinkOpened', "
    "'MessageReceived', 'RegistrationChanged', 'ReportClosed', 'ReportReceived', "
    "'SecurityEventReported', 'StatusChanged')"
)


def upgrade() -> None:
    """Reports of the past are not told again: their consumer begins at the head."""
    op.drop_index("journal_about_point_index", "journal")
    op.create_index(
        "journal_about_point_index",
        "journal",
        ["charge_point", "at"],
        sqlite_where=_KINDS,
        postgresql_where=_KINDS,
    )
    begin = sa.text(
        "INSERT INTO consumer (name, cursor, holder, until) "
        "SELECT 'reports', last, '', :now FROM journal_head WHERE last > 0"
    )
    now = datetime.now(UTC)
    postgresql = op.get_bind().dialect.name == "postgresql"
    value = now if postgresql else int(now.timestamp() * 1_000_000)
    op.execute(begin.bindparams(sa.bindparam("now", value, type_=UtcTime)))

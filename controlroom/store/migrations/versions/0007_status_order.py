"""By which stamp and on which link a status was said, and the link of the newest boot.

Revision ID: 0007
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from controlroom.store.migrations.columns import UtcTime

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns: no stamp is known, and no link is the present one."""
    op.add_column("connector", sa.Column("stamp", UtcTime))
    op.add_column("charge_point", sa.Column("status_stamp", UtcTime))
    for table, name in (
        ("connector", "epoch"),
        ("charge_point", "boot_epoch"),
        ("charge_point", "status_epoch"),
    ):
        column = sa.Column(name, sa.BigInteger, nullable=False, server_default="0")
        op.add_column(table, column)

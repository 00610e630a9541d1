"""Why one who stands at the door was not let in, and what charge points may still send.

Revision ID: 0006
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from controlroom.store.migrations.columns import UtcTime

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Whoever stands there already was unknown; whoever has no row may send all of it."""
    op.add_column("knock", sa.Column("reason", sa.Text, nullable=False, server_default="unknown"))
    op.create_table(
        "allowance",
        sa.Column("charge_point", sa.Text, nullable=False),
        sa.Column("at", UtcTime, nullable=False),
        sa.Column("bytes_left", sa.BigInteger, nullable=False),
        sa.Column("messages_left", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("charge_point", name=op.f("allowance_pk")),
        sa.ForeignKeyConstraint(
            ["charge_point"],
            ["registration.id"],
            name=op.f("allowance_charge_point_fk"),
        ),
    )

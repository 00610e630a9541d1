"""What is known of a site beyond its place, who confirmed a charge point, and pictures.

Revision ID: 0002
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from controlroom.store.migrations.columns import UtcTime

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_SITE = (
    "host",
    "phone",
    "access_code",
    "grid_owner",
    "installation_id",
    "uplink",
    "electrician",
    "electrician_phone",
    "camera",
)


def upgrade() -> None:
    """Add the columns, empty, and the table. The way back is a backup."""
    for name in _SITE:
        op.add_column("site", sa.Column(name, sa.Text, nullable=False, server_default=""))
    op.add_column("registration", sa.Column("confirmed", UtcTime))
    op.add_column(
        "registration", sa.Column("confirmed_by", sa.Text, nullable=False, server_default="")
    )
    op.create_table(
        "picture",
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("digest", name=op.f("picture_pk")),
    )

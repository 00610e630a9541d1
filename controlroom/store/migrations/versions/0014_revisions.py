"""The revision of a session, and what its price was made of: that, a decision, a tariff.

Revision ID: 0014
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from controlroom.store.schema.base import UtcTime

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

_TARIFF = """
UPDATE session_price SET tariff = (
    SELECT max(tariff.valid_from) FROM tariff JOIN session ON session.site = tariff.site
    WHERE session.id = session_price.session AND tariff.valid_from <= session.started
) WHERE revision > 0
"""


def upgrade() -> None:
    """Every session is at revision 1, and so is its price where that is valid."""
    big = sa.BigInteger
    op.add_column("session", sa.Column("revision", big, nullable=False, server_default="1"))
    op.add_column("session", sa.Column("priced", big, nullable=False, server_default="0"))
    op.add_column("session_price", sa.Column("revision", big, nullable=False, server_default="0"))
    op.add_column("session_price", sa.Column("tariff", UtcTime))
    op.execute("UPDATE session SET priced = 1 WHERE ended IS NOT NULL AND NOT unpriced")
    op.execute(
        "UPDATE session_price SET revision = 1"
        " WHERE session IN (SELECT id FROM session WHERE priced = 1)"
    )
    op.execute(_TARIFF)
    op.drop_index("session_unpriced_index", "session")
    for table, column in (
        ("session", "unpriced"),
        ("session_price", "measured_wh"),
        ("session_price", "own_hold"),
    ):
        op.drop_column(table, column)
    op.create_index(
        "session_unpriced_index",
        "session",
        ["ended"],
        sqlite_where=sa.text("unbilled = 1 AND priced <> revision"),
        postgresql_where=sa.text("unbilled AND priced <> revision"),
    )

"""Secrets of commands, sealed for the process that sends them; no key stands in clear any more.

Revision ID: 0011
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Where a key was on offer it was sent, or nothing serves: its hash is all that is needed."""
    if op.get_bind().dialect.name == "sqlite":
        # What stood in the column is overwritten, not only let go of.
        op.execute("PRAGMA secure_delete = ON")
    op.drop_column("credential", "offered_key")
    op.add_column("server", sa.Column("seal", sa.LargeBinary))
    op.create_table(
        "command_secret",
        sa.Column("command", sa.BigInteger, nullable=False, autoincrement=False),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("command", name=op.f("command_secret_pk")),
        sa.ForeignKeyConstraint(
            ["command"], ["command.id"], name=op.f("command_secret_command_fk")
        ),
    )

"""Tokens are compared as cards: however their bytes are written.

Revision ID: 0005
"""

from __future__ import annotations

import json
from collections import defaultdict

import sqlalchemy as sa
from alembic import op

from controlroom.store.codec import card_key

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_SEARCHED = "session_folded_while_upgrading"


def upgrade() -> None:
    """Write the normal form of every token again. The way back is a backup."""
    connection = op.get_bind()
    _registered(connection)
    _charged(connection)


def _registered(connection: sa.Connection) -> None:
    """Where several rows are one card, the first that may charge keeps it.

    The others stay, under a form that no token has: a check of the database names them.
    """
    cards = defaultdict(list)
    for row in connection.execute(sa.text("SELECT uid, folded, blocked FROM token")).all():
        cards[card_key(row.uid)].append(row)
    said = _first_said(connection) if any(len(rows) > 1 for rows in cards.values()) else {}
    last = len(said)
    for rows in cards.values():
        rows.sort(key=lambda row: (bool(row.blocked), said.get(row.uid, last), row.uid))
    beside = [(row, f" {row.folded}") for rows in cards.values() for row in rows[1:]]
    own = [(rows[0], key) for key, rows in cards.items() if rows[0].folded != key]
    # What gives a form up goes before what takes it.
    for row, folded in (*beside, *own):
        connection.execute(
            sa.text("UPDATE token SET folded = :folded WHERE uid = :uid"),
            {"folded": folded, "uid": row.uid},
        )


def _first_said(connection: sa.Connection) -> dict[str, int]:
    """Tokens in the order in which they were registered."""
    found = connection.execute(
        sa.text("SELECT body FROM journal WHERE kind = 'TokenChanged' ORDER BY position")
    )
    said: dict[str, int] = {}
    for body in found.scalars():
        said.setdefault(json.loads(body)["token"]["uid"], len(said))
    return said


def _charged(connection: sa.Connection) -> None:
    found = connection.execute(sa.text("SELECT DISTINCT token_folded FROM session")).scalars()
    changed = [(folded, key) for folded in found.all() if (key := card_key(folded)) != folded]
    if not changed:
        return
    op.create_index(_SEARCHED, "session", ["token_folded"])
    for folded, key in changed:
        connection.execute(
            sa.text("UPDATE session SET token_folded = :key WHERE token_folded = :folded"),
            {"key": key, "folded": folded},
        )
    op.drop_index(_SEARCHED, "session")

"""Acknowledgements are facts of the journal, and no commands to a charge point any more.

Revision ID: 0013
"""

from __future__ import annotations

import json
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

_WRITE = sa.text(
    "UPDATE journal SET kind = :kind, charge_point = '', body = :body WHERE position = :position"
)


def upgrade() -> None:
    """What was asked stays in the journal at its place; what the engine answered tells no more."""
    connection = op.get_bind()
    told = connection.execute(
        sa.text(
            "SELECT position, body FROM journal "
            "WHERE kind = 'CommandChanged' AND body LIKE '%\"Acknowledge\"%'"
        )
    ).all()
    for position, body in told:
        command = json.loads(body)["command"]
        if command["verb"] == "Acknowledge":
            connection.execute(_WRITE, {"position": position, **_fact(command, body)})
    op.execute("DELETE FROM command WHERE verb = 'Acknowledge'")


def _fact(command: dict[str, Any], body: str) -> dict[str, str]:
    if command["state"] != "requested":
        return {"kind": "AcknowledgementAnswered", "body": body}
    asked = {"alarms": [command["arguments"]["alarm"]], "by": command["asked_by"]}
    return {"kind": "AcknowledgementRequested", "body": json.dumps(asked)}

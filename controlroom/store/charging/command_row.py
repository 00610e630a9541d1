"""A command as a row, and the fact that tells of it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from controlroom.domain.charging.commands import Command, CommandChanged, to_fields
from controlroom.store.codec import clean


def columns(command: Command) -> dict[str, Any]:
    """Every column but the number, which the database gives."""
    told = to_fields(command)
    del told["id"]
    return {k: clean(str(v)) if isinstance(v, str) else v for k, v in told.items()}


def changed(command: Command, now: datetime) -> CommandChanged:
    return CommandChanged(charge_point=command.charge_point, at=now, received=now, command=command)

"""A command as a row, and the fact that tells of it."""

from __future__ import annotations

from dataclasses import fields
from datetime import datetime
from typing import Any

from controlroom.domain.charging.commands import Command
from controlroom.domain.charging.events import CommandChanged
from controlroom.store.codec import clean


def columns(command: Command) -> dict[str, Any]:
    """Every column but the number, which the database gives."""
    values = {f.name: getattr(command, f.name) for f in fields(command) if f.name != "id"}
    values = {k: clean(str(v)) if isinstance(v, str) else v for k, v in values.items()}
    return {**values, "arguments": dict(command.arguments), "response": dict(command.response)}


def changed(command: Command, now: datetime) -> CommandChanged:
    return CommandChanged(charge_point=command.charge_point, at=now, received=now, command=command)

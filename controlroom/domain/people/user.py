"""People who sign in, and what their role lets them do."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from controlroom.domain.errors import InvalidValue
from controlroom.domain.user_input import written

LEAST_PASSWORD = 10
"""Characters."""


class Role(StrEnum):
    OPERATOR = "operator"
    SUPERVISOR = "supervisor"
    TECHNICIAN = "technician"
    ACCOUNTANT = "accountant"
    ADMINISTRATOR = "administrator"
    WALL = "wall"


class Right(StrEnum):
    ACKNOWLEDGE = "acknowledge"
    COMMAND_SAFE = "command-safe"
    """Commands that stop nobody: trigger a message, read the configuration, unlock, start."""
    COMMAND = "command"
    BILLING = "billing"
    CUSTOMERS = "customers"
    """Customers and their tokens."""
    TARIFFS = "tariffs"
    INSTALL = "install"
    """Sites and charge points: add, import, change, commission, rotate a key, admit at the door."""
    ADMINISTER = "administer"
    """The company, people and their roles."""


_OPERATE = frozenset({Right.COMMAND_SAFE})
_SUPERVISE = _OPERATE | {Right.ACKNOWLEDGE, Right.COMMAND}

RIGHTS: dict[Role, frozenset[Right]] = {
    Role.OPERATOR: _OPERATE,
    Role.SUPERVISOR: _SUPERVISE,
    Role.TECHNICIAN: _OPERATE | {Right.COMMAND, Right.INSTALL},
    Role.ACCOUNTANT: frozenset({Right.BILLING, Right.CUSTOMERS, Right.TARIFFS}),
    Role.ADMINISTRATOR: frozenset(Right),
    Role.WALL: frozenset(),
}


@dataclass(frozen=True, slots=True)
class User:
    """The password's hash never leaves the store."""

    name: str
    role: Role


def user_name(text: str) -> str:
    """A name to sign in with. Raises InvalidValue."""
    name = written("name", text, most=64)
    if not name:
        raise InvalidValue("nameless", who="user")
    return name


def password(text: str) -> str:
    """A password as a person chose it. Raises InvalidValue for one that is guessed soon."""
    if len(text) < LEAST_PASSWORD:
        raise InvalidValue("password-short", length=len(text), least=LEAST_PASSWORD)
    return text

"""Facts of customers, tokens and staff."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from controlroom.domain.event import Event
from controlroom.domain.people.authorisation import Token
from controlroom.domain.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenChanged(Event):
    """The token's own text is personal data and stays in its table; `token` shows it on screens."""

    token: Token
    by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerChanged(Event):
    customer: int
    by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class UserChanged(Event):
    """`what`: added, role, password. Never the password itself."""

    user: str
    what: str
    details: Mapping[str, str] = field(default_factory=dict)
    by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInTried(Event):
    """Somebody signed in, or tried to. `failures`: wrong passwords in a row, this one included.

    `user` is "" where there is none of the name that was written: it may be a password.
    """

    user: str
    workstation: str
    right: bool
    failures: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class RightDenied(Event):
    """Somebody asked for what the own role may not do. `right` is the name of a Right."""

    user: str
    role: str
    right: str
    workstation: str = ""

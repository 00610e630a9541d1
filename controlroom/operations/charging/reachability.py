"""What answers at an address where charge points are to find a central system."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import Protocol

NO_IDENTITY = "End the address with the charge point's identity, 48 characters at most.\n"
"""What this program's central system answers to a handshake that names no charge point.

Nobody has knocked with it, and nothing else says the same.
"""


class Reach(Enum):
    """What answers."""

    OURS = auto()
    OTHER = auto()
    """Something that is not this program's central system."""
    CLOSED = auto()
    """Nothing listens there, or the machine is not found."""
    SILENT = auto()
    """No answer in time, as where a firewall drops what comes."""


@dataclass(frozen=True, slots=True)
class Reached:
    """`why` is the system's or the other program's own word, "" where it gave none."""

    reach: Reach
    why: str = ""


class Reaching(Protocol):
    async def __call__(self, host: str, port: int, *, tls: bool) -> Reached: ...

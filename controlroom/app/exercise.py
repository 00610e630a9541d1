"""An exercise: the demonstration with planted faults, and what came of them.

The fleet writes down what it planted, in a file beside the database; everything else is
read from the journal, so that nothing is asked of the window.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from controlroom.domain.alarms.events import AlarmChanged
from controlroom.domain.charging.commands import CommandChanged
from controlroom.domain.event import Event
from controlroom.operations.alarms.exercise import Planted, Report, report
from controlroom.operations.follow import Follow
from controlroom.operations.ports.journal import Feed

PLANTED = "planted.jsonl"
MINUTES = 20.0
"""How long an exercise is meant to take where nobody says; its window may stay open longer."""


@dataclass(slots=True)
class Exercise:
    """Which exercise, and its report once it is over. `minutes` None ends with the window.

    `shown`: the screen tells the report, too, before the window closes.
    """

    seed: int
    minutes: float | None = None
    shown: bool = False
    judge: Callable[[], Awaitable[Report]] | None = None
    """Gives the report of now; there while the window is open."""
    report: Report | None = None

    @property
    def length(self) -> float:
        """Minutes over which the faults are spread."""
        return MINUTES if self.minutes is None else self.minutes


def written(fault: Planted) -> bytes:
    """A line of the file."""
    return msgspec.json.encode(fault) + b"\n"


def planted(file: Path) -> list[Planted]:
    """What was planted. A line that is not whole was being written when the fleet ended."""
    try:
        lines = file.read_bytes().splitlines()
    except FileNotFoundError:
        return []
    found = []
    for line in lines:
        try:
            found.append(msgspec.json.decode(line, type=Planted))
        except msgspec.DecodeError:
            break
    return found


async def assess(feed: Feed, after: int, file: Path, began: datetime) -> Report:
    """What came of what was planted, by the journal after a position."""
    told: list[Event] = []
    async for reading in Follow(feed, after, events=frozenset({AlarmChanged, CommandChanged})):
        told.extend(entry.event for entry in reading.entries)
        if not reading.more:
            break
    return report(await asyncio.to_thread(planted, file), told, began, datetime.now(UTC))

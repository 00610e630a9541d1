"""What operations asks of the store about alarms."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from controlroom.domain.alarms.alarm import Alarm


class AlarmQueries(Protocol):
    """Reading alarms and what became of them."""

    async def alarms(
        self, *, all_states: bool = False, limit: int | None = None
    ) -> list[Alarm]: ...
    async def alarm(self, identity: int) -> Alarm | None: ...
    async def newest_id(self) -> int: ...
    async def journal(
        self, limit: int = 1000, *, since: datetime | None = None, after: int = 0
    ) -> list[tuple[int, Alarm]]:
        """Every change of an alarm, newest first: (position in the journal, the alarm then).

        At most `limit`; none that was written before `since`, nor at a position up to `after`.
        """
        ...


class Alarms(AlarmQueries, Protocol):
    async def ask_acknowledgement(self, alarms: Sequence[int], by: str) -> None:
        """Write down that a person wants alarms acknowledged, for the alarm engine to read."""
        ...

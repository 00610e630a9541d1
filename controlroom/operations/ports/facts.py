"""The journal read backwards, by kind of fact."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from controlroom.domain.event import Event
from controlroom.operations.ports.journal import Entry


@dataclass(frozen=True, slots=True)
class FactPage:
    """A piece of the journal, newest first."""

    entries: tuple[Entry, ...]
    reached: int
    """Position to go on before; 0 where there is nothing earlier."""
    back_to: datetime | None
    """How far back it was looked; None where that is the beginning."""


class Facts(Protocol):
    async def newest(
        self,
        kinds: Collection[type[Event]],
        *,
        charge_points: Collection[str] | None = None,
        before: int | None = None,
        until: datetime | None = None,
        since: datetime | None = None,
        limit: int = 200,
    ) -> FactPage:
        """Facts of some kinds, newest first by when they reached us; a page of them.

        `charge_points` with "" for what concerns none; one alone is found by its index, of those
        kinds that `facts` knows. A page may have fewer than `limit`, even none, where much else
        lies between: go on before `reached`.
        """
        ...

    async def facts(
        self,
        charge_point: str,
        kinds: Collection[type[Event]],
        *,
        start: datetime | None = None,
        before: datetime | None = None,
        limit: int = 500,
    ) -> list[Entry]:
        """What the journal has about one charge point, newest first by when it happened.

        `kinds`: of links, boots, statuses, reports, security, registration, keys, commands and
        alarms. Sessions and samples have ports of their own.
        """
        ...

"""A database as a command sees it that is over in a moment; the whole store where it must be."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Protocol

from controlroom.app.clock import SystemClock
from controlroom.app.command_check import judge
from controlroom.settings import Settings
from controlroom.store.one_shot import brief

if TYPE_CHECKING:
    from controlroom.app.attached import Attached
    from controlroom.domain.billing.tariff import Version
    from controlroom.domain.charging.charge_point import ChargePoint, Connector, Registration
    from controlroom.domain.charging.rate_limit import Allowance
    from controlroom.operations.control import Control
    from controlroom.operations.ports.billing import SessionRecord
    from controlroom.store.one_shot import Brief


class Standing(Protocol):
    """Every charge point at one moment of the journal."""

    @property
    def head(self) -> int: ...
    @property
    def as_of(self) -> datetime: ...
    @property
    def registrations(self) -> Sequence[Registration]: ...
    @property
    def charge_points(self) -> Sequence[ChargePoint]: ...
    @property
    def connectors(self) -> Sequence[Connector]: ...


class Looks(Protocol):
    """What is looked up in a moment."""

    async def glance(self) -> Standing: ...
    async def served(self) -> bool: ...
    async def sessions(
        self, *, start: datetime | None, end: datetime | None, charge_point: str | None
    ) -> list[SessionRecord]: ...
    async def versions(self) -> dict[str, str]: ...
    async def allowances(self) -> dict[str, Allowance]: ...
    async def tariffs(self) -> dict[str, list[Version]]: ...


class Visit:
    """What is looked up, and the way in of commands."""

    def __init__(self, looks: Looks, control: Callable[[], Control]) -> None:
        self.looks = looks
        self._control = control

    @property
    def control(self) -> Control:
        return self._control()


@asynccontextmanager
async def visit(settings: Settings) -> AsyncIterator[Visit]:
    """Open the database as a guest, with as little as will do."""
    with brief(settings.database) as opened:
        if opened is not None:
            yield Visit(opened, partial(_control, opened))
            return
    from controlroom.app.attached import attach

    async with attach(settings) as room:
        yield Visit(_Whole(room), lambda: room.control)


def _control(opened: Brief) -> Control:
    from controlroom.operations.control import Control
    from controlroom.operations.people.rights import Rights

    clock = SystemClock()
    return Control(opened, opened, clock, judge, Rights(clock))


class _Whole:
    """The same by the whole store."""

    def __init__(self, room: Attached) -> None:
        self._room = room

    async def glance(self) -> Standing:
        return await self._room.store.feed.snapshot()

    async def served(self) -> bool:
        return await self._room.served()

    async def sessions(
        self, *, start: datetime | None, end: datetime | None, charge_point: str | None
    ) -> list[SessionRecord]:
        return await self._room.store.sessions.sessions(
            start=start, end=end, charge_point=charge_point
        )

    async def versions(self) -> dict[str, str]:
        return await self._room.store.charge_points.versions()

    async def allowances(self) -> dict[str, Allowance]:
        return await self._room.store.charge_points.allowances()

    async def tariffs(self) -> dict[str, list[Version]]:
        return await self._room.store.tariffs.versions()

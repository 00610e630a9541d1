"""The product's wire with nothing behind it.

``python -m tests.bench.wire_only [CERTIFICATE KEY]``

The central system as it is, every check and translation included; where the spine would store,
an answer is at hand. Prints ``listening on ws://127.0.0.1:PORT`` (wss with a certificate) and
serves until it is ended.
"""

from __future__ import annotations

import asyncio
import signal
import sys
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

from typing_extensions import override

from controlroom.central_system import CentralSystem
from controlroom.domain.charging.events import TransactionStarted
from controlroom.domain.charging.network import Answer
from controlroom.domain.charging.rate_limit import Allowance
from controlroom.domain.event import Event
from controlroom.domain.people.authorisation import Authorisation, AuthorisationStatus
from controlroom.operations.ports.charging import ChargePoints, Credentials, Frame, Messages
from controlroom.operations.ports.link import Clock, Spine
from tests.bench.machine import allow_many_files

_ACCEPTED = Authorisation(AuthorisationStatus.ACCEPTED, customer=1)
_ANSWER = Answer(transaction="1", authorisation=_ACCEPTED)


class _MachineClock(Clock):
    @override
    def now(self) -> datetime:
        return datetime.now(UTC)

    @override
    def monotonic(self) -> float:
        return time.monotonic()


class _Nowhere(Spine):
    """Everything is welcome, and forgotten."""

    def __init__(self) -> None:
        self._transactions = 0

    @override
    async def opened(self, charge_point: str, version: str, address: str) -> int:
        return 1

    @override
    async def closed(self, charge_point: str, epoch: int, reason: str, said: str = "") -> None:
        pass

    @override
    async def ingest(self, event: Event) -> Answer:
        if isinstance(event, TransactionStarted):
            self._transactions += 1
            return Answer(transaction=str(self._transactions), authorisation=_ACCEPTED)
        return _ANSWER

    @override
    def heard(self, charge_point: str, at: datetime) -> None:
        pass


class _EveryoneKnown:
    """Lets everybody in under security profile 0."""

    async def credentials(self, identity: str) -> Credentials:
        return Credentials(identity, 0, None, None)

    async def allowances(self) -> dict[str, Allowance]:
        return {}

    async def set_allowances(self, rows: Sequence[Allowance]) -> None:
        """Nobody has used up any of it."""


class _NoLog:
    async def keep(self, frames: Sequence[Frame]) -> None:
        pass


async def _serve(files: Sequence[str]) -> None:
    central_system = CentralSystem(
        spine=_Nowhere(),
        # Only what the door and the log ask for is there: the rest of the ports is never called.
        charge_points=cast("ChargePoints", _EveryoneKnown()),
        messages=cast("Messages", _NoLog()),
        clock=_MachineClock(),
        listen=("127.0.0.1", 0),
        tls=(Path(files[0]), Path(files[1])) if files else None,
    )
    stop = asyncio.Event()
    signal.signal(signal.SIGTERM, _setting(stop))
    host, port = await central_system.start()
    print(f"listening on {'wss' if files else 'ws'}://{host}:{port}", flush=True)
    await stop.wait()
    await central_system.stop()


def _setting(stop: asyncio.Event) -> Callable[[int, object], None]:
    loop = asyncio.get_running_loop()
    return lambda _signal, _frame: cast("None", loop.call_soon_threadsafe(stop.set))


def _loop() -> asyncio.AbstractEventLoop:
    """The loop that `controlroom serve` runs on."""
    if sys.platform == "win32":
        return asyncio.new_event_loop()
    import uvloop

    return uvloop.new_event_loop()


if __name__ == "__main__":
    allow_many_files()
    with asyncio.Runner(loop_factory=_loop) as runner:
        runner.run(_serve(sys.argv[1:]))

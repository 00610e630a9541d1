"""Places for TLS handshakes: ten thousand at once would stall the loop for a minute.

A place is given back when its handshake has ended, or when it has waited for its peer for so long
that others may go on. Addresses take turns, so that a crowd at one keeps nobody at another
waiting; at one address the newest is next, because the oldest may have given up.
"""

import asyncio
from collections import Counter, OrderedDict
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Final

PLACES: Final = 64
PATIENCE_S: Final = 2.0
"""How long a handshake keeps its place: what takes longer waits for its peer, not for us."""
_FEW: Final = PLACES / 4
"""Stalled handshakes of one address that halve the patience with its next ones."""


class Handshakes:
    """`async with handshakes.place(address, stalls)`."""

    def __init__(self, places: int = PLACES) -> None:
        self._free = places
        self._waiting: OrderedDict[str, list[asyncio.Future[None]]] = OrderedDict()
        self._stalled: Counter[str] = Counter()

    @asynccontextmanager
    async def place(self, address: str, stalls: Callable[[], None]) -> AsyncIterator[None]:
        """One of the places, for as long as patience lasts; `stalls` is called when it ends."""
        await self._take(address)
        stalled = False

        def stall() -> None:
            nonlocal stalled
            stalled = True
            self._stalled[address] += 1
            self._give_back()
            stalls()

        patience = PATIENCE_S / (1 + self._stalled[address] / _FEW)
        timer = asyncio.get_running_loop().call_later(patience, stall)
        try:
            yield
        finally:
            timer.cancel()
            if not stalled:
                self._give_back()
            else:
                self._stalled[address] -= 1
                self._stalled += Counter()  # without those that are down to nothing

    async def _take(self, address: str) -> None:
        if self._free:
            self._free -= 1
            return
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.setdefault(address, []).append(turn)
        try:
            await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():
                self._give_back()
            raise

    def _give_back(self) -> None:
        while self._waiting:
            address, turns = self._waiting.popitem(last=False)
            waiting = [turn for turn in turns if not turn.done()]
            if not waiting:
                continue
            waiting.pop().set_result(None)
            if waiting:
                self._waiting[address] = waiting
            return
        self._free += 1

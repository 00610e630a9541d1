"""Pings: a link whose other end is gone is found within a minute.

Some stations never answer a ping and live all the same. One that was heard after a ping it left
unanswered is such a station; one whose link had to be cut though it never answered any may be.
Both are given three heartbeats of silence instead.
"""

import asyncio
from typing import Final

from websockets.exceptions import ConnectionClosed

from controlroom.central_system.link import OpenLink

PING_S: Final = 30.0
PONG_S: Final = 30.0
HEARTBEATS: Final = 3


class Keepalive:
    """Pings links; remembers, across links, which charge points never answer."""

    def __init__(self, heartbeat_s: int, *, ping_s: float = PING_S, pong_s: float = PONG_S) -> None:
        self._patience_s = HEARTBEATS * heartbeat_s
        self._ping_s = ping_s
        self._pong_s = pong_s
        self._mute: set[str] = set()

    async def watch(self, link: OpenLink) -> None:
        """Ping until the link ends; cut it where nobody is there any more."""
        loop = asyncio.get_running_loop()
        answered = False
        heard, frames = loop.time(), link.frames
        while True:
            await asyncio.sleep(self._ping_s)
            if link.frames > frames:
                heard, frames = loop.time(), link.frames
            try:
                await link.ping(self._pong_s)
            except ConnectionClosed:
                return
            except TimeoutError:
                if link.frames > frames:
                    self._mute.add(link.charge_point)
                    continue
                patient = link.charge_point in self._mute and not answered
                if patient and loop.time() - heard < self._patience_s:
                    continue
                if not answered:
                    self._mute.add(link.charge_point)
                link.drop()
                return
            answered = True
            heard = loop.time()
            self._mute.discard(link.charge_point)

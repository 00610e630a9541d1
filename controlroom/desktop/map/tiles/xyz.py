"""Tiles of a server, by the address of each: {z}/{x}/{y}, and {s} where it has several names."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QThread, Signal
from typing_extensions import override

from controlroom.desktop.map.tiles.loader import Loader
from controlroom.desktop.map.tiles.memory import Key
from controlroom.desktop.map.tiles.network import Answer, Fetcher

FINEST = 19
AT_ONCE = 4
"""Requests under way: a public server asks for few."""
SERVERS = "abc"


class Xyz(Loader):
    """Fetches over the network and keeps what comes in a folder."""

    _ask = Signal(object, str)
    _end = Signal()

    def __init__(self, template: str, attribution: str, folder: Path) -> None:
        """`template` has been looked at: see `opening`."""
        super().__init__(
            min_zoom=0,
            max_zoom=FINEST,
            # Twice the pixels for the same piece of the world.
            tile_size=512 if "@2x" in template else 256,
            attribution=attribution,
            at_once=AT_ONCE,
        )
        self._template = template
        self._thread = QThread()
        self._thread.setObjectName("tiles")
        self._fetcher = Fetcher(folder)
        self._fetcher.moveToThread(self._thread)
        self._thread.started.connect(self._fetcher.begin)
        self._ask.connect(self._fetcher.get)
        self._end.connect(self._fetcher.end)
        self._fetcher.answered.connect(self._answered)
        self._thread.start()

    def address(self, key: Key) -> str:
        """Where a tile is."""
        zoom, x, y = key
        return (
            self._template.replace("{z}", str(zoom))
            .replace("{x}", str(x))
            .replace("{y}", str(y))
            .replace("{s}", SERVERS[(x + y) % len(SERVERS)])
        )

    @override
    def _fetch(self, key: Key) -> None:
        self._ask.emit(key, self.address(key))

    def _answered(self, key: Key, answer: Answer) -> None:
        if self._closed:
            return
        if answer.data is None:
            self._missed(key, answer.again_in_s)
        else:
            self._fetched(key, answer.data)

    @override
    def close(self) -> None:
        if not self._closed:
            self._end.emit()
            super().close()
            self._thread.wait()

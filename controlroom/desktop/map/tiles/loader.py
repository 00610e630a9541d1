"""What all sources share: who asked for what, in which order, what is kept, what is not there."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import partial
from time import monotonic

from PySide6.QtCore import QObject, Qt, QThreadPool, QTimer, Signal
from PySide6.QtGui import QImage

from controlroom.desktop.map.tiles.decoding import NotATile, decode
from controlroom.desktop.map.tiles.memory import Key, Memory

MEMORY_BYTES = 128 * 1024 * 1024
"""A screen of 3840 × 2160 shows 45 MB of tiles."""
THREADS = 2
OUT_OF_VIEW_S = 0.5
"""The map asks for all that it shows at every frame: what it has not asked for since so long
before its newest frame is no longer in view."""
MOST_ABSENT = 20_000
LOOK_AGAIN_MS = 5_000
FOR_EVER = math.inf


class Loader(QObject):
    """Fills `TileSource`. A subclass says how the bytes of a tile come, in `_fetch`."""

    arrived = Signal(int, int, int)
    _decoded = Signal(object, object)

    def __init__(  # every source knows these when it opens
        self,
        *,
        min_zoom: int,
        max_zoom: int,
        tile_size: int,
        attribution: str,
        at_once: int = THREADS,
        memory_bytes: int = MEMORY_BYTES,
    ) -> None:
        super().__init__()
        self.min_zoom = min_zoom
        self.max_zoom = max_zoom
        self.tile_size = tile_size
        self.attribution = attribution
        self.memory = Memory(memory_bytes)
        self._at_once = at_once
        self._closed = False
        self._waiting: dict[Key, float] = {}
        """When each was asked for last, in the order in which they were asked for first."""
        self._under_way: set[Key] = set()
        self._absent: dict[Key, float] = {}
        """Until when it is not asked for again."""
        self._newest_ask = 0.0
        self._pool = QThreadPool()
        self._pool.setMaxThreadCount(THREADS)
        self._decoded.connect(self._take, Qt.ConnectionType.QueuedConnection)
        self._again = QTimer(self)
        self._again.setInterval(LOOK_AGAIN_MS)
        self._again.timeout.connect(self._look_again)

    def tile(self, zoom: int, x: int, y: int) -> QImage | None:
        """What lies in memory; else None, and it is fetched unless it is known to be absent."""
        key = (zoom, x, y)
        image = self.memory.get(key)
        if image is None and self._may_be(key):
            self._newest_ask = monotonic()
            if key not in self._under_way:
                self._waiting[key] = self._newest_ask
                self._work()
        return image

    def _may_be(self, key: Key) -> bool:
        zoom, x, y = key
        side = 1 << max(zoom, 0)
        return (
            not self._closed
            and self.min_zoom <= zoom <= self.max_zoom
            and 0 <= x < side
            and 0 <= y < side
            and monotonic() >= self._absent.get(key, 0.0)
        )

    def _work(self) -> None:
        """Begin with what waits, as much at once as is allowed; drop what is out of view."""
        while self._waiting and len(self._under_way) < self._at_once and not self._closed:
            key, asked = next(iter(self._waiting.items()))
            del self._waiting[key]
            if self._newest_ask - asked > OUT_OF_VIEW_S:
                # Should the map show it after all, it asks again when it is told.
                self.arrived.emit(*key)
                continue
            self._under_way.add(key)
            self._fetch(key)

    def _fetch(self, key: Key) -> None:
        """Get the bytes; ends in `_fetched` or `_missed`, on the UI thread, or in `_in_thread`."""
        raise NotImplementedError

    def _in_thread(self, key: Key, read: Callable[[Key], bytes | None]) -> None:
        """Read and decode in a thread. What `read` raises beside OSError is a defect."""
        self._pool.start(partial(self._read_and_decode, key, read))

    def _fetched(self, key: Key, data: bytes) -> None:
        """The bytes have come: decode them in a thread."""
        self._in_thread(key, lambda _key: data)

    def _read_and_decode(self, key: Key, read: Callable[[Key], bytes | None]) -> None:
        image: QImage | None = None
        try:
            data = read(key)
            if data is not None:
                image = decode(data)
        except (OSError, NotATile):
            image = None
        finally:
            self._decoded.emit(key, image)

    def _take(self, key: Key, image: QImage | None) -> None:
        if self._closed:
            return
        if image is None:
            self._missed(key, FOR_EVER)
            return
        self.memory.put(key, image)
        self._told(key)

    def _missed(self, key: Key, again_in_s: float) -> None:
        """It is not there now; FOR_EVER: nor will it be."""
        if len(self._absent) >= MOST_ABSENT:
            self._absent.clear()
        self._absent[key] = monotonic() + again_in_s
        if again_in_s < FOR_EVER and not self._again.isActive():
            self._again.start()
        self._told(key)

    def _told(self, key: Key) -> None:
        self._under_way.discard(key)
        self.arrived.emit(*key)
        self._work()

    def _look_again(self) -> None:
        """Tell of what may be asked for again: a map that stands still would not ask."""
        now = monotonic()
        due = [key for key, until in self._absent.items() if until <= now]
        for key in due:
            del self._absent[key]
            self.arrived.emit(*key)
        if not any(until < FOR_EVER for until in self._absent.values()):
            self._again.stop()

    def close(self) -> None:
        """Stop fetching; waits for the tile that is being decoded, some milliseconds."""
        self._closed = True
        self._again.stop()
        self._waiting.clear()
        self._pool.clear()
        self._pool.waitForDone()
        self.memory.clear()

"""Fetching from a tile server, in a thread of its own: its disk cache is read and tidied there.

A server that does not answer is left alone for a while, longer each time, and what the cache has
is shown meanwhile. One that says that a tile is not there is believed for an hour.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from time import monotonic

from PySide6.QtCore import QObject, QUrl, Signal, Slot
from PySide6.QtNetwork import (
    QNetworkAccessManager,
    QNetworkDiskCache,
    QNetworkReply,
    QNetworkRequest,
)

from controlroom import __version__
from controlroom.desktop.map.tiles.decoding import LARGEST_BYTES
from controlroom.desktop.map.tiles.loader import FOR_EVER
from controlroom.desktop.map.tiles.memory import Key

AGENT = f"controlroom/{__version__} (control room for charging stations; desktop map)"
CACHE_BYTES = 256 * 1024 * 1024
TIMEOUT_MS = 20_000
REDIRECTS = 3
REST_S, LONGEST_REST_S = 15.0, 600.0
ABSENT_S = 3600.0
ODD_S = 60.0
_OK, _BUSY = 200, frozenset({429, 503})
_NOT_THERE = frozenset({204, 404, 410})
_CONTROL = QNetworkRequest.Attribute.CacheLoadControlAttribute
_STATUS = QNetworkRequest.Attribute.HttpStatusCodeAttribute


@dataclass(frozen=True, slots=True)
class Answer:
    """Bytes of a tile; else in how many seconds to ask again."""

    data: bytes | None
    again_in_s: float = 0.0


class Fetcher(QObject):
    """Lives in the thread that it is moved to; asked and answering by signals only."""

    answered = Signal(object, object)
    """A key and its `Answer`."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder
        self._manager: QNetworkAccessManager | None = None
        self._replies: dict[Key, QNetworkReply] = {}
        self._failures = 0
        self._resting_until = 0.0

    @Slot()
    def begin(self) -> None:
        """Open the cache; the first thing that is done in the thread."""
        self._manager = QNetworkAccessManager(self)
        cache = QNetworkDiskCache(self._manager)
        cache.setCacheDirectory(str(self._folder))
        cache.setMaximumCacheSize(CACHE_BYTES)
        self._manager.setCache(cache)

    @Slot(object, str)
    def get(self, key: Key, address: str) -> None:
        """Fetch; `answered` follows, unless `end` comes first."""
        resting = monotonic() < self._resting_until
        self._send(key, address, from_cache=resting)

    def _send(self, key: Key, address: str, *, from_cache: bool) -> None:
        if self._manager is None:
            return
        request = QNetworkRequest(QUrl(address))
        request.setHeader(QNetworkRequest.KnownHeaders.UserAgentHeader, AGENT)
        request.setTransferTimeout(TIMEOUT_MS)
        request.setMaximumRedirectsAllowed(REDIRECTS)
        load = QNetworkRequest.CacheLoadControl
        request.setAttribute(_CONTROL, load.AlwaysCache if from_cache else load.PreferNetwork)
        reply = self._manager.get(request)
        self._replies[key] = reply
        reply.downloadProgress.connect(partial(self._bounded, reply))
        reply.finished.connect(partial(self._finished, key, address, reply, from_cache=from_cache))

    @staticmethod
    def _bounded(reply: QNetworkReply, received: int, _total: int) -> None:
        if received > LARGEST_BYTES:
            reply.abort()

    def _finished(self, key: Key, address: str, reply: QNetworkReply, *, from_cache: bool) -> None:
        self._replies.pop(key, None)
        reply.deleteLater()
        if self._manager is None:
            return
        status = reply.attribute(_STATUS)
        now = monotonic()
        if from_cache:
            data = bytes(reply.readAll().data())
            rest = max(1.0, self._resting_until - now)
            self.answered.emit(key, Answer(data) if data else Answer(None, rest))
        elif reply.error() is QNetworkReply.NetworkError.NoError and status == _OK:
            self._failures, self._resting_until = 0, 0.0
            self.answered.emit(key, Answer(bytes(reply.readAll().data())))
        elif reply.error() is QNetworkReply.NetworkError.OperationCanceledError and status == _OK:
            self.answered.emit(key, Answer(None, FOR_EVER))
        elif status in _NOT_THERE:
            self.answered.emit(key, Answer(None, ABSENT_S))
        elif status is not None and status not in _BUSY:
            self.answered.emit(key, Answer(None, ODD_S))
        else:
            self._rest(reply, now)
            self._send(key, address, from_cache=True)

    def _rest(self, reply: QNetworkReply, now: float) -> None:
        """Leave the server alone; what was under way when it failed counts as one failure."""
        if now < self._resting_until:
            return
        rest = min(REST_S * 2**self._failures, LONGEST_REST_S)
        asked = bytes(reply.rawHeader("Retry-After").data())
        if asked.isdigit() and len(asked) < 6:
            rest = max(rest, min(float(asked), ABSENT_S))
        self._failures = min(self._failures + 1, 10)
        self._resting_until = now + rest

    @Slot()
    def end(self) -> None:
        """Drop what is under way; the last thing that is done in the thread."""
        manager, self._manager = self._manager, None
        for reply in list(self._replies.values()):
            reply.abort()
        self._replies.clear()
        if manager is not None:
            manager.deleteLater()
        self.thread().quit()

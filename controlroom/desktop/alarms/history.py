"""What happened to alarms in the last 30 days: read once, then followed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import takewhile

from PySide6.QtCore import QObject, Signal

from controlroom.desktop.bridge import Batch, Bridge
from controlroom.desktop.kit.background_query import Question
from controlroom.desktop.kit.timers import later
from controlroom.domain.alarms import figures
from controlroom.domain.alarms.alarm import Alarm
from controlroom.domain.alarms.events import AlarmChanged
from controlroom.domain.alarms.figures import INTERVAL, AlarmFigures
from controlroom.operations.ports.alarms import AlarmQueries

SPAN = timedelta(days=30)
MOST = 20_000
"""Changes kept: of a network that has more, the figures look back less far."""
SOON_MS = 500
FIGURES_S = 10.0
"""Figures of 30 days are computed again at most so often; they take some 50 ms where many."""

Change = tuple[int, Alarm]


class AlarmHistory(QObject):
    """Reads nothing before `follow` is called."""

    changed = Signal()

    def __init__(self, bridge: Bridge, alarms: AlarmQueries, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._alarms = alarms
        self._following = False
        self._changes: list[Change] = []
        """Newest first."""
        self._known_from: datetime | None = None
        self._figures: tuple[datetime, AlarmFigures] | None = None
        self._question = Question("journal of alarms", self)
        self._soon = later(self, SOON_MS, self._newer)
        bridge.reloaded.connect(self._reload)
        bridge.changed.connect(self._take)

    def follow(self) -> None:
        """Somebody looks at it from now on."""
        if not self._following:
            self._following = True
            if self._bridge.loaded:
                self._reload()

    @property
    def known(self) -> bool:
        """It has been read."""
        return self._known_from is not None

    @property
    def since(self) -> datetime:
        """From when on all is known."""
        return self._known_from or self._bridge.server_time

    def of(self, identity: int) -> list[Alarm]:
        """What happened to one alarm, newest first."""
        return [alarm for _position, alarm in self._changes if alarm.id == identity]

    def rates(self, count: int) -> list[int]:
        """New alarms in each of the last `count` ten minutes of the clock."""
        now = self._bridge.server_time
        begin = figures.interval_of(now) - count * INTERVAL
        # One that was raised before may have changed since, and is newer in the list than others.
        late = takewhile(lambda change: change[1].changed >= begin, self._changes)
        called = figures.activations(alarm for _position, alarm in late)
        return figures.rates(called, now, count)

    def figures(self) -> AlarmFigures:
        """As they are now, or were some seconds ago."""
        now = self._bridge.server_time
        if self._figures is None or (now - self._figures[0]).total_seconds() > FIGURES_S:
            made = figures.figures(
                (alarm for _position, alarm in self._changes),
                self._bridge.alarms.values(),
                self.since,
                now,
            )
            self._figures = now, made
        return self._figures[1]

    # Reading

    def _reload(self) -> None:
        if self._following:
            self._changes, self._known_from, self._figures = [], None, None
            begin = self._bridge.server_time - SPAN
            self._question.ask(self._alarms.journal(MOST, since=begin), self._taker(begin))

    def _take(self, batch: Batch) -> None:
        if self._following and batch.has(AlarmChanged) and not self._soon.isActive():
            self._soon.start()

    def _newer(self) -> None:
        if self._question.busy:
            self._soon.start()
        elif self._known_from is not None:
            newest = self._changes[0][0] if self._changes else 0
            asking = self._alarms.journal(MOST, since=self._known_from, after=newest)
            self._question.ask(asking, self._taker(self._known_from))

    def _taker(self, begin: datetime) -> Callable[[list[Change]], None]:
        def take(fresh: list[Change]) -> None:
            self._changes = [*fresh, *self._changes][:MOST]
            whole = len(self._changes) < MOST
            self._known_from = begin if whole else self._changes[-1][1].changed
            self.changed.emit()

        return take

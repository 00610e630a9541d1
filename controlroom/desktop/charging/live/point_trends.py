"""The last day of power of the charge points in sight, asked for as they come into sight."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import numpy as np
from PySide6.QtCore import QObject, Signal

from controlroom.desktop.desk.power_history import Watts
from controlroom.desktop.kit.background_query import Question
from controlroom.desktop.kit.sparkline import Trend
from controlroom.desktop.kit.timers import later
from controlroom.domain.quarter_hours import QUARTERS, begin_of, mean_w, quarter_of
from controlroom.operations.ports.reports import PointEnergy, ReportQueries

SOON_MS = 120
"""Rows that are scrolled past are not asked for."""
KEPT = 1000
AT_ONCE = 100
SETTLED = timedelta(seconds=60)
"""So long after its end all of a quarter-hour has been added up."""
FRESH = timedelta(seconds=60)
"""The dot at the end of a line need not follow every reading."""


@dataclass(slots=True)
class _Known:
    """Whole quarter-hours up to `quarter`; the line made of them, when, and whether with a dot."""

    quarter: int
    past: Watts
    trend: Trend
    made: datetime
    dotted: bool


class PointTrends(QObject):
    """Lines by charge point. What is not known is asked for, and told by `changed`."""

    changed = Signal(object)
    """Identities whose line is another than before."""

    def __init__(self, reports: ReportQueries, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._reports = reports
        self._known: OrderedDict[str, _Known] = OrderedDict()
        self._wanted: dict[str, None] = {}
        self._asked: tuple[Sequence[str], int] = ((), 0)
        self._question = Question("power of charge points", self)
        self._timer = later(self, SOON_MS, self._ask)
        self._quarter = 0
        """The one that runs."""

    def trend(self, identity: str, now: datetime, power_w: float | None) -> Trend | None:
        """The line of a charge point in sight; None while it is not known yet."""
        known = self._known.get(identity)
        quarter = quarter_of(now - SETTLED)
        if known is None or known.quarter != quarter:
            self._quarter = quarter
            self._wanted[identity] = None
            if not self._timer.isActive() and not self._question.busy:
                self._timer.start()
        if known is None:
            return None
        if now - known.made > FRESH or known.dotted != (power_w is not None):
            known.trend = _line(known.past, power_w)
            known.made, known.dotted = now, power_w is not None
        return known.trend

    def forget(self) -> None:
        """After the database was away, or is another."""
        self._known.clear()
        self._wanted.clear()

    def _ask(self) -> None:
        # What was asked for last is what is in sight now.
        identities = list(self._wanted)[-AT_ONCE:]
        self._wanted.clear()
        if not identities:
            return
        quarter = self._quarter
        self._asked = identities, quarter
        start, end = begin_of(quarter - QUARTERS + 1), begin_of(quarter)
        asking = self._reports.energy_by_point(identities, start, end)
        self._question.ask(asking, self._take)

    def _take(self, rows: Sequence[PointEnergy]) -> None:
        identities, quarter = self._asked
        first = quarter - QUARTERS + 1
        past = {identity: np.zeros(QUARTERS - 1) for identity in identities}
        for identity, at, wh in rows:
            past[identity][at - first] = mean_w(wh)
        long_ago = datetime.fromtimestamp(0, UTC)
        for identity, watts in past.items():
            # Its dot is put on as soon as it is shown.
            self._known[identity] = _Known(
                quarter, watts, _line(watts, None), long_ago, dotted=False
            )
            self._known.move_to_end(identity)
        while len(self._known) > KEPT:
            self._known.popitem(last=False)
        self.changed.emit(identities)
        if self._wanted:
            self._timer.start()


def _line(past: Watts, power_w: float | None) -> Trend:
    return Trend(np.append(past, np.nan if power_w is None else power_w))

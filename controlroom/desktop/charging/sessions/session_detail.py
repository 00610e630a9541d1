"""All that is known of one session: what was told of it, and what was measured in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal

from controlroom.desktop.bridge import Batch, Bridge
from controlroom.desktop.charging.trace import AHEAD
from controlroom.desktop.kit.background_query import Question
from controlroom.desktop.kit.timers import later
from controlroom.domain.charging.events import TransactionEnded, TransactionStarted
from controlroom.domain.charging.metering import readings
from controlroom.domain.event import Event
from controlroom.operations.ports.billing import SessionQueries, SessionRecord
from controlroom.operations.ports.charging import SampleRow
from controlroom.operations.ports.session_search import SessionSearch

Values = NDArray[np.float64]
Rows = Sequence[SampleRow]
AGAIN_MS = 10_000
"""How often what is told of a running session is asked for again."""


@dataclass(frozen=True, eq=False)
class MeterCurve:
    """`at` in seconds since 1970, power in kW, register in kWh; NaN where nothing was said."""

    at: Values
    power: Values
    register: Values

    @property
    def empty(self) -> bool:
        return bool(np.isnan(self.power).all() and np.isnan(self.register).all())


def curve_of(rows: Rows, connector: int, start: datetime, end: datetime | None) -> MeterCurve:
    """The readings of one connector while a session lasted."""
    samples = [s for row in rows if row.connector in (0, connector) for s in row.samples]
    found = [r for r in readings(samples) if start <= r.at and (end is None or r.at <= end)]
    nan = float("nan")
    return MeterCurve(
        np.array([r.at.timestamp() for r in found]),
        np.array([nan if r.power_w is None else r.power_w / 1000 for r in found]),
        np.array([nan if r.register_wh is None else r.register_wh / 1000 for r in found]),
    )


class SessionDetail(QObject):
    """Follows one session at a time."""

    changed = Signal()

    def __init__(
        self,
        bridge: Bridge,
        sessions: SessionQueries,
        search: SessionSearch,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._sessions = sessions
        self._search = search
        self.record: SessionRecord | None = None
        self.course: Sequence[Event] | None = None
        """None until it is known."""
        self.curve: MeterCurve | None = None
        self._about = Question("course of a session", self)
        self._measured = Question("values of a session", self)
        self._again = later(self, AGAIN_MS, self._ask)
        bridge.changed.connect(self._take)

    @property
    def started(self) -> TransactionStarted | None:
        """The first word of its start."""
        return next((e for e in self.course or () if isinstance(e, TransactionStarted)), None)

    @property
    def ended(self) -> TransactionEnded | None:
        """The last word of its end."""
        told = [e for e in self.course or () if isinstance(e, TransactionEnded)]
        return told[-1] if told else None

    def show(self, record: SessionRecord | None) -> None:
        """Follow another session, or the same as it is now; None: none."""
        before = self.record
        self.record = record
        if record is None:
            self._again.stop()
            self._forget()
        elif before is None or before.session.id != record.session.id:
            self._forget()
            self._ask()
        elif before.session.state is not record.session.state:
            self._ask()
        self.changed.emit()

    def _forget(self) -> None:
        self.course, self.curve = None, None
        self._about.forget()
        self._measured.forget()

    def _ask(self) -> None:
        if self.record is None or not self._bridge.loaded:
            return
        session = self.record.session
        self._about.ask(self._search.course(session), self._know)
        # Clocks disagree by a little; what lies outside is left out of the curve again.
        end = (session.ended or self._bridge.server_time) + AHEAD
        self._measured.ask(
            self._sessions.samples(session.charge_point, session.evse, session.started, end),
            self._measure,
        )

    def _know(self, course: Sequence[Event]) -> None:
        self.course = course
        self.changed.emit()

    def _measure(self, rows: Rows) -> None:
        if self.record is not None:
            session = self.record.session
            self.curve = curve_of(rows, session.connector, session.started, session.ended)
            self.changed.emit()

    def _take(self, batch: Batch) -> None:
        record = self.record
        if (
            record is not None
            and record.session.active
            and record.session.charge_point in batch.charge_points
            and not self._again.isActive()
        ):
            self._again.start()

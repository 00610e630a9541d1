"""Alarms that are not over, as the alarm list shows them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QObject, QTimer

from controlroom.desktop.bridge import Batch, Bridge
from controlroom.desktop.desk.overview import Overview
from controlroom.desktop.desk.status import mark_of, title_of
from controlroom.desktop.kit.cells import DeadlineCell, MarkCell, TextCell, Weight
from controlroom.desktop.kit.language import formats, texts
from controlroom.desktop.kit.table_model import Column, TableModel
from controlroom.domain.alarms.alarm import Alarm, AlarmState
from controlroom.domain.alarms.events import AlarmChanged
from controlroom.domain.charging.events import RegistrationChanged, SiteChanged


@dataclass(frozen=True, slots=True)
class AlarmRow:
    """An alarm with what does not stand in it."""

    alarm: Alarm
    title: str
    where: str


class AlarmList(TableModel[AlarmRow]):
    """Follows the bridge; the clock moves its deadlines once a second."""

    def __init__(self, bridge: Bridge, overview: Overview, parent: QObject | None = None) -> None:
        self._bridge = bridge
        self._overview = overview
        super().__init__(
            [],
            key=lambda row: row.alarm.id,
            order=lambda row: row.alarm.rank,
            parent=parent,
        )
        self.columns = tuple(self._declare(lambda: bridge.server_time))
        bridge.reloaded.connect(self._reload)
        bridge.changed.connect(self._take)
        self._clock = QTimer(self)
        self._clock.setInterval(1000)
        self._clock.timeout.connect(self.refresh)
        self._clock.start()
        if bridge.loaded:
            self._reload()

    def _declare(self, now: Callable[[], datetime]) -> list[Column[AlarmRow]]:
        return [
            Column("", lambda row: MarkCell(mark_of(row.alarm)), 56),
            Column(
                self.tr("Raised"),
                lambda row: _bold(row, formats.moment(row.alarm.raised, now())),
                128,
                sort=lambda row: row.alarm.raised,
                least=88,
                widest=formats.MOMENT,
            ),
            Column(
                self.tr("Code"),
                lambda row: TextCell(
                    row.alarm.code, small=True, role="secondary", weight=Weight.MEDIUM
                ),
                104,
                tabular=False,
                sort=lambda row: row.alarm.code,
                least=96,
                spare=2,
            ),
            Column(self.tr("Alarm"), self._title, 288, tabular=False, grow=2, least=184),
            Column(
                self.tr("Site"),
                lambda row: _bold(row, row.where, only=row.alarm.pinned),
                208,
                tabular=False,
                sort=lambda row: row.where,
                least=96,
            ),
            Column(
                self.tr("Object"),
                lambda row: _bold(row, row.alarm.charge_point, only=row.alarm.pinned),
                104,
                tabular=False,
                sort=lambda row: row.alarm.charge_point,
                least=76,
            ),
            Column(
                self.tr("Count"),
                lambda row: _bold(row, formats.number(row.alarm.count)),
                56,
                right=True,
                sort=lambda row: row.alarm.count,
                spare=1,
            ),
            Column(
                self.tr("Act within"), lambda row: deadline_cell(row.alarm, now()), 152, least=120
            ),
            Column(
                self.tr("State"),
                lambda row: self._state(row, now()),
                208,
                tabular=False,
                least=148,
            ),
        ]

    @staticmethod
    def _title(row: AlarmRow) -> TextCell:
        weight = Weight.SEMIBOLD if row.alarm.unacknowledged else Weight.REGULAR
        under = texts.consequence(row.alarm.code) if row.alarm.pinned else ""
        return TextCell(row.title, weight=weight, under=under)

    @staticmethod
    def _state(row: AlarmRow, now: datetime) -> TextCell:
        alarm = row.alarm
        words = texts.name(alarm.state)
        if alarm.state is AlarmState.ACKNOWLEDGED and alarm.acknowledged_at is not None:
            when = formats.moment(alarm.acknowledged_at, now)
            return TextCell(f"{words} {when[:-3] if len(when) == 8 else when}", role="secondary")
        return TextCell(words, weight=Weight.SEMIBOLD)

    def _row(self, alarm: Alarm) -> AlarmRow:
        return AlarmRow(
            alarm=alarm,
            title=title_of(self._bridge.network, alarm),
            where=self._overview.where(alarm),
        )

    def _reload(self) -> None:
        self.replace_all(self._row(alarm) for alarm in self._bridge.alarms.values())

    def bring(self, identity: int | None) -> None:
        """List an alarm at once: the bridge may have it for a moment before it tells of it."""
        alarm = None if identity is None else self._bridge.alarms.get(identity)
        if alarm is not None and self.find(identity) is None:
            self.put([self._row(alarm)])
        self.flush()

    def _take(self, batch: Batch) -> None:
        if batch.has(SiteChanged, RegistrationChanged):
            self._reload()
            return
        alarms = self._bridge.alarms
        changed = {event.alarm.id for event in batch.of(AlarmChanged)}
        self.put(self._row(alarms[i]) for i in changed if i in alarms)
        self.remove(i for i in changed if i not in alarms)


def deadline_cell(alarm: Alarm, now: datetime) -> DeadlineCell:
    """Time left to act and its bar; a dash where nobody is waited for."""
    if alarm.deadline is None:
        return DeadlineCell(formats.DASH, None)
    whole = alarm.deadline - alarm.raised
    left = alarm.deadline - now
    return DeadlineCell(formats.time_left(left), max(0.0, left / whole) if whole else 0.0)


def _bold(row: AlarmRow, text: str, *, only: bool | None = None) -> TextCell:
    strong = row.alarm.unacknowledged if only is None else only
    if strong:
        return TextCell(text, weight=Weight.SEMIBOLD)
    return TextCell(text, role="secondary")

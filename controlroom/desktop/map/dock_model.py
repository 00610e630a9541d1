"""Alarms that are not over, in the narrow list beside the map: two lines each."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from typing_extensions import override

from controlroom.desktop.alarms.list_model import AlarmList, AlarmRow
from controlroom.desktop.desk.status import mark_of
from controlroom.desktop.kit.cells import MarkCell, TextCell, Weight
from controlroom.desktop.kit.language import formats, texts
from controlroom.desktop.kit.table_model import Column


class AlarmDockList(AlarmList):
    """Mark, what and where, time left and age; in the order of the alarm list."""

    @override
    def _declare(self, now: Callable[[], datetime]) -> list[Column[AlarmRow]]:
        return [
            Column("", lambda row: MarkCell(mark_of(row.alarm)), 56),
            Column(self.tr("Alarm"), self._what, 224, tabular=False, grow=1),
            Column(self.tr("Act within"), lambda row: self._left(row, now()), 116, right=True),
        ]

    @staticmethod
    def _what(row: AlarmRow) -> TextCell:
        where = " · ".join(part for part in (row.alarm.charge_point, row.where) if part)
        weight = Weight.SEMIBOLD if row.alarm.unacknowledged else Weight.REGULAR
        return TextCell(row.title, weight=weight, small=True, under=where)

    def _left(self, row: AlarmRow, now: datetime) -> TextCell:
        age = formats.age(row.alarm.raised, now)
        if row.alarm.deadline is not None:
            left = self.tr("{0} left").format(formats.time_left(row.alarm.deadline - now))
            return TextCell(left, weight=Weight.SEMIBOLD, small=True, under=age)
        if row.alarm.unacknowledged:
            return TextCell(formats.DASH, small=True, under=age)
        words = texts.name(row.alarm.state)
        return TextCell(words, role="secondary", small=True, under=age)

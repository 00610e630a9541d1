"""Alarm summary: what to do first."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from controlroom.desktop import formats
from controlroom.desktop.desk import Desk
from controlroom.desktop.models.alarm_list import AlarmList, AlarmRow
from controlroom.desktop.theme import Size, Space, Type
from controlroom.desktop.views.alarm_pane import AlarmPane
from controlroom.desktop.views.page import Page
from controlroom.desktop.widgets.footer import IconLabel
from controlroom.desktop.widgets.list_stack import ListStack
from controlroom.desktop.widgets.marks import Blink
from controlroom.desktop.widgets.panel import Line
from controlroom.desktop.widgets.plain_label import PlainLabel
from controlroom.desktop.widgets.segmented import Segmented
from controlroom.desktop.widgets.table_view import TableView

HOLD_MS = 5_000
"""Rows keep their places so long after a person moved the selection."""
ALL, UNACKNOWLEDGED, ACKNOWLEDGED = range(3)


class AlarmView(Page):
    """F5. Unacknowledged first, then priority, then the time that is left."""

    name = "alarms"

    def __init__(self, desk: Desk, blink: Blink, parent: QWidget | None = None) -> None:
        super().__init__(desk, "", parent)
        self.title.setText(self.tr("Alarms"))
        self._list = AlarmList(desk.bridge, desk.overview, self)
        self.table = TableView(self._list, blink)
        self.table.raised = lambda row: row.pinned
        self.table.height_of = lambda row: Size.PINNED_ROW if row.pinned else Size.ROW
        self.pane = AlarmPane(desk, blink)
        self._hold = QTimer(self)
        self._hold.setSingleShot(True)
        self._hold.setInterval(HOLD_MS)
        self._hold.timeout.connect(lambda: self._list.hold(False))
        self._lay_out()
        self.table.picked.connect(self._picked)
        self.table.opened.connect(self._opened)
        desk.overview.alarms_changed.connect(self._list.flush)
        self._list.flushed.connect(self._changed)
        self._changed()

    def _lay_out(self) -> None:
        self.filter = Segmented([""] * 3)
        self.bar.addSpacing(Space.PANEL)
        self.bar.addWidget(self.filter)
        self.bar.addWidget(self.search_field(self.tr("Find alarm")), 1)
        self.bar.addStretch(1)
        self.bar.addWidget(IconLabel("lock"))
        self.bar.addWidget(
            PlainLabel(self.tr("Rows hold still while you select"), Type.LABEL, role="secondary")
        )
        self.stack = ListStack(self.table)
        foot = QWidget()
        foot.setFixedHeight(Size.LONG_ROW)
        line = QHBoxLayout(foot)
        line.setContentsMargins(Space.PAGE, 0, Space.PAGE, 0)
        line.addWidget(
            PlainLabel(
                self.tr("Sorted: unacknowledged, priority, time left"),
                Type.LABEL,
                role="secondary",
            ),
            1,
        )
        self._shown = PlainLabel("", Type.LABEL, role="secondary", tabular=True)
        line.addWidget(self._shown)
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addWidget(self.title_bar())
        left.addWidget(self.stack, 1)
        left.addWidget(Line())
        left.addWidget(foot)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addLayout(left, 1)
        row.addWidget(self.pane)
        self.outer.addLayout(row, 1)
        self.filter.chosen.connect(self._filter)
        if self.search is not None:
            self.search.textChanged.connect(self._filter)

    def _filter(self) -> None:
        which = self.filter.current
        text = self.sought

        def wanted(row: AlarmRow) -> bool:
            if which != ALL and row.unacknowledged != (which == UNACKNOWLEDGED):
                return False
            alarm = row.alarm
            return not text or any(
                text in part.casefold()
                for part in (row.title, row.where, alarm.code, alarm.charge_point, alarm.detail)
            )

        self._list.show_only(None if which == ALL and not text else wanted)
        self._show_stack()

    def _show_stack(self) -> None:
        if len(self._list):
            self.stack.show_list(self.table)
        elif self._list.rows:
            self.stack.say_empty(
                self.tr("Nothing matches"),
                self.tr("Choose another filter, or clear the search with Esc."),
            )
        else:
            self.stack.say_empty(
                self.tr("No alarms"),
                self.tr("Nothing in the network waits for you. New alarms appear here."),
            )
        total = len(self._list.rows)
        self._shown.setText(
            self.tr("{0} of {1}").format(formats.number(len(self._list)), formats.number(total))
        )

    def _changed(self) -> None:
        rows = self._list.rows
        waiting = sum(row.unacknowledged for row in rows)
        self.filter.set_texts(
            [
                self.tr("Active {0}").format(formats.number(len(rows))),
                self.tr("Unacknowledged {0}").format(formats.number(waiting)),
                self.tr("Acknowledged {0}").format(formats.number(len(rows) - waiting)),
            ]
        )
        self._show_stack()
        self._show_current()

    def _picked(self, _key: object) -> None:
        self._list.hold(True)
        self._hold.start()
        self._show_current()

    def _show_current(self) -> None:
        key = self.table.current_key
        self.pane.show_row(None if key is None else self._list.find(key))

    def _opened(self, key: object) -> None:
        row = self._list.find(key) if isinstance(key, int) else None
        if row is not None and row.alarm.charge_point:
            self.desk.open_point.emit(row.alarm.charge_point)

    # Page

    @override
    def keys(self) -> list[tuple[str, str]]:
        return [
            ("N", self.tr("Worst unacknowledged")),
            ("A", self.tr("Acknowledge")),
            ("Enter", self.tr("Charge point")),
            ("Ctrl+F", self.tr("Find")),
            ("Esc", self.tr("Back")),
        ]

    @override
    def focus(self) -> None:
        self.stack.take_keys()

    @override
    def shows_one(self) -> bool:
        return self.table.current_key is not None

    @override
    def acknowledge(self) -> bool:
        return self.pane.acknowledge()

    @override
    def show_alarm(self, identity: int) -> bool:
        if self._list.find(identity) is None:
            return False
        if self._list.position(identity) is None:
            self.filter.set_current(ALL)
            self.clear_search()
            self._filter()
        self.table.pick(identity)
        return True

    @override
    def back(self) -> bool:
        return self.clear_search()

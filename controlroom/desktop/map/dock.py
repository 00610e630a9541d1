"""The alarm list at the right of the map: what first, without leaving the picture."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget
from typing_extensions import override

from controlroom.desktop.alarms.list_model import AlarmRow
from controlroom.desktop.desk.desk import Desk
from controlroom.desktop.kit.buttons import Button, Look
from controlroom.desktop.kit.language import formats
from controlroom.desktop.kit.list_stack import ListStack
from controlroom.desktop.kit.marks import Blink
from controlroom.desktop.kit.panel import Line, Pane
from controlroom.desktop.kit.plain_label import PlainLabel
from controlroom.desktop.kit.table_view import TableView
from controlroom.desktop.kit.theme import Space, Type
from controlroom.desktop.map.dock_model import AlarmDockList

ROW = 64
FOOT = 48
HEAD = 40


class AlarmDock(Pane):
    """Unacknowledged alarms first. Says which one is chosen."""

    picked = Signal(object)
    """An alarm's id, or None."""
    opened = Signal(object)

    def __init__(self, desk: Desk, blink: Blink) -> None:
        super().__init__()
        self._list = AlarmDockList(desk.bridge, desk.overview, self)
        self.table = TableView(self._list, blink, row_height=ROW)
        self.table.horizontalHeader().hide()
        self.table.setAccessibleName(self.tr("Alarms"))
        self.table.raised = lambda row: row.alarm.pinned
        self._head()
        self._stack = ListStack(self.table)
        self.body.addWidget(self._stack, 1)
        self._foot()
        self.all.clicked.connect(lambda: desk.open_screen.emit("alarms", ""))
        self.table.picked.connect(self.picked)
        self.table.opened.connect(self.opened)
        desk.overview.alarms_changed.connect(self._list.flush)
        self._list.flushed.connect(self._count)
        self._count()

    def _head(self) -> None:
        bar = QWidget()
        bar.setFixedHeight(HEAD)
        row = QHBoxLayout(bar)
        row.setContentsMargins(Space.PANEL, 0, Space.PANEL, 0)
        row.setSpacing(Space.GROUP)
        row.addWidget(PlainLabel(self.tr("Alarms"), Type.HEADING, whole=True))
        self._note = PlainLabel("", Type.LABEL, role="secondary", tabular=True)
        row.addWidget(self._note, 1)
        self.body.addWidget(bar)
        self.body.addWidget(Line())

    def _foot(self) -> None:
        self.body.addWidget(Line())
        bar = QWidget()
        bar.setFixedHeight(FOOT)
        row = QHBoxLayout(bar)
        row.setContentsMargins(Space.PANEL, 0, Space.BETWEEN, 0)
        self._more = PlainLabel("", Type.LABEL, role="secondary", tabular=True)
        self.all = Button(self.tr("All alarms"), key="F5", look=Look.BARE)
        row.addWidget(self._more, 1)
        row.addWidget(self.all)
        self.body.addWidget(bar)

    def _count(self) -> None:
        rows = self._list.rows
        waiting = sum(row.alarm.unacknowledged for row in rows)
        active = self.tr("{0} active").format(formats.number(len(rows)))
        unread = self.tr("{0} unacknowledged").format(formats.number(waiting))
        self._note.setText(f"{active} · {unread}")
        if rows:
            self._stack.show_list(self.table)
        else:
            self._stack.say_empty(
                self.tr("No alarms"),
                self.tr("Nothing in the network waits for you. New alarms appear here."),
            )
        self._say_more()

    def _say_more(self) -> None:
        fitting = max(1, self.table.viewport().height() // ROW)
        hidden = len(self._list) - fitting
        self._more.setText(self.tr("%n more", "", hidden) if hidden > 0 else "")

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._say_more()

    # Choosing

    @property
    def current(self) -> AlarmRow | None:
        """The alarm that is chosen."""
        key = self.table.current_key
        return None if key is None else self._list.find(key)

    def pick(self, identity: int | None) -> None:
        """Choose an alarm without saying so."""
        self._list.bring(identity)
        blocked = self.table.blockSignals(True)
        self.table.pick(identity)
        self.table.blockSignals(blocked)

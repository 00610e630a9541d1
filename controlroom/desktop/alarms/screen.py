"""Alarm summary: what to do first."""

from __future__ import annotations

from functools import partial

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget
from typing_extensions import override

from controlroom.desktop.alarms.health import AlarmHealth
from controlroom.desktop.alarms.history import AlarmHistory
from controlroom.desktop.alarms.list_model import AlarmList, AlarmRow
from controlroom.desktop.alarms.pane import AlarmPane
from controlroom.desktop.desk.desk import Desk
from controlroom.desktop.desk.list_page import ListPage, count_label
from controlroom.desktop.kit.buttons import Button
from controlroom.desktop.kit.confirm_bar import ConfirmBar
from controlroom.desktop.kit.footer import IconLabel
from controlroom.desktop.kit.keys import HERE, on_keys
from controlroom.desktop.kit.language import formats
from controlroom.desktop.kit.list_stack import ListStack
from controlroom.desktop.kit.list_with_pane import Beside
from controlroom.desktop.kit.marks import Blink
from controlroom.desktop.kit.panel import Line
from controlroom.desktop.kit.picker import Option, Picker
from controlroom.desktop.kit.plain_label import PlainLabel
from controlroom.desktop.kit.segmented import Segmented
from controlroom.desktop.kit.table_view import TableView
from controlroom.desktop.kit.theme import Size, Space, Type
from controlroom.desktop.kit.timers import later
from controlroom.domain.alarms.alarm import Alarm
from controlroom.operations.alarms.acknowledgements import Acknowledgements

WIDE = 1560
"""Width from which on the title bar has room for words."""
HOLD_MS = 5_000
"""Rows keep their places so long after a person moved the selection."""
ALL, UNACKNOWLEDGED, ACKNOWLEDGED = range(3)
EVERYWHERE = ""
AT_ONCE = 50
"""Alarms that one decision may acknowledge."""


class AlarmView(ListPage):
    """F5. Unacknowledged first, then priority, then the time that is left."""

    name = "alarms"
    seeks = True

    def __init__(self, desk: Desk, blink: Blink) -> None:
        super().__init__(desk, "")
        self.title.setText(self.tr("Alarms"))
        self._list = AlarmList(desk.bridge, desk.overview, self)
        self.table = TableView(self._list, blink)
        self.table.setAccessibleName(self.title.text())
        self.table.raised = lambda row: row.alarm.pinned
        self.table.height_of = lambda row: Size.PINNED_ROW if row.alarm.pinned else Size.ROW
        self.history = AlarmHistory(desk.bridge, desk.services.alarms, self)
        self.health = AlarmHealth(desk, self.history)
        self.pane = AlarmPane(desk, blink, self.history)
        self._hold = later(self, HOLD_MS, lambda: self._list.hold(False))
        self._lay_out()
        self.table.picked.connect(self._picked)
        self.table.opened.connect(self._opened)
        self.history.changed.connect(self._show_current)
        desk.overview.rebuilt.connect(self._offer_sites)
        desk.overview.alarms_changed.connect(self._list.flush)
        self._list.flushed.connect(self._changed)
        self._changed()

    def _lay_out(self) -> None:
        self.filter = Segmented([""] * 3)
        self.bar.addSpacing(Space.PANEL)
        self.bar.addWidget(self.filter)
        self.site = Picker(self.tr("Site"), [Option(EVERYWHERE, self.tr("All sites"))])
        self.bar.addWidget(self.site)
        self.controls = (self.filter, self.site, self.table)
        self.bar.addWidget(self.search_field(self.tr("Find alarm")), 1)
        self.bar.addStretch(1)
        self._still = QWidget()
        still = QHBoxLayout(self._still)
        still.setContentsMargins(0, 0, 0, 0)
        still.setSpacing(Space.BETWEEN)
        still.addWidget(IconLabel("lock"))
        still.addWidget(
            PlainLabel(
                self.tr("Rows hold still while you select"),
                Type.LABEL,
                role="secondary",
                whole=True,
            )
        )
        self.bar.addWidget(self._still)
        self.stack = ListStack(self.table)
        foot = QWidget()
        foot.setFixedHeight(Size.ROW)
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
        self._shown = count_label()
        line.addWidget(self._shown)
        self.sweep = Button(self.tr("Acknowledge those in sight"), key="Shift+A", small=True)
        self.sweep.clicked.connect(self.acknowledge_in_sight)
        line.addSpacing(Space.PANEL)
        line.addWidget(self.sweep)
        # Only once it has a place: shown without one it would be a window.
        self.sweep.setVisible(self.desk.may(Acknowledgements.request))
        self.confirm = ConfirmBar(self.tr("Acknowledge"))
        below = (self.stack, self.confirm, Line(), foot)
        self.outer.addWidget(self.health)
        self.outer.addWidget(Beside((self.title_bar(),), below, self.pane, self.stack), 1)
        self.filter.chosen.connect(self._filter)
        self.site.chosen.connect(self._filter)
        on_keys(self.table, "Shift+A", self.acknowledge_in_sight, HERE)
        if self.search is not None:
            self.search.textChanged.connect(self._filter)

    def _offer_sites(self) -> None:
        sites = [Option(name, name) for name in sorted(self.desk.overview.sites)]
        self.site.set_options([Option(EVERYWHERE, self.tr("All sites")), *sites])

    def _filter(self) -> None:
        which, site, text = self.filter.current, self.site.current, self.sought

        def wanted(row: AlarmRow) -> bool:
            alarm = row.alarm
            if which != ALL and row.alarm.unacknowledged != (which == UNACKNOWLEDGED):
                return False
            if site not in (EVERYWHERE, alarm.site):
                return False
            return not text or any(
                text in part.casefold()
                for part in (row.title, row.where, alarm.code, alarm.charge_point, alarm.detail)
            )

        everything = which == ALL and site == EVERYWHERE and not text
        self._list.show_only(None if everything else wanted)
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
        total = self._list.total
        self._shown.setText(self.shown_of(len(self._list), total))

    def _changed(self) -> None:
        rows = self._list.rows
        waiting = sum(row.alarm.unacknowledged for row in rows)
        self.filter.set_texts(
            [
                self.tr("Active {0}").format(formats.number(len(rows))),
                self.tr("Unacknowledged {0}").format(formats.number(waiting)),
                self.tr("Acknowledged {0}").format(formats.number(len(rows) - waiting)),
            ]
        )
        self.pane.say_empty(active=bool(rows))
        self._show_stack()
        self._show_current()

    def _picked(self, _key: object) -> None:
        self._list.hold(True)
        self._hold.start()
        self._show_current()

    def _show_current(self) -> None:
        key = self.table.current_key
        self.pane.show_row(None if key is None else self._list.find(key))
        self.letters.emit()

    def _opened(self, key: object) -> None:
        row = self._list.find(key) if isinstance(key, int) else None
        if row is not None and row.alarm.charge_point:
            self.desk.open_point.emit(row.alarm.charge_point)

    # Many at once

    def in_sight(self) -> list[Alarm]:
        """What may be acknowledged together: seen just now, no P1, 50 at most."""
        first = max(0, self.table.rowAt(0))
        last = self.table.rowAt(self.table.viewport().height() - 1)
        last = len(self._list) - 1 if last < 0 else last
        rows = [self._list.row(place) for place in range(first, last + 1)]
        seen = [row.alarm for row in rows if row is not None and row.alarm.unacknowledged]
        return [alarm for alarm in seen if alarm.priority > 1][:AT_ONCE]

    def acknowledge_in_sight(self) -> None:
        """Shift+A: ask first. What comes into sight meanwhile is not meant."""
        if not self.desk.allowed(Acknowledgements.request):
            return
        meant = self.in_sight()
        if not meant:
            self.desk.refused.emit(
                self.tr("Nothing in sight can be acknowledged together. P1 takes A, one by one.")
            )
            return
        words = self.tr(
            "Acknowledge %n alarm(s) in sight? P1 are acknowledged one by one.", "", len(meant)
        )
        self.confirm.ask(words, partial(self._acknowledge_all, meant), self.table)

    def _acknowledge_all(self, alarms: list[Alarm]) -> None:
        self.desk.acknowledge(*(self.desk.bridge.alarms.get(alarm.id) for alarm in alarms))

    # Page

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.health.fit(event.size().height())
        # Said where there is room for all of it.
        self._still.setVisible(event.size().width() >= WIDE)

    @override
    def entered(self) -> None:
        self.history.follow()
        self.health.refresh()

    @override
    def keys(self) -> list[tuple[str, str]]:
        return [
            ("N", self.tr("Worst unacknowledged")),
            ("A", self.tr("Acknowledge")),
            ("Shift+A", self.tr("Those in sight")),
            ("Enter", self.tr("Charge point")),
            ("Ctrl+F", self.tr("Find")),
            ("Esc", self.tr("Back")),
        ]

    @override
    def shows_one(self) -> bool:
        return self.table.current_key is not None

    @override
    def acknowledge(self) -> bool:
        return self.pane.acknowledge()

    @override
    def guidance(self) -> bool:
        """F1: the guidance of what is selected stands beside it; else of what comes first."""
        if self.shows_one() or not self.desk.bridge.loaded:
            return self.shows_one()
        waiting = self.desk.overview.unacknowledged()
        if waiting:
            return self.show_alarm(waiting[0].id)
        if self._list.rows:
            return self.show_alarm(self._list.rows[0].alarm.id)
        self.desk.told.emit(
            self.tr("No alarm is active, so there is nothing to do. F1 explains the next one.")
        )
        return True

    @override
    def show_alarm(self, identity: int) -> bool:
        self._list.bring(identity)
        if self._list.find(identity) is None:
            return False
        if self._list.position(identity) is None:
            self.filter.set_current(ALL)
            self.site.set_current(EVERYWHERE)
            self.clear_search()
            self._filter()
        self.table.pick(identity)
        return True

    @override
    def show_matching(self, sought: str) -> None:
        """An alarm, by its number."""
        if sought.isdecimal():
            self.show_alarm(int(sought))

    @override
    def subject(self) -> str:
        return "" if self.table.current_key is None else str(self.table.current_key)

    @override
    def chosen_again(self) -> None:
        self._filter()

    @override
    def back(self) -> bool:
        return self.confirm.forget() or super().back()

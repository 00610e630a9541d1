"""Sessions: what is stuck, what is held, what it costs."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QWidget
from typing_extensions import override

from controlroom.desktop import formats
from controlroom.desktop.desk import Desk
from controlroom.desktop.models.session_list import SessionList, Wanted
from controlroom.desktop.theme import Size, Space, Type
from controlroom.desktop.views.page import Page
from controlroom.desktop.widgets.list_stack import ListStack
from controlroom.desktop.widgets.marks import Blink
from controlroom.desktop.widgets.panel import Line
from controlroom.desktop.widgets.plain_label import PlainLabel
from controlroom.desktop.widgets.segmented import Segmented
from controlroom.desktop.widgets.table_view import TableView
from controlroom.domain.session import SessionState
from controlroom.operations.ports.records import SessionRecord

SPANS = (timedelta(days=1), timedelta(days=7), timedelta(days=31), timedelta(days=92))
TYPING_MS = 300
_STATES = (None, SessionState.ACTIVE, SessionState.ENDED, SessionState.HELD)


class SessionView(Page):
    """F7. Running sessions first, then the newest."""

    name = "sessions"

    def __init__(self, desk: Desk, blink: Blink, parent: QWidget | None = None) -> None:
        super().__init__(desk, "", parent)
        self.title.setText(self.tr("Sessions"))
        self._list = SessionList(desk.bridge, desk.services.sessions, desk.tariffs, self)
        self.table = TableView(self._list, blink, row_height=Size.LONG_ROW)
        self.state = Segmented([""] * 4)
        self.span = Segmented([self.tr("24 h"), self.tr("7 d"), self.tr("31 d"), self.tr("92 d")])
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(TYPING_MS)
        self._typing.timeout.connect(self._ask)
        self._lay_out()
        self.table.opened.connect(self._opened)
        self._list.flushed.connect(self._count)
        self._count()

    def _lay_out(self) -> None:
        self.bar.addSpacing(Space.PANEL)
        field = self.search_field(self.tr("Customer, token, charge point"))
        self.bar.addWidget(field, 1)
        self.bar.addWidget(self.state)
        self.bar.addStretch(1)
        self.bar.addWidget(self.span)
        self.stack = ListStack(self.table)
        foot = QWidget()
        foot.setFixedHeight(Size.LONG_ROW)
        line = QHBoxLayout(foot)
        line.setContentsMargins(Space.PAGE, 0, Space.PAGE, 0)
        self._sum = PlainLabel("", Type.LABEL, role="secondary", tabular=True)
        self._shown = PlainLabel("", Type.LABEL, role="secondary", tabular=True)
        line.addWidget(self._sum, 1)
        line.addWidget(self._shown)
        self.outer.addWidget(self.title_bar())
        self.outer.addWidget(self.stack, 1)
        self.outer.addWidget(Line())
        self.outer.addWidget(foot)
        self.state.chosen.connect(self._filter)
        self.span.chosen.connect(self._ask)
        field.textChanged.connect(self._typing.start)

    def _ask(self) -> None:
        text = self.search.text().strip() if self.search is not None else ""
        self._list.ask(Wanted(SPANS[self.span.current], text))

    def _filter(self) -> None:
        state = _STATES[self.state.current]

        def wanted(record: SessionRecord) -> bool:
            return record.session.state is state

        self._list.show_only(None if state is None else wanted)
        self._show_stack()

    def _count(self) -> None:
        rows = self._list.rows
        states = [record.session.state for record in rows]
        self.state.set_texts(
            [
                self.tr("All {0}").format(formats.number(len(rows))),
                self.tr("In progress {0}").format(
                    formats.number(states.count(SessionState.ACTIVE))
                ),
                self.tr("Ended {0}").format(formats.number(states.count(SessionState.ENDED))),
                self.tr("Held {0}").format(formats.number(states.count(SessionState.HELD))),
            ]
        )
        self._show_stack()

    def _show_stack(self) -> None:
        rows = [r for r in (self._list.row(n) for n in range(len(self._list))) if r is not None]
        energy = sum(record.session.energy_wh for record in rows)
        self._sum.setText(
            self.tr("Energy {0} kWh").format(formats.energy(energy, 0)) if rows else ""
        )
        self._shown.setText(
            self.tr("{0} of {1}").format(
                formats.number(len(rows)), formats.number(len(self._list.rows))
            )
        )
        if rows:
            self.stack.show_list(self.table)
        elif self._list.rows or self.sought:
            self.stack.say_empty(
                self.tr("Nothing matches"),
                self.tr("Choose another filter or a longer time, or clear the search with Esc."),
            )
        else:
            self.stack.say_empty(
                self.tr("No sessions in this time"),
                self.tr(
                    "Choose a longer time. A session appears as soon as a car begins to charge."
                ),
            )

    @override
    def show_matching(self, sought: str) -> None:
        """Show the sessions that match a text."""
        if self.search is not None:
            self.search.setText(sought)

    def _opened(self, key: object) -> None:
        record = self._list.find(key) if isinstance(key, str) else None
        if record is not None:
            self.desk.open_point.emit(record.session.charge_point)

    # Page

    @override
    def entered(self) -> None:
        self._ask()

    @override
    def left(self) -> None:
        self._list.ask(None)

    @override
    def keys(self) -> list[tuple[str, str]]:
        return [
            ("Enter", self.tr("Charge point")),
            ("Ctrl+F", self.tr("Find")),
            ("Esc", self.tr("Back")),
        ]

    @override
    def focus(self) -> None:
        self.stack.take_keys()

    @override
    def back(self) -> bool:
        return self.clear_search()

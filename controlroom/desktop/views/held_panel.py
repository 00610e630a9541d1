"""What no invoice may carry yet, above the invoices that it keeps waiting; Enter leads to why."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from controlroom.desktop.desk import Desk
from controlroom.desktop.models.invoice_list import HeldList, remedy
from controlroom.desktop.theme import Size
from controlroom.desktop.widgets.marks import Blink
from controlroom.desktop.widgets.panel import Panel
from controlroom.desktop.widgets.table_view import TableView
from controlroom.operations.billing import Held

SHOWN = 6
"""Lines in sight; the others are scrolled to."""


class HeldPanel(Panel):
    """Hidden while nothing is held."""

    def __init__(self, desk: Desk, blink: Blink, parent: QWidget | None = None) -> None:
        super().__init__(" ", parent=parent)
        self._desk = desk
        self._list = HeldList(self)
        self.title.setText(self.tr("Held"))
        self.table = TableView(self._list, blink, row_height=Size.LONG_ROW)
        self.table.setAccessibleName(self.tr("Held"))
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.addWidget(self.table)
        self.table.opened.connect(self._opened)
        self.show_held(())

    def __len__(self) -> int:
        return len(self._list.rows)

    def show_held(self, held: Sequence[Held]) -> None:
        """Other lines."""
        self._list.replace_all(held)
        count = len(held)
        self.setVisible(count > 0)
        self.note.setText(self.tr("%n session(s) wait for a decision or for data", "", count))
        lines = min(count, SHOWN)
        self.setFixedHeight(Size.PANEL_TITLE + Size.HEADER + lines * Size.LONG_ROW + 4)

    def _opened(self, key: object) -> None:
        """Where the cause is put right."""
        held = self._list.find(key) if isinstance(key, tuple) else None
        if held is None:
            return
        screen, sought = remedy(held)
        if screen == "sessions":
            self._desk.open_sessions.emit(sought)
        else:
            self._desk.open_screen.emit(screen, sought)

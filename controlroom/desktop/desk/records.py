"""A section with a list, and beside it the form of what is chosen or of one more."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from controlroom.desktop.desk.desk import Desk
from controlroom.desktop.desk.list_page import ListPage, count_label
from controlroom.desktop.desk.section import Act, Section, scrolled
from controlroom.desktop.kit.armed_box import ArmedBox
from controlroom.desktop.kit.buttons import Button, Look
from controlroom.desktop.kit.form import Form
from controlroom.desktop.kit.list_stack import ListStack
from controlroom.desktop.kit.marks import Blink
from controlroom.desktop.kit.panel import Empty, Line, Pane
from controlroom.desktop.kit.plain_label import PlainLabel
from controlroom.desktop.kit.shown_once import ShownOnce
from controlroom.desktop.kit.table_model import TableModel
from controlroom.desktop.kit.table_view import TableView
from controlroom.desktop.kit.theme import Size, Space, Type
from controlroom.desktop.kit.timers import later

TYPING_MS = 150
ROOMY = 1200
"""Width from which on the button shows its key; the footer does at any."""


class _Boxes(QWidget):
    """Takes no room while nothing in it is shown."""

    def __init__(self, *boxes: QWidget) -> None:
        super().__init__()
        self.boxes = boxes
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(Space.PANEL + 4, 0, Space.PANEL, 0)
        self.column.setSpacing(Space.BETWEEN)
        for box in boxes:
            self.column.addWidget(box)

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest:
            above = Space.PANEL if any(not box.isHidden() for box in self.boxes) else 0
            if self.column.contentsMargins().top() != above:
                self.column.setContentsMargins(Space.PANEL + 4, above, Space.PANEL, 0)
        return super().event(event)


class Records(Section, ListPage):
    """Rows of a model by key; `key_shown` is None where one more is being made, or nothing is.

    Subclasses give the form, what it shows of a row, and how a search finds one.
    """

    def __init__(self, desk: Desk, blink: Blink, table: TableModel[Any]) -> None:
        super().__init__(desk, blink, "")
        name, search, new = self.words()
        self.model = table
        table.setParent(self)
        self.title.setText(name)
        self.table = TableView(table, blink, row_height=Size.LONG_ROW)
        self.table.setAccessibleName(name)
        self.stack = ListStack(self.table)
        self.new_button = Button(new, key="Ctrl+N", icon_name="plus", look=Look.PRIMARY)
        self.key_shown: Hashable | None = None
        self.making = False
        """One more is being made."""
        self._wanted: Hashable | None = None
        """The row to choose as soon as it is there."""
        self._count = count_label()
        self._typing = later(self, TYPING_MS, self.filter)
        self.heading = PlainLabel("", Type.HEADING)
        self.subheading = PlainLabel("", role="secondary")
        self.secret = ShownOnce()
        self.armed = ArmedBox()
        self.form = self.make_form()
        self.pane = Pane(Size.BILLING_PANE)
        self._parts = QStackedWidget()
        self._nothing = Empty("", "")
        self._lay_out(search)
        self.table.picked.connect(self._picked)
        self.table.opened.connect(lambda _key: self.form.focus())
        self.new_button.clicked.connect(self.begin_new)
        self.form.saved.connect(self.after_rows)
        self.show_nothing()

    def _lay_out(self, search: str) -> None:
        self.find_with(search, self._typing.start)
        self.bar.addWidget(self._count)
        self.bar.addStretch(1)
        self.bar.addWidget(self.new_button)
        self.place_beside(self.pane, self.stack)
        head = QWidget()
        head.setFixedHeight(Size.TITLE)
        words = QVBoxLayout(head)
        words.setContentsMargins(Space.PANEL + 4, Space.BETWEEN, Space.PANEL, Space.BETWEEN)
        words.setSpacing(0)
        words.addWidget(self.heading)
        words.addWidget(self.subheading)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(Space.PANEL + 4, Space.PANEL, Space.PANEL, Space.PANEL)
        column.setSpacing(Space.PANEL)
        column.addWidget(self.form)
        for widget in self.below_form():
            column.addWidget(widget)
        column.addStretch(1)
        self._parts.addWidget(scrolled(inner))
        self._parts.addWidget(self._nothing)
        self.pane.body.addWidget(head)
        self.pane.body.addWidget(Line())
        # Above the form whatever is chosen, so that no key is lost with a click.
        self.pane.body.addWidget(_Boxes(self.secret, self.armed))
        self.pane.body.addWidget(self._parts, 1)
        # Below what scrolls: a long form is saved from wherever one is in it.
        self._foot = QWidget()
        foot = QVBoxLayout(self._foot)
        foot.setContentsMargins(0, 0, 0, 0)
        foot.setSpacing(0)
        foot.addWidget(Line())
        inside = QVBoxLayout()
        inside.setContentsMargins(Space.PANEL + 4, Space.GROUP, Space.PANEL, Space.GROUP)
        inside.addWidget(self.form.foot())
        foot.addLayout(inside)
        self.pane.body.addWidget(self._foot)
        self._parts.currentChanged.connect(lambda part: self._foot.setVisible(part == 0))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        width = event.size().width()
        self.pane.fit(width)
        self.new_button.key = "Ctrl+N" if width >= ROOMY else ""
        self.new_button.updateGeometry()

    # What a subclass says

    def words(self) -> tuple[str, str, str]:
        """What the section is called, what its search finds, and what one more is called."""
        raise NotImplementedError

    def make_form(self) -> Form:
        raise NotImplementedError

    def below_form(self) -> list[QWidget]:
        return []

    def values(self, row: Any) -> Mapping[str, object]:  # noqa: ANN401 - a row of the subclass
        """What the form shows of a row."""
        raise NotImplementedError

    def fresh(self) -> Mapping[str, object]:
        """What the form of one more begins with."""
        return {}

    def head(self, row: Any | None) -> tuple[str, str]:  # noqa: ANN401
        """Title and what stands below it; None: of one more."""
        raise NotImplementedError

    def found_by(self, row: Any) -> str:  # noqa: ANN401
        """Text that a search looks in, case folded."""
        raise NotImplementedError

    def advice(self) -> tuple[str, str]:
        """What the list says while it is empty: title, and what to do."""
        raise NotImplementedError

    def shown(self, row: Any | None) -> None:  # noqa: ANN401
        """A row is shown, or the form of one more: for what stands around the form."""

    # Rows

    def take(self, rows: list[Any]) -> None:
        """All rows again."""
        self.model.replace_all(rows)
        self.after_rows()

    def after_rows(self) -> None:
        """Rows came, went or changed: follow the one that is shown, choose the wanted one."""
        self._show_stack()
        if self._wanted is not None and self.model.find(self._wanted) is not None:
            wanted, self._wanted = self._wanted, None
            self.key_shown = wanted
            self.making = False
            self.table.pick(wanted)
            row = self.model.find(wanted)
            self._show_head(row)
            self.form.follow(self.values(row))
            self.shown(row)
        elif self.key_shown is not None:
            row = self.model.find(self.key_shown)
            if row is not None:
                self.form.follow(self.values(row))
                self._show_head(row)
                self.shown(row)

    def want(self, key: Hashable) -> None:
        """Choose a row as soon as it is there."""
        self._wanted = key
        self.after_rows()

    def filter(self) -> None:
        """Show the rows that match the search."""
        text = self.sought
        self.model.show_only((lambda row: text in self.found_by(row)) if text else None)
        self._show_stack()

    def _show_stack(self) -> None:
        every = len(self.model.rows)
        self._count.setText(self.shown_of(len(self.model), every) if every else "")
        self.show_rows(self.table, len(self.model), every, self.advice())

    # Choosing

    def _picked(self, key: Hashable | None) -> None:
        if key is None or key == self.key_shown:
            return
        if self.model.find(key) is not None:
            self.leave(partial(self.show_row, key), self._stay)

    def _stay(self) -> None:
        self.table.pick(self.key_shown)

    def show_row(self, key: Hashable) -> None:
        """Show a row in the form."""
        row = self.model.find(key)
        if row is None:
            return
        self.key_shown, self.making = key, False
        self.armed.disarm()
        if self.table.current_key != key:
            self.table.pick(key)
        self._parts.setCurrentIndex(0)
        self._show_head(row)
        self.form.fill(self.values(row))
        self.shown(row)

    @override
    def begin_new(self) -> None:
        self.leave(self._begin_new, self._stay)

    def _begin_new(self) -> None:
        self.key_shown, self.making = None, True
        self.armed.disarm()
        self.table.pick(None)
        self._parts.setCurrentIndex(0)
        self._show_head(None)
        self.form.fill(self.fresh())
        self.shown(None)
        self.form.focus()

    def show_nothing(self) -> None:
        """Neither a row nor the form of one more."""
        self.key_shown, self.making = None, False
        self._nothing.say(
            self.tr("Nothing is chosen"), self.tr("Choose one in the list, or add one: Ctrl+N.")
        )
        self.heading.setText("")
        self.subheading.setText("")
        self._parts.setCurrentIndex(1)

    def _show_head(self, row: Any | None) -> None:  # noqa: ANN401
        title, beneath = self.head(row)
        self.heading.setText(title)
        self.subheading.setText(beneath)

    # Section

    @override
    def focus(self) -> None:
        super().focus()
        if self.stack.currentWidget() is not self.table:
            self.new_button.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def save(self) -> None:
        if self.making or self.key_shown is not None:
            self.form.submit()

    @override
    def show_matching(self, sought: str) -> None:
        """A row's key, or "new"."""
        if sought == "new":
            self.begin_new()
        elif self.model.find(sought) is not None:
            self.table.pick(sought)
        else:
            self._wanted = sought

    @override
    def back(self) -> bool:
        if self.armed.armed:
            self.armed.disarm()
            return True
        if self.form.stay():
            return True
        if len(self.model) and self.keyboard_back(self.pane):
            return True
        return super().back()

    @override
    def leave(self, go: Act, stay: Act) -> None:
        self.form.leave(go, stay)

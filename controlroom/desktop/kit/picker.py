"""Choosing one of many: a button with what is chosen, and below it a list to search in."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, QStringListModel, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import QFrame, QLineEdit, QListView, QVBoxLayout, QWidget
from typing_extensions import override

from controlroom.desktop.kit.buttons import Button, Look
from controlroom.desktop.kit.icons import paint_icon
from controlroom.desktop.kit.theme import Size, Space
from controlroom.words.plain import plain

FEW = 8
"""Up to so many options are seen at a glance and need no search."""
ROWS = 10
WIDTH, WIDEST = 200, 480
LONGEST = 28
"""Characters of what is chosen that the button shows."""


@dataclass(frozen=True, slots=True)
class Option:
    """`text` is what the list says; `short` what the button says once it is chosen."""

    key: Hashable
    text: str
    short: str = ""


class Toggle(Button):
    """A filter that is on or off; on, it is inverted like a chosen segment."""

    def __init__(self, text: str, *, icon_name: str = "") -> None:
        super().__init__(text, icon_name=icon_name)
        self.setCheckable(True)
        self.toggled.connect(self._dress)

    def _dress(self, on: bool) -> None:  # noqa: FBT001 - a Qt slot
        self.look = Look.PRIMARY if on else Look.DEFAULT
        self.update()


class Picker(Button):
    """The first option is the one that filters nothing; another one inverts the button."""

    chosen = Signal(object)
    """The key of an option that a person chose."""

    def __init__(self, name: str, options: Sequence[Option], *, icon_name: str = "") -> None:
        super().__init__(icon_name=icon_name)
        self._label = name
        self._options: tuple[Option, ...] = ()
        self._current: Hashable = None
        self._popup: _Popup | None = None
        self.clicked.connect(self.drop)
        self.set_options(options)
        self.set_current(options[0].key)

    @property
    def current(self) -> Hashable:
        return self._current

    @property
    def options(self) -> tuple[Option, ...]:
        return self._options

    def set_options(self, options: Sequence[Option]) -> None:
        """Other options; the choice stays, even where it is no longer among them."""
        self._options = tuple(options)
        self._dress()

    def set_current(self, key: Hashable) -> None:
        """Show a choice without announcing it."""
        self._current = key
        self._dress()

    def _dress(self) -> None:
        found = next((o for o in self._options if o.key == self._current), None)
        text = str(self._current) if found is None else found.short or found.text
        text = plain(text, LONGEST)
        first = bool(self._options) and self._options[0].key == self._current
        self.look = Look.DEFAULT if first else Look.PRIMARY
        if text != self.text():
            self.setText(text)
            self.updateGeometry()
        self.setAccessibleName(f"{self._label}: {text}")
        self.update()

    @override
    def _content_width(self) -> float:
        return super()._content_width() + Space.BETWEEN + Size.ICON

    @override
    def _paint_content(self, painter: QPainter, text: QColor, cap: QColor) -> None:
        super()._paint_content(painter, text, cap)
        left = self.width() - self._pad() - Size.ICON + 2
        box = QRectF(left, (self.height() - Size.ICON) / 2, Size.ICON, Size.ICON)
        paint_icon(painter, "chevron-down", text, box)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        opening = (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() in opening:
            self.drop()
        else:
            super().keyPressEvent(event)

    # The list

    @property
    def popup(self) -> QWidget | None:
        """The open list."""
        return self._popup

    def drop(self) -> None:
        """Open the list."""
        if self._popup is not None:
            return
        popup = _Popup(self, self._options, self._current, self._label)
        popup.picked.connect(self._pick)
        popup.destroyed.connect(self._closed)
        self._popup = popup
        below = self.mapToGlobal(QPoint(0, self.height() + Space.INSIDE))
        screen = self.screen().availableGeometry()
        left = min(below.x(), screen.right() - popup.width())
        if below.y() + popup.height() > screen.bottom():
            below.setY(self.mapToGlobal(QPoint(0, 0)).y() - popup.height() - Space.INSIDE)
        popup.move(max(screen.left(), left), below.y())
        popup.show()
        popup.begin()

    def _pick(self, key: Hashable) -> None:
        self.setFocus()
        if key != self._current:
            self.set_current(key)
            self.chosen.emit(key)

    def _closed(self) -> None:
        self._popup = None


class _Popup(QFrame):
    """Closes by Esc, by a click elsewhere and by a choice."""

    picked = Signal(object)

    def __init__(
        self, owner: QWidget, options: Sequence[Option], current: Hashable, name: str
    ) -> None:
        super().__init__(owner, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("picker")
        self._options = tuple(options)
        self._folded = [option.text.casefold() for option in options]
        self._shown: list[Option] = list(options)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        self.field = QLineEdit()
        self.field.setAccessibleName(name)
        self.field.setPlaceholderText(self.tr("Type to narrow"))
        self.field.setMaxLength(100)
        self.field.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.field.setVisible(len(options) > FEW)
        self.field.textChanged.connect(self._narrow)
        self.field.installEventFilter(self)
        self.list = QListView()
        self.list.setAccessibleName(name)
        self.list.setUniformItemSizes(True)
        self.list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self._model = QStringListModel(self)
        self.list.setModel(self._model)
        self.list.clicked.connect(lambda index: self._take(index.row()))
        self.list.installEventFilter(self)
        column.addWidget(self.field)
        column.addWidget(self.list)
        self._fill()
        metrics = self.list.fontMetrics()
        widest = max((metrics.horizontalAdvance(o.text[:80]) for o in options), default=0)
        self.setFixedWidth(max(WIDTH, owner.width(), min(WIDEST, widest + 48)))
        rows = min(ROWS, len(options))
        self.list.setFixedHeight(rows * Size.LONG_ROW + 2)
        self.adjustSize()
        place = next((n for n, o in enumerate(self._options) if o.key == current), 0)
        self._point(place)

    def begin(self) -> None:
        """Take the keyboard."""
        (self.field if not self.field.isHidden() else self.list).setFocus()

    def _fill(self) -> None:
        self._model.setStringList([plain(option.text) for option in self._shown])

    def _narrow(self, text: str) -> None:
        words = text.casefold().split()
        self._shown = [
            option
            for option, folded in zip(self._options, self._folded, strict=True)
            if all(word in folded for word in words)
        ]
        self._fill()
        self._point(0)

    def _point(self, place: int) -> None:
        index = self._model.index(place, 0)
        self.list.setCurrentIndex(index)
        self.list.scrollTo(index)

    def _take(self, place: int) -> None:
        if 0 <= place < len(self._shown):
            key = self._shown[place].key
            self.close()
            self.picked.emit(key)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            key = event.key()
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._take(self.list.currentIndex().row())
                return True
            if key == Qt.Key.Key_Escape:
                self.close()
                return True
            steps = {
                Qt.Key.Key_Up: -1,
                Qt.Key.Key_Down: 1,
                Qt.Key.Key_PageUp: -ROWS,
                Qt.Key.Key_PageDown: ROWS,
            }
            step = steps.get(Qt.Key(key))
            if step is not None and self._shown:
                place = self.list.currentIndex().row() + step
                self._point(min(max(place, 0), len(self._shown) - 1))
                return True
        return super().eventFilter(watched, event)

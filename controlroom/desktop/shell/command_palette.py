"""Ctrl+K: any screen, site, charge point, customer, invoice or command by a few letters."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QFontMetricsF, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from controlroom.desktop.kit import theme
from controlroom.desktop.kit.icons import paint_icon
from controlroom.desktop.kit.panel import Line
from controlroom.desktop.kit.plain_label import PlainLabel
from controlroom.desktop.kit.theme import Size, Space, Type
from controlroom.desktop.shell.search import MOST, Entry
from controlroom.words.plain import plain

WIDTH = 640
ROWS = 9
"""Rows in sight at once."""

Index = QModelIndex | QPersistentModelIndex
Search = Callable[[str], Sequence[Entry]]


class _Found(QAbstractListModel):
    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.entries: Sequence[Entry] = ()

    def show(self, entries: Sequence[Entry]) -> None:
        self.beginResetModel()
        self.entries = entries
        self.endResetModel()

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self.entries)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        entry = self.entries[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return plain(entry.title)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return plain(
                ", ".join(part for part in (entry.title, entry.detail, entry.hint) if part)
            )
        return None


class _Row(QStyledItemDelegate):
    """Icon, title, detail in a lighter colour, the key at the right."""

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(WIDTH, Size.ROW)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        if not isinstance(model, _Found):
            return
        entry = model.entries[index.row()]
        colours = theme.palette()
        view = self.parent()
        rect: QRect = option.rect
        current = isinstance(view, QListView) and view.currentIndex().row() == index.row()
        if current:
            painter.fillRect(rect, colours.selected)
        if entry.icon:
            box = QRectF(rect.left() + Space.PANEL, rect.center().y() - 7, Size.ICON, Size.ICON)
            paint_icon(painter, entry.icon, colours.text if current else colours.secondary, box)
        left: float = rect.left() + Space.PANEL + Size.ICON + Space.GROUP
        right: float = rect.right() - Space.PANEL
        base = rect.center().y() + 5
        if entry.hint:
            right -= self._write(painter, entry.hint, right, base, at_right=True) + Space.GROUP
        title = theme.font(Type.BODY, weight=theme.MEDIUM)
        painter.setFont(title)
        painter.setPen(colours.text)
        metrics = QFontMetricsF(title)
        room = right - left
        shown = metrics.elidedText(plain(entry.title), Qt.TextElideMode.ElideRight, room)
        painter.drawText(QPointF(left, base), shown)
        left += metrics.horizontalAdvance(shown) + Space.GROUP
        if entry.detail and right - left > Space.PAGE:
            self._write(painter, entry.detail, left, base, room=right - left)

    @staticmethod
    def _write(
        painter: QPainter,
        text: str,
        at: float,
        base: float,
        *,
        room: float = WIDTH,
        at_right: bool = False,
    ) -> float:
        font = theme.font(Type.LABEL)
        metrics = QFontMetricsF(font)
        shown = metrics.elidedText(plain(text), Qt.TextElideMode.ElideRight, room)
        width = metrics.horizontalAdvance(shown)
        painter.setFont(font)
        painter.setPen(theme.palette().secondary)
        painter.drawText(QPointF(at - width if at_right else at, base), shown)
        return width


class _Question(QLineEdit):
    """Hands Up, Down, Enter and Esc to the palette; leaving it closes the palette."""

    left = Signal()
    moved = Signal(int)
    done = Signal()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_PageDown: ROWS,
            Qt.Key.Key_PageUp: -ROWS,
        }
        key = Qt.Key(event.key())
        if key in steps:
            self.moved.emit(steps[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.done.emit()
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        elif key not in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            super().keyPressEvent(event)

    @override
    def event(self, event: QEvent) -> bool:
        # Esc belongs to the open palette, before it belongs to the window.
        if (
            event.type() is QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
        ):
            event.accept()
            return True
        return super().event(event)

    @override
    def focusNextPrevChild(self, next: bool) -> bool:
        return True

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.left.emit()


class CommandPalette(QFrame):
    """Stands above the screen until something is chosen, Esc is pressed or the focus goes."""

    chosen = Signal(object)
    """The `Entry` that somebody chose."""

    def __init__(self, search: Search, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("palette")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._search = search
        self._before: QWidget | None = None
        self.field = _Question()
        self.field.setMaxLength(100)
        self.field.setProperty("plain", "true")
        self.field.setPlaceholderText(
            self.tr("Screen, site, charge point, customer, invoice or command")
        )
        self.field.setAccessibleName(self.tr("Go to or do"))
        self.field.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.found = _Found(self)
        self.list = QListView()
        self.list.setModel(self.found)
        self.list.setItemDelegate(_Row(self.list))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setUniformItemSizes(True)
        self.list.setMouseTracking(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(self.tr("What was found"))
        self.nothing = PlainLabel("", role="secondary")
        self.nothing.setText(self.tr("Nothing is called that. Try fewer letters."))
        self.nothing.setContentsMargins(Space.PANEL, 0, Space.PANEL, 0)
        self.nothing.setFixedHeight(Size.ROW)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addWidget(self.field)
        column.addWidget(Line())
        column.addWidget(self.list)
        column.addWidget(self.nothing)
        self.setFixedWidth(WIDTH)
        self.field.textChanged.connect(self.refresh)
        self.field.moved.connect(self._move)
        self.field.done.connect(self._done)
        self.field.left.connect(self.close_it)
        self.list.clicked.connect(self._clicked)
        self.list.entered.connect(self.list.setCurrentIndex)
        self.hide()

    def open_it(self, focused: QWidget | None) -> None:
        """Show it, empty; the focus comes back to `focused`."""
        self._before = focused
        self.field.clear()
        self.refresh()
        parent = self.parentWidget()
        if parent is not None:
            self.move((parent.width() - WIDTH) // 2, Size.STRIP + Space.PAGE)
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def close_it(self) -> None:
        """Hide it and give the focus back."""
        if not self.isVisible():
            return
        had = self.field.hasFocus()
        self.hide()
        if had and self._before is not None:
            self._before.setFocus(Qt.FocusReason.OtherFocusReason)
        self._before = None

    def refresh(self) -> None:
        """Search again: the question changed, or there is more to search."""
        found = self._search(self.field.text())[:MOST]
        self.found.show(found)
        self.list.setVisible(bool(found))
        self.nothing.setVisible(not found)
        self.list.setFixedHeight(Size.ROW * min(ROWS, len(found)))
        if found:
            self.list.setCurrentIndex(self.found.index(0, 0))
        self.adjustSize()

    def _move(self, by: int) -> None:
        many = len(self.found.entries)
        if not many:
            return
        now = self.list.currentIndex().row()
        to = (now + by) % many if abs(by) == 1 else max(0, min(many - 1, now + by))
        self.list.setCurrentIndex(self.found.index(to, 0))

    def _clicked(self, index: QModelIndex) -> None:
        self.list.setCurrentIndex(index)
        self._done()

    def _done(self) -> None:
        index = self.list.currentIndex()
        if not index.isValid():
            return
        entry = self.found.entries[index.row()]
        self.close_it()
        self.chosen.emit(entry)

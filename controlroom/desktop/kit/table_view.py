"""The view of every table: 40 px rows, hairlines, one selected row framed in blue."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import partial
from typing import Any

from PySide6.QtCore import QModelIndex, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QMenu,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)
from typing_extensions import override

from controlroom.desktop.kit import theme
from controlroom.desktop.kit.cell_painter import paint_cell
from controlroom.desktop.kit.cells import MarkCell
from controlroom.desktop.kit.column_layout import Arrangement
from controlroom.desktop.kit.column_widths import left_out, measured, shared
from controlroom.desktop.kit.marks import Blink, Mark
from controlroom.desktop.kit.preferences import Memory
from controlroom.desktop.kit.table_header import TableHeader
from controlroom.desktop.kit.table_model import Heading, Index, TableModel
from controlroom.desktop.kit.theme import Size

PAD = 8
NAMED = (1, 2)
"""Columns beside each other that the heading of a group writes its name across."""
EDGE = 16
"""Room before the first column and after the last one."""


class _Delegate(QStyledItemDelegate):
    """Paints a cell and its share of the row: ground, hairline, focus frame."""

    def __init__(self, view: TableView) -> None:
        super().__init__(view)
        self._view = view

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        view = self._view
        model = view.table
        row, column = index.row(), index.column()
        rect: QRect = option.rect
        current = row == view.currentIndex().row()
        view.paint_row_ground(painter, rect, row, current=current)
        if isinstance(model.key_at(row), Heading) and column in NAMED:
            view.paint_heading(painter, rect, row)
            if current and view.hasFocus():
                view.paint_focus(painter, rect, column)
            return
        cell = model.cell(row, column)
        if cell is None:
            if current and view.hasFocus():
                view.paint_focus(painter, rect, column)
            return
        declared = model.columns[column]
        paint_cell(
            painter,
            cell,
            view.room_in(rect, column),
            right=declared.right,
            tabular=declared.tabular,
            lit=view.blink.lit,
        )
        if current and view.hasFocus():
            view.paint_focus(painter, rect, column)


class TableView(QTableView):
    """Shows a `TableModel`. Says which row is current by its key, across every re-sorting."""

    picked = Signal(object)
    """The key of the row that became current, or None."""
    opened = Signal(object)
    """The key of the row that Enter or a double click opened."""

    def __init__(self, table: TableModel[Any], blink: Blink, *, row_height: int = Size.ROW) -> None:
        super().__init__()
        self.table = table
        self.blink = blink
        self.raised: Callable[[Any], bool] = lambda _row: False
        """Which rows stand out: an unacknowledged P1, pinned."""
        self.height_of: Callable[[Any], int] | None = None
        self._row_height = row_height
        self._current: Hashable | None = None
        self._chosen = Arrangement(len(table.columns))
        """What a person did to the columns."""
        self._left_out: set[int] = set()
        """Columns for which there is no room now."""
        self._sharing = False
        self._kept: Callable[[str], None] = lambda _text: None
        self._tall: set[int] = set()
        header = TableHeader(self.room_in, self)
        header.customContextMenuRequested.connect(self.choose_columns)
        self.setHorizontalHeader(header)
        self.setModel(table)
        self.setItemDelegate(_Delegate(self))
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        # Every pixel is painted here, so that scrolling moves what is there and paints the rest.
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(Size.SMALL_CONTROL)
        self.verticalHeader().setDefaultSectionSize(row_height)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._lay_out_columns()
        # A table that its screen gives no name is known by its columns.
        self.setAccessibleName(", ".join(c.header for c in table.columns if c.header))
        self.selectionModel().currentRowChanged.connect(self._moved)
        self.doubleClicked.connect(self._double_clicked)
        table.layoutChanged.connect(self._after_layout)
        table.modelReset.connect(self._after_layout)
        table.rowsInserted.connect(self._after_layout)
        table.rowsRemoved.connect(self._after_layout)
        blink.turned.connect(self._blinked)
        table.in_sight = self._in_sight

    def _lay_out_columns(self) -> None:
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self._share_room()
        header.sectionResized.connect(self._resized)
        header.sectionMoved.connect(self._arranged)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.setSortIndicatorShown(True)
        header.setSortIndicatorClearable(True)
        header.sortIndicatorChanged.connect(self._sort)

    def _share_room(self) -> None:
        columns, room = measured(self.table.columns, PAD + EDGE), self.viewport().width()
        self._sharing = True
        out = left_out(columns, self._chosen, room)
        for number in out ^ self._left_out:
            self.setColumnHidden(number, number in out or number in self._chosen.hidden)
        self._left_out = out
        for number, width in shared(columns, self._chosen, room).items():
            self.horizontalHeader().resizeSection(number, width)
        self._sharing = False

    @property
    def _hidden(self) -> set[int]:
        return self._chosen.hidden | self._left_out

    # What a person does to the columns

    def remember(self, memory: Memory, key: str) -> None:
        """Arrange the columns as they were left, and keep how they are left from now on."""
        self._kept = lambda text: memory.keep(key, text)
        self._arrange(Arrangement.read(memory.get(key), len(self.table.columns)))

    def _arrange(self, wanted: Arrangement) -> None:
        header = self.horizontalHeader()
        self._chosen = wanted
        self._sharing = True
        for number in range(len(self.table.columns)):
            self.setColumnHidden(number, number in self._hidden)
        for place, number in enumerate(wanted.order):
            header.moveSection(header.visualIndex(number), place)
        self._sharing = False
        self._share_room()
        column, descending = wanted.sort
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        header.setSortIndicator(column, order)

    def _resized(self, number: int, _before: int, width: int) -> None:
        if not self._sharing and width:
            self._chosen.widths[number] = width
            self._keep()

    def _arranged(self) -> None:
        if not self._sharing:
            header = self.horizontalHeader()
            self._chosen.order = [header.logicalIndex(n) for n in range(header.count())]
            self.viewport().update()
            self._keep()

    def _keep(self) -> None:
        self._kept(self._chosen.text())

    def choose_columns(self, *_at: object) -> None:
        """Open the menu of the columns below the header."""
        self.columns_menu().popup(self.mapToGlobal(self.horizontalHeader().rect().bottomLeft()))

    def columns_menu(self) -> QMenu:
        """Which columns are shown, which one sorts."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setAccessibleName(self.tr("Columns"))
        named = [(n, c) for n, c in enumerate(self.table.columns) if c.header]
        menu.addSection(self.tr("Columns"))
        for number, column in named:
            shown = menu.addAction(column.header)
            shown.setCheckable(True)
            shown.setChecked(number not in self._chosen.hidden)
            shown.toggled.connect(partial(self._show_column, number))
        menu.addSeparator()
        sorting = menu.addMenu(self.tr("Sort by"))
        sorting.addAction(self.tr("As at the beginning")).triggered.connect(
            partial(self._sort_by, -1)
        )
        for number, column in named:
            if column.sort is not None:
                sorting.addAction(column.header).triggered.connect(partial(self._sort_by, number))
        menu.addAction(self.tr("All as at the beginning")).triggered.connect(self._as_declared)
        return menu

    def _show_column(self, number: int, shown: bool) -> None:  # noqa: FBT001 - a Qt slot
        hidden = self._chosen.hidden
        hidden.discard(number) if shown else hidden.add(number)
        if len(hidden) == len(self.table.columns):
            hidden.discard(number)
        self._arrange(self._chosen)
        self._keep()

    def _sort_by(self, number: int) -> None:
        header = self.horizontalHeader()
        same = header.sortIndicatorSection() == number
        up = header.sortIndicatorOrder() is Qt.SortOrder.AscendingOrder
        descending = Qt.SortOrder.DescendingOrder
        header.setSortIndicator(number, descending if same and up else Qt.SortOrder.AscendingOrder)

    def _as_declared(self) -> None:
        self._arrange(Arrangement(len(self.table.columns)))
        self._keep()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_room()

    def _sort(self, section: int, order: Qt.SortOrder) -> None:
        if section >= 0 and self.table.columns[section].sort is None:
            self.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
            return
        self.table.sort(section, order)
        self._chosen.sort = (section, order is Qt.SortOrder.DescendingOrder)
        self._keep()

    # The current row

    @property
    def current_key(self) -> Hashable | None:
        return self._current

    def pick(self, key: Hashable | None) -> None:
        """Make a row current and bring it into sight; None: no row."""
        place = None if key is None else self.table.position(key)
        if place is None:
            self.setCurrentIndex(QModelIndex())
        else:
            self.setCurrentIndex(self.table.index(place, 0))
            self.scrollTo(self.currentIndex())

    def _moved(self, now: QModelIndex, _before: QModelIndex) -> None:
        key = self.table.key_at(now.row()) if now.isValid() else None
        self.viewport().update()
        if key != self._current:
            self._current = key
            self.picked.emit(key)

    def _double_clicked(self, index: QModelIndex) -> None:
        key = self.table.key_at(index.row())
        if key is not None:
            self.opened.emit(key)

    def _after_layout(self) -> None:
        place = None if self._current is None else self.table.position(self._current)
        if place is not None and place != self.currentIndex().row():
            self.setCurrentIndex(self.table.index(place, 0))
        elif place is None and self._current is not None:
            self._current = None
            self.picked.emit(None)
        self._fit_rows()

    def _fit_rows(self) -> None:
        if self.height_of is None:
            return
        tall = {
            place
            for place in range(len(self.table))
            if self.height_of(self.table.row(place)) != self._row_height
        }
        for place in tall | self._tall:
            if place < len(self.table):
                self.setRowHeight(place, self.height_of(self.table.row(place)))
        self._tall = tall

    def _in_sight(self) -> range:
        """Positions of the rows that are seen; none while the list is hidden."""
        if not self.isVisible():
            return range(0)
        first, last = self.rowAt(0), self.rowAt(self.viewport().height() - 1)
        if first < 0:
            return range(0)
        return range(first, (len(self.table) if last < 0 else last + 1))

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        tabbed = event.reason() in (
            Qt.FocusReason.TabFocusReason,
            Qt.FocusReason.BacktabFocusReason,
        )
        seen = self._in_sight()
        if tabbed and not self.currentIndex().isValid() and seen:
            # Who comes by Tab sees where the arrows begin.
            self.setCurrentIndex(self.table.index(seen.start, 0))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._current is not None:
            self.opened.emit(self._current)
            return
        ends = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: len(self.table) - 1}
        end = ends.get(Qt.Key(event.key()))
        if end is not None and len(self.table):
            # One row is chosen, never one cell: the ends are those of the list.
            self.setCurrentIndex(self.table.index(end, 0))
            return
        super().keyPressEvent(event)

    # Paint

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        header = self.verticalHeader()
        end = header.length() - header.offset()
        shown = event.rect()
        if shown.bottom() >= end or self.horizontalHeader().length() <= shown.right():
            painter = QPainter(self.viewport())
            painter.fillRect(shown, theme.palette().panel)
            painter.end()
        super().paintEvent(event)

    def paint_row_ground(self, painter: QPainter, rect: QRect, row: int, *, current: bool) -> None:
        colours = theme.palette()
        shown = self.table.row(row)
        ground = colours.panel
        if current:
            ground = colours.selected
        elif shown is None:
            ground = colours.header  # a heading
        elif self.raised(shown):
            ground = colours.raised
        painter.fillRect(rect, ground)
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), colours.hairline)

    def paint_heading(self, painter: QPainter, rect: QRect, row: int) -> None:
        """The name of a group, which reaches across its columns; in one of them, its part."""
        cell = self.table.cell(row, NAMED[0])
        if cell is None:
            return
        left = min(self.columnViewportPosition(column) for column in NAMED)
        width = sum(self.columnWidth(column) for column in NAMED)
        whole = QRect(left, rect.top(), width, rect.height())
        painter.save()
        painter.setClipRect(rect)
        room = self.room_in(whole, NAMED[0])
        paint_cell(painter, cell, room, right=False, tabular=False, lit=self.blink.lit)
        painter.restore()

    def room_in(self, rect: QRect, column: int) -> QRectF:
        """The part of a cell that its content may fill."""
        first = column == self._edge(0) and bool(self.table.columns[column].header)
        last = column == self._edge(-1)
        return QRectF(rect).adjusted(EDGE if first else PAD, 0, -(EDGE if last else PAD), -1)

    def _edge(self, end: int) -> int:
        """The column that is seen first (0) or last (-1)."""
        if self._chosen.plain and not self._left_out:
            return 0 if end == 0 else len(self.table.columns) - 1
        seen = [number for number in self._chosen.order if number not in self._hidden]
        return seen[end]

    def paint_focus(self, painter: QPainter, rect: QRect, column: int) -> None:
        colour = theme.palette().focus
        painter.fillRect(QRect(rect.left(), rect.top(), rect.width(), 2), colour)
        painter.fillRect(QRect(rect.left(), rect.bottom() - 2, rect.width(), 2), colour)
        if column == self._edge(0):
            painter.fillRect(QRect(rect.left(), rect.top(), 2, rect.height() - 1), colour)
        if column == self._edge(-1):
            painter.fillRect(QRect(rect.right() - 1, rect.top(), 2, rect.height() - 1), colour)

    def _blinked(self) -> None:
        """Repaint the marks in sight that blink, and nothing else."""
        seen = self._in_sight()
        for column in range(len(self.table.columns)):
            for place in seen:
                cell = self.table.cell(place, column)
                if not isinstance(cell, MarkCell):
                    break
                if isinstance(cell.mark, Mark) and cell.mark.unacknowledged:
                    self.update(self.table.index(place, column))

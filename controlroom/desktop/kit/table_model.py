"""The one table base: a Python list of rows, and a Qt adapter viewing it.

Its contract, in six sentences. Rows are put and removed by key, at any time, and the model
takes them at once as its truth. Views hear of it at most every 100 ms: one `dataChanged` for
each cell whose content differs, and rows that came or went, moved or left the filter in one
change of layout. What is out of sight is computed when it comes into sight, and told to nobody
before. The order is a Python sort of the rows by keys that are made when a row is put, made again
only where one of them differs, and then at most once a second unless a row came or went; while
`hold()` is on, rows keep their places. Nothing here asks the store or the clock: who puts a row
has made it.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from time import monotonic
from typing import Any, Generic, TypeVar

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)
from typing_extensions import override

from controlroom.desktop.kit.cells import Cell, TextCell, cell_text
from controlroom.desktop.kit.timers import later

CELL_ROLE = int(Qt.ItemDataRole.UserRole)
FLUSH_MS = 100
SORT_S = 1.0
MANY = 20
"""More rows than this leaving at once are a new list to the views, not a list less some."""

Row = TypeVar("Row")
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """One column as it is declared: what it says, what it shows, where, how wide."""

    header: str
    cell: Callable[[Row], Cell]
    width: int
    right: bool = False
    """Numbers stand at the right."""
    tabular: bool = True
    """Figures of one width; not for names and codes."""
    grow: int = 0
    """Share of the room that is left over, against the other columns."""
    sort: Callable[[Row], Any] | None = None
    """What the column sorts by when its header is clicked; None: it does not."""
    moving: bool = False
    """The clock moves what it sorts by: an age, a duration."""
    least: int = 80
    """It is made no narrower than this, or than its width where that is less."""
    spare: int = 0
    """Left out while there is too little room for all, the highest first; 0: never."""
    widest: str = ""
    """The widest text that it shows, as a date: it is declared no narrower than that takes.
    How wide a text is, only the screen knows that it is painted on."""


@dataclass(frozen=True, slots=True)
class Heading:
    """The key of a line that stands above the rows of one group."""

    group: Hashable


class TableModel(QAbstractTableModel, Generic[Row]):
    """Rows by key, shown sorted and filtered."""

    flushed = Signal()
    """Views have been told; counts may be read."""

    def __init__(
        self,
        columns: Sequence[Column[Row]],
        key: Callable[[Row], Hashable],
        order: Callable[[Row], Any],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._key = key
        self._natural = order
        self._order = order
        self._descending = False
        self._filter: Callable[[Row], bool] | None = None
        self._rows: dict[Hashable, Row] = {}
        self._shown: list[Hashable] = []
        self._place: dict[Hashable, int] = {}
        self._cells: dict[Hashable, list[Cell | None]] = {}
        self._dirty: set[Hashable] = set()
        self._naturals: dict[Hashable, Any] = {}
        self._chosen: dict[Hashable, Any] = {}
        """What rows are sorted by: at the beginning, and by the column that was clicked."""
        self._moving = False
        self._stale_layout = False
        self._unsorted = False
        """A row stands where it no longer belongs."""
        self.in_sight: Callable[[], range] | None = None
        """Positions that are seen, where there is a view; without one all count as seen."""
        self._sorted_at = 0.0
        self._held = False
        self._group: Callable[[Row], Hashable] | None = None
        self._group_order: Callable[[Hashable], Any] | None = None
        self._folded: set[Hashable] = set()
        self._matching = 0
        self._timer = later(self, FLUSH_MS, self.flush)

    # Rows in

    def put(self, rows: Iterable[Row]) -> None:
        """Add rows, or replace those of the same key."""
        for row in rows:
            key = self._key(row)
            if key not in self._rows:
                self._stale_layout = True
            self._rows[key] = row
            self._dirty.add(key)
            self._file(key, row)
        self._later()

    def _file(self, key: Hashable, row: Row) -> None:
        """Note what a row is sorted by, and whether it still belongs where it stands."""
        natural = self._natural(row)
        if self._naturals.get(key) != natural:
            self._naturals[key] = natural
            self._unsorted = True
        if self._order is not self._natural:
            chosen = self._order(row)
            if key not in self._chosen or self._chosen[key] != chosen:
                self._chosen[key] = chosen
                self._unsorted = True
        if self._filter is not None and self._filter(row) is not (key in self._place):
            self._unsorted = True

    def remove(self, keys: Iterable[Hashable]) -> None:
        for key in keys:
            if self._rows.pop(key, None) is not None:
                self._forget(key)
                self._stale_layout = True
        self._later()

    def _forget(self, key: Hashable) -> None:
        for kept in (self._cells, self._naturals, self._chosen):
            kept.pop(key, None)
        self._dirty.discard(key)

    def replace_all(self, rows: Iterable[Row]) -> None:
        """All rows again, at once: for lists that are asked for, not followed."""
        made = {self._key(row): row for row in rows}
        for key in [key for key in self._rows if key not in made]:
            self._forget(key)
        self._rows = made
        for key, row in made.items():
            self._file(key, row)
        self._dirty = set(made)
        self._stale_layout = True
        self.flush()

    def show_only(self, wanted: Callable[[Row], bool] | None) -> None:
        """Filter. None shows every row."""
        self._filter = wanted
        self._stale_layout = True
        self.flush()

    def group_by(
        self,
        group: Callable[[Row], Hashable] | None,
        order: Callable[[Hashable], Any] | None = None,
    ) -> None:
        """Put rows of one group under a heading. None: no groups.

        Groups come in the order of their first rows, or in an order of their own.
        """
        self._group, self._group_order = group, order
        self._folded.clear()
        self._stale_layout = True
        self.flush()

    def fold(self, group: Hashable) -> None:
        """Hide the rows of a group, or show them again."""
        self._folded ^= {group}
        self._stale_layout = True
        self.flush()

    @property
    def folds(self) -> frozenset[Hashable]:
        """The groups whose rows are hidden."""
        return frozenset(self._folded)

    def folded(self, group: Hashable) -> bool:
        return group in self._folded

    def heading(self, group: Hashable, column: int) -> Cell | None:
        """What the heading of a group says in a column."""
        return TextCell(str(group)) if column == 0 else None

    def hold(self, on: bool) -> None:  # noqa: FBT001 - a Qt slot
        """Rows keep their places while a person selects."""
        self._held = on
        if not on:
            self._later()

    def refresh(self) -> None:
        """Make every cell again: for ages and deadlines that the clock moves."""
        if self.in_sight is None:
            self.renew(self._shown)
            return
        seen = [self._shown[place] for place in self.in_sight() if place < len(self._shown)]
        self._cells = {key: self._cells[key] for key in seen if key in self._cells}
        self.renew(self._rows if self._moving else seen)

    def renew(self, keys: Iterable[Hashable]) -> None:
        """Make the cells of some rows again, though the rows are the same."""
        there = [key for key in keys if key in self._rows]
        if self._moving:
            for key in there:
                self._file(key, self._rows[key])
        self._dirty.update(there)
        self._later()

    # Rows out

    def row(self, position: int) -> Row | None:
        """The row shown at a position, counted from the top."""
        if 0 <= position < len(self._shown):
            return self._rows.get(self._shown[position])
        return None

    def find(self, key: Hashable) -> Row | None:
        return self._rows.get(key)

    @property
    def keys(self) -> list[Hashable]:
        """Keys of the rows shown, from the top."""
        return list(self._shown)

    def position(self, key: Hashable) -> int | None:
        return self._place.get(key)

    def key_at(self, position: int) -> Hashable | None:
        return self._shown[position] if 0 <= position < len(self._shown) else None

    @property
    def rows(self) -> list[Row]:
        """All rows, the filtered ones too, in no order."""
        return list(self._rows.values())

    def __len__(self) -> int:
        return len(self._shown)

    @property
    def total(self) -> int:
        """How many rows there are, the filtered ones too."""
        return len(self._rows)

    @property
    def matching(self) -> int:
        """Rows that the filter lets through, those of folded groups too."""
        return self._matching

    # Flush

    def _later(self) -> None:
        if not self._timer.isActive():
            self._timer.start()

    def flush(self) -> None:
        """Tell views what changed since they were last told."""
        self._timer.stop()
        late = self._sorted_at + SORT_S - monotonic()
        if self._stale_layout or (self._unsorted and late <= 0 and not self._held):
            self._lay_out()
        elif self._unsorted and not self._held:
            QTimer.singleShot(max(1, int(late * 1000)), self, self._later)
        dirty, self._dirty = self._dirty, set()
        seen = None if self.in_sight is None else self.in_sight()
        role = [int(Qt.ItemDataRole.DisplayRole), CELL_ROLE]
        for key in dirty:
            place = self._place.get(key)
            if seen is not None and place not in seen:
                self._cells.pop(key, None)
                continue
            before = self._cells.get(key)
            if place is None or before is None:
                continue
            row = self._rows[key]
            for number, column in enumerate(self.columns):
                old = before[number]
                if old is None:
                    continue  # never painted, so nothing to tell
                new = column.cell(row)
                if new != old:
                    before[number] = new
                    index = self.index(place, number)
                    self.dataChanged.emit(index, index, role)
        if self._group is not None and seen is not None:
            self._tell_headings(seen, role)
        self.flushed.emit()

    def _tell_headings(self, seen: range, role: list[int]) -> None:
        last = len(self.columns) - 1
        for place in seen:
            if isinstance(self.key_at(place), Heading):
                self.dataChanged.emit(self.index(place, 0), self.index(place, last), role)

    def _wanted(self) -> list[Hashable]:
        keys = [key for key, row in self._rows.items() if self._filter is None or self._filter(row)]
        self._matching = len(keys)
        if self._held:
            known = [key for key in self._shown if key in self._rows]
            there = set(known)
            kept = set(keys)
            fresh = [key for key in keys if key not in there]
            return [key for key in known if key in kept] + fresh
        keys.sort(key=self._naturals.__getitem__)
        if self._order is not self._natural:
            keys.sort(key=self._chosen.__getitem__, reverse=self._descending)
        return keys if self._group is None else self._under_headings(keys, self._group)

    def _under_headings(
        self, keys: list[Hashable], group: Callable[[Row], Hashable]
    ) -> list[Hashable]:
        groups: dict[Hashable, list[Hashable]] = {}
        for key in keys:
            groups.setdefault(group(self._rows[key]), []).append(key)
        order = list(groups) if self._group_order is None else sorted(groups, key=self._group_order)
        shown: list[Hashable] = []
        for one in order:
            shown.append(Heading(one))
            if one not in self._folded:
                shown += groups[one]
        return shown

    def _lay_out(self) -> None:
        wanted = self._wanted()
        self._sorted_at = monotonic()
        self._stale_layout = False
        self._unsorted = self._held
        if wanted == self._shown:
            return
        kept = set(wanted)
        gone = [place for place, key in enumerate(self._shown) if key not in kept]
        if len(gone) > MANY:
            self.beginResetModel()
            self._show(wanted)
            self.endResetModel()
            return
        for place in reversed(gone):
            self.beginRemoveRows(QModelIndex(), place, place)
            self._show(self._shown[:place] + self._shown[place + 1 :])
            self.endRemoveRows()
        fresh = [key for key in wanted if key not in self._place]
        if fresh:
            first = len(self._shown)
            self.beginInsertRows(QModelIndex(), first, first + len(fresh) - 1)
            self._show(self._shown + fresh)
            self.endInsertRows()
        if wanted != self._shown:
            self._move(wanted)

    def _show(self, keys: list[Hashable]) -> None:
        self._shown = keys
        self._place = {key: place for place, key in enumerate(keys)}

    def _move(self, wanted: list[Hashable]) -> None:
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        keys = [self._shown[index.row()] for index in before]
        self._show(wanted)
        after = [
            self.index(self._place[key], index.column())
            for index, key in zip(before, keys, strict=True)
        ]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    # Qt's side

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._shown)

    @override
    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self.columns)

    def cell(self, position: int, column: int) -> Cell | None:
        """What a place shows; made when it is first asked for, then kept until it changes."""
        key = self.key_at(position)
        if isinstance(key, Heading):
            return self.heading(key.group, column)
        row = None if key is None else self._rows.get(key)
        if row is None or key is None:
            return None
        kept = self._cells.setdefault(key, [None] * len(self.columns))
        made = kept[column]
        if made is None:
            made = kept[column] = self.columns[column].cell(row)
        return made

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role == CELL_ROLE:
            return self.cell(index.row(), index.column())
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            cell = self.cell(index.row(), index.column())
            return None if cell is None else cell_text(cell)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._alignment(index.column())
        return None

    def _alignment(self, column: int) -> Qt.AlignmentFlag:
        side = (
            Qt.AlignmentFlag.AlignRight
            if self.columns[column].right
            else Qt.AlignmentFlag.AlignLeft
        )
        return side | Qt.AlignmentFlag.AlignVCenter

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Horizontal and 0 <= section < len(self.columns):
            if role == Qt.ItemDataRole.DisplayRole:
                return self.columns[section].header
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return self._alignment(section)
        return None

    @override
    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; by a column that has no order, as at the beginning."""
        wanted = self.columns[column].sort if 0 <= column < len(self.columns) else None
        self._order = self._natural if wanted is None else wanted
        self._descending = wanted is not None and order is Qt.SortOrder.DescendingOrder
        self._moving = wanted is not None and self.columns[column].moving
        self._chosen = {} if wanted is None else {k: wanted(row) for k, row in self._rows.items()}
        self._stale_layout = True
        self.flush()

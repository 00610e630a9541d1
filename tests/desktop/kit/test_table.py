from __future__ import annotations

import random
from dataclasses import dataclass

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QFont, QFontMetricsF
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from controlroom.desktop.kit import theme
from controlroom.desktop.kit.cells import Cell, MarkCell, TextCell
from controlroom.desktop.kit.language import formats
from controlroom.desktop.kit.marks import Blink, Mark
from controlroom.desktop.kit.table_model import CELL_ROLE, MANY, Column, Heading, TableModel
from controlroom.desktop.kit.table_view import EDGE, PAD, TableView


@dataclass(frozen=True)
class Car:
    name: str
    power: int
    alarm: bool = False


def mark(car: Car) -> Cell:
    return MarkCell(Mark(2, unacknowledged=True) if car.alarm else None)


def power(car: Car) -> Cell:
    return TextCell(str(car.power))


def model() -> TableModel[Car]:
    return TableModel(
        [
            Column("", mark, 56),
            Column("Name", lambda c: TextCell(c.name), 100, grow=1, sort=lambda c: c.name),
            Column(
                "Power", lambda c: TextCell(str(c.power)), 80, right=True, sort=lambda c: c.power
            ),
        ],
        key=lambda c: c.name,
        order=lambda c: c.name,
    )


def names(table: TableModel[Car]) -> list[str]:
    return [car.name for n in range(len(table)) if (car := table.row(n)) is not None]


def test_rows_are_shown_in_order_and_found_by_key() -> None:
    table = model()
    table.put([Car("c", 1), Car("a", 2), Car("b", 3)])
    assert len(table) == 0  # views have not been told yet
    table.flush()
    assert names(table) == ["a", "b", "c"]
    assert table.position("b") == 1
    assert table.find("b") == Car("b", 3)
    assert table.index(1, 2).data() == "3"
    assert table.headerData(1, Qt.Orientation.Horizontal) == "Name"


def test_changes_are_told_together_and_only_where_something_differs(qtbot: QtBot) -> None:
    table = model()
    table.put(Car(f"{n:03}", n) for n in range(50))
    table.flush()
    for row in range(len(table)):
        for column in range(3):
            table.cell(row, column)
    told: list[tuple[int, int]] = []
    table.dataChanged.connect(
        lambda first, _last, _roles: told.append((first.row(), first.column()))
    )
    for power in range(100, 110):
        table.put([Car("007", power)])
    table.put([Car("008", 8)])  # as it was
    assert told == []
    qtbot.waitUntil(lambda: bool(told), timeout=1000)
    assert told == [(7, 2)]
    assert table.index(7, 2).data() == "109"


def test_cells_nobody_saw_are_not_computed() -> None:
    asked: list[str] = []

    def cell(car: Car) -> Cell:
        asked.append(car.name)
        return TextCell(car.name)

    table = TableModel([Column("", cell, 10)], key=lambda c: c.name, order=lambda c: c.name)
    table.put(Car(f"{n:05}", n) for n in range(10_000))
    table.flush()
    table.put([Car("00001", 9)])
    table.flush()
    assert asked == []


def test_sorting_by_a_column_and_back() -> None:
    table = model()
    table.replace_all([Car("a", 3), Car("b", 1), Car("c", 2)])
    table.sort(2, Qt.SortOrder.DescendingOrder)
    assert names(table) == ["a", "c", "b"]
    table.sort(-1)
    assert names(table) == ["a", "b", "c"]


def test_held_rows_keep_their_places_and_new_ones_come_last() -> None:
    table = model()
    table.replace_all([Car("b", 1), Car("c", 2)])
    table.hold(True)
    table.put([Car("a", 3)])
    table.flush()
    assert names(table) == ["b", "c", "a"]
    table.hold(False)
    table._sorted_at = 0
    table.put([Car("a", 4)])
    table.flush()
    assert names(table) == ["a", "b", "c"]


def test_filter_hides_and_shows() -> None:
    table = model()
    table.replace_all([Car("a", 1), Car("b", 2)])
    table.show_only(lambda car: car.power > 1)
    assert names(table) == ["b"]
    assert len(table.rows) == 2
    table.show_only(None)
    assert names(table) == ["a", "b"]


@pytest.mark.parametrize("seed", range(3))
def test_a_model_that_changes_stays_whole(seed: int, qtbot: QtBot) -> None:
    """Qt's own tester watches while rows come, go, move and are filtered."""
    chance = random.Random(seed)
    table = model()
    tester = QAbstractItemModelTester(table, QAbstractItemModelTester.FailureReportingMode.Warning)
    kept = [f"{n:03}" for n in range(40)]
    for step in range(60):
        action = chance.randrange(6)
        some = chance.sample(kept, chance.randrange(1, 20))
        if action <= 2:
            table.put(Car(name, chance.randrange(9)) for name in some)
        elif action == 3:
            table.remove(some)
        elif action == 4:
            table.sort(chance.choice([-1, 1, 2]))
        else:
            table.show_only(chance.choice([None, lambda car: car.power % 2 == 0]))
        if step % 3 == 0:
            table._sorted_at = 0
            table.flush()
    assert tester.model() is table


def test_a_new_list_is_one_reset() -> None:
    table = model()
    table.replace_all(Car(f"{n:03}", n) for n in range(MANY * 3))
    resets: list[bool] = []
    table.modelReset.connect(lambda: resets.append(True))
    table.replace_all([Car("x", 1)])
    assert resets == [True]
    assert names(table) == ["x"]


def test_the_current_row_follows_its_key(qtbot: QtBot, blink: Blink) -> None:
    table = model()
    table.replace_all([Car("a", 1), Car("b", 2), Car("c", 3)])
    view = TableView(table, blink)
    qtbot.addWidget(view)
    view.resize(400, 300)
    view.show()
    picked: list[object] = []
    view.picked.connect(picked.append)
    view.pick("b")
    table.sort(2, Qt.SortOrder.DescendingOrder)
    assert view.current_key == "b"
    assert view.currentIndex().row() == 1
    table.sort(2, Qt.SortOrder.AscendingOrder)
    table.remove(["a"])
    table.flush()
    assert view.currentIndex().row() == 0
    assert picked == ["b"]
    table.remove(["b"])
    table.flush()
    assert picked[-1] == view.current_key != "b"


def test_enter_opens_the_current_row(qtbot: QtBot, blink: Blink) -> None:
    table = model()
    table.replace_all([Car("a", 1), Car("b", 2)])
    view = TableView(table, blink)
    qtbot.addWidget(view)
    view.pick("b")
    opened: list[object] = []
    view.opened.connect(opened.append)
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert opened == ["b"]


def test_columns_share_the_room(qtbot: QtBot, blink: Blink) -> None:
    view = TableView(model(), blink)
    qtbot.addWidget(view)
    view.show()
    for width in (600, 230):
        view.resize(width, 200)
        header = view.horizontalHeader()
        total = sum(header.sectionSize(n) for n in range(3))
        assert abs(total - view.viewport().width()) <= 3


def test_pinned_rows_are_taller_wherever_they_go(qtbot: QtBot, blink: Blink) -> None:
    table = model()
    view = TableView(table, blink)
    qtbot.addWidget(view)
    view.height_of = lambda car: 56 if car.alarm else 40
    table.replace_all([Car("a", 1), Car("b", 2, alarm=True)])
    assert [view.rowHeight(n) for n in range(2)] == [40, 56]
    table.sort(2, Qt.SortOrder.DescendingOrder)
    assert [view.rowHeight(n) for n in range(2)] == [56, 40]


def test_data_of_no_row_is_nothing() -> None:
    table = model()
    assert table.data(QModelIndex(), CELL_ROLE) is None
    assert table.row(5) is None
    assert table.key_at(-1) is None


def test_what_is_out_of_sight_is_not_computed(qtbot: QtBot) -> None:
    made: list[str] = []

    def name(car: Car) -> Cell:
        made.append(car.name)
        return TextCell(car.name)

    table = TableModel(
        [Column("Name", name, 100), Column("Power", power, 80)],
        key=lambda car: car.name,
        order=lambda car: car.name,
    )
    table.put(Car(f"{n:05}", n) for n in range(10_000))
    table.flush()
    view = TableView(table, Blink())
    qtbot.addWidget(view)
    view.resize(300, 400)
    view.show()
    qtbot.waitUntil(lambda: bool(made))
    seen = len(set(made))
    assert seen < 20
    told: list[int] = []
    table.dataChanged.connect(lambda first, _last, _roles: told.append(first.row()))
    made.clear()
    table.put(Car(f"{n:05}", n + 1) for n in range(10_000))
    table.flush()
    assert len(made) <= seen
    assert set(told) <= set(range(seen))
    assert told
    table.refresh()
    table.flush()
    assert len(made) <= 2 * seen
    assert table.index(9_999, 1).data() == "10000", "made when it is asked for"


def test_rows_are_sorted_anew_only_where_what_they_are_sorted_by_changed() -> None:
    table = model()
    table.put(Car(f"{n}", n) for n in range(9))
    table.flush()
    laid_out: list[bool] = []
    table.layoutChanged.connect(lambda: laid_out.append(True))
    table.sort(2, Qt.SortOrder.DescendingOrder)
    assert names(table)[0] == "8"
    assert len(laid_out) == 1
    table._sorted_at = 0
    table.put([Car("3", 3, alarm=True)])
    table.flush()
    assert len(laid_out) == 1
    table.put([Car("3", 33)])
    table.flush()
    assert names(table)[0] == "3"


def test_rows_stand_under_the_headings_of_their_groups() -> None:
    table = model()
    table.put([Car("a", 1), Car("b", 2), Car("c", 1), Car("d", 3)])
    table.group_by(lambda car: car.power % 2)
    shown = [table.key_at(n) for n in range(len(table))]
    assert shown == [Heading(1), "a", "c", "d", Heading(0), "b"]
    assert (len(table), table.matching) == (6, 4)
    assert table.row(0) is None
    table.fold(1)
    assert [table.key_at(n) for n in range(len(table))] == [Heading(1), Heading(0), "b"]
    assert table.folded(1)
    table.show_only(lambda car: car.power % 2 == 1)
    assert [table.key_at(n) for n in range(len(table))] == [Heading(1)]
    assert table.matching == 3
    table.group_by(lambda car: car.power % 2, order=lambda group: group)
    table.show_only(None)
    assert [table.key_at(n) for n in (0, 2)] == [Heading(0), Heading(1)]
    table.group_by(None)
    assert len(table) == 4


def test_home_and_end_go_to_the_first_and_the_last_row(qtbot: QtBot) -> None:
    table = model()
    table.put(Car(f"{n}", n) for n in range(9))
    table.flush()
    view = TableView(table, Blink())
    qtbot.addWidget(view)
    view.show()
    view.pick("4")
    qtbot.keyClick(view, Qt.Key.Key_End)
    assert view.current_key == names(table)[-1]
    qtbot.keyClick(view, Qt.Key.Key_Home)
    assert view.current_key == names(table)[0]


def test_where_there_is_too_little_room_a_spare_column_makes_it(qtbot: QtBot) -> None:
    table = TableModel(
        [
            Column("Name", lambda car: TextCell(car.name), 160, grow=1, least=120),
            Column("Code", power, 80, least=60, spare=1),
            Column("Power", power, 120, least=100),
        ],
        key=lambda car: car.name,
        order=lambda car: car.name,
    )
    table.put([Car("1", 1)])
    table.flush()
    view = TableView(table, Blink())
    qtbot.addWidget(view)
    view.show()

    def seen(width: int) -> list[int]:
        view.resize(width, 200)
        assert sum(view.columnWidth(n) for n in range(3)) <= view.viewport().width()
        return [n for n in range(3) if not view.isColumnHidden(n)]

    assert seen(400) == [0, 1, 2]
    assert seen(290) == [0, 1, 2]
    assert view.columnWidth(0) >= 120
    assert seen(240) == [0, 2]
    assert view.columnWidth(0) >= 120
    assert seen(400) == [0, 1, 2]


@pytest.mark.parametrize("font_px", (13, 16, 26))
def test_a_date_is_whole_where_there_is_room(
    font_px: int, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """How wide it is, the screen knows; at 3840×2160 a declared width cut it in the middle."""
    plain = theme.font

    def wide(*words: object, **more: object) -> QFont:
        font = QFont(plain(*words, **more))  # theirs is shared by all
        font.setPixelSize(font_px)
        return font

    monkeypatch.setattr(theme, "font", wide)
    columns: list[Column[int]] = [
        Column("Date", lambda _row: TextCell("2026-11-30"), 104, widest=formats.DAY),
        Column("What", lambda _row: TextCell("Booted"), 360, grow=1),
    ]
    model = TableModel(columns, key=lambda row: row, order=lambda row: row)
    table = TableView(model, Blink())
    qtbot.addWidget(table)
    for width in (1400, 3700):
        table.resize(width, 400)
        table._share_room()
        metrics = QFontMetricsF(wide(theme.Type.BODY, weight=theme.SEMIBOLD, tabular=True))
        room = table.columnWidth(0) - EDGE - PAD
        assert metrics.horizontalAdvance("2026-11-30") <= room
        assert table.columnWidth(0) >= 104
    table.resize(200, 400)
    table._share_room()
    assert table.columnWidth(0) + table.columnWidth(1) <= table.viewport().width() + 1

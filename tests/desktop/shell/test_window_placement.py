"""A window comes up where it was left, unless no monitor is there any more."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from controlroom.desktop.shell.window_placement import stand, standing


def test_a_window_stands_where_it_was_left(qtbot: QtBot) -> None:
    left, again = QWidget(), QWidget()
    qtbot.addWidget(left)
    qtbot.addWidget(again)
    left.setGeometry(40, 50, 400, 300)
    assert stand(again, standing(left))
    assert again.geometry() == left.geometry()
    assert standing(again) == "40 50 400 300 normal"


def test_a_window_that_filled_its_monitor_does_so_again(qtbot: QtBot) -> None:
    left, again = QWidget(), QWidget()
    qtbot.addWidget(left)
    qtbot.addWidget(again)
    left.showMaximized()
    assert stand(again, standing(left))
    assert again.isMaximized()


@pytest.mark.parametrize(
    "kept", ("", "1 2 3", "a b c d normal", "90000 90000 400 300 normal", "-5000 0 400 300 normal")
)
def test_a_place_that_is_nowhere_is_not_taken(qtbot: QtBot, kept: str) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    before = window.geometry()
    assert not stand(window, kept)
    assert window.geometry() == before


def test_a_window_that_is_larger_than_the_monitor_is_cut_down_to_it(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    room = window.screen().availableGeometry()
    assert stand(window, f"-40 -30 {room.width() + 900} {room.height() + 700} normal")
    assert window.geometry() == room
    # One that is not too large stays where it was, beyond the edge too.
    assert stand(window, f"{room.right() - 200} 40 400 300 normal")
    assert (window.x(), window.width()) == (room.right() - 200, 400)


@pytest.mark.parametrize("above", (1, 30, 150, 235))
def test_a_window_that_was_beyond_the_upper_edge_comes_back_whole(qtbot: QtBot, above: int) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    room = window.screen().availableGeometry()
    assert stand(window, f"60 {room.y() - above} 400 300 normal")
    assert room.contains(window.geometry())
    assert (window.x(), window.width(), window.height()) == (60, 400, 300)
    assert 0 < window.y() - room.y() < 60, "with room for the bar by which it is moved"
    assert stand(window, f"60 -{above} 400 {room.height()} normal")
    assert (window.y(), window.height()) == (room.y(), room.height())

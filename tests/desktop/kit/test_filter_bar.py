"""Filters stand in one line where it holds them, and in two where it does not."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QWidget

from controlroom.desktop.kit.buttons import Button
from controlroom.desktop.kit.filter_bar import FilterBar


def bar() -> tuple[QWidget, FilterBar, list[Button]]:
    buttons = [Button(f"All charge points {n}") for n in range(5)]
    room = QWidget()
    room.resize(2000, 200)
    made = FilterBar(buttons[:2], buttons[2:], Button("Clear"), room)
    made.resize(2000, made.height())
    room.show()
    return room, made, buttons


def test_a_line_that_is_too_long_becomes_two(qapp: QApplication) -> None:
    room, made, buttons = bar()
    tops = {button.mapTo(made, button.rect().topLeft()).y() for button in buttons}
    assert len(tops) == 1
    one = made.height()
    made.resize(600, made.height())
    qapp.processEvents()
    tops = {button.mapTo(made, button.rect().topLeft()).y() for button in buttons}
    assert len(tops) == 2
    assert made.height() > one
    # None of them is cut.
    assert all(button.width() >= button.sizeHint().width() for button in buttons)
    made.resize(2000, made.height())
    qapp.processEvents()
    assert not made.folded
    assert made.height() == one
    room.close()


def test_a_word_that_grows_folds_it(qapp: QApplication) -> None:
    room, made, buttons = bar()
    made.resize(made.sizeHint().width() + 80, made.height())
    qapp.processEvents()
    one = made.height()
    buttons[0].setText("A customer with a very long name indeed")
    buttons[0].updateGeometry()
    # The layout of the row tells that of the bar in the turn after.
    qapp.processEvents()
    qapp.processEvents()
    assert made.height() > one
    room.close()

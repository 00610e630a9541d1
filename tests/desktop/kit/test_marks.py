from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QImage, QPainter

from controlroom.desktop.kit import theme
from controlroom.desktop.kit.marks import Blink, LetterMark, Mark, MarkLabel, paint_mark

SIDE = 40


def painted(mark: Mark, *, lit: bool = True, inverted: bool = False) -> QImage:
    image = QImage(SIDE, SIDE, QImage.Format.Format_RGB32)
    colours = theme.palette()
    image.fill(colours.text if inverted else colours.panel)
    painter = QPainter(image)
    paint_mark(painter, mark, QPointF(SIDE / 2, SIDE / 2), lit=lit, inverted=inverted)
    painter.end()
    return image


def count(image: QImage, colour: QColor) -> int:
    wanted = colour.rgb()
    return sum(
        image.pixel(x, y) == wanted for x in range(image.width()) for y in range(image.height())
    )


def extent(image: QImage, ground: QColor) -> int:
    """Width of what is painted."""
    wanted = ground.rgb()
    columns = [
        x
        for x in range(image.width())
        if any(image.pixel(x, y) != wanted for y in range(image.height()))
    ]
    return columns[-1] - columns[0] + 1


@pytest.mark.parametrize("priority", (1, 2, 3))
def test_fill_says_that_the_condition_is_present(priority: int) -> None:
    fill = getattr(theme.palette(), f"p{priority}")
    assert count(painted(Mark(priority)), fill) > 30
    assert count(painted(Mark(priority, present=False)), fill) == 0


@pytest.mark.parametrize("priority", (1, 2, 3))
def test_outer_outline_is_unacknowledged_and_blinks(priority: int) -> None:
    panel = theme.palette().panel
    acknowledged = extent(painted(Mark(priority)), panel)
    waiting = Mark(priority, unacknowledged=True)
    assert extent(painted(waiting), panel) >= acknowledged + 6
    assert extent(painted(waiting, lit=False), panel) == acknowledged


def test_shapes_differ_without_colour() -> None:
    shapes = []
    for priority in (1, 2, 3):
        image = painted(Mark(priority)).convertToFormat(QImage.Format.Format_Grayscale8)
        ground = image.pixel(0, 0)
        shapes.append([sum(image.pixel(x, y) != ground for x in range(SIDE)) for y in range(8, 32)])
    square, up, down = shapes
    top, bottom = slice(3, 8), slice(14, 19)
    assert sum(up[top]) < sum(up[bottom])
    assert sum(down[top]) > sum(down[bottom])
    assert abs(sum(square[top]) - sum(square[bottom])) <= 2


def test_latched_has_a_bar_beneath() -> None:
    text = theme.palette().text
    assert count(painted(Mark(2, latched=True)), text) > count(painted(Mark(2)), text) + 10


def test_inverted_field_swaps_the_outline() -> None:
    inverse = theme.palette().inverse
    assert count(painted(Mark(1), inverted=True), inverse) > 20
    assert count(painted(Mark(1)), inverse) == 0


def test_there_are_three_priorities() -> None:
    with pytest.raises(ValueError, match="4"):
        Mark(4)


def test_one_clock_blinks_once_a_second(qtbot: object, blink: Blink) -> None:
    timer = blink._timer
    assert timer.interval() == 500
    before = blink.lit
    timer.timeout.emit()
    assert blink.lit is not before


def test_label_tells_screen_readers(blink: Blink) -> None:
    label = MarkLabel(blink)
    label.show_mark(Mark(2, unacknowledged=True))
    assert label.accessibleName() == "P2"
    label.show_mark(LetterMark("?"))
    assert label.accessibleName() == "?"
    label.grab()

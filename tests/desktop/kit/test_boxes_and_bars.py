from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from controlroom.desktop.kit import theme
from controlroom.desktop.kit.connector_boxes import (
    AnyBox,
    Box,
    ConnectorBoxes,
    MarkedBox,
    paint_boxes,
)
from controlroom.desktop.kit.marks import Mark
from controlroom.desktop.kit.power_bar import PowerRange, paint_power_bar

WIDTH, HEIGHT = 264, 40


def painted(paint: Callable[[QPainter, QRectF], None]) -> QImage:
    image = QImage(WIDTH, HEIGHT, QImage.Format.Format_RGB32)
    image.fill(theme.palette().panel)
    painter = QPainter(image)
    paint(painter, QRectF(0, 0, WIDTH, HEIGHT))
    painter.end()
    return image


def boxes(*shown: AnyBox) -> QImage:
    return painted(lambda painter, area: paint_boxes(painter, shown, area))


def area_of(image: QImage, colour: QColor) -> int:
    wanted = colour.rgb()
    return sum(image.pixel(x, y) == wanted for x in range(WIDTH) for y in range(HEIGHT))


def test_fill_says_how_busy_a_connector_is() -> None:
    colours = theme.palette()
    full, half, free = (
        area_of(boxes(box), colours.charging) for box in (Box.CHARGING, Box.CHANGING, Box.FREE)
    )
    assert full > 1.5 * half > 0
    assert free == 0


def test_a_run_of_unknown_is_one_frame() -> None:
    ring = theme.palette().ring
    one, run = area_of(boxes(Box.UNKNOWN), ring), area_of(boxes(*[Box.UNKNOWN] * 18), ring)
    assert run < 18 * one


def test_no_connector_is_left_out_however_many() -> None:
    charging = theme.palette().charging.rgb()
    for number in (12, 50, 66, 100, 200):
        image = boxes(*[Box.CHARGING] * number)
        starts = 0
        for y in range(HEIGHT):
            new_row = y == 0 or image.pixel(1, y) == charging != image.pixel(1, y - 1)
            if new_row and image.pixel(1, y) == charging:
                row = [image.pixel(x, y + 1) == charging for x in range(WIDTH)]
                starts += sum(on and not (x and row[x - 1]) for x, on in enumerate(row))
        assert starts == number


def test_an_alarm_of_a_connector_shows_its_mark() -> None:
    image = boxes(Box.FREE, MarkedBox(Mark(1)), Box.FREE)
    assert area_of(image, theme.palette().p1) > 20


def test_boxes_ask_for_the_room_they_need() -> None:
    widget = ConnectorBoxes()
    before = widget.sizeHint().width()
    widget.show_boxes([Box.FREE] * 4)
    assert widget.sizeHint().width() == 4 * before
    widget.grab()


def bar(shown: PowerRange) -> QImage:
    return painted(lambda painter, area: paint_power_bar(painter, shown, area))


def tick_of(image: QImage) -> float:
    text = theme.palette().text.rgb()
    columns = [x for x in range(WIDTH) if image.pixel(x, HEIGHT // 2 + 8) == text]
    return sum(columns) / len(columns)


def test_tick_stands_at_the_value() -> None:
    quarter = tick_of(bar(PowerRange(25_000, 100_000)))
    half = tick_of(bar(PowerRange(50_000, 100_000, 30_000, 60_000, 90_000)))
    assert abs(quarter - WIDTH / 4) <= 2
    assert abs(half - WIDTH / 2) <= 2


def test_a_value_beyond_the_end_stays_in_the_bar() -> None:
    assert WIDTH - 6 <= tick_of(bar(PowerRange(500_000, 100_000))) <= WIDTH


def test_unknown_power_has_no_tick() -> None:
    image = bar(PowerRange(None, 100_000, 30_000, 60_000))
    text = theme.palette().text.rgb()
    assert all(image.pixel(x, HEIGHT // 2 + 8) != text for x in range(WIDTH))
    assert area_of(image, theme.palette().band) > 100

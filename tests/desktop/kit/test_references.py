"""PySide6 6.12.0 loses a reference to None with each paint on Python 3.10 and 3.11."""

from __future__ import annotations

import gc
import sys

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QImage, QPainter

from controlroom.desktop.kit import theme
from controlroom.desktop.kit.connector_boxes import Box, paint_boxes
from controlroom.desktop.kit.marks import Mark, paint_mark
from controlroom.desktop.kit.power_bar import PowerRange, paint_power_bar

PAINTS = 500


def test_painting_keeps_its_references() -> None:
    image = QImage(300, 40, QImage.Format.Format_RGB32)
    image.fill(theme.palette().panel)
    boxes = [Box.CHARGING, Box.FREE, Box.CHANGING, Box.OUT, *[Box.UNKNOWN] * 4]

    def paint() -> None:
        painter = QPainter(image)
        paint_mark(painter, Mark(2, unacknowledged=True, latched=True), QPointF(20, 20))
        paint_boxes(painter, boxes, QRectF(40, 0, 100, 40))
        paint_power_bar(painter, PowerRange(20, 100, 10, 40, 90), QRectF(150, 0, 140, 40))
        painter.end()

    paint()
    gc.collect()
    before = sys.getrefcount(None)
    for _ in range(PAINTS):
        paint()
    gc.collect()
    assert abs(sys.getrefcount(None) - before) < PAINTS / 10

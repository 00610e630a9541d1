"""Names of groups: each beside its own mark, and over nobody else's."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtWidgets import QApplication

from controlroom.desktop.map.labels import Names, Room, Site, Style
from controlroom.desktop.map.projection import Viewport

VIEW = Viewport(0.5, 0.5, 2.0, 1000, 800)
HALF = 30.0


def site(text: str, across: float, down: float, *, abnormal: bool = True) -> Site:
    """A mark so many pixels from the middle of the window."""
    x, y = VIEW.world(500 + across, 400 + down)
    return Site(text, abnormal, x, y, HALF, HALF)


@pytest.mark.parametrize("scale", (1.0, 3.0))
def test_a_name_never_lies_on_another_mark(scale: float, qapp: QApplication) -> None:
    names = Names(scale, 1.0)
    groups = [site(f"Site {n}", 70 * (n % 3), 75 * (n // 3)) for n in range(9)]
    marks = [
        QRectF(-HALF, -HALF, 2 * HALF, 2 * HALF).translated(*VIEW.point(g.x, g.y)) for g in groups
    ]
    # Marks stand everywhere, so that there is no free room in the sense of normal names.
    room = Room(VIEW.width, VIEW.height)
    room.take(QRectF(0, 0, VIEW.width, VIEW.height))
    made = names.of_groups(groups, VIEW, room)
    assert made
    for name in made:
        size = names.size(name.text, name.style)
        middle = QPointF(*VIEW.point(name.x, name.y)) + QPointF(name.dx, name.dy)
        box = QRectF(QPointF(), size)
        box.moveCenter(middle)
        inner = box.adjusted(10, 10, -10, -10)
        assert not any(inner.intersects(mark) for mark in marks)


def test_an_abnormal_name_is_never_left_out_for_a_circle(qapp: QApplication) -> None:
    names = Names(1.0, 1.0)
    room = Room(VIEW.width, VIEW.height)
    room.take(QRectF(0, 0, VIEW.width, VIEW.height))
    both = [site("Bad", 0, 0), site("Good", 200, 0, abnormal=False)]
    made = names.of_groups(both, VIEW, room)
    assert [(name.text, name.style) for name in made] == [("Bad", Style.ABNORMAL)]

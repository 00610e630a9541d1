"""Names of groups: each beside its own mark, and over nobody else's."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QApplication

from controlroom.desktop.map.labels import Name, Names, Room, Site, Style
from controlroom.desktop.map.projection import Viewport

VIEW = Viewport(0.5, 0.5, 2.0, 1000, 800)
WINDOW = QRectF(0, 0, VIEW.width, VIEW.height)
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
    made = names.of_groups(groups, VIEW, room, WINDOW)
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
    made = names.of_groups(both, VIEW, room, WINDOW)
    assert [(name.text, name.style) for name in made] == [("Bad", Style.ABNORMAL)]


def test_a_name_at_the_edge_is_written_where_it_can_be_read_whole(qapp: QApplication) -> None:
    names = Names(1.0, 1.0)
    at_the_edge = site("A rather long name", 460, 0)
    made = names.of_groups([at_the_edge], VIEW, Room(VIEW.width, VIEW.height), WINDOW)
    size = names.size(made[0].text, made[0].style)
    box = QRectF(QPointF(), size)
    box.moveCenter(QPointF(*VIEW.point(made[0].x, made[0].y)) + QPointF(made[0].dx, made[0].dy))
    assert WINDOW.contains(box)


@pytest.mark.parametrize(("x", "seen"), ((0.0, True), (495.0, False), (-300.0, False)))
def test_the_ground_is_named_only_where_all_of_the_name_is_seen(
    x: float, seen: bool, qapp: QApplication
) -> None:
    names = Names(1.0, 1.0)
    across, down = VIEW.world(500 + x, 400)
    town = Name("Somewhere", Style.TOWN, across, down)
    picture = QPixmap(1000, 800)
    picture.fill(Qt.GlobalColor.black)
    painter = QPainter(picture)
    names.paint(painter, VIEW, [town], [QRectF(100, 300, 200, 200)])
    painter.end()
    black = QPixmap(1000, 800)
    black.fill(Qt.GlobalColor.black)
    assert (picture.toImage() != black.toImage()) is seen


def test_a_long_name_is_rather_without_its_town_than_cut(qapp: QApplication) -> None:
    names = Names(1.0, 1.0)
    long = [site("Örnsköldsviks central, Örnsköldsvik", 0, 0), site("A" * 40, 0, 200)]
    made = names.of_groups(long, VIEW, Room(VIEW.width, VIEW.height), WINDOW)
    assert [name.text for name in made] == ["Örnsköldsviks central", "A" * 31 + "…"]


def test_an_abnormal_name_covers_as_little_as_may_be(qapp: QApplication) -> None:
    names = Names(1.0, 1.0)
    room = Room(VIEW.width, VIEW.height)
    bad = site("Bad", 0, 0)
    every = [QRectF(0, 0, VIEW.width, 380), QRectF(0, 420, VIEW.width, 400)]
    for part in every:
        room.take(part)
    # Beside it, both sides are touched; the right one by a corner only.
    room.take(QRectF(400, 380, 70, 40))
    room.take(QRectF(530, 380, 6, 6))
    (made,) = names.of_groups([bad], VIEW, room, WINDOW)
    assert (made.dx > 0, made.dy) == (True, 0.0)

"""The worst groups of alarms, one line each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QPointF, QRect, QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from controlroom.desktop.kit import theme
from controlroom.desktop.kit.icons import paint_icon
from controlroom.desktop.kit.marks import Blink, Mark, paint_mark
from controlroom.desktop.kit.theme import Wall
from controlroom.desktop.wall.part import MIDDLE, RIGHT, WallPart

MARK_AT, SITE_AT, EDGE, GAP = 84, 172, 40, 40
CAUSE_SHARE = 0.51
"""Where the cause stands in a line, unless the site's name needs less or it needs more."""
CHECK = 84


@dataclass(frozen=True, slots=True)
class GroupLine:
    """One group as it is read. `left` is the time left to act, "" where all is acknowledged."""

    mark: Mark
    site: str
    cause: str
    left: str
    pinned: bool = False

    @property
    def strong(self) -> bool:
        """Somebody must still look at it."""
        return self.mark.unacknowledged


class WallGroups(WallPart):
    """`rows` lines in each of `columns`, filled downwards."""

    def __init__(
        self, blink: Blink, rows: int = 8, columns: int = 1, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._blink = blink
        self.rows = rows
        self.columns = columns
        self._lines: Sequence[GroupLine] = ()
        self._empty = ""
        blink.turned.connect(self._turned)

    @property
    def room(self) -> int:
        """How many groups are shown."""
        return self.rows * self.columns

    @property
    def lines(self) -> Sequence[GroupLine]:
        """What is shown."""
        return self._lines

    def show_lines(self, lines: Sequence[GroupLine], empty: str) -> None:
        """The worst first; `empty` stands where there are none."""
        shown = lines[: self.room]
        if (shown, empty) == (self._lines, self._empty):
            return
        self._lines, self._empty = shown, empty
        self.setAccessibleName(
            "; ".join(f"P{g.mark.priority} {g.site} {g.cause} {g.left}" for g in self._lines)
            or empty
        )
        self.update()

    def _place(self, place: int) -> QRect:
        """Where a line stands."""
        column, row = divmod(place, self.rows)
        left, right = (round(self.width() * (column + n) / self.columns) for n in (0, 1))
        top, low = (round(self.height() * (row + n) / self.rows) for n in (0, 1))
        return QRect(left, top, right - left, low - top)

    def _turned(self) -> None:
        """Marks that blink, and nothing else."""
        if self.isVisible():
            for place, line in enumerate(self._lines):
                if line.strong:
                    area = self._place(place)
                    self.update(area.adjusted(0, 0, round(self.px(SITE_AT)) - area.width(), 0))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        colours = theme.palette()
        painter = QPainter(self)
        painter.fillRect(event.rect(), theme.wall_panel())
        if not self._lines:
            whole = QRectF(self.rect())
            self.write(painter, whole, self._empty, colours.secondary, side=MIDDLE)
        shared = [self._shared(column) for column in range(self.columns)]
        for place in range(self.room if self._lines else 0):
            area = self._place(place)
            if not area.intersects(event.rect()):
                continue
            if place < len(self._lines):
                line = self._lines[place]
                at = shared[place // self.rows]
                key = (line.site, line.cause, line.left, line.pinned, line.strong, at)
                self.stamp(painter, key, area, partial(self._paint_words, line, at))
                self._paint_mark(painter, line, area)
            self._paint_edges(painter, place, area)
        painter.end()

    def _paint_edges(self, painter: QPainter, place: int, area: QRect) -> None:
        colours = theme.palette()
        hair = max(1, round(self.px(3)))
        if place % self.rows < self.rows - 1:
            line = QRect(area.left(), area.bottom() + 1 - hair, area.width(), hair)
            painter.fillRect(line, colours.hairline)
        if place // self.rows < self.columns - 1:
            line = QRect(area.right() + 1 - hair, area.top(), hair, area.height())
            painter.fillRect(line, colours.edge)

    def _paint_mark(self, painter: QPainter, line: GroupLine, area: QRect) -> None:
        centre = QPointF(area.left() + self.px(MARK_AT), QRectF(area).center().y())
        side = self.px(84 if line.mark.priority == 1 else 96)
        paint_mark(painter, line.mark, centre, size=side, lit=self._blink.lit)

    def _shared(self, column: int) -> float | None:
        """Where the causes of a column begin, from its left; None where their ends need the room.

        A name that is longer still pushes its own cause aside.
        """
        lines = self._lines[column * self.rows : (column + 1) * self.rows]
        if not lines:
            return None
        width = self._place(column * self.rows).width()
        names = max(self.width_of(one.site, strong=one.strong, tabular=False) for one in lines)
        least = width * CAUSE_SHARE
        at = max(least, self.px(SITE_AT) + names + self.px(GAP))
        room = min(
            width
            - self.px(EDGE)
            - (self.width_of(one.left, Wall.TEXT, strong=True) if one.strong else self.px(CHECK))
            - self.px(GAP)
            - self.width_of(one.cause, tabular=False)
            for one in lines
        )
        return min(at, room) if room >= least else None

    def _paint_words(
        self, line: GroupLine, shared: float | None, painter: QPainter, area: QRectF
    ) -> None:
        colours = theme.palette()
        if line.pinned:
            painter.fillRect(area, colours.raised)
        # On the raised ground of the dark theme only the text's own colour has the contrast.
        light = colours.text if line.pinned else colours.secondary
        right = area.right() - self.px(EDGE)
        right -= self._paint_left(painter, line, right, area) + self.px(GAP)
        left = area.left() + self.px(SITE_AT)
        site = self.width_of(line.site, strong=line.strong, tabular=False)
        cause = self.width_of(line.cause, tabular=False)
        at = max(left + self.px(GAP), min(area.left() + area.width() * CAUSE_SHARE, right - cause))
        # A few pixels less between the words are seen less than a cause out of its column.
        if shared is not None and left + site + self.px(GAP / 2) <= area.left() + shared:
            at = area.left() + shared
        elif left + site + self.px(GAP) > at:
            # A long name takes what the cause leaves over.
            at = min(left + site + self.px(GAP), max(at, right - cause))
        name = QRectF(left, area.top(), at - self.px(GAP / 2) - left, area.height())
        self.write(painter, name, line.site, colours.text, strong=line.strong, tabular=False)
        room = QRectF(at, area.top(), max(0.0, right - at), area.height())
        self.write(painter, room, line.cause, light, tabular=False)

    def _paint_left(self, painter: QPainter, line: GroupLine, right: float, area: QRectF) -> float:
        """Time left, or a check; returns its width."""
        colours = theme.palette()
        if not line.strong:
            side = self.px(CHECK)
            box = QRectF(right - side, area.center().y() - side / 2, side, side)
            paint_icon(painter, "check", colours.text, box)
            return side
        width = self.width_of(line.left, Wall.TEXT, strong=True)
        room = QRectF(right - width, area.top(), width, area.height())
        self.write(painter, room, line.left, colours.text, strong=True, side=RIGHT)
        return width

"""Walls: what everybody in the room sees from four metres. Nobody touches them."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, QTimer
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from controlroom.desktop.alarms.groups import AlarmGroup, groups_of
from controlroom.desktop.alarms.history import AlarmHistory
from controlroom.desktop.alarms.rate import BARS
from controlroom.desktop.desk.desk import Desk
from controlroom.desktop.desk.page import Page
from controlroom.desktop.kit.language import formats
from controlroom.desktop.kit.liveness import Liveness
from controlroom.desktop.kit.marks import Blink
from controlroom.desktop.kit.theme import Wall
from controlroom.desktop.map.places import Places
from controlroom.desktop.wall.counters import Counts, WallCounters
from controlroom.desktop.wall.cover import WallCover
from controlroom.desktop.wall.day import DayBand
from controlroom.desktop.wall.groups import GroupLine, WallGroups
from controlroom.desktop.wall.map import WallMap
from controlroom.desktop.wall.part import WallPart
from controlroom.desktop.wall.rate import WallRate
from controlroom.desktop.wall.strip import WallLine, WallStrip
from controlroom.domain.people.user import Role

SECOND = 1000
TREND_S = 30
MAP_SHARE = 0.6
STRIP, COUNTERS, LINE = 440, 524, 176
ROWS = 7
"""Two columns of them, and two lines around: no wall has more than sixteen."""


class WallPage(Page):
    """A screen without frame, title or control. Its parts share one scale and one clock."""

    bare = True

    def __init__(self, desk: Desk, blink: Blink, parent: QWidget | None = None) -> None:
        super().__init__(desk, "", parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        if desk.user.role is Role.WALL:
            # Nobody holds the pointer, so it would stand on the picture for ever.
            self.setCursor(Qt.CursorShape.BlankCursor)
        self.liveness = Liveness(self)
        desk.bridge.ticked.connect(self.liveness.tick)
        self.blink = blink
        self.cover = WallCover(self.liveness, self)
        desk.overview.alarms_changed.connect(self._alarms)
        desk.overview.figures_changed.connect(self._figures)
        desk.bridge.reloaded.connect(self.refresh)
        desk.history.changed.connect(self._trend)
        self._seconds = 0
        clock = QTimer(self)
        clock.setInterval(SECOND)
        clock.timeout.connect(self._second)
        clock.start()

    # What is shown

    def counts(self) -> Counts | None:
        """(active, unacknowledged) by priority; None before anything is known."""
        if not self.desk.bridge.loaded:
            return None
        return [self.desk.overview.alarm_counts(priority) for priority in (1, 2, 3)]

    def lines(self) -> list[GroupLine]:
        """All groups of alarms, the worst first."""
        return [self._line(group) for group in groups_of(self.desk.bridge.alarms.values())]

    def _line(self, group: AlarmGroup) -> GroupLine:
        left = ""
        if (deadline := group.worst.deadline) is not None:
            left = formats.time_left(deadline - self.desk.overview.now)
        site = self.desk.bridge.network.sites.get(group.site)
        # The map says where it is; the line has no room for a town at the end of a name.
        town = "" if site is None or not site.place else f", {site.place}"
        name = group.site.removesuffix(town)
        return GroupLine(group.mark, name, group.cause, left, group.worst.pinned)

    def no_groups(self) -> str:
        """What stands where there are no groups."""
        return self.tr("No alarms") if self.desk.bridge.loaded else formats.DASH

    def show_alarms(self) -> None:
        """Alarms, or the time they leave, are others."""

    def show_figures(self) -> None:
        """The network's numbers are others."""

    def show_trend(self) -> None:
        """Power of the past day is known again, or half a minute has gone."""

    def refresh(self) -> None:
        """Show everything as it is now."""
        self.show_alarms()
        self.show_figures()
        self.show_trend()

    def _alarms(self) -> None:
        if self.isVisible():
            self.show_alarms()

    def _figures(self) -> None:
        if self.isVisible():
            self.show_figures()

    def _trend(self) -> None:
        if self.isVisible():
            self.show_trend()

    def _second(self) -> None:
        self._alarms()
        self._seconds += 1
        if self._seconds % TREND_S == 0:
            self._trend()

    # Placing

    def place(self, scale: float) -> None:
        """Give each part its area, in pixels; `scale` is a picture pixel in pixels."""

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        scale = min(self.height() / Wall.HEIGHT, self.width() / Wall.WIDTH)
        for part in self.findChildren(WallPart):
            part.set_scale(scale)
        self.place(scale)
        self.cover.cover(self.rect())

    @override
    def showEvent(self, event: QShowEvent) -> None:
        self.refresh()
        super().showEvent(event)


class WallView(WallPage):
    """F2: whether all is well, what is worst, whether it grows."""

    name = "wall"

    def __init__(self, desk: Desk, blink: Blink, parent: QWidget | None = None) -> None:
        super().__init__(desk, blink, parent)
        self.map = WallMap(Places(desk.bridge, desk.overview, self), blink, self)
        self.counters = WallCounters(blink, self)
        self.groups = WallGroups(blink, parent=self)
        self.strip = WallStrip(self.liveness, self)

    @override
    def place(self, scale: float) -> None:
        width, height = self.width(), self.height()
        strip, top = round(STRIP * scale), round(COUNTERS * scale)
        left = round(width * MAP_SHARE)
        edge = max(1, round(3 * scale))
        self.map.setGeometry(QRect(0, 0, left - edge, height - strip))
        self.counters.setGeometry(QRect(left, 0, width - left, top))
        self.groups.setGeometry(QRect(left, top, width - left, height - strip - top))
        self.strip.setGeometry(QRect(0, height - strip, width, strip))

    @override
    def show_alarms(self) -> None:
        self.counters.show_counts(self.counts())
        self.groups.show_lines(self.lines(), self.no_groups())

    @override
    def show_figures(self) -> None:
        loaded = self.desk.bridge.loaded
        self.strip.show_figures(self.desk.overview.figures if loaded else None)

    @override
    def show_trend(self) -> None:
        if self.desk.bridge.loaded:
            now, history = self.desk.overview.now, self.desk.history
            values = history.total_day(now, self.desk.overview.figures.power_w)
            self.strip.show_day(DayBand(values, history.total_band(now)))


class WallMapView(WallPage):
    """The map has the screen to itself."""

    name = "wall-map"

    def __init__(self, desk: Desk, blink: Blink) -> None:
        super().__init__(desk, blink)
        self.map = WallMap(Places(desk.bridge, desk.overview, self), blink, self)
        self.line = WallLine(blink, self.liveness, self)

    @override
    def place(self, scale: float) -> None:
        line = round(LINE * scale)
        self.map.setGeometry(QRect(0, 0, self.width(), self.height() - line))
        self.line.setGeometry(QRect(0, self.height() - line, self.width(), line))

    @override
    def show_alarms(self) -> None:
        self.line.show_counts(self.counts())

    @override
    def show_figures(self) -> None:
        loaded = self.desk.bridge.loaded
        self.line.show_figures(self.desk.overview.figures if loaded else None)


class WallAlarmView(WallPage):
    """Twice as many groups, and whether they come faster than anybody can follow."""

    name = "wall-alarms"

    def __init__(self, desk: Desk, blink: Blink) -> None:
        super().__init__(desk, blink)
        self.counters = WallCounters(blink, self)
        self.rate = WallRate(self)
        self.groups = WallGroups(blink, ROWS, 2, self)
        self.line = WallLine(blink, self.liveness, self, counts=False)
        self._history = AlarmHistory(desk.bridge, desk.services.alarms, self)
        self._history.changed.connect(self._alarms)

    @override
    def entered(self) -> None:
        self._history.follow()

    @override
    def place(self, scale: float) -> None:
        width, height = self.width(), self.height()
        line, top = round(LINE * scale), round(COUNTERS * scale)
        left = round(width * (1 - MAP_SHARE))
        self.counters.setGeometry(QRect(0, 0, left, top))
        self.rate.setGeometry(QRect(left, 0, width - left, top))
        self.groups.setGeometry(QRect(0, top, width, height - line - top))
        self.line.setGeometry(QRect(0, height - line, width, line))

    @override
    def show_alarms(self) -> None:
        self.counters.show_counts(self.counts())
        self.groups.show_lines(self.lines(), self.no_groups())
        self.rate.show_rates(self._history.rates(BARS) if self._history.known else None)

    @override
    def show_figures(self) -> None:
        loaded = self.desk.bridge.loaded
        self.line.show_figures(self.desk.overview.figures if loaded else None)

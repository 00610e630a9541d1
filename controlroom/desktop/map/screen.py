"""The map: where something is wrong, and what."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, QTimer
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget
from typing_extensions import override

from controlroom.desktop.desk.desk import Desk
from controlroom.desktop.desk.overview import SiteRow
from controlroom.desktop.desk.page import Page
from controlroom.desktop.kit.buttons import Button
from controlroom.desktop.kit.language import formats, texts
from controlroom.desktop.kit.marks import Blink
from controlroom.desktop.kit.match_list import MatchList
from controlroom.desktop.kit.panel import Panel
from controlroom.desktop.kit.plain_label import PlainLabel
from controlroom.desktop.kit.segmented import Segmented
from controlroom.desktop.kit.theme import Space
from controlroom.desktop.map.camera import CLOSE
from controlroom.desktop.map.canvas import MapCanvas
from controlroom.desktop.map.dock import AlarmDock
from controlroom.desktop.map.field import Bools
from controlroom.desktop.map.legend import Legend, ZoomButtons
from controlroom.desktop.map.place_search import Match
from controlroom.desktop.map.places import Places
from controlroom.desktop.map.popover import SitePopover
from controlroom.desktop.map.search import MapSearch
from controlroom.desktop.map.tiles.opening import open_tiles
from controlroom.desktop.map.tiles.source import TileSource
from controlroom.domain.errors import ControlroomError

ALL, ABNORMAL, CHARGING, OFFLINE = range(4)
SEARCH_WIDTH = 280
ASIDE, NEAR = 88, 16
"""Pixels between a mark and its popover: as a rule, and where there is little room."""
LEGEND_SHARE = 4
"""So many legends beside each other the map must have room for."""
SECOND = 1000


class MapView(Page):
    """F3. The network on its ground; the chosen site beside its mark; alarms at the right."""

    name = "map"
    seeks = True

    def __init__(self, desk: Desk, blink: Blink) -> None:
        super().__init__(desk, "")
        self.title.setText(self.tr("Map"))
        self.title.hide()
        self._tiles: TileSource | None = None
        self._tiles_asked = False
        self._mask: Bools | None = None
        self.places = Places(desk.bridge, desk.overview, self)
        self.canvas = MapCanvas(blink)
        self.popover = SitePopover(desk, blink, self.canvas)
        self.dock = AlarmDock(desk, blink)
        self.legend = Legend(blink, self.canvas)
        self._lay_out()
        self._join()
        self._rebuilt()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self.canvas, 1)
        row.addWidget(self.dock)
        self.outer.addLayout(row, 1)
        self._overlay = QWidget(self.canvas)
        line = QHBoxLayout(self._overlay)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(Space.BETWEEN)
        self.field = self.search_field(self.tr("Find place, site or charge point"))
        self.field.setFixedWidth(SEARCH_WIDTH)
        self.field.setAccessibleName(self.field.placeholderText())
        self.filter = Segmented([""] * 4)
        line.addWidget(self.field)
        line.addWidget(self.filter)
        self.found = MatchList(self.canvas)
        self.found.setMinimumWidth(SEARCH_WIDTH)
        self.finder = MapSearch(self.field, self.found, lambda: self.places.field)
        self.buttons = ZoomButtons(self.canvas)
        self.nowhere = Button("", icon_name="map-pin", parent=self.canvas)
        self.nothing = Panel(self.tr("No charge points yet"), parent=self.canvas)
        self.nothing.body.addWidget(
            PlainLabel(
                self.tr("Add sites and charge points in Settings; they appear here at once."),
                role="secondary",
                wrap=True,
            )
        )
        self.nothing.setFixedWidth(400)
        self.canvas.insets = (0, 56, 0, 24)

    def _join(self) -> None:
        desk, canvas = self.desk, self.canvas
        self.places.rebuilt.connect(self._rebuilt)
        self.places.changed.connect(self._changed)
        desk.overview.sites_changed.connect(self._sites_changed)
        desk.overview.alarms_changed.connect(self._refresh)
        canvas.picked.connect(self._picked)
        canvas.opened.connect(self._opened)
        canvas.moved.connect(self._place_popover)
        canvas.installEventFilter(self)
        self.popover.closed.connect(self._close_popover)
        self.dock.picked.connect(self._picked_alarm)
        self.dock.opened.connect(self._opened_alarm)
        self.filter.chosen.connect(self._filter)
        self.finder.chosen.connect(self._jump)
        self.buttons.closer.clicked.connect(lambda: canvas.zoom_by(1))
        self.buttons.further.clicked.connect(lambda: canvas.zoom_by(-1))
        self.buttons.whole.clicked.connect(canvas.fit_network)
        self.nowhere.clicked.connect(lambda: desk.open_screen.emit("settings", ""))
        clock = QTimer(self)
        clock.setInterval(SECOND)
        clock.timeout.connect(self._tick)
        clock.start()

    def set_tiles(self, tiles: TileSource | None) -> None:
        """Raster tiles as ground; None: the bundled one. The map closes what it is given."""
        old, self._tiles = self._tiles, tiles
        self.canvas.set_tiles(tiles)
        if old is not None:
            old.close()
        if tiles is not None:
            self.destroyed.connect(tiles.close)

    def _open_tiles(self) -> None:
        """What the setting `map_tiles` names, once. Without it, or where it fails: the land."""
        settings = self.desk.services.settings
        self._tiles_asked = True
        if not settings.map_tiles:
            return
        try:
            self.set_tiles(open_tiles(settings.map_tiles))
        except ControlroomError as refusal:
            self.desk.refused.emit(texts.error(refusal))

    # What is shown

    def _rebuilt(self) -> None:
        self._mask = None
        self.canvas.set_field(self.places.field)
        self._filter()
        lost = len(self.places.nowhere)
        self.nowhere.setText(self.tr("%n site(s) have no position: set it in Settings", "", lost))
        self.nowhere.setToolTip("")
        self.nowhere.setVisible(lost > 0)
        loaded = self.desk.bridge.loaded
        self.nothing.setVisible(loaded and not self.desk.overview.sites)
        if self.canvas.selected and self.canvas.selected not in self.desk.overview.sites:
            self._close_popover()
        self._place_overlays()
        self._refresh()

    def _changed(self) -> None:
        self._count()
        if self.filter.current != ALL:
            # Marks come and go by their state.
            self._filter()
        self.canvas.states_changed()

    def _wanted(self) -> Bools | None:
        field = self.places.field
        which = self.filter.current
        if which == ABNORMAL:
            abnormal: Bools = field.severity > 0
            return abnormal
        if which == CHARGING:
            return field.charging.copy()
        if which == OFFLINE:
            silent: Bools = (field.silent > 0) & (field.worth > 0)
            return silent
        return None

    def _filter(self) -> None:
        mask = self._wanted()
        before = self._mask
        same = mask is before
        if mask is not None and before is not None:
            same = bool(np.array_equal(mask, before))
        if not same:
            self._mask = mask
            self.canvas.show_only(mask)
        self._count()
        self._place_popover()

    def _count(self) -> None:
        field = self.places.field
        counts = (
            int(field.worth.sum()),
            int((field.severity > 0).sum()),
            int(field.charging.sum()),
            int(((field.silent > 0) & (field.worth > 0)).sum()),
        )
        words = (
            self.tr("All {0}"),
            self.tr("Abnormal {0}"),
            self.tr("Charging {0}"),
            self.tr("Offline {0}"),
        )
        self.filter.set_texts(
            [text.format(formats.number(n)) for text, n in zip(words, counts, strict=True)]
        )
        self._overlay.adjustSize()

    # The chosen site

    def _picked(self, site: str) -> None:
        self.dock.pick(None)
        self._show_popover(site)

    def _opened(self, site: str) -> None:
        if self.popover.isVisible() and self.popover.site == site:
            self.popover.open_first()
        else:
            self.select(site)

    def select(self, site: str, alarm: int | None = None) -> bool:
        """Show a site beside its mark; False where it is not on the map."""
        if not len(self.places.field.of_site(site)):
            return False
        if self.canvas.crowd.group_of(self.canvas.view, site) is None:
            self.filter.set_current(ALL)
            self._filter()
        self.canvas.select(site, reveal=True)
        self._show_popover(site, alarm)
        return True

    def _show_popover(self, site: str, alarm: int | None = None) -> None:
        row = self.desk.overview.sites.get(site)
        if row is None:
            self._close_popover()
            return
        self.popover.show_site(row, alarm)
        self.popover.show()
        self._place_popover()
        box = self.canvas.selected_box()
        if box is not None and QRectF(self.popover.geometry()).intersects(box):
            # Neither side has room enough: the map makes it.
            over = box.right() + NEAR - self.popover.x()
            self.canvas.pan_by(-over if over < box.left() else 0, 0)
            self._place_popover()

    def _close_popover(self) -> None:
        focus = QApplication.focusWidget()
        had_keys = focus is not None and self.popover.isAncestorOf(focus)
        self.popover.hide()
        self._show_legend()
        self.canvas.leader = None
        self.canvas.select("")
        if had_keys:
            self.canvas.setFocus()

    def _sites_changed(self, rows: list[SiteRow]) -> None:
        if self.popover.isVisible() and any(row.site.name == self.popover.site for row in rows):
            self._refresh()

    def _refresh(self) -> None:
        row = self.desk.overview.sites.get(self.popover.site)
        if row is not None and not self.popover.isHidden():
            self.popover.show_site(row)

    def _tick(self) -> None:
        if self.popover.isVisible():
            self.popover.refresh_alarm()

    def _picked_alarm(self, key: object) -> None:
        if isinstance(key, int):
            self._show_site_of(key)

    def _opened_alarm(self, key: object) -> None:
        alarm = self.desk.bridge.alarms.get(key) if isinstance(key, int) else None
        if alarm is not None and alarm.charge_point:
            self.desk.open_point.emit(alarm.charge_point)

    def _show_site_of(self, identity: int) -> bool:
        alarm = self.desk.bridge.alarms.get(identity)
        if alarm is None:
            return False
        point = self.desk.overview.points.get(alarm.charge_point)
        return self.select(point.site if point is not None else alarm.site, identity)

    # Places of what lies on the map

    def _place_popover(self) -> None:
        box = self.canvas.selected_box()
        if self.popover.isHidden() or box is None:
            self.canvas.leader = None
            self._show_legend()
            return
        area = self.canvas.rect().adjusted(
            Space.PANEL, Space.PANEL, -Space.PANEL, -Space.PAGE - Space.PANEL
        )
        width, height = self.popover.width(), self.popover.height()
        right = max(box.right() + NEAR, min(box.right() + ASIDE, area.right() - width))
        at_left = right + width > area.right() and box.left() - ASIDE - width >= area.left()
        left = box.left() - ASIDE - width if at_left else right
        left = max(area.left(), min(left, area.right() - width))
        top = max(area.top(), min(box.center().y() - 56, area.bottom() - height))
        self.popover.move(round(left), round(top))
        self._show_legend()
        self.popover.raise_()
        edge = left + width if at_left else left
        shown = QRectF(self.canvas.rect()).intersects(box)
        self.canvas.leader = QPointF(edge, box.center().y()) if shown else None
        self.canvas.update()

    def _show_legend(self) -> None:
        """Where it leaves room for the map; and half a legend explains nothing."""
        fits = self.legend.width() * LEGEND_SHARE <= self.canvas.width()
        beneath = self.popover.geometry().intersects(self.legend.geometry())
        self.legend.setVisible(fits and (self.popover.isHidden() or not beneath))

    def _place_overlays(self) -> None:
        area = self.canvas.rect()
        self._overlay.adjustSize()
        self._overlay.move(Space.PANEL, Space.PANEL)
        below = Space.PANEL + self._overlay.height() + Space.BETWEEN
        self.found.move(Space.PANEL, below - Space.INSIDE)
        self.buttons.adjustSize()
        self.buttons.move(Space.PANEL, below + Space.BETWEEN)
        self.nowhere.adjustSize()
        self.nowhere.move(Space.PANEL, area.height() - self.nowhere.height() - Space.PANEL)
        self.legend.adjustSize()
        legend = self.legend.size()
        self.legend.move(
            area.width() - legend.width() - Space.PAGE,
            area.height() - legend.height() - Space.PAGE - Space.PANEL,
        )
        self._show_legend()
        self.canvas.keep_free = legend.width() + Space.PANEL if self.legend.isVisible() else 0
        on_top = (self._overlay, self.buttons, self.legend, self.nowhere)
        self.canvas.covered = [QRectF(part.geometry()) for part in on_top if not part.isHidden()]
        self.nothing.adjustSize()
        self.nothing.move(
            (area.width() - self.nothing.width()) // 2, (area.height() - self.nothing.height()) // 2
        )
        self._place_popover()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.canvas and event.type() == QEvent.Type.Resize:
            QTimer.singleShot(0, self._place_overlays)
        return False

    # Search

    def _jump(self, match: Match) -> None:
        """Go to what was found."""
        self.clear_search()
        if match.site:
            self.canvas.go_to(match.x, match.y, CLOSE)
            self.select(match.site)
        else:
            self._close_popover()
            self.canvas.go_to(match.x, match.y, CLOSE)
        self.canvas.setFocus()

    # Page

    @override
    def keys(self) -> list[tuple[str, str]]:
        return [
            ("F1", self.tr("Guidance")),
            ("N", self.tr("Worst unacknowledged")),
            ("A", self.tr("Acknowledge")),
            ("PgDn", self.tr("Next site")),
            ("Enter", self.tr("Detail")),
            ("+ −", self.tr("Zoom")),
            ("Home", self.tr("Whole network")),
            ("Ctrl+F", self.tr("Find")),
        ]

    @override
    def entered(self) -> None:
        if not self._tiles_asked:
            self._open_tiles()

    @override
    def focus(self) -> None:
        self.canvas.setFocus()

    @override
    def acknowledge(self) -> bool:
        return not self.popover.isHidden() and self.popover.acknowledge()

    @override
    def shows_one(self) -> bool:
        return not self.popover.isHidden() or self.dock.current is not None

    @override
    def guidance(self) -> bool:
        return not self.popover.isHidden() and self.popover.guidance()

    @override
    def show_alarm(self, identity: int) -> bool:
        if not self._show_site_of(identity):
            return False
        self.dock.pick(identity)
        return True

    @override
    def show_matching(self, sought: str) -> None:
        point = self.desk.overview.points.get(sought)
        if not self.select(point.site if point is not None else sought):
            self.field.setText(sought)

    @override
    def subject(self) -> str:
        return self.canvas.selected

    @override
    def back(self) -> bool:
        if self.clear_search():
            self.canvas.setFocus()
            return True
        if not self.popover.isHidden():
            self.dock.pick(None)
            self._close_popover()
            return True
        return False

"""The map as a widget: ground, names, groups of marks; zoom, pan, selection.

It knows marks and sites by name and nothing of screens, so that a desktop and a wall share it.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QRegion, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from controlroom.desktop.kit import theme
from controlroom.desktop.kit.language import formats
from controlroom.desktop.kit.marks import Blink
from controlroom.desktop.kit.theme import Space
from controlroom.desktop.kit.timers import later
from controlroom.desktop.map import furniture
from controlroom.desktop.map.basemap import ATTRIBUTION
from controlroom.desktop.map.camera import Camera
from controlroom.desktop.map.crowd import Crowd
from controlroom.desktop.map.field import Bools, Field
from controlroom.desktop.map.ground import Ground
from controlroom.desktop.map.lettering import Lettering
from controlroom.desktop.map.projection import MAX_ZOOM, TILE, Box, fitting
from controlroom.desktop.map.sprites import Look
from controlroom.desktop.map.tiles.source import TileSource

NOTCH = 0.5
"""Zoom of one notch of the wheel."""
STRIDE = 0.25
"""Share of the window that an arrow key moves."""
NAMES_MS = 150
"""Names follow zoom and states so much later: finding room for them takes longer than a frame."""
MANY = 64
"""From so many changed groups on, everything is painted."""
APART = 4.0
"""How much further a click on a group goes at most, to take it apart."""
DRAG = 4
"""Pixels the pointer moves before a press is a drag."""
_ARROWS = {
    Qt.Key.Key_Left: (1, 0),
    Qt.Key.Key_Right: (-1, 0),
    Qt.Key.Key_Up: (0, 1),
    Qt.Key.Key_Down: (0, -1),
}


class MapCanvas(Camera):
    """Shows a `Field`."""

    picked = Signal(str)
    """A site that somebody chose on the map; "" where it was the ground."""
    opened = Signal(str)
    """A site that Enter or a double click opened."""
    takes_letters = True
    """Single letters act while the map has the focus, as in a list."""

    def __init__(
        self,
        blink: Blink,
        look: Look | None = None,
        *,
        interactive: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        self.look = look or Look()
        super().__init__(self.look.scale, parent)
        self.interactive = interactive
        self.ground_names = self.look.numbers
        """Towns and waters are named."""
        self.keep_free = 0
        """Pixels at the right of the scale bar that something else stands on."""
        self.covered: list[QRectF] = []
        """Parts of the window that lie below something: the ground is not named there."""
        self.leader: QPointF | None = None
        """Where a line from the selected group leads to."""
        self.selected = ""
        self._soon = later(self, NAMES_MS, self._changed_marks)
        self._blink = blink
        self.crowd = Crowd(self.look)
        self._ground = Ground(self)
        self._lettering = Lettering(self.crowd)
        self._press: QPointF | None = None
        self._dragging = False
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("Map of the network"))
        if interactive:
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._ground.changed.connect(self.update)
        blink.turned.connect(self._blinked)

    # What is shown

    def set_field(self, field: Field) -> None:
        """Other marks, or other places."""
        self.crowd.set_field(field)
        self._changed_marks()
        if self._home:
            self.fit_network()

    def show_only(self, mask: Bools | None) -> None:
        """Some of the marks; None: all."""
        self.crowd.show_only(mask)
        self._changed_marks()

    def _changed_marks(self) -> None:
        self._lettering.forget()
        self._describe()
        self.update()

    @override
    def network_box(self) -> Box | None:
        return self.crowd.box()

    def states_changed(self) -> None:
        """The field's states are others, in the same places. Repaints what differs."""
        changed = self.crowd.touched(self.view)
        if changed is None:
            self._changed_marks()
        elif changed:
            self._soon.start()
            if len(changed) > MANY:
                self.update()
            else:
                self._repaint(changed)

    def _repaint(self, boxes: list[QRectF]) -> None:
        region = QRegion()
        for box in boxes:
            region += box.toAlignedRect().adjusted(-2, -2, 2, 2)
        self.update(region)

    def set_tiles(self, tiles: TileSource | None) -> None:
        """Raster tiles instead of the bundled ground; None: the bundled one.

        The canvas does not close a source: who opened it does.
        """
        self._ground.set_tiles(tiles)
        self.update()

    @property
    def sharp(self) -> bool:
        """The ground is painted for what is seen, and nothing newer is on its way."""
        return not self._ground.busy

    def _describe(self) -> None:
        field, shown = self.crowd.field, self.crowd.shown
        points = int(field.worth[shown].sum())
        bad = int((field.severity[shown] > 0).sum())
        words = self.tr("{0} charge points, {1} with alarms").format(
            formats.number(points), formats.number(bad)
        )
        if self.selected:
            words = f"{words}. {self.tr('Selected: {0}').format(self.selected)}"
        self.setAccessibleDescription(words)

    # Where one looks

    def take_apart(self, group: int) -> bool:
        """Zoom to a group until it comes apart; False where its marks stand in one place."""
        box = self.crowd.box_of_group(self.view, group)
        reach = self.crowd.reach / (TILE * 2.0**MAX_ZOOM)
        if box is None or max(box.right - box.left, box.bottom - box.top) < reach:
            return False
        margin = min(self.width(), self.height()) // 4
        closest = min(MAX_ZOOM, self.view.zoom + APART)
        view = fitting(box, self.width(), self.height(), margin, closest=closest)
        zoom = max(view.zoom, min(closest, self.view.zoom + 1))
        self._show(self.view.centred(*box.centre, zoom))
        return True

    def outside(self) -> list[furniture.Outside]:
        """What the window does not show, by direction; `furniture.outside_words` says it."""
        return furniture.outside(self.crowd.field, self.crowd.shown, self.view)

    # Selection

    def select(self, site: str, *, reveal: bool = False) -> None:
        """Mark a site as chosen; "" for none. `reveal` brings it into sight."""
        self.selected = site
        if reveal and site:
            self._reveal(site)
        self._describe()
        self.update()

    def _reveal(self, site: str) -> None:
        box = self.selected_box()
        left, top, right, bottom = self.insets
        free = QRectF(self.rect()).adjusted(left + 24, top + 24, -right - 24, -bottom - 24)
        if box is not None and free.contains(box.center()):
            return
        marks = self.crowd.field.of_site(site)
        if len(marks):
            field = self.crowd.field
            self.go_to(float(field.x[marks].mean()), float(field.y[marks].mean()))

    def selected_box(self) -> QRectF | None:
        """Where the group with the selected site stands; None where it is not shown."""
        if not self.selected:
            return None
        group = self.crowd.group_of(self.view, self.selected)
        return None if group is None else self.crowd.picture_box(self.view, group)

    def step_site(self, step: int) -> None:
        """Choose the next site, the worst first, or the one before."""
        sites = self.crowd.sites_by_severity()
        if not sites:
            return
        if self.selected in sites:
            number = (sites.index(self.selected) + step) % len(sites)
        else:
            number = 0 if step > 0 else len(sites) - 1
        self.select(sites[number], reveal=True)
        self.picked.emit(sites[number])

    def _click(self, at: QPointF) -> None:
        group = self.crowd.at(self.view, at.x(), at.y())
        if group is None:
            self.select("")
            self.picked.emit("")
            return
        states = self.crowd.scene(self.view.zoom).states
        alone = int(states.site[group]) >= 0
        if not alone and not states.worst[group] and self.take_apart(group):
            return
        site = self.crowd.worst_site(self.view, group)
        self.select(site)
        self.picked.emit(site)

    # Painting

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        ratio = self.devicePixelRatioF()
        self.crowd.set_ratio(ratio)
        self._lettering.set_ratio(ratio)
        view = self.view
        self._ground.want(view, ratio)
        ground = self.ground_names and self._ground.tiles is None
        beneath, above = self._lettering.names(view, ground=ground)
        if self._lettering.late:
            self._soon.start()
        painter = QPainter(self)
        self._ground.paint(painter, view)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._lettering.paint(painter, view, beneath, [*self.covered, *self._furniture()])
        self._paint_selection(painter)
        self.crowd.paint(painter, view, lit=self._blink.lit)
        self._lettering.paint(painter, view, above)
        self._paint_furniture(painter)
        painter.end()

    def _paint_selection(self, painter: QPainter) -> None:
        box = self.selected_box()
        if box is None:
            return
        colours = theme.palette()
        if self.leader is not None:
            painter.setPen(QPen(colours.text, 1))
            painter.drawLine(box.center(), self.leader)
        painter.setPen(QPen(colours.focus, 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        ring = box.adjusted(-2, -2, 2, 2)
        painter.drawRoundedRect(ring, ring.height() / 2, ring.height() / 2)

    def _furniture(self) -> list[QRectF]:
        """About where the scale bar and the attribution stand."""
        scale = min(2.0, self.look.scale)
        low = self.height() - (Space.GROUP + 16) * scale
        wide, high = furniture.WIDEST * scale, 24 * scale
        right = self.width() - Space.PAGE - self.keep_free
        bar = QRectF(right - wide, low - high - Space.BETWEEN, wide, high)
        words = QRectF(self.width() - wide, low, wide, high)
        return [bar, words] if self.interactive else [words]

    def _paint_furniture(self, painter: QPainter) -> None:
        scale = min(2.0, self.look.scale)
        low = self.height() - (Space.GROUP + 16) * scale
        if self.interactive:
            corner = QPointF(self.width() - Space.PAGE - self.keep_free, low - Space.PANEL)
            furniture.paint_scale_bar(painter, self.view, corner, scale)
        tiles = self._ground.tiles
        words = ATTRIBUTION if tiles is None else tiles.attribution
        area = QRectF(0, low, self.width() - Space.PANEL * scale, 16 * scale)
        furniture.paint_attribution(painter, words, area, scale)
        if self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
            painter.setPen(QPen(theme.palette().focus, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(self.rect()).adjusted(1, 1, -1, -1))

    def _blinked(self) -> None:
        if self.isVisible():
            boxes = self.crowd.blinking(self.view)
            if len(boxes) > MANY:
                self.update()
            elif boxes:
                self._repaint(boxes)

    # Events

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.interactive:
            self.zoom_by(event.angleDelta().y() / 120 * NOTCH, event.position())
        event.accept()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self.interactive and event.button() is Qt.MouseButton.LeftButton:
            self._press, self._dragging = event.position(), False

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._press is None:
            return
        moved = event.position() - self._press
        if self._dragging or moved.manhattanLength() > DRAG:
            self._dragging = True
            self._press = event.position()
            self.pan_by(moved.x(), moved.y())

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._press is not None and not self._dragging:
            self._click(event.position())
        self._press, self._dragging = None, False

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if not self.interactive:
            return
        at = event.position()
        group = self.crowd.at(self.view, at.x(), at.y())
        if group is None:
            self.zoom_by(1, at)
        elif not self.take_apart(group):
            self.opened.emit(self.crowd.worst_site(self.view, group))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _ARROWS:
            right, down = _ARROWS[key]
            self.pan_by(right * self.width() * STRIDE, down * self.height() * STRIDE)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom_by(NOTCH)
        elif key is Qt.Key.Key_Minus:
            self.zoom_by(-NOTCH)
        elif key is Qt.Key.Key_Home:
            self.fit_network()
        elif key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
            self.step_site(1 if key is Qt.Key.Key_PageDown else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.selected:
            self.opened.emit(self.selected)
        else:
            super().keyPressEvent(event)

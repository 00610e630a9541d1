"""Which names a view gets: of groups first, then of waters, then of towns that are not ours."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from controlroom.desktop.kit.language import formats
from controlroom.desktop.map.basemap import load
from controlroom.desktop.map.clusters import step
from controlroom.desktop.map.crowd import Crowd
from controlroom.desktop.map.labels import Name, Names, Room, Site
from controlroom.desktop.map.projection import Viewport

KEPT = 256
"""Pixels the window moves before names find their places again."""
NAMED = 160
"""Groups whose name is tried for."""


class Lettering:
    """Finds names for a view once, and keeps them while it is panned a little."""

    def __init__(self, crowd: Crowd) -> None:
        self._crowd = crowd
        self._names = Names(crowd.look.scale, 1.0)
        self.late = False
        """The names given last are those of another zoom."""
        self._found: tuple[Viewport, bool, list[Name], list[Name]] | None = None

    def set_ratio(self, ratio: float) -> None:
        """The window stands on another screen."""
        if ratio != self._names.ratio:
            self._names = Names(self._crowd.look.scale, ratio)

    def forget(self) -> None:
        """Groups are others."""
        self._found = None

    def names(self, view: Viewport, *, ground: bool) -> tuple[list[Name], list[Name]]:
        """Names under and over the marks. `ground`: towns and waters too.

        While the zoom changes they are those of the zoom before, as far as they still hold:
        finding room takes longer than a frame. `late` says so; `forget` ends it.
        """
        self.late = False
        if self._found is not None:
            made, with_ground, beneath, above = self._found
            if made.zoom != view.zoom:
                self.late = True
                return beneath, above if step(made.zoom) == step(view.zoom) else []
            dx, dy = made.point(*view.world(0, 0))
            same = (made.width, made.height, with_ground) == (view.width, view.height, ground)
            if same and abs(dx) < KEPT and abs(dy) < KEPT:
                return beneath, above
        wide = view.sized(view.width + 2 * KEPT, view.height + 2 * KEPT)
        beneath, above = self._find(wide, ground=ground)
        self._found = (view, ground, beneath, above)
        return beneath, above

    def _find(self, view: Viewport, *, ground: bool) -> tuple[list[Name], list[Name]]:
        crowd = self._crowd
        scene = crowd.scene(view.zoom)
        which, sx, sy = crowd.visible(view)
        wide, high = scene.sizes[which].T / 2
        room = Room(view.width, view.height)
        for x, y, half, tall in zip(sx, sy, wide, high, strict=True):
            room.take(QRectF(x - half, y - tall, 2 * half, 2 * tall))
        ranked = sorted(
            (int(n) for n in which),
            key=lambda n: (-int(scene.states.worst[n]), -int(scene.states.count[n]), n),
        )
        sites = [
            Site(
                text=crowd.name(scene, n),
                abnormal=bool(scene.states.worst[n]),
                x=float(scene.groups.x[n]),
                y=float(scene.groups.y[n]),
                width=float(scene.sizes[n, 0]) / 2,
                height=float(scene.sizes[n, 1]) / 2,
            )
            for n in ranked[:NAMED]
            if crowd.look.numbers or scene.states.worst[n]
        ]
        window = QRectF(0, 0, view.width, view.height).adjusted(KEPT, KEPT, -KEPT, -KEPT)
        above = self._names.of_groups(sites, view, room, window)
        if not ground:
            return [], above
        base, language = load(), formats.language
        beneath = self._names.of_waters(base.waters, language, view, room)
        said = [name.text for name in above]
        beneath += self._names.of_towns(base.towns, language, view, room, said)
        return beneath, above

    def paint(
        self,
        painter: QPainter,
        view: Viewport,
        names: Iterable[Name],
        covered: Sequence[QRectF] = (),
    ) -> None:
        """Put names where they belong. `covered`: parts of the window that something lies on."""
        self._names.paint(painter, view, names, covered)

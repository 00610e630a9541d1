"""Groups of marks as they are drawn: gathered, pictured, found again under the pointer."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from controlroom.desktop.map import clusters
from controlroom.desktop.map.clusters import Groups, States
from controlroom.desktop.map.field import Bools, Field, Ints, empty, mark_of, title
from controlroom.desktop.map.projection import Box, Floats, Viewport, box_of
from controlroom.desktop.map.sprites import Look, Picture, Sprites

REACH, REACH_PLAIN = 52.0, 36.0
"""How close groups may stand, in pixels at scale 1: with numbers, and without."""
KEPT = 24
"""Zoom steps whose groups are kept."""
EDGE = 120.0
"""How far outside of the window a picture may begin and still reach into it, at scale 1."""


@dataclass(frozen=True, slots=True)
class Scene:
    """Groups of one zoom with what they look like."""

    groups: Groups
    states: States
    sizes: Floats
    """Width and height of each picture, in Qt's pixels."""
    lit: Floats
    dark: Floats
    """Where the pictures stand in the sheet, in either phase of the blink."""
    order: Ints
    """The worst is drawn last, on top."""
    blinking: Bools


class Crowd:
    """The field, gathered. Cheap to pan; gathered again where the zoom or the filter changes."""

    def __init__(self, look: Look) -> None:
        self.look = look
        self.single = False
        """Every mark for itself, as when a benchmark wants the most there can be."""
        self.field: Field = empty()
        self._shown: Ints = np.zeros(0, dtype=np.int64)
        self._towns: list[str] = []
        self._town_of: Ints = np.zeros(0, dtype=np.int64)
        """Town of each mark, as a position in `_towns`."""
        self._kept: dict[float, tuple[Groups, dict[int, str]]] = {}
        """Groups of a zoom step, and the names of those that were asked for."""
        self._said: dict[int, str] = {}
        self._scene: Scene | None = None
        self._step: float | None = None
        self.sprites = Sprites(look, 1.0)

    @property
    def reach(self) -> float:
        """Distance in pixels below which groups are one."""
        if self.single:
            return 1e-6
        return (REACH if self.look.numbers else REACH_PLAIN) * self.look.scale

    # What there is

    def set_field(self, field: Field) -> None:
        """Other marks, or other places."""
        self.field = field
        self._towns = sorted(set(field.places))
        number = {town: n for n, town in enumerate(self._towns)}
        of_site = np.array([number[town] for town in field.places], dtype=np.int64)
        self._town_of = of_site[field.site] if len(field) else field.site
        self.show_only(None)

    def show_only(self, mask: Bools | None) -> None:
        """Only some of the marks; None: all."""
        self._shown = np.arange(len(self.field)) if mask is None else np.flatnonzero(mask)
        self._kept.clear()
        self._scene = self._step = None

    @property
    def shown(self) -> Ints:
        """Positions of the marks that are shown."""
        return self._shown

    def box(self) -> Box | None:
        """Around everything that is shown."""
        return box_of(self.field.x[self._shown], self.field.y[self._shown])

    def set_ratio(self, ratio: float) -> None:
        """The window stands on another screen."""
        if ratio != self.sprites.ratio:
            self.sprites = Sprites(self.look, ratio)
            self._scene = self._step = None

    # What it looks like

    def scene(self, zoom: float) -> Scene:
        """Groups for a zoom."""
        step = clusters.step(zoom)
        if self._scene is None or step != self._step:
            kept = self._kept.get(step)
            if kept is None:
                if len(self._kept) >= KEPT:
                    self._kept.clear()
                kept = (clusters.group(self.field, self._shown, zoom, self.reach), {})
                self._kept[step] = kept
            groups, self._said = kept
            self._scene = self._pictured(groups, clusters.states(self.field, groups))
            self._step = step
        return self._scene

    def touched(self, view: Viewport) -> list[QRectF] | None:
        """The field's states are others: where on the screen. None: nothing was drawn yet."""
        old = self._scene
        if old is None or self._step != clusters.step(view.zoom):
            self._scene = None
            return None
        now = clusters.states(self.field, old.groups)
        was = old.states
        changed = (now.worst != was.worst) | (now.count != was.count) | (now.silent != was.silent)
        if not changed.any():
            return []
        self._scene = self._pictured(old.groups, now)
        sizes = np.maximum(old.sizes[changed], self._scene.sizes[changed])
        sx, sy = view.to_screen(old.groups.x[changed], old.groups.y[changed])
        return [
            QRectF(x - w / 2, y - h / 2, w, h)
            for x, y, (w, h) in zip(sx, sy, sizes, strict=True)
            if -w < x < view.width + w and -h < y < view.height + h
        ]

    def _pictured(self, groups: Groups, states: States) -> Scene:
        silent = (states.silent * 2 > states.count) & (states.worst == 0)
        key = (states.worst << 40) | (states.count << 1) | silent
        kinds, which = np.unique(key, return_inverse=True)
        which = which.reshape(-1)
        pictures = [
            Picture(int(k) >> 40, (int(k) >> 1) & 0x7FFFFFFFFF, silent=bool(int(k) & 1))
            for k in kinds
        ]
        marks = [mark_of(picture.severity) for picture in pictures]
        blinks = [mark is not None and mark.unacknowledged for mark in marks]
        dark = [
            Picture(p.severity, p.count, silent=p.silent, lit=not blink)
            for p, blink in zip(pictures, blinks, strict=True)
        ]
        places = self.sprites.sources([*pictures, *dark])
        lit_at, dark_at = places[: len(pictures)], places[len(pictures) :]
        return Scene(
            groups=groups,
            states=states,
            sizes=lit_at[which, 2:4] / self.sprites.ratio,
            lit=lit_at[which],
            dark=dark_at[which],
            order=np.argsort(states.worst, kind="stable"),
            blinking=np.array(blinks, dtype=bool)[which],
        )

    # On the screen

    def visible(self, view: Viewport) -> tuple[Ints, Floats, Floats]:
        """Groups that are seen, in the order of drawing, and where they stand."""
        scene = self.scene(view.zoom)
        sx, sy = view.to_screen(scene.groups.x, scene.groups.y)
        edge = EDGE * self.look.scale
        seen = (sx > -edge) & (sx < view.width + edge) & (sy > -edge) & (sy < view.height + edge)
        order = scene.order[seen[scene.order]]
        return order, sx[order], sy[order]

    def paint(self, painter: QPainter, view: Viewport, *, lit: bool) -> None:
        """Stamp everything that is seen."""
        scene = self.scene(view.zoom)
        which, sx, sy = self.visible(view)
        self.sprites.stamp(painter, sx, sy, (scene.lit if lit else scene.dark)[which])

    def blinking(self, view: Viewport) -> list[QRectF]:
        """Where something blinks."""
        scene = self.scene(view.zoom)
        which, sx, sy = self.visible(view)
        on = scene.blinking[which]
        return [
            _box(x, y, *scene.sizes[n]) for n, x, y in zip(which[on], sx[on], sy[on], strict=True)
        ]

    def at(self, view: Viewport, px: float, py: float) -> int | None:
        """The group under a pixel: the one drawn last."""
        scene = self.scene(view.zoom)
        which, sx, sy = self.visible(view)
        half = scene.sizes[which] / 2
        hit = np.flatnonzero((abs(sx - px) <= half[:, 0]) & (abs(sy - py) <= half[:, 1]))
        return int(which[hit[-1]]) if len(hit) else None

    def picture_box(self, view: Viewport, group: int) -> QRectF:
        """Where a group's picture stands."""
        scene = self.scene(view.zoom)
        px, py = view.point(float(scene.groups.x[group]), float(scene.groups.y[group]))
        return _box(px, py, *scene.sizes[group])

    # Who is in it

    def name(self, scene: Scene, group: int) -> str:
        """What a group is called: its one site with its town, or its greatest town; "" if none."""
        known = self._said.get(group)
        if known is None:
            known = self._said[group] = self._name(scene, group)
        return known

    def _name(self, scene: Scene, group: int) -> str:
        site = int(scene.states.site[group])
        if site >= 0:
            name, place = self.field.sites[site], self.field.places[site]
            # A wall has no room for a town at the end of a name, and shows where it is.
            return title(name, place) if self.look.numbers else name.removesuffix(f", {place}")
        members = scene.groups.of(group)
        weight = np.bincount(
            self._town_of[members], self.field.worth[members] + 1e-3, len(self._towns)
        )
        if self._towns[0] == "":
            weight[0] = 0
        return self._towns[int(weight.argmax())] if weight.any() else ""

    def box_of_group(self, view: Viewport, group: int) -> Box | None:
        """Around a group's marks."""
        members = self.scene(view.zoom).groups.of(group)
        return box_of(self.field.x[members], self.field.y[members])

    def worst_site(self, view: Viewport, group: int) -> str:
        """The site of a group that is to be looked at first."""
        field = self.field
        members = self.scene(view.zoom).groups.of(group)
        first = members[np.argmax(field.severity[members])]
        return field.sites[int(field.site[first])]

    def group_of(self, view: Viewport, site: str) -> int | None:
        """The group that shows a site: the one with its worst mark; None where it is hidden."""
        marks = np.intersect1d(self.field.of_site(site), self._shown)
        if not len(marks):
            return None
        # Among equals the one that counts, not the site's own.
        rank = self.field.severity[marks] * 2 + self.field.worth[marks]
        return self.scene(view.zoom).groups.holding(int(marks[rank.argmax()]))

    def sites_by_severity(self) -> list[str]:
        """Sites that are shown, the worst first, then by name."""
        field = self.field
        worst = np.full(len(field.sites), -1, dtype=np.int64)
        np.maximum.at(worst, field.site[self._shown], field.severity[self._shown])
        seen = [int(n) for n in np.flatnonzero(worst >= 0)]
        seen.sort(key=lambda n: (-int(worst[n]), field.sites[n].casefold()))
        return [field.sites[n] for n in seen]


def _box(x: float, y: float, width: float, height: float) -> QRectF:
    return QRectF(x - width / 2, y - height / 2, width, height)

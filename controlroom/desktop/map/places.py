"""Where the network is: sites and charge points as marks on a map, kept up from the overview."""

from __future__ import annotations

from collections import defaultdict

import numpy as np
from PySide6.QtCore import QObject, Signal

from controlroom.desktop.bridge import Bridge
from controlroom.desktop.desk.overview import Overview, SiteRow
from controlroom.desktop.desk.status import PointRow
from controlroom.desktop.map.field import NORMAL, Field, empty, severity
from controlroom.desktop.map.projection import to_world

Degrees = tuple[float, float]


class Places(QObject):
    """One mark a charge point and one a site, where somebody said where they are.

    A charge point without a position of its own stands at its site; a site without one stands
    in the middle of its charge points'.
    """

    rebuilt = Signal()
    """Other marks, or in other places."""
    changed = Signal()
    """The same marks in other states."""

    def __init__(self, bridge: Bridge, overview: Overview, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._overview = overview
        self.field: Field = empty()
        self.nowhere: tuple[str, ...] = ()
        """Sites of which nobody said where they are."""
        self._of_point: dict[str, int] = {}
        self._of_site: dict[str, int] = {}
        overview.rebuilt.connect(self._rebuild)
        overview.points_changed.connect(self._take_points)
        overview.sites_changed.connect(self._take_sites)
        if bridge.loaded:
            self._rebuild()

    # Making

    def _rebuild(self) -> None:
        overview = self._overview
        names = sorted(overview.sites)
        at: list[Degrees] = []
        owner: list[int] = []
        worth: list[int] = []
        points: list[str] = []
        nowhere: list[str] = []
        self._of_point, self._of_site = {}, {}
        for number, name in enumerate(names):
            places = self._places(name)
            own = self._own_place(name, places)
            if own is not None:
                self._of_site[name] = len(at)
                at.append(own)
                owner.append(number)
                worth.append(0)
                points.append("")
            lost = own is None
            for row in overview.members(name):
                where = places.get(row.id, own)
                if where is None:
                    lost = True
                    continue
                self._of_point[row.id] = len(at)
                at.append(where)
                owner.append(number)
                worth.append(1)
                points.append(row.id)
            if lost:
                nowhere.append(name)
        self.nowhere = tuple(nowhere)
        degrees = np.array(at, dtype=np.float64).reshape(-1, 2)
        x, y = to_world(degrees[:, 0], degrees[:, 1])
        count = len(at)
        self.field = Field(
            x=x,
            y=y,
            site=np.array(owner, dtype=np.int64),
            worth=np.array(worth, dtype=np.int64),
            severity=np.zeros(count, dtype=np.int64),
            silent=np.zeros(count, dtype=np.int64),
            charging=np.zeros(count, dtype=bool),
            sites=names,
            places=[overview.sites[name].site.place for name in names],
            points=points,
        )
        self._set_points([overview.points[identity] for identity in self._of_point])
        self._set_sites([overview.sites[name] for name in names])
        self.rebuilt.emit()

    def _places(self, site: str) -> dict[str, Degrees]:
        """Charge points of a site that have a position of their own: longitude and latitude."""
        registrations = self._bridge.network.registrations
        found: dict[str, Degrees] = {}
        for row in self._overview.members(site):
            registration = registrations.get(row.id)
            if registration is None:
                continue
            if registration.longitude is not None and registration.latitude is not None:
                found[row.id] = (registration.longitude, registration.latitude)
        return found

    def _own_place(self, name: str, places: dict[str, Degrees]) -> Degrees | None:
        site = self._overview.sites[name].site
        if site.longitude is not None and site.latitude is not None:
            return site.longitude, site.latitude
        if not places:
            return None
        middle = np.array(list(places.values())).mean(axis=0)
        return float(middle[0]), float(middle[1])

    # Keeping up

    def _take_points(self, rows: list[PointRow]) -> None:
        self._set_points(rows)
        # The site's own mark depends on its charge points' marks.
        sites = self._overview.sites
        self._set_sites([sites[name] for name in {row.site for row in rows} if name in sites])
        self.changed.emit()

    def _take_sites(self, rows: list[SiteRow]) -> None:
        self._set_sites(rows)
        self.changed.emit()

    def _set_points(self, rows: list[PointRow]) -> None:
        field = self.field
        for row in rows:
            at = self._of_point.get(row.id)
            if at is not None:
                field.severity[at] = severity(row.mark)
                field.silent[at] = not row.heard
                field.charging[at] = row.counts.charging > 0

    def _set_sites(self, rows: list[SiteRow]) -> None:
        """A site's own mark shows what is worse than all that its charge points have."""
        field = self.field
        worst: dict[str, int] = defaultdict(int)
        for row in rows:
            for point in self._overview.members(row.site.name):
                worst[row.site.name] = max(worst[row.site.name], severity(point.mark))
        for row in rows:
            at = self._of_site.get(row.site.name)
            if at is not None:
                own = severity(row.mark)
                field.severity[at] = own if own > worst[row.site.name] else NORMAL

"""The network as screens show it: sites, charge points and figures, kept up from the bridge."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from PySide6.QtCore import QObject, QTimer, Signal

from controlroom.desktop.bridge import Batch, Bridge
from controlroom.desktop.models.history import History
from controlroom.desktop.models.status import (
    Age,
    Counts,
    PointRow,
    in_service,
    mark_of,
    order,
    place_beside,
    point_row,
    rank,
    title_of,
    worst,
)
from controlroom.desktop.widgets.connector_boxes import AnyBox
from controlroom.desktop.widgets.marks import Mark
from controlroom.desktop.widgets.power_bar import PowerRange
from controlroom.desktop.widgets.sparkline import Trend
from controlroom.desktop.widgets.strip import AlarmLine, Figures
from controlroom.domain.alarm import CATALOGUE, Alarm, AlarmState
from controlroom.domain.charge_point import Site

AGE_MS = 250
SHARE = 20
"""One site in twenty at a time is computed anew, so that ages are right within five seconds."""
AT_ONCE = 150
"""Charge points computed before the window gets its turn; some 20 ms."""
TREND_FRESH = timedelta(seconds=60)
PER_CONNECTOR_W = 22_000.0
"""Length of the power bar where neither rating nor fuse is known, in watts a connector."""


@dataclass(frozen=True, slots=True)
class SiteRow:
    """One site as tables show it."""

    site: Site
    mark: Mark | None
    severity: tuple[object, ...]
    """Sorts abnormal sites first."""
    boxes: tuple[AnyBox, ...]
    counts: Counts
    points: int
    offline: int
    shown: PowerRange
    age: Age
    measured: datetime | None
    """Time of the oldest value in the power."""
    seen: datetime | None
    """When the site was last heard, where more than half of it is not."""
    trend: Trend | None

    @property
    def place(self) -> str:
        """Where it is, unless its name says so."""
        return place_beside(self.site.name, self.site)

    @property
    def abnormal(self) -> bool:
        """Somebody should look at it."""
        return self.mark is not None


class _Grouped:
    """Alarms by what they concern."""

    def __init__(self, alarms: Iterable[Alarm]) -> None:
        self._points: dict[str, list[Alarm]] = defaultdict(list)
        self._sites: dict[str, list[Alarm]] = defaultdict(list)
        for alarm in alarms:
            if alarm.charge_point:
                self._points[alarm.charge_point].append(alarm)
            else:
                self._sites[alarm.site].append(alarm)

    def of_point(self, identity: str) -> list[Alarm]:
        """Of a charge point and its connectors."""
        return self._points.get(identity, [])

    def of_site(self, name: str) -> list[Alarm]:
        """Of a site as a whole."""
        return self._sites.get(name, [])


class Overview(QObject):
    """Computes rows for what changed; tells views which."""

    sites_changed = Signal(object)
    """`SiteRow`s that are new or other than before."""
    points_changed = Signal(object)
    """`PointRow`s that are new or other than before."""
    rebuilt = Signal()
    """All rows are new; some may be gone."""
    figures_changed = Signal(object)
    alarms_changed = Signal()

    def __init__(self, bridge: Bridge, history: History, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._history = history
        self.sites: dict[str, SiteRow] = {}
        self.points: dict[str, PointRow] = {}
        self.figures = Figures(None, 0, 0, 0, 0, None)
        self._members: dict[str, list[str]] = {}
        self._trends: dict[str, tuple[datetime, Trend | None, bool]] = {}
        self._site_alarms: dict[int, str] = {}
        """Alarms of sites as a whole, and of which: so that one that is over is missed there."""
        self._turn = 0
        bridge.reloaded.connect(self._reload)
        bridge.changed.connect(self._take)
        history.changed.connect(self._trends_changed)
        self._due: dict[str, None] = {}
        self._more = QTimer(self)
        self._more.setSingleShot(True)
        self._more.setInterval(0)
        self._more.timeout.connect(self._work)
        self._timer = QTimer(self)
        self._timer.setInterval(AGE_MS)
        self._timer.timeout.connect(self._grow_old)
        self._timer.start()

    @property
    def now(self) -> datetime:
        """The server's time."""
        return self._bridge.server_time

    def members(self, site: str) -> list[PointRow]:
        """Charge points of a site, by name."""
        return [self.points[identity] for identity in self._members.get(site, ())]

    # Keeping up

    def _reload(self) -> None:
        network = self._bridge.network
        members: dict[str, list[str]] = defaultdict(list)
        for registration in network.registrations.values():
            if in_service(registration):
                members[registration.site].append(registration.id)
        self._members = {site: sorted(ids) for site, ids in members.items()}
        now = self.now
        self._due.clear()
        alarms = _Grouped(network.alarms.values())
        self._site_alarms = {a.id: a.site for a in network.alarms.values() if not a.charge_point}
        self.points = {
            identity: point_row(
                network, network.registrations[identity], alarms.of_point(identity), now
            )
            for ids in self._members.values()
            for identity in ids
        }
        names = set(network.sites) | set(self._members)
        self.sites = {name: self._site_row(name, alarms, now) for name in names}
        self.rebuilt.emit()
        self._count()
        self.alarms_changed.emit()

    def _take(self, batch: Batch) -> None:
        if batch.registered:
            self._reload()
            return
        self._due.update((i, None) for i in batch.charge_points if i in self.points)
        self._work()
        if batch.alarms:
            self._take_site_alarms(batch.alarms)
            self.alarms_changed.emit()

    def _take_site_alarms(self, changed: Iterable[int]) -> None:
        """A site's own alarm changes its row, and no charge point's."""
        known = self._bridge.network.alarms
        names: set[str] = set()
        for identity in changed:
            alarm = known.get(identity)
            if alarm is not None and not alarm.charge_point:
                self._site_alarms[identity] = alarm.site
                names.add(alarm.site)
            elif alarm is None and identity in self._site_alarms:
                names.add(self._site_alarms.pop(identity))
        self._refresh_sites(names & self.sites.keys(), _Grouped(known.values()), self.now)

    def _work(self) -> None:
        """Compute what is due, as much at once as the window can spare."""
        now = [identity for _, identity in zip(range(AT_ONCE), self._due, strict=False)]
        for identity in now:
            del self._due[identity]
        self._compute(now)
        if self._due:
            self._more.start()

    def _grow_old(self) -> None:
        """Values age without any event."""
        if not self._bridge.loaded:
            return
        self._turn = (self._turn + 1) % SHARE
        for number, ids in enumerate(self._members.values()):
            if number % SHARE == self._turn:
                # Only a measured value grows old; the age of silence is the tables' to show.
                self._due.update((i, None) for i in ids if self.points[i].measured is not None)
        self._work()

    def _compute(self, identities: Sequence[str]) -> None:
        if not identities:
            return
        network, now = self._bridge.network, self.now
        alarms = _Grouped(network.alarms.values())
        points: list[PointRow] = []
        names: set[str] = set()
        for identity in identities:
            registration = network.registrations[identity]
            row = point_row(network, registration, alarms.of_point(identity), now)
            names.add(row.site)
            if row != self.points.get(identity):
                self.points[identity] = row
                points.append(row)
        if points:
            self.points_changed.emit(points)
        self._refresh_sites(names, alarms, now)

    def _refresh_sites(self, names: Iterable[str], alarms: _Grouped, now: datetime) -> None:
        sites: list[SiteRow] = []
        for name in names:
            fresh = self._site_row(name, alarms, now)
            if fresh != self.sites.get(name):
                self.sites[name] = fresh
                sites.append(fresh)
        if sites:
            self.sites_changed.emit(sites)
            self._count()

    # Sites

    def _site_row(self, name: str, grouped: _Grouped, now: datetime) -> SiteRow:
        network = self._bridge.network
        site = network.sites.get(name) or Site(name)
        members = self.members(name)
        counts = Counts()
        for row in members:
            counts += row.counts
        power, measured, age = _sum(members)
        own = [alarm for row in members for alarm in grouped.of_point(row.id)]
        alarm = worst([*own, *grouped.of_site(name)])
        offline = sum(not row.heard for row in members)
        seen = None
        if members and counts.unknown * 2 >= counts.total:
            seen = max((r.last_seen for r in members if r.last_seen and not r.heard), default=None)
        return SiteRow(
            site=site,
            mark=mark_of(alarm) if alarm else None,
            severity=(*(rank(alarm)[:3] if alarm else (9, True, True)), offline == 0, name),
            boxes=tuple(box for row in members for box in row.boxes),
            counts=counts,
            points=len(members),
            offline=offline,
            shown=self._range(site, members, power, now),
            age=age,
            measured=measured,
            seen=seen,
            trend=self._trend(name, power, now),
        )

    def _range(
        self, site: Site, members: list[PointRow], power: float | None, now: datetime
    ) -> PowerRange:
        normal = self._history.normal(site.name, now)
        low, high = normal if normal is not None else (None, None)
        connectors = sum(row.counts.total for row in members)
        rated = sum((row.rated_w or PER_CONNECTOR_W) * row.counts.total for row in members)
        top = site.fuse_w * 1.1 if site.fuse_w else max(rated, connectors * 1000.0)
        if power is not None and power > top:
            top = power * 1.05
        return PowerRange(power, top, low, high, site.fuse_w)

    def _trend(self, name: str, power: float | None, now: datetime) -> Trend | None:
        """A new line once a minute: its dot need not follow every reading, but comes with one."""
        known = self._trends.get(name)
        if known is not None and now - known[0] < TREND_FRESH and known[2] == (power is None):
            return known[1]
        made = self._history.trend(name, now, power)
        self._trends[name] = (now, made, power is None)
        return made

    def _trends_changed(self) -> None:
        self._trends.clear()
        if self._bridge.loaded:
            now = self.now
            fresh = []
            for name, row in self.sites.items():
                power = row.shown.value
                made = replace(
                    row,
                    trend=self._trend(name, power, now),
                    shown=self._range(row.site, self.members(name), power, now),
                )
                self.sites[name] = made
                fresh.append(made)
            self.sites_changed.emit(fresh)

    def _count(self) -> None:
        counts = Counts()
        power: float | None = None
        offline = 0
        for row in self.sites.values():
            counts += row.counts
            offline += row.offline
            if row.shown.value is not None:
                power = (power or 0.0) + row.shown.value
        self.figures = Figures(
            up=counts.usable / counts.total if counts.total else None,
            charging=counts.charging,
            free=counts.free,
            fault=counts.fault,
            offline=offline,
            power_w=power,
        )
        self.figures_changed.emit(self.figures)

    # Alarms

    def alarm_counts(self, priority: int) -> tuple[int, int]:
        """(active, unacknowledged) of a priority."""
        alarms = [a for a in self._bridge.network.alarms.values() if a.priority == priority]
        unacknowledged = sum(
            a.state in (AlarmState.UNACKNOWLEDGED, AlarmState.RETURNED) for a in alarms
        )
        return len(alarms), unacknowledged

    def unacknowledged(self) -> list[Alarm]:
        """Alarms that nobody has acknowledged, in the order of the alarm list."""
        alarms = [
            a
            for a in self._bridge.network.alarms.values()
            if a.state in (AlarmState.UNACKNOWLEDGED, AlarmState.RETURNED)
        ]
        alarms.sort(key=lambda alarm: order(alarm, self.deadline(alarm)))
        return alarms

    def deadline(self, alarm: Alarm) -> datetime | None:
        """When somebody must have acted; None once acknowledged or gone."""
        known = CATALOGUE.get(alarm.code)
        if known is None or alarm.state is not AlarmState.UNACKNOWLEDGED:
            return None
        return alarm.raised + timedelta(seconds=known.act_within_s)

    def where(self, alarm: Alarm) -> str:
        """The site and its place."""
        site = self._bridge.network.sites.get(alarm.site)
        return ", ".join(part for part in (alarm.site, place_beside(alarm.site, site)) if part)

    def alarm_line(self, alarm: Alarm, left: str) -> AlarmLine:
        """An alarm as the strip shows it."""
        return AlarmLine(
            id=alarm.id,
            mark=mark_of(alarm),
            title=f"{title_of(self._bridge.network, alarm)} · {alarm.charge_point}",
            where=self.where(alarm),
            left=left,
        )


def _sum(members: list[PointRow]) -> tuple[float | None, datetime | None, Age]:
    power: float | None = None
    measured: datetime | None = None
    age = Age.FRESH
    for row in members:
        if row.power_w is None:
            continue
        power = (power or 0.0) + row.power_w
        if row.measured is not None:
            measured = row.measured if measured is None else min(measured, row.measured)
            if row.power_w and row.age is Age.LATE:
                age = Age.LATE
    return power, measured, age

"""The network as screens show it: sites, charge points and figures, kept up from the bridge."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime, timedelta
from heapq import heappop, heappush
from time import perf_counter

from PySide6.QtCore import QObject, QTimer, Signal

from controlroom.desktop.bridge import Batch, Bridge
from controlroom.desktop.desk.power_history import History
from controlroom.desktop.desk.site_row import SiteRow, Sum, Tally, Totals
from controlroom.desktop.desk.status import (
    GONE,
    LATE,
    Age,
    PointRow,
    mark_of,
    place_beside,
    place_of,
    point_row,
    severity_of,
    title_of,
    worst,
)
from controlroom.desktop.kit.power_bar import PowerRange
from controlroom.desktop.kit.sparkline import Trend
from controlroom.desktop.kit.strip import AlarmLine, Figures
from controlroom.desktop.kit.timers import later
from controlroom.domain.alarms.alarm import Alarm
from controlroom.domain.alarms.events import AlarmChanged
from controlroom.domain.charging.availability import Counts
from controlroom.domain.charging.charge_point import Site
from controlroom.domain.charging.events import RegistrationChanged, SiteChanged

__all__ = ["Overview", "SiteRow"]

AGE_MS = 250
ROUND_MS = 60_000
"""Within this time every site is computed again: what is usual there changes with the clock."""
SPARE_S = 0.002
"""What is computed before the window gets its turn."""
A_MOMENT = timedelta(milliseconds=50)
TREND_FRESH = timedelta(seconds=60)
COUNT_S = 0.25
"""Figures of the network are told when all is computed, and this often while it is not."""


def _ages_at(row: PointRow) -> datetime | None:
    """When its value looks older than now; None where none does."""
    if row.measured is None or row.age is Age.GONE:
        return None
    return row.measured + (LATE if row.age is Age.FRESH else GONE) + A_MOMENT


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
        self.tally = Tally(())
        self._members: dict[str, list[str]] = {}
        self._trends: dict[str, tuple[datetime, Trend | None, bool]] = {}
        self._totals = Totals()
        self._ages: list[tuple[datetime, str]] = []
        self._age_at: dict[str, datetime] = {}
        """When charge points are to be looked at again, because what they measured grew old."""
        self._round: list[str] = []
        self._turn = 0
        self._uncounted = False
        self._counted = 0.0
        bridge.reloaded.connect(self._reload)
        bridge.changed.connect(self._take)
        history.changed.connect(self._trends_changed)
        self._due: dict[str, None] = {}
        self._due_sites: dict[str, None] = {}
        self._more = later(self, 0, self._work)
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
        self.points, self.sites = {}, {}
        self._trends.clear()
        self._rebuild(set(), set())

    def _rebuild(self, points: set[str], sites: set[str]) -> None:
        """The lists themselves changed. `points` and `sites` are computed again, and new ones."""
        network, now = self._bridge.network, self.now
        members: dict[str, list[str]] = defaultdict(list)
        for registration in network.registrations.values():
            if registration.in_service:
                members[registration.site].append(registration.id)
        now_at = {site: sorted(ids) for site, ids in members.items()}
        moved = {name for name, ids in now_at.items() if ids != self._members.get(name)}
        moved |= self._members.keys() - now_at.keys()
        self._members = now_at
        before, self.points = self.points, {}
        for name, ids in self._members.items():
            for identity in ids:
                known = None if name in sites or identity in points else before.get(identity)
                self.points[identity] = known or self._point_row(identity, now)
        self.tally = Tally(self.points.values())
        names = set(network.sites) | set(self._members)
        fresh = sites | moved | {row.site for i in points if (row := before.get(i)) is not None}
        rows = {name: row for name, row in self.sites.items() if name in names - fresh}
        self.sites = rows | {name: self._site_row(name, now) for name in names - rows.keys()}
        self._due = {identity: None for identity in self._due if identity in self.points}
        self._due_sites = {name: None for name in self._due_sites if name in self.sites}
        self._round = list(self.sites)
        self._totals = Totals()
        for site in self.sites.values():
            self._totals.add(site, 1)
        self.rebuilt.emit()
        self._count()
        self.alarms_changed.emit()

    def _take(self, batch: Batch) -> None:
        sites = {event.site.name for event in batch.of(SiteChanged)}
        sites |= {event.registration.site for event in batch.of(RegistrationChanged)}
        if sites:
            self._rebuild(set(batch.charge_points), sites)
            return
        # A site's own alarm changes its row, and no charge point's.
        changed = {e.alarm.site for e in batch.of(AlarmChanged) if not e.alarm.charge_point}
        self._due_sites.update(dict.fromkeys(changed & self.sites.keys()))
        self._due.update((i, None) for i in batch.charge_points if i in self.points)
        self._work()
        if batch.has(AlarmChanged):
            self.alarms_changed.emit()

    def _work(self) -> None:
        """Compute what is due, as much at once as the window can spare."""
        until = perf_counter() + SPARE_S
        points: list[PointRow] = []
        now = self.now
        while self._due and perf_counter() < until:
            identity = next(iter(self._due))
            del self._due[identity]
            row, before = self._point_row(identity, now), self.points.get(identity)
            if row != before:
                self.points[identity] = row
                self.tally.change(before, row)
                points.append(row)
                self._due_sites[row.site] = None
        if points:
            self.points_changed.emit(points)
        sites: list[SiteRow] = []
        while self._due_sites and perf_counter() < until:
            name = next(iter(self._due_sites))
            del self._due_sites[name]
            sites += self._renewed(name, now)
        if sites:
            self.sites_changed.emit(sites)
            self._uncounted = True
        more = bool(self._due or self._due_sites)
        if self._uncounted and (not more or perf_counter() - self._counted > COUNT_S):
            self._count()
        if more:
            self._more.start()

    def _renewed(self, name: str, now: datetime) -> list[SiteRow]:
        """The site's row, where it is another than before."""
        fresh, before = self._site_row(name, now), self.sites[name]
        if fresh == before:
            return []
        self._totals.add(before, -1)
        self._totals.add(fresh, 1)
        self.sites[name] = fresh
        return [fresh]

    def _grow_old(self) -> None:
        """Values age without any event, and what is usual changes with the time of day."""
        if not self._bridge.loaded:
            return
        now = self.now
        while self._ages and self._ages[0][0] <= now:
            _at, identity = heappop(self._ages)
            # It may have been measured again since: then it only grows old later.
            due = self._age_at.pop(identity, None)
            row = self.points.get(identity)
            if row is None or due is None:
                continue
            later = _ages_at(row)
            if later is not None and later > now:
                self._age(identity, later)
            else:
                self._due[identity] = None
        for _ in range(-(-len(self._round) * AGE_MS // ROUND_MS)):
            self._turn = (self._turn + 1) % max(1, len(self._round))
            name = self._round[self._turn]
            if name in self.sites:
                self._due_sites[name] = None
        self._work()

    def _age(self, identity: str, at: datetime) -> None:
        """Look at a charge point again at a moment, if not before."""
        if identity not in self._age_at:
            self._age_at[identity] = at
            heappush(self._ages, (at, identity))

    def _point_row(self, identity: str, now: datetime) -> PointRow:
        network = self._bridge.network
        row = point_row(
            network, network.registrations[identity], self._bridge.alarms.at(identity), now
        )
        later = _ages_at(row)
        if later is not None:
            self._age(identity, later)
        return row

    # Sites

    def _site_row(self, name: str, now: datetime) -> SiteRow:
        network = self._bridge.network
        site = network.sites.get(name) or Site(name)
        members = self.members(name)
        summed = Sum.of(members)
        alarm = worst(self.alarms_at(name))
        seen = None
        if members and summed.counts.unknown * 2 >= summed.counts.total:
            seen = max((r.last_seen for r in members if r.last_seen and not r.heard), default=None)
        return SiteRow(
            site=site,
            mark=mark_of(alarm) if alarm else None,
            severity=(*severity_of(alarm), not summed.offline, name),
            boxes=summed.boxes,
            counts=summed.counts,
            points=len(members),
            offline=summed.offline,
            shown=self._range(site, summed, now),
            age=summed.age,
            measured=summed.measured,
            seen=seen,
            trend=self._trend(name, summed.power_w, now),
        )

    def _range(self, site: Site, summed: Sum, now: datetime) -> PowerRange:
        normal = self._history.normal(site.name, now)
        low, high = normal if normal is not None else (None, None)
        power = summed.power_w
        top = site.fuse_w * 1.1 if site.fuse_w else max(summed.rated_w, 1000.0)
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
            self._due_sites.update(dict.fromkeys(self.sites))
            self._work()

    def _count(self) -> None:
        self._uncounted, self._counted = False, perf_counter()
        totals = self._totals
        counts = Counts(*totals.counts)
        self.figures = Figures(
            up=counts.availability,
            charging=counts.charging,
            free=counts.free,
            fault=counts.fault,
            offline=totals.offline,
            power_w=sum(totals.power.values()) if totals.power else None,
        )
        self.figures_changed.emit(self.figures)

    # Alarms

    def alarm_counts(self, priority: int) -> tuple[int, int]:
        """(active, unacknowledged) of a priority."""
        alarms = [a for a in self._bridge.alarms.values() if a.priority == priority]
        return len(alarms), sum(alarm.unacknowledged for alarm in alarms)

    def unacknowledged(self) -> list[Alarm]:
        """Alarms that nobody has acknowledged, in the order of the alarm list."""
        waiting = (alarm for alarm in self._bridge.alarms.values() if alarm.unacknowledged)
        return sorted(waiting, key=lambda alarm: alarm.rank)

    def alarms_at(self, site: str) -> list[Alarm]:
        """Alarms of a site and of its charge points."""
        alarms = self._bridge.alarms
        own = [alarm for point in self._members.get(site, ()) for alarm in alarms.at(point)]
        return [*own, *alarms.at("", site)]

    def where(self, alarm: Alarm) -> str:
        """The site and its place."""
        if not alarm.site and not alarm.charge_point:
            return place_of(alarm)
        site = self._bridge.network.sites.get(alarm.site)
        return ", ".join(part for part in (alarm.site, place_beside(alarm.site, site)) if part)

    def alarm_line(self, alarm: Alarm, left: str) -> AlarmLine:
        """An alarm as the strip shows it."""
        return AlarmLine(
            id=alarm.id,
            mark=mark_of(alarm),
            title=" · ".join(
                part for part in (title_of(self._bridge.network, alarm), alarm.charge_point) if part
            ),
            where=self.where(alarm),
            left=left,
        )

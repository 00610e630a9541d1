"""Every connector as a table: what it does, since when, with which session, how old that is."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass
from datetime import datetime
from time import perf_counter

from PySide6.QtCore import QObject, QTimer
from typing_extensions import override

from controlroom.desktop.bridge import Batch, Bridge
from controlroom.desktop.charging.live.groups import GroupSums
from controlroom.desktop.desk.overview import Overview
from controlroom.desktop.desk.status import (
    Age,
    PointRow,
    age_of,
    alarm_at,
    box_of,
    mark_of,
    outlet_of,
    severity_of,
)
from controlroom.desktop.kit.cells import BoxesCell, Cell, MarkCell, RangeCell, TextCell, Weight
from controlroom.desktop.kit.connector_boxes import AnyBox
from controlroom.desktop.kit.language import formats, texts
from controlroom.desktop.kit.marks import LetterMark, Mark
from controlroom.desktop.kit.power_bar import PowerRange
from controlroom.desktop.kit.table_model import Column, TableModel
from controlroom.desktop.kit.timers import later
from controlroom.domain.charging.availability import connectors_of
from controlroom.domain.charging.charge_point import ConnectorStatus
from controlroom.domain.charging.events import RegistrationChanged, SiteChanged
from controlroom.domain.people.authorisation import masked

REFRESH_MS = 1000
SPARE_S = 0.004
"""What is computed before the window gets its turn."""


@dataclass(frozen=True, slots=True)
class ConnectorRow:
    """One connector as tables show it. `point` is its charge point."""

    key: tuple[str, int, int]
    point: PointRow
    outlet: str
    box: AnyBox
    mark: Mark | None
    severity: tuple[object, ...]
    status: ConnectorStatus
    since: datetime | None
    power_w: float | None
    measured: datetime | None
    session_wh: int | None
    """Energy of the session that runs on it."""
    token: str


class ConnectorList(TableModel[ConnectorRow]):
    """Follows the network only while it is shown."""

    def __init__(self, overview: Overview, bridge: Bridge, parent: QObject | None = None) -> None:
        self._overview = overview
        self._bridge = bridge
        self._sums = GroupSums(overview)
        super().__init__([], key=lambda row: row.key, order=lambda row: row.severity, parent=parent)
        self.columns = tuple(self._declare(lambda: overview.now))
        self._following = False
        self._due: dict[str, None] = {}
        self._more = later(self, 0, self._work)
        self._clock = QTimer(self)
        self._clock.setInterval(REFRESH_MS)
        self._clock.timeout.connect(self.refresh)
        overview.rebuilt.connect(self._all)
        bridge.changed.connect(self._take)

    @property
    def filling(self) -> bool:
        """Not every connector is in it yet."""
        return bool(self._due)

    def follow(self, on: bool) -> None:  # noqa: FBT001 - as a Qt slot
        """Keep up with the network, or rest."""
        if on is self._following:
            return
        self._following = on
        if on:
            self._clock.start()
            self._all()
        else:
            self._clock.stop()
            self._due.clear()

    def _all(self) -> None:
        if not self._following:
            return
        points = self._overview.points
        self.remove([row.key for row in self.rows if row.key[0] not in points])
        # The first to be seen come first.
        self._due = dict.fromkeys(sorted(points, key=lambda i: (points[i].mark is None, i)))
        self._work()

    def _take(self, batch: Batch) -> None:
        if self._following and not batch.has(SiteChanged, RegistrationChanged):
            self._due.update((i, None) for i in batch.charge_points if i in self._overview.points)
            self._work()

    def _work(self) -> None:
        until = perf_counter() + SPARE_S
        made: list[ConnectorRow] = []
        while self._due and perf_counter() < until:
            identity = next(iter(self._due))
            del self._due[identity]
            point = self._overview.points.get(identity)
            if point is not None:
                made += self._rows_of(point)
        self.put(made)
        if self._due:
            self._more.start()

    def _rows_of(self, point: PointRow) -> Iterator[ConnectorRow]:
        network = self._bridge.network
        known = network.charge_point(point.id).heard
        alarms = self._bridge.alarms.at(point.id)
        sessions = network.sessions.get(point.id, {})
        for connector in connectors_of(network, point.id):
            alarm = alarm_at(connector, alarms)
            mark = None if alarm is None else mark_of(alarm)
            session = sessions.get(connector.session) if connector.session else None
            running = session if session is not None and session.active else None
            yield ConnectorRow(
                key=connector.key,
                point=point,
                outlet=outlet_of(network, connector),
                box=box_of(connector, known=known, alarm=alarm),
                mark=mark,
                severity=(*severity_of(alarm), point.heard, *connector.key),
                status=connector.status if known else ConnectorStatus.UNKNOWN,
                since=connector.since,
                power_w=connector.power_w if connector.transaction else None,
                measured=connector.measured if connector.transaction else None,
                session_wh=None if running is None else running.energy_wh,
                token="" if running is None else running.token,
            )

    # Cells

    def _declare(self, now: Callable[[], datetime]) -> list[Column[ConnectorRow]]:
        return [
            Column("", _mark, 56),
            Column(
                self.tr("Connector"),
                lambda row: TextCell(row.point.id, row.outlet, weight=Weight.SEMIBOLD),
                200,
                tabular=False,
                grow=1,
                sort=lambda row: row.key,
            ),
            Column(
                self.tr("Site"),
                lambda row: TextCell(row.point.site, row.point.place),
                224,
                tabular=False,
                grow=2,
                sort=lambda row: (row.point.site, row.key),
            ),
            Column("", lambda row: BoxesCell((row.box,)), 40),
            Column(
                self.tr("State"),
                lambda row: TextCell(texts.name(row.status)),
                176,
                tabular=False,
                grow=1,
                sort=lambda row: row.status.value,
            ),
            Column(
                self.tr("Since"),
                lambda row: TextCell(formats.age(row.since, now()), role="secondary"),
                88,
                right=True,
                sort=lambda row: _old(row.since, now()),
                moving=True,
            ),
            Column(self.tr("Power"), lambda row: RangeCell(_range(row, now())), 152),
            Column(
                self.tr("kW now"),
                lambda row: _power(row, now()),
                96,
                right=True,
                sort=lambda row: row.power_w or 0.0,
            ),
            Column(
                self.tr("Session kWh"),
                lambda row: TextCell(formats.energy(row.session_wh)),
                120,
                right=True,
                sort=lambda row: -1 if row.session_wh is None else row.session_wh,
            ),
            Column(
                self.tr("Token"),
                lambda row: TextCell(masked(row.token) or formats.DASH, role="secondary"),
                112,
                sort=lambda row: row.token,
            ),
            Column(
                self.tr("Value age"),
                lambda row: _age(row, now()),
                104,
                right=True,
                sort=lambda row: _old(row.measured, now()),
                moving=True,
            ),
        ]

    @override
    def heading(self, group: Hashable, column: int) -> Cell | None:
        folded = self.folded(group)
        return self._sums.heading(group, column, folded=folded, doing=4, power=7)


def _old(at: datetime | None, now: datetime) -> float:
    return -1.0 if at is None else (now - at).total_seconds()


def _mark(row: ConnectorRow) -> MarkCell:
    if row.mark is None and not row.point.heard:
        return MarkCell(LetterMark("?"))
    return MarkCell(row.mark)


def _range(row: ConnectorRow, now: datetime) -> PowerRange:
    known = row.power_w if age_of(row.measured, now) is not Age.GONE else None
    return PowerRange(known, max(row.point.rated_w or 22_000.0, known or 0.0))


def _power(row: ConnectorRow, now: datetime) -> TextCell:
    """A dash once the value is gone; nothing to be measured is no power."""
    if row.measured is None:
        idle = row.point.heard and row.status is not ConnectorStatus.UNKNOWN
        return TextCell(formats.kilowatts(0.0 if idle else None), role="secondary")
    age = age_of(row.measured, now)
    if age is Age.GONE:
        return TextCell(formats.DASH, role="stale")
    late = age is Age.LATE
    return TextCell(formats.kilowatts(row.power_w), italic=late, role="stale" if late else "text")


def _age(row: ConnectorRow, now: datetime) -> TextCell:
    if row.measured is None:
        if row.point.heard:
            return TextCell(formats.DASH, role="secondary")
        return TextCell(formats.age(row.point.last_seen, now), italic=True, role="stale")
    late = age_of(row.measured, now) is not Age.FRESH
    return TextCell(
        formats.age(row.measured, now), italic=late, role="stale" if late else "secondary"
    )

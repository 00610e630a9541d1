"""Sites and charge points of the live status, as tables."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from datetime import datetime

import numpy as np
from PySide6.QtCore import QObject, QTimer
from typing_extensions import override

from controlroom.desktop.charging.live.groups import GroupSums
from controlroom.desktop.charging.live.point_trends import PointTrends
from controlroom.desktop.desk.overview import Overview, SiteRow
from controlroom.desktop.desk.status import Age, PointRow
from controlroom.desktop.kit.cells import (
    BoxesCell,
    Cell,
    MarkCell,
    RangeCell,
    TextCell,
    TrendCell,
    Weight,
)
from controlroom.desktop.kit.language import formats
from controlroom.desktop.kit.marks import LetterMark
from controlroom.desktop.kit.power_bar import PowerRange
from controlroom.desktop.kit.sparkline import Trend
from controlroom.desktop.kit.table_model import Column, TableModel
from controlroom.domain.charging.availability import Counts

REFRESH_MS = 1000


def power_cell(power_w: float | None, age: Age) -> TextCell:
    """Power in kW: italic when it is late, a dash when it is gone."""
    late = age is Age.LATE
    return TextCell(formats.kilowatts(power_w), italic=late, role="stale" if late else "text")


class SiteList(TableModel[SiteRow]):
    """Sites, abnormal first."""

    def __init__(self, overview: Overview, parent: QObject | None = None) -> None:
        self._overview = overview
        super().__init__(
            [], key=lambda row: row.site.name, order=lambda row: row.severity, parent=parent
        )
        self.columns = tuple(self._declare(lambda: overview.now))
        overview.rebuilt.connect(self._rebuild)
        overview.sites_changed.connect(self.put)
        self._clock = QTimer(self)
        self._clock.setInterval(REFRESH_MS)
        self._clock.timeout.connect(self.refresh)
        self._clock.start()
        self._rebuild()

    def _rebuild(self) -> None:
        self.replace_all(self._overview.sites.values())

    def _declare(self, now: Callable[[], datetime]) -> list[Column[SiteRow]]:
        return [
            Column("", _site_mark, 56),
            Column(
                self.tr("Site"),
                lambda row: TextCell(*row.title, weight=Weight.SEMIBOLD),
                264,
                tabular=False,
                grow=2,
                sort=lambda row: row.site.name,
                least=176,
            ),
            Column(
                self.tr("Connectors"),
                lambda row: BoxesCell(row.boxes),
                264,
                grow=2,
                sort=lambda row: row.counts.total,
                least=104,
            ),
            Column(
                self.tr("Charging / free"),
                lambda row: _charging(row.counts),
                136,
                sort=lambda row: row.counts.charging,
                least=112,
            ),
            Column(
                self.tr("Power against normal range"),
                lambda row: RangeCell(row.shown),
                240,
                grow=2,
                sort=lambda row: _share(row.shown),
                least=112,
            ),
            Column(
                self.tr("kW now"),
                lambda row: power_cell(row.shown.value, row.age),
                96,
                right=True,
                sort=lambda row: row.shown.value or 0.0,
            ),
            Column(
                self.tr("24 h"),
                lambda row: TrendCell(row.trend),
                168,
                grow=1,
                sort=lambda row: _most(row.trend),
                least=104,
                spare=1,
            ),
            Column(
                self.tr("Value age"),
                lambda row: self._age(row, now()),
                104,
                right=True,
                sort=lambda row: _old(row.seen or row.measured, now()),
                moving=True,
            ),
        ]

    def _age(self, row: SiteRow, now: datetime) -> TextCell:
        if row.seen is not None:
            return TextCell(formats.age(row.seen, now), italic=True, role="stale")
        if row.measured is not None:
            late = row.age is Age.LATE
            role = "stale" if late else "secondary"
            return TextCell(formats.age(row.measured, now), italic=late, role=role)
        if row.offline == row.points:
            return TextCell(formats.DASH, role="stale")
        return TextCell(self.tr("live"), role="secondary")


class PointList(TableModel[PointRow]):
    """Charge points, abnormal first."""

    def __init__(
        self, overview: Overview, trends: PointTrends, parent: QObject | None = None
    ) -> None:
        self._overview = overview
        self._trends = trends
        self._sums = GroupSums(overview)
        super().__init__([], key=lambda row: row.id, order=_point_order, parent=parent)
        self.columns = tuple(self._declare(lambda: overview.now))
        overview.rebuilt.connect(self._rebuild)
        overview.points_changed.connect(self.put)
        trends.changed.connect(self._draw)
        self._clock = QTimer(self)
        self._clock.setInterval(REFRESH_MS)
        self._clock.timeout.connect(self.refresh)
        self._clock.start()
        self._rebuild()

    def _rebuild(self) -> None:
        self.replace_all(self._overview.points.values())

    def _draw(self, identities: Iterable[str]) -> None:
        points = self._overview.points
        self.put(points[identity] for identity in identities if identity in points)

    def _declare(self, now: Callable[[], datetime]) -> list[Column[PointRow]]:
        return [
            Column("", _point_mark, 56),
            Column(
                self.tr("Charge point"),
                lambda row: TextCell(row.id, weight=Weight.SEMIBOLD),
                184,
                tabular=False,
                grow=1,
                sort=lambda row: row.id,
            ),
            Column(
                self.tr("Site"),
                lambda row: TextCell(row.site, row.place),
                264,
                tabular=False,
                grow=2,
                sort=lambda row: (row.site, row.id),
            ),
            Column(
                self.tr("Connectors"),
                lambda row: BoxesCell(row.boxes),
                112,
                sort=lambda row: row.counts.total,
            ),
            Column(
                self.tr("Charging / free"),
                lambda row: _charging(row.counts),
                136,
                sort=lambda row: row.counts.charging,
            ),
            Column(
                self.tr("Power"),
                lambda row: RangeCell(_point_range(row)),
                160,
                sort=_point_share,
            ),
            Column(
                self.tr("kW now"),
                lambda row: power_cell(row.power_w, row.age),
                96,
                right=True,
                sort=lambda row: row.power_w or 0.0,
            ),
            Column(
                self.tr("24 h"),
                lambda row: TrendCell(self._trends.trend(row.id, now(), row.power_w)),
                144,
                grow=1,
                least=104,
                spare=1,
            ),
            Column(
                self.tr("Model"),
                lambda row: TextCell(row.model or formats.DASH, role="secondary"),
                200,
                tabular=False,
                sort=lambda row: row.model,
                least=120,
                spare=2,
            ),
            Column(
                self.tr("OCPP"),
                lambda row: TextCell(row.version or formats.DASH, role="secondary"),
                72,
                sort=lambda row: row.version,
                spare=3,
            ),
            Column(
                self.tr("Link"),
                lambda row: self._link(row, now()),
                112,
                right=True,
                sort=lambda row: (row.heard, -1.0 if row.heard else _old(row.last_seen, now())),
            ),
            Column(
                self.tr("Value age"),
                lambda row: _value_age(row, now()),
                104,
                right=True,
                sort=lambda row: _old(row.measured, now()),
                moving=True,
            ),
        ]

    @override
    def heading(self, group: Hashable, column: int) -> Cell | None:
        folded = self.folded(group)
        return self._sums.heading(group, column, folded=folded, doing=4, power=6)

    def _link(self, row: PointRow, now: datetime) -> TextCell:
        if row.heard:
            return TextCell(self.tr("live"), role="secondary")
        if row.last_seen is None:
            return TextCell(self.tr("never seen"), italic=True, role="stale")
        return TextCell(formats.age(row.last_seen, now), italic=True, role="stale")


def _site_mark(row: SiteRow) -> MarkCell:
    if row.mark is None and row.points and row.offline == row.points:
        return MarkCell(LetterMark("?"))
    return MarkCell(row.mark)


def _point_mark(row: PointRow) -> MarkCell:
    if row.mark is None and not row.heard:
        return MarkCell(LetterMark("?"))
    return MarkCell(row.mark)


def _charging(counts: Counts) -> TextCell:
    return TextCell(f"{formats.number(counts.charging)} / {formats.number(counts.free)}")


def _old(at: datetime | None, now: datetime) -> float:
    """Seconds; what was never measured comes before everything else."""
    return -1.0 if at is None else (now - at).total_seconds()


def _share(shown: PowerRange) -> float:
    """How much of its bar the power fills."""
    return -1.0 if shown.value is None else shown.value / max(1.0, shown.top)


def _point_share(row: PointRow) -> float:
    if row.power_w is None:
        return -1.0
    return row.power_w / ((row.rated_w or 22_000.0) * max(1, row.counts.total))


def _most(trend: Trend | None) -> float:
    """The highest power of the day."""
    return -1.0 if trend is None or trend.empty else float(np.nanmax(trend.values))


def _value_age(row: PointRow, now: datetime) -> TextCell:
    if row.measured is None:
        return TextCell(formats.DASH, role="secondary")
    late = row.age is not Age.FRESH
    role = "stale" if late else "secondary"
    return TextCell(formats.age(row.measured, now), italic=late, role=role)


def _point_range(row: PointRow) -> PowerRange:
    rated = (row.rated_w or 22_000.0) * row.counts.total
    return PowerRange(row.power_w, max(rated, row.power_w or 0.0))


def _point_order(row: PointRow) -> tuple[object, ...]:
    mark = row.mark
    if mark is None:
        return (9, True, True, row.heard, row.id)
    return (mark.priority, not mark.unacknowledged, not mark.present, row.heard, row.id)

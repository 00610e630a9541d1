"""Live status: every connector, grouped by site, abnormal first."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from controlroom.desktop import formats
from controlroom.desktop.desk import Desk
from controlroom.desktop.models.overview import SiteRow
from controlroom.desktop.models.site_list import PointList, SiteList
from controlroom.desktop.models.status import PointRow
from controlroom.desktop.theme import Size, Space, Type
from controlroom.desktop.views.page import Page
from controlroom.desktop.views.site_pane import SitePane
from controlroom.desktop.views.welcome import Welcome
from controlroom.desktop.widgets.connector_boxes import AnyBox, Box, ConnectorBoxes
from controlroom.desktop.widgets.list_stack import ListStack
from controlroom.desktop.widgets.marks import Blink
from controlroom.desktop.widgets.panel import Line
from controlroom.desktop.widgets.plain_label import PlainLabel
from controlroom.desktop.widgets.power_bar import PowerRange, paint_power_bar
from controlroom.desktop.widgets.segmented import Segmented
from controlroom.desktop.widgets.table_view import TableView

ALL, ABNORMAL, OFFLINE, OUT = range(4)


class _RangeSample(QWidget):
    """The power bar explained in the legend."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        return QSize(72, 20)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_power_bar(painter, PowerRange(50, 100, 30, 60, 80), QRectF(self.rect()))
        painter.end()


class LiveView(Page):
    """F4. Sites or charge points in a table; the selected site at the right."""

    name = "live"

    def __init__(self, desk: Desk, blink: Blink, parent: QWidget | None = None) -> None:
        super().__init__(desk, "", parent)
        self.title.setText(self.tr("Live status"))
        self._site_list = SiteList(desk.overview, self)
        self._point_list = PointList(desk.overview, self)
        self.sites = TableView(self._site_list, blink)
        self.points = TableView(self._point_list, blink, row_height=Size.LONG_ROW)
        self.sites.raised = lambda row: (
            row.mark is not None and (row.mark.priority == 1 and row.mark.unacknowledged)
        )
        self.pane = SitePane(desk, blink)
        self.pane.hide()
        self._lay_out()
        self.sites.picked.connect(self._picked_site)
        self.sites.opened.connect(lambda _key: self.pane.open_first())
        self.points.opened.connect(desk.open_point.emit)
        self.pane.closed.connect(lambda: self.sites.pick(None))
        desk.overview.rebuilt.connect(self._refresh)
        desk.overview.sites_changed.connect(self._changed)
        desk.overview.alarms_changed.connect(self._refresh_pane)
        desk.history.changed.connect(self._refresh_pane)
        desk.tariffs.changed.connect(self._refresh_pane)
        self._refresh()

    def _lay_out(self) -> None:
        self.filter = Segmented([""] * 4)
        self.grouping = Segmented([self.tr("Sites"), self.tr("Charge points")])
        self.bar.addSpacing(Space.PANEL)
        self.bar.addWidget(self.search_field(self.tr("Find site or charge point")), 1)
        self.bar.addWidget(self.filter)
        self.bar.addStretch(1)
        self.bar.addWidget(self.grouping)
        self.welcome = Welcome(self.desk)
        self.welcome.finished.connect(self._refresh)
        self.stack = ListStack(self.sites, self.points, self.welcome)
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addWidget(self.title_bar())
        left.addWidget(self.stack, 1)
        left.addWidget(Line())
        left.addWidget(self._legend())
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addLayout(left, 1)
        row.addWidget(self.pane)
        self.outer.addLayout(row, 1)
        self.filter.chosen.connect(self._filter)
        self.grouping.chosen.connect(self._group)
        if self.search is not None:
            self.search.textChanged.connect(self._filter)

    def _legend(self) -> QWidget:
        legend = QWidget()
        legend.setFixedHeight(Size.ROW)
        row = QHBoxLayout(legend)
        row.setContentsMargins(Space.PANEL, 0, Space.PAGE, 0)
        row.setSpacing(6)
        samples: list[tuple[AnyBox, str]] = [
            (Box.CHARGING, self.tr("Charging")),
            (Box.FREE, self.tr("Free")),
            (Box.CHANGING, self.tr("Preparing, paused or finishing")),
            (Box.OUT, self.tr("Out of service or fault")),
            (Box.UNKNOWN, self.tr("Unknown")),
        ]
        for box, words in samples:
            sample = ConnectorBoxes()
            sample.show_boxes([box])
            row.addWidget(sample)
            row.addWidget(PlainLabel(words, Type.LABEL, role="secondary"))
            row.addSpacing(Space.GROUP)
        row.addStretch(1)
        row.addWidget(_RangeSample())
        row.addWidget(PlainLabel(self.tr("range · value · limit"), Type.LABEL, role="secondary"))
        row.addSpacing(Space.PANEL)
        self._shown = PlainLabel("", Type.LABEL, role="secondary", tabular=True)
        row.addWidget(self._shown)
        return legend

    # Filters

    def _wanted(self) -> tuple[int, str]:
        return self.filter.current, self.sought

    def _filter(self) -> None:
        which, text = self._wanted()

        def site(row: SiteRow) -> bool:
            return _matches_site(row, which) and (
                not text
                or text in row.site.name.casefold()
                or text in row.site.place.casefold()
                or any(text in point.id.casefold() for point in self._members(row))
            )

        def point(row: PointRow) -> bool:
            return _matches_point(row, which) and (
                not text
                or text in row.id.casefold()
                or text in row.site.casefold()
                or text in row.place.casefold()
                or text in row.model.casefold()
            )

        everything = which == ALL and not text
        self._site_list.show_only(None if everything else site)
        self._point_list.show_only(None if everything else point)
        self._group()

    def _members(self, row: SiteRow) -> list[PointRow]:
        return self.desk.overview.members(row.site.name)

    def _group(self) -> None:
        by_point = self.grouping.current == 1
        table = self._point_list if by_point else self._site_list
        view = self.points if by_point else self.sites
        if self.welcome.wanted:
            self.stack.show_list(self.welcome)
        elif len(table):
            self.stack.show_list(view)
        else:
            self._say_empty()
        self.pane.setVisible(not by_point and self.sites.current_key is not None)
        everything = len(self._point_list.rows) if by_point else len(self._site_list.rows)
        self._shown.setText(
            self.tr("{0} of {1}").format(formats.number(len(table)), formats.number(everything))
        )

    def _say_empty(self) -> None:
        if not self.desk.bridge.loaded:
            self.stack.say_empty(self.tr("Loading the network"), "")
        elif not self.desk.overview.sites:
            self.stack.say_empty(
                self.tr("No charge points yet"),
                self.tr(
                    "A technician or an administrator adds them in the settings, Ctrl+, where it "
                    "is also seen who knocks at the door."
                ),
            )
        else:
            self.stack.say_empty(
                self.tr("Nothing matches"),
                self.tr("Choose another filter, or clear the search with Esc."),
            )

    # Contents

    def _refresh(self) -> None:
        self._count()
        self._filter()
        self._refresh_pane()

    def _changed(self, rows: list[SiteRow]) -> None:
        self._count()
        if any(row.site.name == self.pane.site for row in rows):
            self._refresh_pane()
        if self.filter.current != ALL:
            # Rows come and go by their state, not only by their name.
            self._filter()

    def _refresh_pane(self) -> None:
        row = self.desk.overview.sites.get(self.pane.site)
        if row is not None and not self.pane.isHidden():
            self.pane.show_site(row)

    def _count(self) -> None:
        sites = self.desk.overview.sites.values()
        abnormal = sum(row.abnormal for row in sites)
        offline = sum(row.offline > 0 for row in sites)
        out = sum(row.counts.out > 0 for row in sites)
        self.filter.set_texts(
            [
                self.tr("All {0}").format(formats.number(len(sites))),
                self.tr("Abnormal {0}").format(formats.number(abnormal)),
                self.tr("Offline {0}").format(formats.number(offline)),
                self.tr("Out of service {0}").format(formats.number(out)),
            ]
        )

    def _picked_site(self, key: object) -> None:
        row = self.desk.overview.sites.get(key) if isinstance(key, str) else None
        self.pane.setVisible(row is not None)
        if row is not None:
            self.pane.show_site(row)

    # Page

    @override
    def keys(self) -> list[tuple[str, str]]:
        return [
            ("F1", self.tr("Guidance")),
            ("N", self.tr("Worst unacknowledged")),
            ("A", self.tr("Acknowledge")),
            ("Enter", self.tr("Detail")),
            ("Ctrl+F", self.tr("Find")),
        ]

    @override
    def focus(self) -> None:
        self.stack.take_keys()

    @override
    def save(self) -> None:
        self.welcome.save()

    @override
    def acknowledge(self) -> bool:
        return not self.pane.isHidden() and self.pane.acknowledge()

    @override
    def shows_one(self) -> bool:
        return not self.pane.isHidden()

    @override
    def guidance(self) -> bool:
        return not self.pane.isHidden() and self.pane.open_alarm()

    @override
    def show_alarm(self, identity: int) -> bool:
        alarm = self.desk.bridge.network.alarms.get(identity)
        if alarm is None or alarm.site not in self.desk.overview.sites:
            return False
        self.grouping.set_current(0)
        if self._site_list.position(alarm.site) is None:
            self.filter.set_current(ALL)
            self.clear_search()
            self._filter()
        self._group()
        self.sites.pick(alarm.site)
        return True

    @override
    def back(self) -> bool:
        if self.clear_search():
            return True
        if self.sites.current_key is not None:
            self.sites.pick(None)
            return True
        return False


def _matches_site(row: SiteRow, which: int) -> bool:
    return (
        which == ALL
        or (which == ABNORMAL and row.abnormal)
        or (which == OFFLINE and row.offline > 0)
        or (which == OUT and row.counts.out > 0)
    )


def _matches_point(row: PointRow, which: int) -> bool:
    return (
        which == ALL
        or (which == ABNORMAL and row.mark is not None)
        or (which == OFFLINE and not row.heard)
        or (which == OUT and row.counts.out > 0)
    )

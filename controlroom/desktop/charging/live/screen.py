"""Live status: every site, charge point and connector, abnormal first."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

from typing_extensions import override

from controlroom.desktop.charging.live.connector_list import ConnectorList
from controlroom.desktop.charging.live.filter import (
    STATES,
    Current,
    LiveFilter,
    State,
    connector_counts,
    key_of,
    point_counts,
    site_counts,
    towns,
)
from controlroom.desktop.charging.live.groups import By
from controlroom.desktop.charging.live.legend import LiveLegend
from controlroom.desktop.charging.live.point_trends import PointTrends
from controlroom.desktop.charging.live.site_list import PointList, SiteList
from controlroom.desktop.charging.live.site_pane import SitePane
from controlroom.desktop.charging.live.welcome import Welcome
from controlroom.desktop.desk.desk import Desk
from controlroom.desktop.desk.list_page import ListPage
from controlroom.desktop.desk.overview import SiteRow
from controlroom.desktop.kit.buttons import Button
from controlroom.desktop.kit.language import formats, texts
from controlroom.desktop.kit.list_stack import ListStack
from controlroom.desktop.kit.list_with_pane import Beside
from controlroom.desktop.kit.marks import Blink
from controlroom.desktop.kit.panel import Line
from controlroom.desktop.kit.picker import Option, Picker
from controlroom.desktop.kit.segmented import Segmented
from controlroom.desktop.kit.table_model import Heading, TableModel
from controlroom.desktop.kit.table_view import TableView
from controlroom.desktop.kit.theme import Size, Space
from controlroom.desktop.kit.timers import later
from controlroom.domain.charging.charge_point import SiteKind

SITES, POINTS, CONNECTORS = range(3)
_ALL: Hashable = ""
COUNT_MS = 500


class LiveView(ListPage):
    """F4. Sites, charge points or connectors in a table; the selected one's site at the right."""

    name = "live"
    seeks = True

    def __init__(self, desk: Desk, blink: Blink) -> None:
        super().__init__(desk, "")
        self.title.setText(self.tr("Live status"))
        self._site_list = SiteList(desk.overview, self)
        self._trends = PointTrends(desk.services.reports, self)
        desk.bridge.reloaded.connect(self._trends.forget)
        self._point_list = PointList(desk.overview, self._trends, self)
        self._connector_list = ConnectorList(desk.overview, desk.bridge, self)
        self.sites = TableView(self._site_list, blink)
        self.points = TableView(self._point_list, blink, row_height=Size.LONG_ROW)
        self.connectors = TableView(self._connector_list, blink, row_height=Size.LONG_ROW)
        self._views = (self.sites, self.points, self.connectors)
        for view, key in zip(self._views, ("sites", "points", "connectors"), strict=True):
            view.remember(desk.memory, f"live/{key}")
            view.picked.connect(self._picked)
        self.sites.raised = lambda row: (
            row.mark is not None and (row.mark.priority == 1 and row.mark.unacknowledged)
        )
        self.pane = SitePane(desk, blink)
        self.pane.hide()
        self._shown = LiveFilter()
        self._counting = later(self, COUNT_MS, self._count)
        self._make()
        self._lay_out()
        self._join()
        self._remembered()
        self._refresh()

    # Placing

    def _make(self) -> None:
        self.filter = Segmented([""] * len(STATES))
        self.grouping = Segmented(
            [self.tr("Sites"), self.tr("Charge points"), self.tr("Connectors")]
        )
        self.by = Picker(
            self.tr("Group by"),
            [
                Option(By.NOTHING, self.tr("Not grouped")),
                Option(By.SITE, self.tr("By site"), self.tr("Grouped by site")),
                Option(By.KIND, self.tr("By class"), self.tr("Grouped by class")),
            ],
            icon_name="list-details",
        )
        kinds = [Option(kind, texts.name(kind)) for kind in SiteKind]
        self.kind = Picker(self.tr("Class"), [Option(_ALL, self.tr("All classes")), *kinds])
        self.town = Picker(
            self.tr("Place"), [Option(_ALL, self.tr("All places"))], icon_name="map-pin"
        )
        self.current = Picker(
            self.tr("Current"),
            [
                Option(_ALL, self.tr("DC and AC")),
                Option(Current.DC, self.tr("DC, 44 kW and more"), "DC"),
                Option(Current.AC, self.tr("AC, below 44 kW"), "AC"),
                Option(Current.UNKNOWN, self.tr("Rated power not known")),
            ],
            icon_name="bolt",
        )
        self.clear = Button(self.tr("Clear filters"), icon_name="x")
        narrowing = (self.filter, self.kind, self.town, self.current)
        self.controls = (self.grouping, self.by, *narrowing, *self._views)

    def _lay_out(self) -> None:
        self.bar.addSpacing(Space.PANEL)
        self.bar.addWidget(self.search_field(self.tr("Find site or charge point")), 1)
        self.bar.addWidget(self.filter)
        self.bar.addStretch(1)
        self.bar.addWidget(self.grouping)
        self.welcome = Welcome(self.desk)
        self.welcome.finished.connect(self._refresh)
        self.stack = ListStack(*self._views, self.welcome)
        self.legend = LiveLegend()
        filters, line = self.filter_line(self.town, self.kind, self.current, self.clear)
        line.addStretch(1)
        line.addWidget(self.by)
        above = (self.title_bar(), filters, Line())
        below = (self.stack, Line(), self.legend)
        self.outer.addWidget(Beside(above, below, self.pane, self.stack), 1)

    def _join(self) -> None:
        desk = self.desk
        self.sites.opened.connect(lambda _key: self.pane.open_first())
        self.points.opened.connect(self._opened)
        self.connectors.opened.connect(self._opened)
        self.pane.closed.connect(lambda: self.view.pick(None))
        desk.overview.rebuilt.connect(self._refresh)
        desk.overview.sites_changed.connect(self._changed)
        desk.overview.alarms_changed.connect(self._refresh_pane)
        desk.history.changed.connect(self._refresh_pane)
        desk.tariffs.changed.connect(self._refresh_pane)
        for model in (self._site_list, self._point_list, self._connector_list):
            model.flushed.connect(self._say_shown)
        self.filter.chosen.connect(self._filter)
        self.grouping.chosen.connect(self._turn)
        self.by.chosen.connect(self._group_by)
        for picker in (self.town, self.kind, self.current):
            picker.chosen.connect(self._filter)
        self.clear.clicked.connect(self.clear_filters)
        if self.search is not None:
            self.search.textChanged.connect(self._filter)

    # What this workstation remembers

    def _remembered(self) -> None:
        memory = self.desk.memory
        shown = memory.get("live/shown")
        if shown in ("0", "1", "2"):
            self.grouping.set_current(int(shown))
        by = memory.get("live/by")
        chosen = next((one for one in By if one.value == by), By.NOTHING)
        self.by.set_current(chosen)
        self._group_lists(chosen)

    def _turn(self) -> None:
        self.desk.memory.keep("live/shown", str(self.grouping.current))
        self._group()
        self._count()
        # Connectors are listed little by little.
        self._counting.start()

    def _group_by(self) -> None:
        chosen = self.by.current
        if isinstance(chosen, By):
            self.desk.memory.keep("live/by", key_of(chosen))
            self._group_lists(chosen)
            self._say_shown()

    def _group_lists(self, by: By) -> None:
        places: dict[Hashable, int] = {kind: place for place, kind in enumerate(SiteKind)}
        order = places.__getitem__ if by is By.KIND else None
        site = by is By.SITE
        self._point_list.group_by(
            None if by is By.NOTHING else lambda row: row.site if site else row.kind, order
        )
        self._connector_list.group_by(
            None if by is By.NOTHING else lambda row: row.point.site if site else row.point.kind,
            order,
        )

    # Filters

    @property
    def view(self) -> TableView:
        """The table that is shown."""
        return self._views[self.grouping.current]

    @property
    def model(self) -> TableModel[Any]:
        return self.view.table

    def _wanted(self) -> LiveFilter:
        kind, town, current = self.kind.current, self.town.current, self.current.current
        return LiveFilter(
            STATES[self.filter.current],
            kind if isinstance(kind, SiteKind) else None,
            town if isinstance(town, str) else "",
            current if isinstance(current, Current) else None,
            self.sought,
        )

    def _filter(self) -> None:
        wanted = self._shown = self._wanted()
        overview = self.desk.overview
        everything = wanted == LiveFilter()
        self._site_list.show_only(None if everything else lambda row: wanted.site(row, overview))
        self._point_list.show_only(None if everything else wanted.point)
        self._connector_list.show_only(None if everything else wanted.connector)
        self.clear.setVisible(wanted.narrowed)
        self._group()

    def clear_filters(self) -> None:
        """Show every site again."""
        for picker in (self.town, self.kind, self.current):
            picker.set_current(_ALL)
        self.filter.set_current(0)
        self.clear_search()
        self._filter()

    def _group(self) -> None:
        self._connector_list.follow(self.grouping.current == CONNECTORS and self.isVisible())
        self.by.setVisible(self.grouping.current != SITES)
        filling = self.model is self._connector_list and self._connector_list.filling
        if self.welcome.wanted:
            self.stack.show_list(self.welcome)
        elif len(self.model) or filling:
            self.stack.show_list(self.view)
        else:
            self._say_empty()
        self._show_pane()
        self._say_shown()

    def _say_shown(self) -> None:
        model = self.model
        if len(model) and self.stack.currentWidget() is self.stack.empty:
            self.stack.show_list(self.view)
        shown, everything = formats.number(model.matching), formats.number(model.total)
        self.legend.say(self.tr("{0} of {1}").format(shown, everything))

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
        places = [Option(town, town) for town in towns(self.desk.overview)]
        self.town.set_options([Option(_ALL, self.tr("All places")), *places])
        self._filter()
        self._refresh_pane()

    def _changed(self, rows: list[SiteRow]) -> None:
        if not self._counting.isActive():
            self._counting.start()
        if not self.pane.isHidden() and any(row.site.name == self.pane.site for row in rows):
            self._refresh_pane()

    def _refresh_pane(self) -> None:
        row = self.desk.overview.sites.get(self.pane.site)
        if row is not None and not self.pane.isHidden():
            self.pane.show_site(row)

    def _counts(self) -> tuple[int, ...]:
        """Of each state, of what the table in sight lists."""
        if self.grouping.current == CONNECTORS:
            return connector_counts(self._connector_list.rows)
        if self.grouping.current == POINTS:
            return point_counts(self.desk.overview)
        return site_counts(self.desk.overview)

    def _count(self) -> None:
        words = {
            State.ALL: self.tr("All {0}"),
            State.ABNORMAL: self.tr("Abnormal {0}"),
            State.CHARGING: self.tr("Charging {0}"),
            State.OFFLINE: self.tr("Offline {0}"),
            State.OUT: self.tr("Out of service {0}"),
        }
        found = self._counts()
        self.filter.set_texts(
            [
                words[state].format(formats.number(count))
                for state, count in zip(STATES, found, strict=True)
            ]
        )

    def _site_of(self, key: Hashable | None) -> str:
        """The site of what is selected in the table that is shown."""
        row = None if key is None else self.model.find(key)
        if self.grouping.current == SITES:
            return key if row is not None and isinstance(key, str) else ""
        if isinstance(key, Heading):
            return key.group if isinstance(key.group, str) and self._grouped_by_site else ""
        if row is None:
            return ""
        return str(row.site if self.grouping.current == POINTS else row.point.site)

    @property
    def _grouped_by_site(self) -> bool:
        return self.by.current is By.SITE

    def _picked(self, _key: object) -> None:
        self._show_pane()

    def _show_pane(self) -> None:
        row = self.desk.overview.sites.get(self._site_of(self.view.current_key))
        self.pane.setVisible(row is not None)
        if row is not None:
            self.pane.show_site(row)

    def _opened(self, key: object) -> None:
        """Enter folds a group, and opens a charge point."""
        if isinstance(key, Heading):
            self.model.fold(key.group)
        elif isinstance(key, tuple):
            self.desk.open_point.emit(key[0])
        elif isinstance(key, str):
            self.desk.open_point.emit(key)

    # Page

    @override
    def entered(self) -> None:
        self._group()

    @override
    def left(self) -> None:
        self._connector_list.follow(False)

    @override
    def show_matching(self, sought: str) -> None:
        """Show a site, chosen; or what a search finds."""
        self.clear_filters()
        if sought in self.desk.overview.sites:
            self.grouping.set_current(SITES)
            self._group()
            self.sites.pick(sought)
        elif self.search is not None:
            self.search.setText(sought)

    @override
    def subject(self) -> str:
        return self.pane.site if self.grouping.current == SITES and self.shows_one() else ""

    @override
    def chosen_again(self) -> None:
        if isinstance(self.by.current, By):
            self._group_lists(self.by.current)
        self._filter()

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
        alarm = self.desk.bridge.alarms.get(identity)
        if alarm is None or alarm.site not in self.desk.overview.sites:
            return False
        self.grouping.set_current(SITES)
        if self._site_list.position(alarm.site) is None:
            self.clear_filters()
        self._group()
        self.sites.pick(alarm.site)
        return True

    @override
    def back(self) -> bool:
        if self.clear_search():
            return True
        if self.view.current_key is not None:
            self.view.pick(None)
            return True
        return False

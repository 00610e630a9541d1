"""Network graphs: power against what is usual, sessions, availability; in sum and by site."""

from __future__ import annotations

from datetime import UTC, datetime
from time import monotonic

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from controlroom.desktop.charging.graphs.network_graph import Live, NetworkGraph
from controlroom.desktop.charging.graphs.network_past import NetworkPast
from controlroom.desktop.charging.graphs.network_picture import Picture, Span, picture
from controlroom.desktop.charging.graphs.quarters import WEEK, Edges, deviation, local
from controlroom.desktop.charging.graphs.small_multiples import SmallMultiples, Tile
from controlroom.desktop.desk.desk import Desk
from controlroom.desktop.desk.overview import SiteRow
from controlroom.desktop.desk.page import Page
from controlroom.desktop.kit.buttons import Button, Look
from controlroom.desktop.kit.language import formats
from controlroom.desktop.kit.list_stack import ListStack
from controlroom.desktop.kit.marks import Blink, mark_name
from controlroom.desktop.kit.panel import Panel
from controlroom.desktop.kit.plain_label import PlainLabel
from controlroom.desktop.kit.segmented import Segmented
from controlroom.desktop.kit.theme import Space, Type
from controlroom.desktop.kit.timers import later
from controlroom.domain.quarter_hours import QUARTER_S, quarter_of

ROUND_FROM_W = 100_000
"""A power from which on tenths of a kilowatt say nothing."""
LIVE_MS = 100
TILES_MS = 400
DRAW_MS = 100
WORK_S = 0.01
"""How long the window may spend at once on what is usual of sites."""
ORDER_S = 10.0
"""Sites change places no more often than this, and not so soon after somebody chose one."""
_SPANS = {Qt.Key.Key_1: 0, Qt.Key.Key_2: 1, Qt.Key.Key_3: 2, Qt.Key.Key_4: 3}


class GraphView(Page):
    """Ctrl+G. Large what is looked at, below it every site."""

    name = "graphs"
    subject_apart = True

    def __init__(self, desk: Desk, blink: Blink) -> None:
        super().__init__(desk, "")
        self.title.setText(self.tr("Network graphs"))
        self.past = NetworkPast(desk.bridge, desk.services.reports, self)
        self.graph = NetworkGraph()
        self.tiles = SmallMultiples(blink)
        self.tiles.setAccessibleName(self.tr("Power of each site, last 24 h"))
        self.span = Segmented([self.tr("24 h"), self.tr("7 d"), self.tr("28 d"), self.tr("1 year")])
        self.site: str | None = None
        self._drawn_at = float("-inf")
        self._ordered: list[str] = []
        self._ordered_at = float("-inf")
        self._touched = float("-inf")
        self._lay_out()
        self._live_due = later(self, LIVE_MS, self._show_live)
        self._tiles_due = later(self, TILES_MS, self._show_tiles)
        self._draw_due = later(self, DRAW_MS, self._draw)
        self._minute = QTimer(self)
        self._minute.setInterval(30_000)
        self._minute.timeout.connect(self._draw_due.start)
        self._join()

    def _lay_out(self) -> None:
        self.bar.addSpacing(Space.PANEL)
        self.bar.addWidget(self.search_field(self.tr("Find site")), 1)
        self.bar.addWidget(self.span)
        self.bar.addStretch(1)
        side = Qt.AlignmentFlag.AlignRight
        self.known = PlainLabel("", Type.LABEL, role="secondary", whole=True, align=side)
        self.bar.addWidget(self.known)
        self.heading = PlainLabel("", Type.HEADING)
        self.now = PlainLabel("", role="secondary", tabular=True)
        self.whole = Button(self.tr("Whole network"), key="Esc", look=Look.DEFAULT, small=True)
        self.legend = PlainLabel("", Type.LABEL, role="secondary")
        head = QHBoxLayout()
        head.setSpacing(Space.PANEL)
        head.addWidget(self.heading)
        head.addWidget(self.now)
        head.addWidget(self.legend, 1)
        head.addWidget(self.whole)
        large = Panel()
        large.body.setSpacing(Space.BETWEEN)
        large.body.addLayout(head)
        large.body.addWidget(self.graph, 1)
        self.stack = ListStack(self.tiles)
        self.outer.addWidget(self.title_bar())
        body = QVBoxLayout()
        body.setContentsMargins(Space.PANEL, Space.PANEL, Space.PANEL, Space.PANEL)
        body.setSpacing(Space.BETWEEN)
        body.addWidget(large, 3)
        self.order = PlainLabel("", Type.LABEL, role="secondary")
        body.addWidget(self.order)
        body.addWidget(self.stack, 2)
        self.outer.addLayout(body, 1)

    def _join(self) -> None:
        overview = self.desk.overview
        self.span.chosen.connect(self._chosen)
        self.whole.clicked.connect(self._whole)
        self.tiles.picked.connect(self._touch)
        self.tiles.opened.connect(self.show_site)
        self.past.changed.connect(self._past_changed)
        overview.rebuilt.connect(self._rebuilt)
        overview.sites_changed.connect(self._sites_changed)
        overview.figures_changed.connect(self._figures_changed)
        if self.search is not None:
            self.search.textChanged.connect(self._searched)

    # What happens

    def _sites_changed(self, rows: list[SiteRow]) -> None:
        if not self.isVisible():
            return
        if not self._tiles_due.isActive():
            self._tiles_due.start()
        if any(row.site.name == self.site for row in rows):
            self._figures_changed()

    def _figures_changed(self, _figures: object = None) -> None:
        if self.isVisible() and not self._live_due.isActive():
            self._live_due.start()

    def _past_changed(self) -> None:
        if self.isVisible():
            if not self._draw_due.isActive():
                # At once after a pause: what was asked for is awaited.
                passed = (monotonic() - self._drawn_at) * 1000
                self._draw_due.start(max(0, int(DRAW_MS - passed)))
            if not self._tiles_due.isActive():
                self._tiles_due.start()

    def _rebuilt(self) -> None:
        if self.site is not None and self.site not in self.desk.overview.sites:
            self.show_site(None)
        if self.isVisible():
            self._all()

    def _searched(self) -> None:
        self._ordered_at = float("-inf")
        self._show_tiles()

    def _touch(self, _site: str) -> None:
        self._touched = monotonic()

    def _chosen(self, _index: int) -> None:
        self.past.look_at(self.site, year=self._year)
        self._draw()

    @property
    def _year(self) -> bool:
        return self.span.current == Span.YEAR

    def _whole(self) -> None:
        self.show_site(None)
        self.focus()

    def show_site(self, site: str | None) -> None:
        """Show a site large; None: the whole network."""
        self.site = site
        if site is not None:
            self.tiles.pick(site)
        self.past.look_at(site, year=self._year)
        self._draw()

    # Showing

    def _all(self) -> None:
        self._ordered_at = float("-inf")
        self._draw()
        self._show_tiles()

    def _draw(self) -> None:
        if not self.desk.bridge.loaded:
            return
        edges = None if self._year else self.past.edges(self.site)
        now = self.desk.overview.now.timestamp()
        shown = picture(self.past, edges, Span(self.span.current), now)
        self._drawn_at = monotonic()
        self.graph.show_picture(shown)
        self._say_known(shown)
        self._show_live()

    def _row(self) -> SiteRow | None:
        return None if self.site is None else self.desk.overview.sites.get(self.site)

    def _power_now(self) -> float | None:
        row = self._row()
        return self.desk.overview.figures.power_w if row is None else row.shown.value

    def _share_now(self) -> float | None:
        row = self._row()
        if row is None:
            return self.desk.overview.figures.up
        return row.counts.availability

    def _show_live(self) -> None:
        power, share = self._power_now(), self._share_now()
        self.graph.show_live(
            Live(
                None if power is None else power / 1000,
                float(self.past.running_now()) if self.desk.bridge.loaded else None,
                None if share is None else share * 100,
            )
        )
        self.heading.setText(self.site or self.tr("Whole network"))
        self.whole.setVisible(self.site is not None)
        figure, unit = formats.power(power)
        usual = self._edges_now(self.past.edges(self.site))
        words = self.tr("{0} now").format(f"{figure} {unit}")
        if usual is not None:
            places = 0 if usual[1] >= ROUND_FROM_W else 1
            low, high = (formats.number(edge / 1000, places) for edge in usual)
            words += " · " + self.tr("usual at this time {0}").format(f"{low}–{high} kW")
        self.now.setText(words)

    def _edges_now(self, edges: Edges | None) -> tuple[float, float] | None:
        """What is usual at this time of the week."""
        if edges is None:
            return None
        place = int(local(quarter_of(self.desk.overview.now), 1)[0]) % WEEK
        return float(edges[0][place]), float(edges[1][place])

    def _say_known(self, shown: Picture) -> None:
        self.legend.setText(
            self.tr("Line: mean of each day. Band: its lowest to highest quarter-hour.")
            if shown.daily
            else self.tr("Band: 10 to 90% of the last four weeks, same time of the week.")
        )
        if self.past.away:
            self.known.setText(self.tr("The database does not answer; tried again within 5 min"))
            return
        words: list[str] = []
        if self.past.loading:
            words.append(self.tr("Loading the past …"))
        else:
            since = shown.known_since(shown.availability)
            if since is not None:
                at = datetime.fromtimestamp(since - QUARTER_S, UTC)
                when = f"{formats.day(at)} {formats.minute(at)}"
                words.append(self.tr("Availability known since {0}").format(when))
            if shown.empty:
                words.append(self.tr("Nothing is known of this time yet"))
        self.known.setText(" · ".join(words))

    # Tiles

    def _show_tiles(self) -> None:
        rows = [row for row in self.desk.overview.sites.values() if self._matches(row)]
        if self.past.work_out([row.site.name for row in rows], WORK_S):
            self._tiles_due.start()
            self._ordered_at = float("-inf")
        away = {row.site.name: self._away(row) for row in rows}
        by_name = {row.site.name: row for row in rows}
        now = monotonic()
        still = now - max(self._ordered_at, self._touched) < ORDER_S
        if not still or set(self._ordered) != set(by_name):
            self._ordered_at = now
            ordered = sorted(
                rows, key=lambda row: (row.severity[:-1], -away[row.site.name], row.site.name)
            )
            self._ordered = [row.site.name for row in ordered]
        self.tiles.show_tiles([self._tile(by_name[name], away[name]) for name in self._ordered])
        if self.site is None and self._touched < 0 and self._ordered:
            # Nobody has chosen one: the keyboard begins with the first.
            self.tiles.pick(self._ordered[0])
        if rows:
            self.stack.show_list(self.tiles)
        else:
            self._say_empty()
        self.order.setText(
            self.tr("Sites, last 24 h: those with alarms first, then by how far from usual")
            if rows
            else ""
        )

    def _matches(self, row: SiteRow) -> bool:
        text = self.sought
        return not text or text in row.site.name.casefold() or text in row.place.casefold()

    def _away(self, row: SiteRow) -> float:
        usual = self._edges_now(self.past.known_edges(row.site.name))
        return 0.0 if usual is None else deviation(row.shown.value, *usual)

    def _tile(self, row: SiteRow, away: float) -> Tile:
        figure, unit = formats.power(row.shown.value)
        notes = [mark_name(row.mark)] if row.mark is not None else []
        if away:
            notes.append(self.tr("not usual at this time"))
        return Tile(
            key=row.site.name,
            name=row.site.name,
            value=formats.DASH if row.shown.value is None else f"{figure} {unit}",
            trend=row.trend,
            mark=row.mark,
            outside=away > 0,
            note=", ".join(notes),
        )

    def _say_empty(self) -> None:
        if not self.desk.bridge.loaded:
            self.stack.say_empty(self.tr("Loading the network"), "")
        elif not self.desk.overview.sites:
            self.stack.say_empty(
                self.tr("No sites yet"),
                self.tr("Graphs begin with the first charge point: add it in the settings."),
            )
        else:
            self.stack.say_empty(self.tr("Nothing matches"), self.tr("Clear the search with Esc."))

    # Page

    @override
    def entered(self) -> None:
        self.past.look_at(self.site, year=self._year)
        self.past.enter()
        self._minute.start()
        self._all()

    @override
    def left(self) -> None:
        self._minute.stop()
        self.past.leave()

    @override
    def keys(self) -> list[tuple[str, str]]:
        return [
            ("1–4", self.tr("Span")),
            ("Enter", self.tr("Show large")),
            ("Esc", self.tr("Whole network")),
            ("Tab", self.tr("Next part")),
            ("Ctrl+F", self.tr("Find")),
        ]

    @override
    def focus(self) -> None:
        self.stack.take_keys()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        span = _SPANS.get(Qt.Key(event.key()))
        if span is None or event.modifiers() != Qt.KeyboardModifier.NoModifier:
            super().keyPressEvent(event)
        elif span != self.span.current:
            self.span.set_current(span)
            self._chosen(span)

    @override
    def show_matching(self, sought: str) -> None:
        if sought in self.desk.overview.sites:
            self.show_site(sought)

    @override
    def subject(self) -> str:
        return self.site or ""

    @override
    def choices(self) -> tuple[QWidget, ...]:
        return (self.span,)

    @override
    def chosen_again(self) -> None:
        self._chosen(self.span.current)

    @override
    def back(self) -> bool:
        if self.clear_search():
            return True
        if self.graph.cursor_shown:
            self.graph.hide_cursor()
            return True
        if self.site is not None:
            self._whole()
            return True
        return False

"""Sessions: what is stuck, what is held, what it costs."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import replace
from datetime import datetime, timedelta

from PySide6.QtGui import QResizeEvent
from typing_extensions import override

from controlroom.desktop.charging.sessions.export import SessionExport
from controlroom.desktop.charging.sessions.pane import SessionPane
from controlroom.desktop.charging.sessions.session_detail import SessionDetail
from controlroom.desktop.charging.sessions.session_list import SessionList, Wanted
from controlroom.desktop.desk.desk import Desk
from controlroom.desktop.desk.list_page import ListPage, count_label
from controlroom.desktop.kit.background_query import Question
from controlroom.desktop.kit.buttons import Button
from controlroom.desktop.kit.filter_bar import FilterBar
from controlroom.desktop.kit.keys import WITHIN, on_keys
from controlroom.desktop.kit.language import formats
from controlroom.desktop.kit.list_stack import ListStack
from controlroom.desktop.kit.marks import Blink
from controlroom.desktop.kit.panel import WIDE_PAGE, Line
from controlroom.desktop.kit.picker import Option, Picker, Toggle
from controlroom.desktop.kit.segmented import Segmented
from controlroom.desktop.kit.table_view import TableView
from controlroom.desktop.kit.theme import Size
from controlroom.desktop.kit.timers import later
from controlroom.domain.people.customer import Customer
from controlroom.operations.ports.session_search import SessionFilter, Which

SPANS = (timedelta(days=1), timedelta(days=7), timedelta(days=31), timedelta(days=92), None)
TYPING_MS = 300
_STATES = (Which.ALL, Which.RUNNING, Which.ENDED, Which.HELD)
_ALL: Hashable = ""


class SessionView(ListPage):
    """F7. Running sessions first, then the newest; the selected one at the right."""

    name = "sessions"

    def __init__(self, desk: Desk, blink: Blink) -> None:
        super().__init__(desk, "")
        self.title.setText(self.tr("Sessions"))
        services = desk.services
        self._list = SessionList(desk.bridge, services.session_search, desk.tariffs, self)
        self._detail = SessionDetail(desk.bridge, services.sessions, services.session_search, self)
        self.table = TableView(self._list, blink, row_height=Size.LONG_ROW)
        self.table.remember(desk.memory, "sessions/columns")
        self.state = Segmented([""] * 4)
        spans = [self.tr("24 h"), self.tr("7 d"), self.tr("31 d"), self.tr("92 d"), self.tr("All")]
        self.span = Segmented(spans)
        self.pane = SessionPane(desk, self._detail)
        self.pane.hide()
        self.exporting = SessionExport(desk)
        self._one = ""
        """Id of the session to show once it is listed."""
        self._typing = later(self, TYPING_MS, self._ask)
        self._oldest = Question("oldest session", self)
        self._people = Question("customers to filter by", self)
        self._filters()
        self._lay_out()
        self._join()
        self._count()

    # Placing

    def _filters(self) -> None:
        self.month = Picker(
            self.tr("Month"), [Option(_ALL, self.tr("Month"))], icon_name="clipboard-list"
        )
        self.site = Picker(self.tr("Site"), [Option(_ALL, self.tr("All sites"))])
        self.point = Picker(self.tr("Charge point"), [Option(_ALL, self.tr("All charge points"))])
        self.customer = Picker(self.tr("Customer"), [Option(_ALL, self.tr("All customers"))])
        self.little = Toggle(self.tr("Zero energy"))
        self.little.setToolTip(self.tr("Ended with less than 0.1 kWh"))
        self.estimated = Toggle(self.tr("Estimated time"))
        self.estimated.setToolTip(self.tr("Start or end is our clock, for the station’s was wrong"))
        self.clear = Button(self.tr("Clear filters"), icon_name="x")
        self.export = Button(self.tr("Export"), icon_name="file-download", key="Ctrl+E")
        where = (self.site, self.point, self.customer, self.little, self.estimated)
        self.controls = (self.state, self.span, self.month, *where, self.table)

    def _lay_out(self) -> None:
        self.find_with(self.tr("Customer, token, charge point"), self._typing.start)
        self.bar.addWidget(self.state)
        self.bar.addStretch(1)
        self.bar.addWidget(self.export)
        self.filters = FilterBar(
            (self.span, self.month),
            (self.site, self.point, self.customer, self.little, self.estimated),
            self.clear,
        )
        self.stack = ListStack(self.table)
        self._sum, self.shown = count_label(), count_label()
        self.more = Button(self.tr("Load more"), small=True)
        foot = self.foot(self._sum, self.shown, self.more)
        below = (self.stack, self.exporting, Line(), foot)
        self.place_beside(self.pane, self.filters, Line(), *below, narrow=True)

    def _join(self) -> None:
        desk = self.desk
        self.state.chosen.connect(self._ask)
        self.span.chosen.connect(self._chose_span)
        self.month.chosen.connect(self._ask)
        for picker in (self.site, self.point, self.customer):
            picker.chosen.connect(self._ask)
        self.little.clicked.connect(self._ask)
        self.estimated.clicked.connect(self._ask)
        self.clear.clicked.connect(self.clear_filters)
        self.export.clicked.connect(self.ask_export)
        self.more.clicked.connect(self._list.more)
        self.table.picked.connect(self._picked)
        self.table.opened.connect(lambda _key: self.pane.open_point())
        self.table.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.table.horizontalHeader().sortIndicatorChanged.connect(self._count)
        self.pane.closed.connect(lambda: self.table.pick(None))
        self._list.flushed.connect(self._show_stack)
        self._list.flushed.connect(self._follow)
        self._list.counted.connect(self._count)
        desk.overview.rebuilt.connect(self._offer_places)
        desk.tariffs.changed.connect(self.pane.show_detail)
        self.exporting.finished.connect(lambda: self.export.setEnabled(True))
        on_keys(self, "Ctrl+E", self.ask_export, WITHIN)
        self.pane.decision.take_letters(self.table)

    # What may be chosen

    def _offer(self) -> None:
        self._offer_places()
        services = self.desk.services
        self._oldest.ask(services.session_search.oldest(), self._offer_months)
        self._people.ask(services.customers.customers(), self._offer_people)

    def _offer_places(self) -> None:
        overview = self.desk.overview
        sites = sorted(overview.sites, key=str.casefold)
        self.site.set_options(
            [Option(_ALL, self.tr("All sites")), *(Option(name, name) for name in sites)]
        )
        points = sorted(self.desk.bridge.network.registrations, key=str.casefold)
        self.point.set_options(
            [Option(_ALL, self.tr("All charge points")), *(Option(name, name) for name in points)]
        )

    def _offer_people(self, customers: list[Customer]) -> None:
        known = sorted(customers, key=lambda one: one.name.casefold())
        self.customer.set_options(
            [
                Option(_ALL, self.tr("All customers")),
                *(Option(c.number, f"{c.name} · {c.number}", c.name) for c in known),
            ]
        )

    def _offer_months(self, oldest: datetime | None) -> None:
        now = formats.local(self.desk.bridge.server_time)
        first = now if oldest is None else min(now, formats.local(oldest))
        months: list[Option] = [Option(_ALL, self.tr("Month"))]
        year, month = now.year, now.month
        while (year, month) >= (first.year, first.month):
            words = formats.month_name(year, month)
            months.append(Option((year, month), f"{words[:1].upper()}{words[1:]}"))
            year, month = (year, month - 1) if month > 1 else (year - 1, 12)
        self.month.set_options(months)

    # What is wanted

    def _others(self) -> SessionFilter:
        site, point, customer = self.site.current, self.point.current, self.customer.current
        return SessionFilter(
            which=_STATES[self.state.current],
            site=site if isinstance(site, str) else "",
            charge_point=point if isinstance(point, str) else "",
            customer=customer if isinstance(customer, int) else None,
            little=self.little.isChecked(),
            estimated=self.estimated.isChecked(),
            text=self.search.text().strip() if self.search is not None else "",
        )

    def _wanted(self) -> Wanted:
        month = self.month.current
        if isinstance(month, tuple):
            return Wanted(None, (int(month[0]), int(month[1])), self._others())
        return Wanted(SPANS[self.span.current], None, self._others())

    def _ask(self) -> None:
        self._typing.stop()
        self._list.ask(self._wanted())
        self._count()

    def _chose_span(self) -> None:
        self.month.set_current(_ALL)
        self._ask()

    @property
    def _narrowed(self) -> bool:
        """Something is filtered besides state and time."""
        return replace(self._others(), which=Which.ALL) != SessionFilter()

    def clear_filters(self) -> None:
        """Every session of the time shown."""
        for picker in (self.site, self.point, self.customer):
            picker.set_current(_ALL)
        self.little.setChecked(False)
        self.estimated.setChecked(False)
        self.state.set_current(0)
        if self.search is not None:
            self.search.clear()
        self._ask()

    # Contents

    def _count(self) -> None:
        counts = self._list.counts
        words = [
            self.tr("All {0}"),
            self.tr("In progress {0}"),
            self.tr("Ended {0}"),
            self.tr("Held {0}"),
        ]
        self.state.set_texts(
            [
                word.format("…" if counts is None else formats.number(counts.of(which)[0]))
                for word, which in zip(words, _STATES, strict=True)
            ]
        )
        self.clear.setVisible(self._narrowed or self.state.current > 0)
        loaded = len(self._list)
        found, energy = (loaded, 0) if counts is None else counts.of(_STATES[self.state.current])
        found = max(found, loaded)
        self._sum.setText(
            self.tr("Energy {0} kWh").format(formats.energy(energy, 0)) if counts and found else ""
        )
        shown = self.shown_of(loaded, found)
        if not self._list.complete and self.table.horizontalHeader().sortIndicatorSection() >= 0:
            shown = self.tr("{0} · only those loaded are sorted").format(shown)
        self.shown.setText(shown)
        self.more.setVisible(not self._list.complete)
        self._show_stack()

    def _show_stack(self) -> None:
        if len(self._list):
            self.stack.show_list(self.table)
        elif self._list.busy:
            self.stack.say_empty(self.tr("Reading sessions"), "")
        elif self._narrowed or self.state.current:
            self.stack.say_empty(
                self.tr("Nothing matches"),
                self.tr("Choose another filter or a longer time, or clear the search with Esc."),
            )
        else:
            self.stack.say_empty(
                self.tr("No sessions in this time"),
                self.tr(
                    "Choose a longer time. A session appears as soon as a car begins to charge."
                ),
            )

    def _scrolled(self, value: int) -> None:
        """At the end of what is loaded comes the next page."""
        if value >= self.table.verticalScrollBar().maximum() and value:
            self._list.more()

    def _picked(self, key: object) -> None:
        record = self._list.find(key) if isinstance(key, str) else None
        self._detail.show(record)
        self.pane.setVisible(record is not None)

    def _follow(self) -> None:
        """The session in the pane, as it is now."""
        shown = self._detail.record
        if shown is None:
            if self._one and self._list.find(self._one) is not None:
                one, self._one = self._one, ""
                self.table.pick(one)
            return
        record = self._list.find(shown.session.id)
        if record is not None and (record is not shown or record.session.active):
            self._detail.show(record)

    @override
    def show_matching(self, sought: str) -> None:
        """Show the sessions that match a text, whatever was filtered before."""
        self.clear_filters()
        if ":" in sought:
            # One session by its id, however long ago it was.
            self.month.set_current(_ALL)
            self.span.set_current(len(SPANS) - 1)
        self._one = sought
        if self.search is not None:
            self.search.setText(sought)

    # Export

    def ask_export(self) -> None:
        """Ask for a file, and write everything that is found to it, loaded or not."""
        wanted = self._list.asked
        if wanted is None or self.exporting.running:
            return
        month = self.month.current
        now = formats.local(self.desk.bridge.server_time)
        when = f"{month[0]}-{month[1]:02}" if isinstance(month, tuple) else f"{now:%Y-%m-%d}"
        name = self.tr("sessions")
        self.exporting.ask_where(wanted, f"{name}-{when}")

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = event.size().width() >= WIDE_PAGE
        words = self.tr("Export")
        self.export.key = "Ctrl+E" if wide else ""
        self.export.setText(words if wide else "")
        self.export.setAccessibleName(words)
        self.export.setToolTip("" if wide else words)
        self.export.updateGeometry()

    # Page

    @override
    def entered(self) -> None:
        self._offer()
        self._ask()

    @override
    def left(self) -> None:
        self._list.ask(None)

    @override
    def keys(self) -> list[tuple[str, str]]:
        return [
            ("Enter", self.tr("Charge point")),
            ("Ctrl+E", self.tr("Export")),
            ("Ctrl+F", self.tr("Find")),
            ("Esc", self.tr("Back")),
        ]

    @override
    def subject(self) -> str:
        return self.search.text() if self.search is not None else ""

    @override
    def back(self) -> bool:
        if self.pane.decision.box.forget() or self.clear_search():
            return True
        if self._detail.record is not None:
            self.table.pick(None)
            return True
        return False

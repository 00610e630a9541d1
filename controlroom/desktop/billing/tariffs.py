"""Tariffs: what charging costs at each site, from when, and where nothing is set."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QResizeEvent
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget
from shiboken6 import isValid
from typing_extensions import override

from controlroom.desktop.billing.tariff_list import Priced, TariffList, since_words
from controlroom.desktop.billing.tariff_pane import TariffPane
from controlroom.desktop.bridge import Batch
from controlroom.desktop.desk.desk import Desk
from controlroom.desktop.desk.list_page import ListPage
from controlroom.desktop.kit.armed_box import Armed, ArmedBox
from controlroom.desktop.kit.background_query import Question, begin
from controlroom.desktop.kit.buttons import Button, Look
from controlroom.desktop.kit.keys import HERE, on_keys
from controlroom.desktop.kit.language import texts
from controlroom.desktop.kit.list_stack import ListStack
from controlroom.desktop.kit.marks import Blink
from controlroom.desktop.kit.plain_label import PlainLabel
from controlroom.desktop.kit.table_view import TableView
from controlroom.desktop.kit.theme import Size, Type
from controlroom.desktop.kit.timers import later
from controlroom.desktop.kit.typed_values import Unreadable
from controlroom.domain.billing.events import TariffChanged
from controlroom.domain.billing.tariff import Tariff, Version
from controlroom.domain.charging.charge_point import Registration, Site
from controlroom.domain.charging.events import RegistrationChanged, SiteChanged
from controlroom.domain.errors import ControlroomError
from controlroom.operations.billing.tariffs import PriceList, Spread

ROOMY = 1600
AGAIN_MS = 300
CLOCK_MS = 30_000
"""How often a tariff that was to come may turn into the one in force."""
THINK_S = 60.0
Read = tuple[list[Site], dict[str, list[Version]], list[Registration]]


class TariffView(ListPage):
    """Sites without a tariff first. Space marks sites that are to get the tariff in the form."""

    name = "tariffs"
    subject_apart = True

    def __init__(self, desk: Desk, blink: Blink) -> None:
        super().__init__(desk, "")
        self.title.setText(self.tr("Tariffs"))
        self._list = TariffList(self)
        self.table = TableView(self._list, blink, row_height=Size.LONG_ROW)
        self.table.setAccessibleName(self.tr("Sites and their tariffs"))
        self.stack = ListStack(self.table)
        self.pane = TariffPane(desk, blink)
        self.copy = Button("", key="Ctrl+Shift+S", icon_name="copy", look=Look.PRIMARY)
        self.armed = ArmedBox()
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setFixedHeight(4)
        self.progress.hide()
        self._count = PlainLabel("", Type.LABEL, role="secondary")
        self._read_now: Read = ([], {}, [])
        self._loaded = False
        self._spreading = False
        self._wanted = ""
        self._waiting: tuple[tuple[str, ...], Tariff] | None = None
        """What is armed: the sites, and the tariff for them."""
        self._from: datetime | None = None
        """When it is to begin there; None: now."""
        self._question = Question("tariffs of all sites", self)
        self._again = later(self, AGAIN_MS, self._ask)
        self._clock = QTimer(self)
        self._clock.setInterval(CLOCK_MS)
        self._clock.timeout.connect(self._show)
        self._lay_out()
        self._join()
        self._show_marks()

    def _lay_out(self) -> None:
        self.find_with(self.tr("Site or place"), self._filter)
        self.bar.addWidget(self._count, 1)
        self.bar.addWidget(self.copy)
        holder = QWidget()
        inside = QVBoxLayout(holder)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(0)
        inside.addWidget(self.progress)
        inside.addWidget(self.armed)
        self.place_beside(self.pane, self.stack, holder)

    def _join(self) -> None:
        self.table.picked.connect(self._picked)
        self.table.opened.connect(lambda _key: self.pane.form.focus())
        self.pane.changed.connect(self._ask)
        self.copy.clicked.connect(self.arm_copy)
        self.armed.sent.connect(self._confirmed)
        self.armed.disarmed.connect(self.focus)
        self.desk.bridge.changed.connect(self._take)
        self.desk.bridge.reloaded.connect(self._again.start)
        on_keys(self.table, Qt.Key.Key_Space, self.mark, HERE, repeats=True)
        every = QKeySequence.StandardKey.SelectAll
        on_keys(self.table, every, self.mark_all, HERE, repeats=True)
        on_keys(self, "Ctrl+Shift+S", self.arm_copy)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.pane.set_roomy(on=event.size().width() >= ROOMY)

    # Contents

    def _take(self, batch: Batch) -> None:
        changed = batch.has(TariffChanged, SiteChanged, RegistrationChanged)
        if changed and not self._again.isActive():
            self._again.start()

    def _ask(self) -> None:
        self._question.ask(self._read(), self._know)

    async def _read(self) -> Read:
        services = self.desk.services
        sites, versions, points = await asyncio.gather(
            services.charge_points.sites(),
            services.tariffs.versions(),
            services.charge_points.registrations(),
        )
        return sites, versions, points

    def _know(self, read: Read) -> None:
        self._read_now = read
        self._loaded = True
        self._show()

    def _show(self) -> None:
        sites, versions, points = self._read_now
        now = self.desk.services.clock.now()
        power: dict[str, int] = {}
        for point in points:
            power[point.site] = max(power.get(point.site, 0), point.rated_w or 0)
        self._list.know(
            [
                Priced(site, tuple(versions.get(site.name, ())), now, power.get(site.name, 0))
                for site in sites
            ]
        )
        self._show_stack()
        wanted, self._wanted = self._wanted, ""
        if not wanted and not self.pane.site:
            first = self._list.row(0)
            wanted = "" if first is None else first.site.name
        if wanted and self._list.find(wanted) is not None:
            self.table.pick(wanted)
        shown = self._list.find(self.pane.site)
        if shown is not None:
            self.pane.follow(shown)
        self._show_marks()

    def _filter(self) -> None:
        text = self.sought

        def wanted(row: Priced) -> bool:
            return text in row.site.name.casefold() or text in row.site.place.casefold()

        self._list.show_only(wanted if text else None)
        self._show_stack()

    def _show_stack(self) -> None:
        rows = self._list.rows
        without = sum(row.tariff is None for row in rows)
        self._count.setText(
            self.tr("%n site(s) without a tariff", "", without)
            if without
            else self.shown_of(len(self._list), len(rows))
        )
        none = self.tr("Reading the tariffs"), ""
        if self._loaded:
            none = (
                self.tr("No sites yet"),
                self.tr("Add a site and its charge points first, in the settings: Ctrl+comma."),
            )
        self.show_rows(self.table, len(self._list), len(rows), none)

    def _picked(self, key: object) -> None:
        row = self._list.find(key) if isinstance(key, str) else None
        shown = self.pane.site
        if row is None or row.site.name == shown:
            return
        self.pane.leave(partial(self.pane.show_site, row), lambda: self.table.pick(shown or None))

    # One tariff at several sites

    def mark(self) -> None:
        """Space: mark the current site, or take its mark away."""
        name = self.table.current_key
        row = self._list.find(name) if name is not None else None
        if row is not None:
            self._list.mark([row.site.name], on=not row.marked)
            self._show_marks()

    def mark_all(self) -> None:
        """Ctrl+A: mark every site that is shown; where all are, none."""
        shown = [row for row in map(self._list.row, range(len(self._list))) if row is not None]
        on = not all(row.marked for row in shown)
        self._list.mark([row.site.name for row in shown], on=on)
        self._show_marks()

    def _show_marks(self) -> None:
        count = len(self._list.marked)
        words = self.tr("Set at %n marked site(s)", "", count)
        self.copy.setText(words)
        self.copy.setAccessibleName(words)
        self.copy.updateGeometry()
        self.copy.setVisible(count > 0 and self.desk.may(PriceList.spread_tariff))
        self.copy.setEnabled(not self._spreading)

    def arm_copy(self) -> None:
        """Ctrl+Shift+S, the first step: say at how many sites which tariff would hold."""
        sites = self._list.marked
        if not sites or self._spreading or not self.desk.allowed(PriceList.spread_tariff):
            return
        tariff = self.pane.tariff()
        if tariff is None or not self.pane.site:
            self.desk.refused.emit(
                self.tr("Choose a site and correct its prices first: they are what is copied.")
            )
            return
        try:
            valid_from = self.pane.moment()
        except Unreadable as failure:
            self.desk.refused.emit(str(failure))
            return
        self._waiting = (tuple(sites), tariff)
        self._from = valid_from
        begins = self.tr("now") if valid_from is None else since_words(valid_from)
        self.armed.arm(
            Armed(
                title=self.tr("one tariff at %n site(s)", "", len(sites)),
                target=", ".join(sites),
                now=self.tr("as in the form of {0}").format(self.pane.site),
                effect=self.tr("Holds for sessions that begin from: {0}").format(begins),
                why=False,
                send=self.tr("Set at %n site(s)", "", len(sites)),
                seconds=THINK_S,
            )
        )

    def _confirmed(self) -> None:
        """The second step."""
        if self._waiting is not None:
            sites, tariff = self._waiting
            self._waiting = None
            self._spreading = True
            self._show_marks()
            begin(self._spread(sites, tariff), "a tariff at several sites")

    async def _spread(self, sites: tuple[str, ...], tariff: Tariff) -> None:
        self.progress.setRange(0, len(sites))
        self.progress.setValue(0)
        self.progress.show()
        spread: Spread | None = None
        try:
            spread = await self.desk.services.price_list.spread_tariff(
                self.desk.actor, sites, tariff, self._from, self.progress.setValue
            )
        except ControlroomError as refusal:
            if isValid(self):
                self.desk.refused.emit(texts.error(refusal))
        finally:
            self._spreading = False
        if not isValid(self):
            return
        self.progress.hide()
        if spread is not None:
            self._tell(spread)
        self._show_marks()
        self._ask()

    def _tell(self, spread: Spread) -> None:
        self._list.mark(list(spread.sites), on=False)
        done = self.tr("%n site(s) have the tariff.", "", len(spread.sites))
        if not spread.refused:
            self.desk.told.emit(done)
            return
        site, why = spread.refused[0]
        self.desk.refused.emit(f"{done} {site}: {texts.error(why)}")

    # Page

    @override
    def show_matching(self, sought: str) -> None:
        """A site's name."""
        self._wanted = sought
        if self._list.find(sought) is not None:
            self._wanted = ""
            self.table.pick(sought)

    @override
    def leave(self, go: Callable[[], object], stay: Callable[[], object]) -> None:
        self.pane.leave(go, stay)

    @override
    def subject(self) -> str:
        return self.pane.site

    @override
    def entered(self) -> None:
        self._clock.start()
        self._ask()

    @override
    def left(self) -> None:
        self._clock.stop()

    @override
    def keys(self) -> list[tuple[str, str]]:
        return [
            ("Enter", self.tr("Change")),
            ("Ctrl+S", self.tr("Save")),
            ("Space", self.tr("Mark")),
            ("Ctrl+A", self.tr("Mark all")),
            ("Ctrl+Shift+S", self.tr("Set at the marked sites")),
            ("Ctrl+F", self.tr("Find")),
            ("Esc", self.tr("Back")),
        ]

    @override
    def save(self) -> None:
        if self.desk.allowed(PriceList.set_tariff):
            self.pane.form.submit()

    @override
    def back(self) -> bool:
        if self.armed.armed:
            self.armed.disarm()
            return True
        if self.pane.form.stay():
            return True
        if len(self._list) and self.keyboard_back(self.pane):
            return True
        return super().back()

"""The journal: what alarms, commands, people and links did, back to the beginning."""

from __future__ import annotations

import re

from PySide6.QtWidgets import QLineEdit
from typing_extensions import override

from controlroom.desktop.desk.desk import Desk
from controlroom.desktop.desk.list_page import ListPage, count_label
from controlroom.desktop.journal.journal_list import JournalList, JournalRow, Wanted, end_of
from controlroom.desktop.journal.journal_words import Topic
from controlroom.desktop.kit import typed_values
from controlroom.desktop.kit.buttons import Button
from controlroom.desktop.kit.language import formats
from controlroom.desktop.kit.list_stack import ListStack
from controlroom.desktop.kit.marks import Blink
from controlroom.desktop.kit.panel import Line
from controlroom.desktop.kit.picker import Option, Picker
from controlroom.desktop.kit.plain_label import PlainLabel
from controlroom.desktop.kit.segmented import Segmented
from controlroom.desktop.kit.table_view import TableView
from controlroom.desktop.kit.theme import Size, Space, Type
from controlroom.desktop.kit.timers import later

TYPING_MS = 400
TOPICS = tuple(Topic)
NEAR_END = 3
"""Pages of the window from the lower end at which the next page is asked for."""
_DAY = re.compile(r"\s*[0-9]{4}-[0-9]{2}-[0-9]{2}\s*")


class JournalView(ListPage):
    """F6."""

    name = "journal"

    def __init__(self, desk: Desk, blink: Blink) -> None:
        super().__init__(desk, "")
        self.title.setText(self.tr("Journal"))
        self._list = JournalList(desk.bridge, desk.services.facts, self)
        self.table = TableView(self._list, blink, row_height=Size.LONG_ROW)
        self.table.setAccessibleName(self.title.text())
        self._typing = later(self, TYPING_MS, self._ask)
        self._filters()
        self._lay_out()
        self._join()

    def _filters(self) -> None:
        self.topic = Segmented(
            [
                self.tr("All"),
                self.tr("Alarms"),
                self.tr("Commands"),
                self.tr("People"),
                self.tr("Links"),
            ]
        )
        self.site = Picker(self.tr("Site"), [Option("", self.tr("All sites"))])
        self.point = Picker(self.tr("Charge point"), [Option("", self.tr("All charge points"))])
        self.until = QLineEdit()
        self.until.setPlaceholderText(self.tr("Until, as 2026-11-20 14:30"))
        self.until.setAccessibleName(self.tr("Until"))
        self.until.setMaxLength(40)
        self.until.setFixedWidth(Size.PANE // 2)
        self.wrong = PlainLabel("", Type.LABEL)
        self.clear = Button(self.tr("Clear filters"), icon_name="x")
        self.controls = (self.topic, self.site, self.point, self.until)

    def _lay_out(self) -> None:
        self.bar.addSpacing(Space.PANEL)
        self.bar.addWidget(self.topic)
        self.bar.addWidget(self.search_field(self.tr("Find in what is loaded")), 1)
        self.bar.addStretch(1)
        filters, row = self.filter_line(self.site, self.point, self.until)
        row.addWidget(self.wrong, 1)
        row.addStretch(1)
        row.addWidget(self.clear)
        self.stack = ListStack(self.table)
        self.shown = count_label()
        self.more = Button(self.tr("Earlier"), small=True)
        for part in (self.title_bar(), filters, Line()):
            self.outer.addWidget(part)
        self.outer.addWidget(self.stack, 1)
        self.outer.addWidget(Line())
        self.outer.addWidget(self.foot(self.shown, self.more))

    def _join(self) -> None:
        self.topic.chosen.connect(self._ask)
        self.site.chosen.connect(self._chose_site)
        self.point.chosen.connect(self._ask)
        self.until.textChanged.connect(self._typing.start)
        self.clear.clicked.connect(self._clear)
        self.more.clicked.connect(self._list.more)
        self.table.opened.connect(self._opened)
        self.table.verticalScrollBar().valueChanged.connect(self._scrolled)
        self._list.paged.connect(self._show_stack)
        self._list.flushed.connect(self._show_stack)
        self.desk.overview.rebuilt.connect(self._offer)
        if self.search is not None:
            self.search.textChanged.connect(self._search)

    # What is asked for

    def _offer(self) -> None:
        sites = [Option(name, name) for name in sorted(self.desk.overview.sites)]
        self.site.set_options([Option("", self.tr("All sites")), *sites])
        self._offer_points()

    def _offer_points(self) -> None:
        site = self.site.current
        registrations = self.desk.bridge.network.registrations.values()
        names = sorted(r.id for r in registrations if site in ("", r.site))
        every = Option("", self.tr("All charge points"))
        self.point.set_options([every, *(Option(name, name) for name in names)])

    def _chose_site(self) -> None:
        self.point.set_current("")
        self._offer_points()
        self._ask()

    def _ask(self) -> None:
        self._offer_clearing()
        text = self.until.text().strip()
        until = None
        self.wrong.setText("")
        if text:
            try:
                moment = typed_values.moment(text)
            except typed_values.Unreadable as told:
                self.wrong.setText(str(told))
                return
            until = end_of(moment, day_only=_DAY.fullmatch(text) is not None)
        wanted = Wanted(
            TOPICS[self.topic.current], str(self.site.current), str(self.point.current), until
        )
        if wanted != self._list.wanted or self._list.reached is None:
            self._list.show(wanted)

    def _offer_clearing(self) -> None:
        """Only where something is narrowed down."""
        places = (self.site.current, self.point.current)
        narrowed = self.topic.current > 0 or places != ("", "")
        self.clear.setVisible(narrowed or bool(self.until.text()) or bool(self.sought))

    def _search(self) -> None:
        sought = self.sought
        self._offer_clearing()

        def wanted(row: JournalRow) -> bool:
            return row.matches(sought)

        self._list.show_only(wanted if sought else None)
        self._show_stack()

    def _clear(self) -> None:
        self.topic.set_current(0)
        self.site.set_current("")
        self.point.set_current("")
        self._offer_points()
        self.until.clear()
        self.clear_search()
        self._typing.stop()
        self._ask()

    # What is shown

    def _show_stack(self) -> None:
        reached = self._list.reached
        if len(self._list):
            self.stack.show_list(self.table)
        elif self._list.busy or reached is None:
            self.stack.say_empty(self.tr("Reading the journal"), "")
        elif reached:
            self.stack.say_empty(
                self.tr("Nothing found yet"),
                self.tr("Press Earlier to look further back, or clear the filters."),
            )
        else:
            self.stack.say_empty(
                self.tr("Nothing in the journal"),
                self.tr("What alarms, commands, people and links do appears here."),
            )
        self.more.setEnabled(bool(reached) and not self._list.busy)
        words = self.tr("{0} of {1} loaded").format(
            formats.number(len(self._list)), formats.number(len(self._list.rows))
        )
        back = self._list.back_to
        if reached == 0:
            words = self.tr("{0}, back to the beginning").format(words)
        elif back is not None:
            when = f"{formats.day(back)} {formats.minute(back)}"
            words = self.tr("{0}, back to {1}").format(words, when)
        self.shown.setText(words)

    def _scrolled(self, value: int) -> None:
        bar = self.table.verticalScrollBar()
        if value >= bar.maximum() - NEAR_END * bar.pageStep() and not self.sought:
            self._list.more()

    def _opened(self, key: object) -> None:
        row = self._list.find(key) if isinstance(key, int) else None
        if row is None:
            return
        if row.told.alarm in self.desk.bridge.alarms:
            self.desk.open_alarm.emit(row.told.alarm)
        elif row.event.charge_point:
            self.desk.open_point.emit(row.event.charge_point)

    # Page

    @override
    def entered(self) -> None:
        self._offer()
        self._ask()

    @override
    def keys(self) -> list[tuple[str, str]]:
        return [
            ("Enter", self.tr("Alarm or charge point")),
            ("Ctrl+F", self.tr("Find")),
            ("Esc", self.tr("Back")),
        ]

    @override
    def shows_one(self) -> bool:
        # What is selected happened; whoever reads it acknowledges nothing by a letter.
        return True

    @override
    def show_matching(self, sought: str) -> None:
        """A charge point, from its screen."""
        self._offer()
        if sought in self.desk.bridge.network.registrations:
            self.site.set_current("")
            self._offer_points()
            self.point.set_current(sought)
        self._ask()

    @override
    def subject(self) -> str:
        return str(self.point.current)

    @override
    def chosen_again(self) -> None:
        self._offer_points()
        self._ask()

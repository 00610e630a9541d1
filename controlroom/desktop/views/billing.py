"""Billing: is the month complete, what is held, and every invoice as it is printed."""

from __future__ import annotations

from datetime import date
from time import monotonic

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from shiboken6 import isValid
from typing_extensions import override

from controlroom.desktop import formats, texts, theme
from controlroom.desktop.asking import Question, begin
from controlroom.desktop.bridge import Batch
from controlroom.desktop.desk import Desk
from controlroom.desktop.models.invoice_list import HeldList, InvoiceList
from controlroom.desktop.theme import Size, Space
from controlroom.desktop.views.invoice_pane import InvoicePane
from controlroom.desktop.views.month_figures import MonthFigures
from controlroom.desktop.views.month_pane import MonthPane, month_title
from controlroom.desktop.views.page import SEARCH_WIDTH, Page
from controlroom.desktop.widgets.buttons import Button, Look
from controlroom.desktop.widgets.list_stack import ListStack
from controlroom.desktop.widgets.marks import Blink
from controlroom.desktop.widgets.panel import Panel
from controlroom.desktop.widgets.plain_label import PlainLabel
from controlroom.desktop.widgets.table_view import TableView
from controlroom.domain.errors import ControlroomError
from controlroom.domain.invoice import month_bounds
from controlroom.domain.user import Right
from controlroom.operations.billing import Month, Outlook
from controlroom.operations.ports.records import IssuedInvoice

HELD_SHOWN = 6
FRESH_S = 60.0
"""How old an outlook may be that a run is decided by."""
ROOMY = 1500
"""Width from which on there is room for all figures of the month."""


class BillingView(Page):
    """F8. One month at a time."""

    name = "billing"

    def __init__(self, desk: Desk, blink: Blink, parent: QWidget | None = None) -> None:
        super().__init__(desk, "", parent)
        self.title.setText(self.tr("Billing"))
        self._month = previous(formats.local(desk.services.clock.now()).date())
        self._list = InvoiceList(self)
        self._held = HeldList(self)
        self.table = TableView(self._list, blink, row_height=Size.LONG_ROW)
        self.held_table = TableView(self._held, blink, row_height=Size.LONG_ROW)
        self.pane = InvoicePane(desk)
        self.month_pane = MonthPane()
        self._outlook: Outlook | None = None
        self._looked = 0.0
        self._look = Question("outlook of a month", self)
        self._running: Month | None = None
        self._begun = False
        self._arming = False
        self._title_bar()
        self._lay_out()
        self.table.picked.connect(self._picked)
        self.month_pane.confirmed.connect(self._confirmed)
        self.month_pane.stopped.connect(desk.services.billing.stop)
        self.month_pane.closed.connect(self._close_run)
        desk.bridge.changed.connect(self._take)

    # Layout

    def _title_bar(self) -> None:
        self.before = Button(icon_name="chevron-left")
        self.before.setAccessibleName(self.tr("Month before"))
        self.after = Button(icon_name="chevron-right")
        self.after.setAccessibleName(self.tr("Next month"))
        self._name = PlainLabel("", weight=theme.SEMIBOLD, align=Qt.AlignmentFlag.AlignHCenter)
        self._name.setFixedWidth(136)
        self._note = PlainLabel("", role="secondary")
        self.run = Button(self.tr("Run the month"), look=Look.PRIMARY)
        self.bar.addSpacing(Space.PANEL)
        self.bar.addWidget(self.before)
        self.bar.addWidget(self._name)
        self.bar.addWidget(self.after)
        self.bar.addSpacing(Space.PANEL)
        self.bar.addWidget(self._note, 1)
        self.bar.addWidget(self.run)
        self.before.clicked.connect(lambda: self._step(-1))
        self.after.clicked.connect(lambda: self._step(1))
        self.run.clicked.connect(self.run_month)

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addWidget(self.title_bar())
        inner = QVBoxLayout()
        inner.setContentsMargins(Space.PANEL, Space.GROUP, Space.PANEL, Space.PANEL)
        inner.setSpacing(Space.BETWEEN)
        self.figures = MonthFigures()
        inner.addWidget(self.figures)
        self._held_panel = Panel(" ")
        self._held_panel.title.setText(self.tr("Held"))
        self._held_panel.body.setContentsMargins(0, 0, 0, 0)
        self._held_panel.body.addWidget(self.held_table)
        inner.addWidget(self._held_panel)
        inner.addWidget(self._invoices(), 1)
        left.addLayout(inner, 1)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addLayout(left, 1)
        self.side = QStackedWidget()
        self.side.setFixedWidth(Size.BILLING_PANE)
        self.side.addWidget(self.pane)
        self.side.addWidget(self.month_pane)
        row.addWidget(self.side)
        self.outer.addLayout(row, 1)

    def _invoices(self) -> Panel:
        panel = Panel(" ")
        panel.title.setText(self.tr("Invoices"))
        self._invoices_note = panel.note
        field = self.search_field(self.tr("Customer, number or OCR"))
        field.textChanged.connect(self._filter)
        field.setFixedWidth(SEARCH_WIDTH)
        panel.head.insertSpacing(1, Space.BETWEEN)
        panel.head.insertWidget(2, field)
        panel.body.setContentsMargins(0, 0, 0, 0)
        panel.body.setSpacing(0)
        self.stack = ListStack(self.table)
        panel.body.addWidget(self.stack, 1)
        return panel

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.figures.show_all(roomy=event.size().width() >= ROOMY)

    # Contents

    def _step(self, months: int) -> None:
        index = self._month.year * 12 + self._month.month - 1 + months
        self._month = Month(index // 12, index % 12 + 1)
        self.table.pick(None)
        if self._running is None:
            self._close_run()
        self._held.replace_all([])
        self._ask()

    def _ask(self) -> None:
        self._name.setText(month_title(self._month))
        self._outlook = None
        begin(self._fetch(self._month), "invoices of a month")
        # While a month is run, nothing is sure about what it owes.
        if self._running is None:
            asking = self.desk.services.billing.outlook(self._month)
            self._look.ask(self.desk.told_or_refused(asking), self._take_outlook)

    async def _fetch(self, month: Month) -> None:
        services = self.desk.services
        invoices = await self.desk.told_or_refused(services.invoices.invoices(month.text))
        if not isValid(self) or month != self._month or invoices is None:
            return
        self._list.replace_all(invoices)
        self._show()

    def _take_outlook(self, outlook: Outlook | None) -> None:
        if outlook is None:
            if self._arming:
                self._close_run()
            return
        self._outlook, self._looked = outlook, monotonic()
        self._held.replace_all(outlook.held)
        self._show()
        if self._arming:
            self._arm(outlook)

    def _show(self) -> None:
        sums = self._list.sums()
        self.figures.show_sums(sums)
        held = len(self._held)
        self._held_panel.setVisible(held > 0)
        self._held_panel.note.setText(
            self.tr("%n session(s) wait for a decision or for data", "", held)
        )
        lines = min(held, HELD_SHOWN)
        self._held_panel.setFixedHeight(Size.PANEL_TITLE + Size.HEADER + lines * Size.LONG_ROW + 4)
        over = self._over()
        if self._running is None:
            self._note.setText(self._state(sums.invoices, over=over))
        may = self.desk.may(Right.BILLING)
        running = self._running is not None
        self.run.setText(self.tr("Show the run") if running else self.tr("Run the month"))
        self.run.setAccessibleName(self.run.text())
        self.run.setEnabled(running or (may and over))
        self.run.setToolTip("" if may else self.tr("Ask an accountant."))
        self._filter()

    def _state(self, invoices: int, *, over: bool) -> str:
        if not over:
            return self.tr("The month is not over yet; it can be run from the first of the next.")
        if invoices:
            return self.tr("Issued. Another run adds what came late and changes nothing.")
        return self.tr("Open. Run it to issue its invoices.")

    def _over(self) -> bool:
        _start, end = month_bounds(self._month.year, self._month.month)
        return self.desk.services.clock.now() >= end

    def _filter(self) -> None:
        text = self.sought

        def wanted(entry: IssuedInvoice) -> bool:
            invoice = entry.invoice
            return any(
                text in part.casefold()
                for part in (invoice.buyer.name, invoice.number, invoice.ocr)
            )

        self._list.show_only(wanted if text else None)
        self._invoices_note.setText(
            self.tr("{0} of {1}").format(
                formats.number(len(self._list)), formats.number(len(self._list.rows))
            )
        )
        if len(self._list):
            self.stack.show_list(self.table)
        elif self._running == self._month:
            self.stack.say_empty(
                self.tr("The month is being run"),
                self.tr("Its invoices appear when all are issued. Charging goes on meanwhile."),
            )
        elif self._list.rows:
            self.stack.say_empty(self.tr("Nothing matches"), self.tr("Clear the search with Esc."))
        elif self._over():
            self.stack.say_empty(
                self.tr("No invoices of this month"),
                self.tr("Run the month to issue them. Sessions without a price are priced first."),
            )
        else:
            self.stack.say_empty(
                self.tr("The month is not over yet"),
                self.tr("Its invoices are issued when it is. Go back a month with the arrow."),
            )

    def _picked(self, key: object) -> None:
        entry = self._list.find(key) if isinstance(key, str) else None
        self.pane.show_invoice(entry)
        if entry is not None and not self._arming and not self.month_pane.armed:
            self.side.setCurrentWidget(self.pane)

    def _take(self, batch: Batch) -> None:
        if batch.billing and self.isVisible() and self._running is None:
            self._ask()

    # Running, in two steps

    def run_month(self) -> None:
        """The first step: show what a run will do. While one is under way, show that."""
        self.side.setCurrentWidget(self.month_pane)
        if self._running is not None or self.month_pane.armed:
            return
        if self._outlook is not None and monotonic() < self._looked + FRESH_S:
            self._arm(self._outlook)
            return
        self._arming = True
        self.month_pane.count(self._month)
        if not self._look.busy:
            self._ask()

    def _arm(self, outlook: Outlook) -> None:
        self._arming = False
        self.month_pane.arm(self._month, outlook)

    def _confirmed(self) -> None:
        """The second step."""
        begin(self._run(self._month), "run the month")

    async def _run(self, month: Month) -> None:
        self._running, self._begun = month, False
        self.month_pane.run(month)
        self._note.setText(self.month_pane.doing)
        self._show()
        self.focus()
        services = self.desk.services
        try:
            done = await services.billing.close(month, self.desk.user.name, self._report)
            why = self._no_answer()
        except ControlroomError as refusal:
            done, why = None, texts.error(refusal)
        finally:
            self._running = None
        if not isValid(self) or self.desk.closed:
            return
        self._show()
        if done is None:
            self.month_pane.fail(month, why)
        else:
            self.month_pane.finish(month, done)
        if not self.isVisible() or self.side.currentWidget() is not self.month_pane:
            if done is None:
                self.desk.refused.emit(why)
            else:
                self.desk.told.emit(self.tr("%n invoice(s) issued.", "", done.invoices))
        self._ask()

    def _no_answer(self) -> str:
        if not self._begun:
            return self.tr("It was stopped before the first invoice. Nothing was issued.")
        return self.tr(
            "It ended before it could tell how far it had come. What is issued stays issued; "
            "run the month again for the rest."
        )

    def _report(self, done: int, total: int, name: str) -> None:
        if not isValid(self):
            return
        self._begun = True
        self.month_pane.come(done, total, name)
        self._note.setText(self.month_pane.doing)

    def _close_run(self) -> None:
        """Back to the invoice, or to none."""
        self._arming = False
        self.month_pane.forget()
        self.side.setCurrentWidget(self.pane)
        if self.isVisible():
            self.focus()

    # Page

    @override
    def entered(self) -> None:
        self._show()
        self._ask()

    @override
    def keys(self) -> list[tuple[str, str]]:
        return [
            ("Ctrl+Enter", self.tr("Confirm the run")),
            ("Ctrl+S", self.tr("Save PDF")),
            ("Ctrl+F", self.tr("Find")),
            ("Esc", self.tr("Back")),
        ]

    @override
    def focus(self) -> None:
        self.stack.take_keys()

    @override
    def save(self) -> None:
        self.pane.ask_where()

    @override
    def back(self) -> bool:
        if self.side.currentWidget() is self.month_pane:
            # A run goes on out of sight: its button shows it again.
            if self._running is not None:
                self.side.setCurrentWidget(self.pane)
            else:
                self._close_run()
            return True
        return self.clear_search()


def previous(today: date) -> Month:
    """The newest month that is over."""
    index = today.year * 12 + today.month - 2
    return Month(index // 12, index % 12 + 1)

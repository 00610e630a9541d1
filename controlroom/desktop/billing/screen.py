"""Billing: is the month complete, what is held, and every invoice as it is printed."""

from __future__ import annotations

import re
from datetime import date
from functools import partial
from time import monotonic

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout
from shiboken6 import isValid
from typing_extensions import override

from controlroom.desktop.billing.company_missing import CompanyMissing
from controlroom.desktop.billing.held_panel import HeldPanel
from controlroom.desktop.billing.invoice_pane import InvoicePane
from controlroom.desktop.billing.invoices_panel import InvoicesPanel
from controlroom.desktop.billing.month_bar import MonthBar
from controlroom.desktop.billing.month_figures import MonthSteps
from controlroom.desktop.billing.month_pane import MonthPane, month_name, month_title
from controlroom.desktop.billing.paper_jobs import PaperJobs
from controlroom.desktop.bridge import Batch
from controlroom.desktop.desk.desk import Desk
from controlroom.desktop.desk.list_page import ListPage
from controlroom.desktop.desk.page import SEARCH_WIDTH
from controlroom.desktop.kit.background_query import Question, begin
from controlroom.desktop.kit.keys import on_keys
from controlroom.desktop.kit.language import formats, texts
from controlroom.desktop.kit.marks import Blink
from controlroom.desktop.kit.theme import Size, Space
from controlroom.domain.billing.events import (
    CompanyChanged,
    InvoiceIssued,
    SessionPriced,
    SessionReviewed,
)
from controlroom.domain.billing.invoice import Invoice, month_bounds
from controlroom.domain.billing.parties import Seller
from controlroom.domain.errors import ControlroomError
from controlroom.operations.billing.month_run import Billing, Month, Outlook
from controlroom.operations.ports.billing import IssuedInvoice
from controlroom.operations.ports.session_search import SessionCounts, SessionFilter

_MONTH = re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])")
RUN = "run"
"""What is sought where the month is to be run."""
FRESH_S = 60.0
"""How old an outlook may be that a run is decided by."""


class BillingView(ListPage):
    """F8. One month at a time."""

    name = "billing"
    subject_apart = True

    def __init__(self, desk: Desk, blink: Blink) -> None:
        super().__init__(desk, "")
        self.title.setText(self.tr("Billing"))
        self._month = previous(formats.local(desk.services.clock.now()).date())
        field = self.search_field(self.tr("Customer, number or OCR"), small=True)
        field.setFixedWidth(SEARCH_WIDTH)
        self.invoices = InvoicesPanel(blink, field)
        self._list = self.invoices.list
        self.table = self.invoices.table
        self.stack = self.invoices.stack
        self.held = HeldPanel(desk, blink)
        self.pane = InvoicePane(desk)
        self.month_pane = MonthPane()
        self.jobs = PaperJobs(desk)
        self.missing = CompanyMissing(desk)
        self.steps = MonthSteps()
        self._read: Month | None = None
        """The month whose invoices are listed; None until they are read."""
        self._counts: SessionCounts | None = None
        self._count = Question("sessions of a month", self)
        self._company = Question("company", self)
        self._wanted = ""
        """Number of the invoice to show once its month is read."""
        self._outlook: Outlook | None = None
        self._looked = 0.0
        self._look = Question("outlook of a month", self)
        self._decided: set[str] = set()
        """Sessions that somebody decided on, and that are not priced by that yet."""
        self._running: Month | None = None
        self._begun = False
        self._arming = False
        self._title_bar()
        self._lay_out()
        self._keys()
        self.table.picked.connect(self._picked)
        self.table.opened.connect(lambda _key: self.pane.view.setFocus())
        self.invoices.filtered.connect(self._show)
        self.pane.saved.connect(self.save)
        self.pane.printed.connect(self.print_one)
        self.month_pane.confirmed.connect(self._confirmed)
        self.month_pane.stopped.connect(desk.services.billing.stop)
        self.month_pane.closed.connect(self._close_run)
        desk.bridge.changed.connect(self._take)

    # Layout

    def _title_bar(self) -> None:
        bar = self.month_bar = MonthBar(self.bar, self)
        self.run = bar.run
        bar.before.clicked.connect(lambda: self._step(-1))
        bar.after.clicked.connect(lambda: self._step(1))
        bar.print_all.clicked.connect(self.print_all)
        bar.save_all.clicked.connect(self.save_all)
        bar.run.clicked.connect(self.run_month)

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(0)
        title = self.title_bar()
        # It gives way by itself as soon as the window is small, so it must not keep it large.
        title.setMinimumWidth(1)
        left.addWidget(title)
        inner = QVBoxLayout()
        inner.setContentsMargins(Space.PANEL, Space.GROUP, Space.PANEL, Space.PANEL)
        inner.setSpacing(Space.BETWEEN)
        inner.addWidget(self.missing)
        inner.addWidget(self.jobs)
        inner.addWidget(self.steps)
        inner.addWidget(self.held)
        inner.addWidget(self.invoices, 1)
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

    def _keys(self) -> None:
        pane = self.pane
        for keys, act in (
            ("Alt+Left", partial(self._step, -1)),
            ("Alt+Right", partial(self._step, 1)),
            ("Ctrl+R", self.run_month),
            ("Ctrl+P", self.print_one),
            ("Ctrl+Shift+P", self.print_all),
            ("Ctrl+Shift+S", self.save_all),
            ("Ctrl+PgUp", partial(pane.turn, -1)),
            ("Ctrl+PgDown", partial(pane.turn, 1)),
            ("Ctrl++", partial(pane.zoom, 1)),
            ("Ctrl+=", partial(pane.zoom, 1)),
            ("Ctrl+-", partial(pane.zoom, -1)),
            ("Ctrl+0", partial(pane.zoom, 0)),
        ):
            on_keys(self, keys, act, repeats=True)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        width = event.size().width()
        self.month_bar.set_room(width)
        self.pane.fit(width)
        self.month_pane.fit(width)
        self.side.setFixedWidth(self.pane.width())

    # Contents

    def _step(self, months: int) -> None:
        index = self._month.year * 12 + self._month.month - 1 + months
        self._turn_to(Month(index // 12, index % 12 + 1))

    def _turn_to(self, month: Month) -> None:
        self._month = month
        self.table.pick(None)
        if self._running is None:
            self._close_run()
        self.held.show_held(())
        self._counts = self._read = None
        self._list.replace_all(())
        self._ask()
        self._show()

    def _ask(self) -> None:
        self.month_bar.name.setText(month_title(self._month))
        self._outlook = None
        begin(self._fetch(self._month), "invoices of a month")
        self._company.ask(self.desk.services.invoices.company(), self._take_company)
        start, end = month_bounds(self._month.year, self._month.month)
        counting = self.desk.services.session_search.counts(SessionFilter(start=start, end=end))
        self._count.ask(counting, self._take_counts)
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
        self._read = month
        self._show()
        wanted, self._wanted = self._wanted, ""
        if wanted:
            self.table.pick(wanted)

    def _take_company(self, seller: Seller | None) -> None:
        self.missing.setVisible(seller is None)

    def _take_counts(self, counts: SessionCounts) -> None:
        self._counts = counts
        self._show()

    def _take_outlook(self, outlook: Outlook | None) -> None:
        if outlook is None:
            if self._arming:
                self._close_run()
            return
        self._outlook, self._looked = outlook, monotonic()
        self.held.show_held(outlook.held)
        self._show()
        if self._arming:
            self._arm(outlook)

    def _show(self) -> None:
        over, issued = self._over(), len(self._list.rows)
        running = self._running is not None
        self.steps.show_month(self._counts, self._outlook, issued, over=over)
        known = self._read == self._month
        if not running:
            self.month_bar.note.setText(self._state(issued, over=over) if known else "")
        self.month_bar.show_state(
            running=running,
            may=self.desk.may(Billing.close),
            over=over,
            listed=bool(len(self._list)),
        )
        self.invoices.show_month(
            self._month, known=known, running=self._running == self._month, over=over
        )

    def _state(self, invoices: int, *, over: bool) -> str:
        if not over:
            _start, end = month_bounds(self._month.year, self._month.month)
            day = formats.day(formats.local(end).date())
            return self.tr("Not over yet. It can be run from {0}.").format(day)
        if invoices:
            return self.tr("Issued. Another run adds what came late.")
        return self.tr("Open. Run it to issue its invoices.")

    def _over(self) -> bool:
        _start, end = month_bounds(self._month.year, self._month.month)
        return self.desk.services.clock.now() >= end

    def _picked(self, key: object) -> None:
        entry = self._list.find(key) if isinstance(key, str) else None
        self.pane.show_invoice(entry)
        if entry is not None and not self._arming and not self.month_pane.armed:
            self.side.setCurrentWidget(self.pane)

    def _take(self, batch: Batch) -> None:
        self._decided |= {event.session for event in batch.of(SessionReviewed)}
        # A decision counts once the session is priced by it.
        priced = self._decided & {event.session for event in batch.of(SessionPriced)}
        self._decided -= priced
        self.held.priced(priced)
        changed = bool(priced) or batch.has(InvoiceIssued, CompanyChanged)
        if changed and self.isVisible() and self._running is None:
            self._ask()

    # Running, in two steps

    def run_month(self) -> None:
        """The first step: show what a run will do. While one is under way, show that."""
        if not self.desk.allowed(Billing.close):
            return
        if self._running is None and not self._over():
            self.desk.refused.emit(self._state(0, over=False))
            return
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
        if not self.desk.allowed(Billing.close):
            self._close_run()
            return
        begin(self._run(self._month), "run the month")

    async def _run(self, month: Month) -> None:
        self._running, self._begun = month, False
        self.month_pane.run(month)
        self.month_bar.note.setText(self.month_pane.doing)
        self._show()
        self.focus()
        services = self.desk.services
        try:
            done = await services.billing.close(self.desk.actor, month, self._report)
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
        if self._running == self._month:
            self.steps.show_run(done, total)
        self.month_bar.note.setText(self.month_pane.doing)

    def _close_run(self) -> None:
        """Back to the invoice, or to none."""
        self._arming = False
        self.month_pane.forget()
        self.side.setCurrentWidget(self.pane)
        if self.isVisible():
            self.focus()

    # Paper

    def _shown(self) -> list[Invoice]:
        """What the list shows, as it is filtered."""
        return [entry.invoice for entry in self._list.shown]

    def print_one(self) -> None:
        """Ctrl+P: print the invoice that is shown."""
        entry = self.pane.entry
        if entry is not None:
            title = self.tr("Invoice {0}").format(entry.invoice.number)
            self.jobs.ask_printer([entry.invoice], title)

    def print_all(self) -> None:
        """Ctrl+Shift+P: print every invoice in the list, as one job."""
        title = self.tr("Invoices, {0}").format(month_name(self._month))
        self.jobs.ask_printer(self._shown(), title)

    def save_all(self) -> None:
        """Ctrl+Shift+S: save every invoice in the list in a folder."""
        self.jobs.ask_folder(self._shown())

    # Page

    @override
    def show_matching(self, sought: str) -> None:
        """An invoice's number, a month as 2026-09, `RUN`, or a search."""
        if sought == RUN:
            self.run_month()
            return
        if _MONTH.fullmatch(sought):
            self._turn_to(Month.parse(sought))
            return
        begin(self._seek(sought), "an invoice")

    async def _seek(self, sought: str) -> None:
        entry: IssuedInvoice | None = await self.desk.told_or_refused(
            self.desk.services.invoices.invoice(sought)
        )
        if not isValid(self) or self.search is None:
            return
        self.search.setText("" if entry is not None else sought)
        if entry is not None:
            self._wanted = sought
            self._turn_to(Month.parse(entry.month))

    @override
    def subject(self) -> str:
        if self.pane.entry is not None:
            return self.pane.entry.invoice.number
        usual = previous(formats.local(self.desk.services.clock.now()).date())
        return "" if self._month == usual else self._month.text

    @override
    def entered(self) -> None:
        self._show()
        self._ask()

    @override
    def keys(self) -> list[tuple[str, str]]:
        return [
            *self.held.keys(),
            ("Enter", self.tr("Read")),
            ("Ctrl+R", self.tr("Run the month")),
            ("Ctrl+P", self.tr("Print")),
            ("Ctrl+S", self.tr("Save PDF")),
            ("Ctrl+Shift+P", self.tr("Print all")),
            ("Ctrl+Shift+S", self.tr("Save all")),
            ("Ctrl+PgDn", self.tr("Next page")),
            ("Ctrl++", self.tr("Larger")),
            ("Alt+←", self.tr("Month before")),
            ("Ctrl+F", self.tr("Find")),
            ("Esc", self.tr("Back")),
        ]

    @override
    def save(self) -> None:
        if self.pane.entry is not None:
            self.jobs.ask_file(self.pane.entry.invoice)

    @override
    def back(self) -> bool:
        if self.held.back():
            return True
        if self.side.currentWidget() is self.month_pane:
            # A run goes on out of sight: its button shows it again.
            if self._running is not None:
                self.side.setCurrentWidget(self.pane)
            else:
                self._close_run()
            return True
        return self.keyboard_back(self.pane) or super().back()


def previous(today: date) -> Month:
    """The newest month that is over."""
    index = today.year * 12 + today.month - 2
    return Month(index // 12, index % 12 + 1)

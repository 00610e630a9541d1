"""The right pane of customers: who it is, its tokens, its sessions, its invoices."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget
from shiboken6 import isValid

from controlroom.desktop.desk.desk import Desk
from controlroom.desktop.kit.background_query import Question
from controlroom.desktop.kit.buttons import Button
from controlroom.desktop.kit.fields import LinesField, TextField
from controlroom.desktop.kit.form import Form
from controlroom.desktop.kit.list_stack import ListStack
from controlroom.desktop.kit.marks import Blink
from controlroom.desktop.kit.panel import Empty, Line, Pane
from controlroom.desktop.kit.plain_label import PlainLabel
from controlroom.desktop.kit.read_field import CheckedField
from controlroom.desktop.kit.segmented import Segmented
from controlroom.desktop.kit.table_view import TableView
from controlroom.desktop.kit.theme import Size, Space, Type
from controlroom.desktop.people.customer_list import Account, ChargedList, PaperList
from controlroom.desktop.people.token_panel import TokenPanel
from controlroom.domain.people.customer import LONGEST, Customer, email
from controlroom.domain.people.identifiers import buyer_vat_number
from controlroom.operations.people.accounts import Accounts
from controlroom.operations.ports.billing import IssuedInvoice
from controlroom.operations.ports.session_search import SessionFilter, SessionPage

SHOWN = 100
"""Sessions; all of them are a key away."""
CONCERNS = {
    "customer-exists": "name",
    "nameless": "name",
    "bad-buyer-number": "organisation_number",
    "bad-vat-number": "vat_number",
    "bad-buyer-vat-number": "vat_number",
    "bad-email": "email",
}
DETAILS, TOKENS, SESSIONS, INVOICES = range(4)
NOBODY = Account(Customer(0, ""))


class CustomerPane(Pane):
    """Shows one customer, or the form of a new one."""

    kept = Signal(int)
    """The number of a customer that was created or changed."""
    changed = Signal()
    """A token was written."""

    def __init__(self, desk: Desk, blink: Blink) -> None:
        super().__init__(Size.BILLING_PANE)
        self._desk = desk
        self.account: Account | None = None
        self.title = PlainLabel("", Type.HEADING)
        self.number = PlainLabel("", role="secondary")
        self.tabs = Segmented([""] * 4, small=True)
        self.form = self._make_form()
        self.tokens = TokenPanel(desk, blink)
        self._charged = ChargedList(self)
        self._paper = PaperList(self)
        self.charged = TableView(self._charged, blink, row_height=Size.LONG_ROW)
        self.charged.setAccessibleName(self.tr("Sessions"))
        self.paper = TableView(self._paper, blink, row_height=Size.LONG_ROW)
        self.paper.setAccessibleName(self.tr("Invoices"))
        self._charged_stack = ListStack(self.charged)
        self._paper_stack = ListStack(self.paper)
        self.all_sessions = Button(self.tr("All its sessions"), icon_name="plug-connected")
        self._ask_sessions = Question("sessions of a customer", self)
        self._ask_invoices = Question("invoices of a customer", self)
        self.parts = QStackedWidget()
        self._nobody = Empty(
            self.tr("No customer is chosen"), self.tr("Choose one in the list, or add one: Ctrl+N.")
        )
        self._lay_out()
        self.tabs.chosen.connect(self.turn)
        self.tokens.changed.connect(self.changed)
        self.charged.opened.connect(self._open_session)
        self.paper.opened.connect(self._open_invoice)
        self.all_sessions.clicked.connect(self._open_sessions)
        self.show_account(None)

    def _make_form(self) -> Form:
        form = Form(self._save, concerns=CONCERNS)
        form.add(TextField("name", self.tr("Name"), most=LONGEST, needed=self.tr("Write a name.")))
        form.add(
            LinesField(
                "address",
                self.tr("Address"),
                hint=self.tr("A line each. Above 4 000 SEK no invoice may be issued without it."),
            )
        )
        form.add(
            TextField(
                "organisation_number",
                self.tr("Organisation number"),
                most=40,
                hint=self.tr("Or personal number. Abroad with the country, as NO 923 609 016."),
            ),
            CheckedField(
                "vat_number",
                self.tr("VAT number"),
                buyer_vat_number,
                most=40,
                hint=self.tr("With the country, as SE559999000801."),
            ),
        )
        form.add(CheckedField("email", self.tr("E-mail"), email, most=LONGEST))
        form.add(
            TextField(
                "reference",
                self.tr("Your reference"),
                most=LONGEST,
                hint=self.tr("Printed on the invoice, as the customer wants it."),
            )
        )
        return form

    def _lay_out(self) -> None:
        head = QWidget()
        head.setFixedHeight(Size.TITLE)
        words = QVBoxLayout(head)
        words.setContentsMargins(Space.PANEL + 4, Space.BETWEEN, Space.PANEL, Space.BETWEEN)
        words.setSpacing(0)
        words.addWidget(self.title)
        words.addWidget(self.number)
        bar = QHBoxLayout()
        bar.setContentsMargins(Space.PANEL + 4, Space.BETWEEN, Space.PANEL, Space.BETWEEN)
        bar.addWidget(self.tabs)
        bar.addStretch(1)
        self._bar = QWidget()
        self._bar.setLayout(bar)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(Space.PANEL + 4, Space.PANEL, Space.PANEL, Space.PANEL)
        column.addWidget(self.form)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inner)
        for part in (scroll, self.tokens, self._sessions_part(), self._paper_stack, self._nobody):
            self.parts.addWidget(part)
        self.body.addWidget(head)
        self.body.addWidget(Line())
        self.body.addWidget(self._bar)
        self.body.addWidget(self.parts, 1)

    def _sessions_part(self) -> QWidget:
        part = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._charged_stack, 1)
        column.addWidget(Line())
        row = QHBoxLayout()
        row.setContentsMargins(Space.PANEL + 4, Space.GROUP, Space.PANEL, Space.GROUP)
        row.addWidget(self.all_sessions)
        row.addStretch(1)
        column.addLayout(row)
        return part

    # Contents

    @property
    def number_shown(self) -> int:
        """Number of the customer that is shown; 0 for a new one or none."""
        return 0 if self.account is None else self.account.customer.number

    def show_account(self, account: Account | None) -> None:
        """Show a customer; `NOBODY` is a new one, None no one."""
        self.account = account
        self._ask_sessions.forget()
        self._ask_invoices.forget()
        if account is None:
            self.title.setText(self.tr("Customers"))
            self.number.setText("")
            self._bar.hide()
            self.parts.setCurrentIndex(self.parts.count() - 1)
            return
        self.form.fill(_values(account.customer))
        self.form.set_editable(on=self._desk.may(Accounts.keep_customer))
        self._charged.replace_all(())
        self._paper.replace_all(())
        self._show_head(account)
        self.tokens.show_tokens(account.customer.number, account.tokens)
        self.turn(self.tabs.current if account.customer.number else DETAILS)

    def follow(self, account: Account) -> None:
        """The customer that is shown, as it is now. What a person is typing stays."""
        if self.account == account:
            return
        self.account = account
        self.form.follow(_values(account.customer))
        self._show_head(account)
        self.tokens.show_tokens(account.customer.number, account.tokens)

    def _show_head(self, account: Account) -> None:
        number = account.customer.number
        self.title.setText(account.customer.name if number else self.tr("New customer"))
        self.number.setText(self.tr("Customer {0}").format(number) if number else "")
        self._bar.setVisible(bool(number))
        self.tabs.set_texts(
            [
                self.tr("Details"),
                self.tr("Tokens {0}").format(len(account.tokens)),
                self.tr("Sessions"),
                self.tr("Invoices"),
            ]
        )

    def turn(self, part: int) -> None:
        """Show one of the four parts."""
        if self.account is None or (part != DETAILS and not self.number_shown):
            return
        self.tabs.set_current(part)
        self.parts.setCurrentIndex(part)
        number = self.number_shown
        services = self._desk.services
        if part == SESSIONS and number:
            wanted = SessionFilter(customer=number)
            self._ask_sessions.ask(
                services.session_search.page(wanted, limit=SHOWN), self._take_sessions
            )
        elif part == INVOICES and number:
            self._ask_invoices.ask(services.invoices.invoices(customer=number), self._take_invoices)

    def _take_sessions(self, page: SessionPage) -> None:
        self._charged.replace_all(page.records)
        self.all_sessions.setEnabled(bool(page.records))
        if page.records:
            self._charged_stack.show_list(self.charged)
        else:
            self._charged_stack.say_empty(
                self.tr("No session yet"),
                self.tr("A session appears when one of its tokens begins to charge."),
            )

    def _take_invoices(self, invoices: list[IssuedInvoice]) -> None:
        self._paper.replace_all(invoices)
        if invoices:
            self._paper_stack.show_list(self.paper)
        else:
            self._paper_stack.say_empty(
                self.tr("No invoice yet"), self.tr("Invoices are issued when a month is run, F8.")
            )

    def focus(self) -> None:
        """Give the keyboard to the part that is shown."""
        if self.account is None:
            return
        part = self.parts.currentIndex()
        if part == TOKENS:
            self.tokens.focus()
        elif part == DETAILS:
            self.form.focus()
        else:
            (self.charged if part == SESSIONS else self.paper).setFocus(
                Qt.FocusReason.OtherFocusReason
            )

    # Leading elsewhere

    def _open_session(self, key: object) -> None:
        record = self._charged.find(key) if isinstance(key, str) else None
        if record is not None:
            self._desk.open_sessions.emit(record.session.id)

    def _open_sessions(self) -> None:
        if self.account is not None:
            self._desk.open_sessions.emit(self.account.customer.name)

    def _open_invoice(self, key: object) -> None:
        if isinstance(key, str):
            self._desk.open_screen.emit("billing", key)

    # Writing

    async def _save(self, values: dict[str, Any]) -> str:
        desk = self._desk
        number = self.number_shown
        kept = await desk.services.accounts.keep_customer(desk.actor, Customer(number, **values))
        values.update(_values(kept))
        if isValid(self) and self.account is not None and self.number_shown == number:
            self.account = Account(kept, self.account.tokens)
            self._show_head(self.account)
            self.tokens.show_tokens(kept.number, self.account.tokens)
        self.kept.emit(kept.number)
        if number:
            return self.tr("Saved.")
        return self.tr("Created as customer {0}.").format(kept.number)

    @property
    def current_form(self) -> Form:
        """The form that Ctrl+S saves."""
        return self.tokens.form if self.parts.currentIndex() == TOKENS else self.form

    def leave(self, go: Callable[[], object], stay: Callable[[], object]) -> None:
        """Do something where nothing is unsaved; else ask first, where the changes are."""
        if self.form.dirty:
            self.turn(DETAILS)
            self.form.leave(lambda: self.leave(go, stay), stay)
        elif self.tokens.form.dirty:
            self.turn(TOKENS)
            self.tokens.leave(go, stay)
        else:
            go()

    def stay(self) -> bool:
        """Keep editing; False where nothing was asked."""
        return self.form.stay() or self.tokens.form.stay()


def _values(customer: Customer) -> dict[str, object]:
    return {
        "name": customer.name,
        "address": customer.address,
        "organisation_number": customer.organisation_number,
        "vat_number": customer.vat_number,
        "email": customer.email,
        "reference": customer.reference,
    }

"""Customers: who is charged, with which tokens, for what."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial

from PySide6.QtGui import QResizeEvent
from typing_extensions import override

from controlroom.desktop.bridge import Batch
from controlroom.desktop.desk.desk import Desk
from controlroom.desktop.desk.list_page import ListPage, count_label
from controlroom.desktop.kit.background_query import Question
from controlroom.desktop.kit.buttons import Button, Look
from controlroom.desktop.kit.keys import on_keys
from controlroom.desktop.kit.list_stack import ListStack
from controlroom.desktop.kit.marks import Blink
from controlroom.desktop.kit.table_view import TableView
from controlroom.desktop.kit.theme import Size
from controlroom.desktop.kit.timers import later
from controlroom.desktop.people.customer_list import Account, CustomerList, accounts
from controlroom.desktop.people.customer_pane import NOBODY, TOKENS, CustomerPane
from controlroom.domain.people.authorisation import card
from controlroom.domain.people.events import CustomerChanged, TokenChanged
from controlroom.operations.people.accounts import Accounts

TYPING_MS = 150
AGAIN_MS = 500
"""Many changes at once, as an import makes, are read once."""


class CustomerView(ListPage):
    """A list with search, and the chosen customer beside it."""

    name = "customers"

    def __init__(self, desk: Desk, blink: Blink) -> None:
        super().__init__(desk, "")
        self.title.setText(self.tr("Customers"))
        self._list = CustomerList(self)
        self.table = TableView(self._list, blink, row_height=Size.LONG_ROW)
        self.table.setAccessibleName(self.tr("Customers"))
        self.stack = ListStack(self.table)
        self.controls = (self.table,)
        self.pane = CustomerPane(desk, blink)
        self.new = Button(
            self.tr("New customer"), key="Ctrl+N", icon_name="plus", look=Look.PRIMARY
        )
        self._count = count_label()
        self._question = Question("customers", self)
        self._loaded = False
        self._wanted: int | None = None
        """The customer to show once it is read."""
        self._again = later(self, AGAIN_MS, self._ask)
        self._typing = later(self, TYPING_MS, self._filter)
        self._lay_out()
        self._keys()
        self.table.picked.connect(self._picked)
        self.table.opened.connect(lambda _key: self.pane.focus())
        self.new.clicked.connect(self.begin_new)
        self.pane.kept.connect(self._kept)
        self.pane.changed.connect(self._ask)
        desk.bridge.changed.connect(self._take)
        desk.bridge.reloaded.connect(self._again.start)
        self._show_stack()

    def _lay_out(self) -> None:
        self.find_with(self.tr("Name, number, token"), self._typing.start)
        self.bar.addWidget(self._count)
        self.bar.addStretch(1)
        self.bar.addWidget(self.new)
        self.place_beside(self.pane, self.stack)
        # Only once it has a place: shown without one it would be a window.
        self.new.setVisible(self.desk.may(Accounts.keep_customer))

    def _keys(self) -> None:
        tokens = self.pane.tokens
        acts: tuple[tuple[str, Callable[[], object]], ...] = (
            ("Ctrl+N", self.begin_new),
            ("Ctrl+T", self.begin_token),
            ("Ctrl+B", tokens.turn),
            *((f"Ctrl+{part + 1}", partial(self._turn, part)) for part in range(4)),
        )
        for keys, act in acts:
            on_keys(self, keys, act)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.pane.fit(event.size().width())

    # Contents

    def _take(self, batch: Batch) -> None:
        if batch.has(CustomerChanged, TokenChanged) and not self._again.isActive():
            self._again.start()

    def _ask(self) -> None:
        self._question.ask(self._read(), self._know)

    async def _read(self) -> list[Account]:
        customers = self.desk.services.customers
        known, tokens = await asyncio.gather(customers.customers(), customers.tokens())
        return await asyncio.to_thread(accounts, known, tokens)

    def _know(self, read: list[Account]) -> None:
        self._loaded = True
        self._list.replace_all(read)
        self._show_stack()
        wanted, self._wanted = self._wanted, None
        if wanted is None and self.table.current_key is None:
            wanted = self.pane.number_shown or None
        if wanted is not None and self._list.find(wanted) is not None:
            self.table.pick(wanted)
        shown = self._list.find(self.pane.number_shown)
        if shown is not None:
            self.pane.follow(shown)

    def _filter(self) -> None:
        text = self.sought
        spelt = card(text)

        def wanted(account: Account) -> bool:
            return text in account.found_by or spelt in account.found_by

        self._list.show_only(wanted if text else None)
        self._show_stack()

    def _show_stack(self) -> None:
        every = self._list.total
        self._count.setText(self.shown_of(len(self._list), every) if every else "")
        none = self.tr("Reading the customers"), ""
        if self._loaded:
            none = (
                self.tr("No customers yet"),
                self.tr("Add the first with Ctrl+N, then the tokens that charge on its account."),
            )
        self.show_rows(self.table, len(self._list), every, none)

    # Choosing

    def _picked(self, key: object) -> None:
        account = self._list.find(key) if isinstance(key, int) else None
        shown = self.pane.number_shown
        if account is None or account.customer.number == shown:
            return
        self.pane.leave(
            partial(self.pane.show_account, account), lambda: self.table.pick(shown or None)
        )

    def begin_new(self) -> None:
        """Ctrl+N: the form of a new customer."""
        if self.desk.allowed(Accounts.keep_customer):
            shown = self.pane.number_shown
            self.pane.leave(self._begin_new, lambda: self.table.pick(shown or None))

    def _begin_new(self) -> None:
        self.table.pick(None)
        self.pane.show_account(NOBODY)
        self.pane.focus()

    def begin_token(self) -> None:
        """Ctrl+T: a new token of the customer that is shown."""
        if self.pane.number_shown:
            self.pane.turn(TOKENS)
            self.pane.tokens.begin_new()

    def _turn(self, part: int) -> None:
        self.pane.turn(part)
        self.pane.focus()

    def _kept(self, number: int) -> None:
        self.desk.told.emit(self.tr("Customer {0} is saved.").format(number))
        self._ask()

    # Page

    @override
    def show_matching(self, sought: str) -> None:
        """A customer's number, or a search."""
        number = int(sought) if sought.isdecimal() and len(sought) < 18 else None
        self._wanted = number
        if self.search is not None:
            self.search.setText("" if number is not None else sought)
        self._filter()
        if number is not None and self._list.find(number) is not None:
            self._wanted = None
            self.table.pick(number)

    @override
    def leave(self, go: Callable[[], object], stay: Callable[[], object]) -> None:
        self.pane.leave(go, stay)

    @override
    def subject(self) -> str:
        return str(self.pane.number_shown or "")

    @override
    def entered(self) -> None:
        if not self._loaded:
            self._ask()

    @override
    def keys(self) -> list[tuple[str, str]]:
        return [
            ("Enter", self.tr("Change")),
            ("Ctrl+N", self.tr("New customer")),
            ("Ctrl+T", self.tr("New token")),
            ("Ctrl+B", self.tr("Block")),
            ("Ctrl+S", self.tr("Save")),
            ("Ctrl+1–4", self.tr("Details, tokens, sessions, invoices")),
            ("Ctrl+F", self.tr("Find")),
            ("Esc", self.tr("Back")),
        ]

    @override
    def save(self) -> None:
        if self.desk.allowed(Accounts.keep_customer):
            self.pane.current_form.submit()

    @override
    def back(self) -> bool:
        if self.pane.stay():
            return True
        if len(self._list) and self.keyboard_back(self.pane):
            return True
        return super().back()

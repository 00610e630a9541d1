"""Names of customers by number, asked for once and again when one is missing."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from controlroom.desktop.bridge import Batch
from controlroom.desktop.kit.background_query import Question
from controlroom.domain.people.customer import Customer
from controlroom.domain.people.events import CustomerChanged, TokenChanged
from controlroom.operations.ports.people import CustomerQueries


class CustomerNames(QObject):
    """Answers at once with what it knows; `changed` follows when it knows more."""

    changed = Signal()

    def __init__(self, customers: CustomerQueries, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._customers = customers
        self._names: dict[int, str] = {}
        self._asked: set[int] = set()
        self._question = Question("names of customers", self)

    def name(self, number: int | None) -> str:
        """A customer's name, "" while or where it is not known."""
        if number is None:
            return ""
        if number not in self._names and number not in self._asked:
            self._asked.add(number)
            self._question.ask(self._customers.customers(), self._take)
        return self._names.get(number, "")

    def follow(self, batch: Batch) -> None:
        """Ask again where customers changed."""
        if batch.has(CustomerChanged, TokenChanged) and self._asked:
            self._question.ask(self._customers.customers(), self._take)

    def _take(self, customers: list[Customer]) -> None:
        self._names = {customer.number: customer.name for customer in customers}
        self.changed.emit()

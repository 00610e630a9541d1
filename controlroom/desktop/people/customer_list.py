"""Customers with their tokens, and the tokens of one."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime

from PySide6.QtCore import QCoreApplication, QObject

from controlroom.desktop.kit.cells import TextCell, Weight
from controlroom.desktop.kit.language import formats
from controlroom.desktop.kit.table_model import Column, TableModel
from controlroom.domain.people.authorisation import Token, card
from controlroom.domain.people.customer import Customer
from controlroom.operations.ports.billing import IssuedInvoice, SessionRecord

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class Account:
    """A customer and the tokens that charge on its account."""

    customer: Customer
    tokens: tuple[Token, ...] = ()
    found_by: str = field(init=False, compare=False)
    """What a search looks in."""

    def __post_init__(self) -> None:
        who = self.customer
        words = (
            who.name,
            str(who.number),
            who.organisation_number,
            who.organisation_number.replace("-", ""),
            who.email,
            *(token.uid for token in self.tokens),
            *(card(token.uid) for token in self.tokens),
        )
        object.__setattr__(self, "found_by", "\n".join(words).casefold())


def accounts(customers: Iterable[Customer], tokens: Iterable[Token]) -> list[Account]:
    """Every customer with its tokens."""
    owned: dict[int, list[Token]] = {}
    for token in tokens:
        owned.setdefault(token.customer, []).append(token)
    return [Account(who, tuple(owned.get(who.number, ()))) for who in customers]


class CustomerList(TableModel[Account]):
    """Customers by name."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(
            [],
            key=lambda account: account.customer.number,
            order=lambda account: (account.customer.name.casefold(), account.customer.number),
            parent=parent,
        )
        self.columns = (
            Column(
                self.tr("Number"),
                lambda a: TextCell(str(a.customer.number), role="secondary"),
                96,
                sort=lambda a: a.customer.number,
                least=80,
            ),
            Column(
                self.tr("Customer"),
                lambda a: TextCell(a.customer.name, weight=Weight.MEDIUM),
                280,
                tabular=False,
                grow=3,
                sort=lambda a: a.customer.name.casefold(),
                least=200,
            ),
            Column(
                self.tr("Place"),
                lambda a: TextCell(_place(a), role="secondary"),
                176,
                tabular=False,
                grow=1,
                sort=lambda a: _place(a).casefold(),
                least=136,
            ),
            Column(
                self.tr("Org. no."),
                lambda a: TextCell(a.customer.organisation_number or formats.DASH),
                136,
                sort=lambda a: a.customer.organisation_number,
                least=120,
                spare=1,
            ),
            Column(
                self.tr("E-mail"),
                lambda a: TextCell(a.customer.email or formats.DASH, role="secondary"),
                200,
                tabular=False,
                grow=2,
                sort=lambda a: a.customer.email.casefold(),
                least=160,
                spare=2,
            ),
            Column(
                self.tr("Tokens"),
                lambda a: TextCell(formats.number(len(a.tokens))),
                88,
                right=True,
                sort=lambda a: len(a.tokens),
            ),
        )


def _place(account: Account) -> str:
    """The last line of the address, which in Sweden is the postal town."""
    lines = account.customer.address
    return lines[-1] if lines else formats.DASH


class TokenList(TableModel[Token]):
    """Tokens of one customer. `now` says what has expired."""

    def __init__(self, now: Callable[[], datetime], parent: QObject | None = None) -> None:
        super().__init__(
            [], key=lambda token: token.uid, order=lambda token: token.uid, parent=parent
        )
        self.columns = (
            Column(
                self.tr("Token"),
                lambda t: TextCell(t.uid, weight=Weight.MEDIUM),
                176,
                tabular=False,
                grow=2,
                sort=lambda t: t.uid,
            ),
            Column(
                self.tr("Type"),
                lambda t: TextCell(t.type, role="secondary"),
                72,
                tabular=False,
                sort=lambda t: t.type,
            ),
            Column(
                self.tr("Group"),
                lambda t: TextCell(t.group or formats.DASH, role="secondary"),
                80,
                tabular=False,
                grow=1,
                sort=lambda t: t.group,
            ),
            Column(
                self.tr("State"),
                lambda t: _state(t, now()),
                128,
                tabular=False,
                sort=lambda t: (t.blocked, t.expires is not None, t.expires),
            ),
        )


def _state(token: Token, now: datetime) -> TextCell:
    if token.blocked:
        return TextCell(translate("TokenList", "Blocked"), weight=Weight.SEMIBOLD)
    if token.expires is None:
        return TextCell(translate("TokenList", "May charge"))
    day = formats.day(token.expires)
    if token.expires <= now:
        return TextCell(translate("TokenList", "Expired"), day, weight=Weight.SEMIBOLD)
    return TextCell(
        translate("TokenList", "May charge"), translate("TokenList", "to {0}").format(day)
    )


class ChargedList(TableModel[SessionRecord]):
    """The newest sessions of one customer."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(
            [],
            key=lambda record: record.session.id,
            order=lambda record: _newest(record.session.ended or record.session.started),
            parent=parent,
        )
        self.columns = (
            Column(
                self.tr("Begun"),
                lambda r: TextCell(
                    f"{formats.day(r.session.started)} {formats.minute(r.session.started)}"
                ),
                152,
                widest=formats.MOMENT,
            ),
            Column(
                self.tr("Charge point"),
                lambda r: TextCell(r.session.charge_point, r.session.site),
                136,
                tabular=False,
                grow=1,
            ),
            Column(
                self.tr("kWh"),
                lambda r: TextCell(formats.energy(r.session.energy_wh), role="secondary"),
                88,
                right=True,
            ),
            Column(self.tr("Gross"), _gross, 104, right=True),
        )


def _newest(at: datetime) -> float:
    return -at.timestamp()


def _gross(record: SessionRecord) -> TextCell:
    cost = None if record.price is None else record.price.price
    if cost is None:
        return TextCell(formats.DASH, role="secondary")
    return TextCell(formats.money(cost.gross), weight=Weight.SEMIBOLD)


class PaperList(TableModel[IssuedInvoice]):
    """Invoices of one customer, the newest first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(
            [],
            key=lambda entry: entry.invoice.number,
            order=lambda entry: (-entry.invoice.issued.toordinal(), entry.invoice.number),
            parent=parent,
        )
        self.columns = (
            Column(self.tr("Invoice"), lambda e: TextCell(e.invoice.number), 128),
            Column(
                self.tr("Issued"),
                lambda e: TextCell(formats.day(e.invoice.issued), role="secondary"),
                112,
                grow=1,
                widest=formats.DAY,
            ),
            Column(
                self.tr("Due"),
                lambda e: TextCell(formats.day(e.invoice.due_date), role="secondary"),
                112,
                grow=1,
                widest=formats.DAY,
            ),
            Column(
                self.tr("Gross"),
                lambda e: TextCell(formats.money(e.invoice.total), weight=Weight.SEMIBOLD),
                112,
                right=True,
            ),
        )

"""Invoices of a month and what stands in the way of others; asked for, and run."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from PySide6.QtCore import QObject

from controlroom.desktop import formats, texts
from controlroom.desktop.widgets.cells import IconCell, TextCell, Weight
from controlroom.desktop.widgets.table_model import Column, TableModel
from controlroom.operations.billing import Held
from controlroom.operations.ports.records import IssuedInvoice


@dataclass(frozen=True, slots=True)
class Sums:
    """What the invoices of a month come to. Money in SEK, energy in Wh."""

    invoices: int = 0
    sessions: int = 0
    energy_wh: int = 0
    net: Decimal = Decimal("0.00")
    vat: Decimal = Decimal("0.00")
    total: Decimal = Decimal("0.00")


def energy_wh(entry: IssuedInvoice) -> int:
    """Energy on an invoice, in Wh."""
    return sum(row.energy_wh for row in entry.invoice.sessions)


class InvoiceList(TableModel[IssuedInvoice]):
    """Invoices by number."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(
            [], key=lambda e: e.invoice.number, order=lambda e: e.invoice.number, parent=parent
        )
        self.columns = (
            Column(
                self.tr("Invoice"),
                lambda e: TextCell(e.invoice.number),
                128,
                sort=lambda e: e.invoice.number,
            ),
            Column(
                self.tr("Customer"),
                lambda e: TextCell(e.invoice.buyer.name, weight=Weight.MEDIUM),
                240,
                tabular=False,
                grow=2,
                sort=lambda e: e.invoice.buyer.name.casefold(),
            ),
            Column(
                self.tr("Sessions"),
                lambda e: TextCell(formats.number(len(e.invoice.sessions)), role="secondary"),
                88,
                right=True,
                sort=lambda e: len(e.invoice.sessions),
            ),
            Column(
                self.tr("kWh"),
                lambda e: TextCell(formats.energy(energy_wh(e)), role="secondary"),
                120,
                right=True,
                sort=energy_wh,
            ),
            Column(
                self.tr("Net"),
                lambda e: TextCell(formats.money(e.invoice.net)),
                112,
                right=True,
                sort=lambda e: e.invoice.net,
            ),
            Column(
                self.tr("VAT"),
                lambda e: TextCell(formats.money(e.invoice.vat)),
                104,
                right=True,
                sort=lambda e: e.invoice.vat,
            ),
            Column(
                self.tr("Gross"),
                lambda e: TextCell(formats.money(e.invoice.total), weight=Weight.SEMIBOLD),
                120,
                right=True,
                sort=lambda e: e.invoice.total,
            ),
            Column(
                self.tr("Issued"),
                lambda e: TextCell(formats.day(e.invoice.issued), role="secondary"),
                120,
                right=True,
                sort=lambda e: e.invoice.issued,
            ),
            Column(
                self.tr("Due"),
                lambda e: TextCell(formats.day(e.invoice.due_date), role="secondary"),
                120,
                right=True,
                sort=lambda e: e.invoice.due_date,
            ),
        )

    def sums(self) -> Sums:
        """What all invoices of the month come to, the filtered ones too."""
        rows = self.rows
        zero = Decimal("0.00")
        return Sums(
            invoices=len(rows),
            sessions=sum(len(e.invoice.sessions) for e in rows),
            energy_wh=sum(energy_wh(e) for e in rows),
            net=sum((e.invoice.net for e in rows), zero),
            vat=sum((e.invoice.vat for e in rows), zero),
            total=sum((e.invoice.total for e in rows), zero),
        )


class HeldList(TableModel[Held]):
    """Sessions that no invoice may carry yet, and customers who cannot be invoiced."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(
            [],
            key=lambda held: (held.session, held.customer, held.reason),
            order=lambda held: (held.reason, held.customer, held.session),
            parent=parent,
        )
        self.columns = (
            Column("", lambda _held: IconCell("alert-circle"), 40),
            Column(
                self.tr("Session"),
                lambda held: TextCell(held.session or formats.DASH),
                240,
                tabular=False,
            ),
            Column(
                self.tr("Customer"),
                lambda held: TextCell(held.customer or formats.DASH),
                240,
                tabular=False,
            ),
            Column(
                self.tr("Cause"),
                lambda held: TextCell(_cause(held), weight=Weight.SEMIBOLD),
                400,
                tabular=False,
                grow=2,
            ),
        )


def _cause(held: Held) -> str:
    return texts.hold(held.reason, **held.placeholders)

"""Invoices of a month and what stands in the way of others; asked for, and run."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from PySide6.QtCore import QCoreApplication, QObject

from controlroom.desktop.kit.cells import IconCell, TextCell, Weight
from controlroom.desktop.kit.language import formats, texts
from controlroom.desktop.kit.table_model import Column, TableModel
from controlroom.domain.billing.review import Verdict, offered
from controlroom.domain.charging.session import Hold
from controlroom.operations.billing.month import SESSION_OPEN, Held
from controlroom.operations.ports.billing import IssuedInvoice

translate = QCoreApplication.translate


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
                least=104,
            ),
            Column(
                self.tr("Customer"),
                lambda e: TextCell(e.invoice.buyer.name, weight=Weight.MEDIUM),
                240,
                tabular=False,
                grow=2,
                sort=lambda e: e.invoice.buyer.name.casefold(),
                least=160,
            ),
            Column(
                self.tr("Count"),
                lambda e: TextCell(formats.number(len(e.invoice.sessions)), role="secondary"),
                88,
                right=True,
                sort=lambda e: len(e.invoice.sessions),
                least=72,
                spare=2,
            ),
            Column(
                self.tr("kWh"),
                lambda e: TextCell(formats.energy(energy_wh(e)), role="secondary"),
                120,
                right=True,
                sort=energy_wh,
                least=112,
                spare=4,
            ),
            Column(
                self.tr("Net"),
                lambda e: TextCell(formats.money(e.invoice.net)),
                112,
                right=True,
                sort=lambda e: e.invoice.net,
                least=104,
            ),
            Column(
                self.tr("VAT"),
                lambda e: TextCell(formats.money(e.invoice.vat)),
                104,
                right=True,
                sort=lambda e: e.invoice.vat,
                least=96,
                spare=1,
            ),
            Column(
                self.tr("Gross"),
                lambda e: TextCell(formats.money(e.invoice.total), weight=Weight.SEMIBOLD),
                120,
                right=True,
                sort=lambda e: e.invoice.total,
                least=112,
            ),
            Column(
                self.tr("Issued"),
                lambda e: TextCell(formats.day(e.invoice.issued), role="secondary"),
                120,
                right=True,
                sort=lambda e: e.invoice.issued,
                least=112,
                spare=5,
                widest=formats.DAY,
            ),
            Column(
                self.tr("Due"),
                lambda e: TextCell(formats.day(e.invoice.due_date), role="secondary"),
                120,
                right=True,
                sort=lambda e: e.invoice.due_date,
                least=112,
                spare=3,
                widest=formats.DAY,
            ),
        )

    @property
    def shown(self) -> list[IssuedInvoice]:
        """Those that the filter lets through, in the order of the list."""
        rows = (self.row(place) for place in range(len(self)))
        return [row for row in rows if row is not None]

    def sums(self) -> Sums:
        """What those come to that the filter lets through."""
        rows = self.shown
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
                self.tr("Ended"),
                lambda held: TextCell(_ended(held), role="secondary"),
                160,
                sort=_ended,
                widest=formats.MOMENT,
            ),
            Column(
                self.tr("Charge point"),
                lambda held: TextCell(held.charge_point or formats.DASH),
                128,
                tabular=False,
                sort=lambda held: held.charge_point,
            ),
            Column(
                self.tr("Customer"),
                lambda held: TextCell(held.customer or formats.DASH),
                200,
                tabular=False,
                grow=1,
                sort=lambda held: held.customer.casefold(),
            ),
            Column(
                self.tr("Cause"),
                lambda held: TextCell(_cause(held), weight=Weight.SEMIBOLD),
                280,
                tabular=False,
                grow=2,
                sort=_cause,
            ),
            Column(
                self.tr("Net, SEK"),
                lambda held: TextCell(
                    formats.DASH if held.net is None else formats.money(held.net)
                ),
                96,
                right=True,
                sort=lambda held: held.net or Decimal(-1),
            ),
            Column(
                self.tr("Decision"),
                lambda held: TextCell(_remedy(held), role="secondary"),
                216,
                tabular=False,
                sort=_remedy,
            ),
        )


def _ended(held: Held) -> str:
    return (
        formats.DASH
        if held.ended is None
        else (f"{formats.day(held.ended)} {formats.minute(held.ended)}")
    )


def _cause(held: Held) -> str:
    return texts.hold(held.reason, **held.placeholders)


def remedy(held: Held) -> tuple[str, str]:
    """The screen where the cause is put right, and what is sought there."""
    if held.reason == Hold.NO_TARIFF.value:
        return "tariffs", held.site
    if held.reason in ("buyer-address-missing", "addresses-missing"):
        return "customers", held.customer
    if held.reason == "seller-address-missing":
        return "settings", "company"
    if held.reason == Hold.NO_CUSTOMER.value:
        return "customers", ""
    return "sessions", held.session


def offers(held: Held, verdict: Verdict) -> bool:
    """Whether a verdict helps what is held."""
    try:
        return bool(held.session) and offered(verdict, [Hold(held.reason)])
    except ValueError:
        return False


def _remedy(held: Held) -> str:
    if offers(held, Verdict.APPROVED):
        return translate("HeldList", "Approve, correct or strike")
    if offers(held, Verdict.CORRECTED):
        return translate("HeldList", "Correct or strike")
    if held.reason == SESSION_OPEN:
        return translate("HeldList", "End the session")
    words = {
        "tariffs": translate("HeldList", "Set a tariff"),
        "customers": translate("HeldList", "Write the address")
        if held.customer
        else translate("HeldList", "Give the token an owner"),
        "settings": translate("HeldList", "Write our address"),
        "sessions": translate("HeldList", "Look at the session"),
    }
    return words[remedy(held)[0]]

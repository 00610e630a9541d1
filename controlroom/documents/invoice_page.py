"""The first page of an invoice: who, what, how much, and how to pay.

Lines that do not fit flow on to pages of their own; the sums and the payment box
stand on the last of them.
"""

from __future__ import annotations

from functools import partial

from controlroom.documents import payment_box
from controlroom.documents.fitting import fit, fit_figures, plain, wrap
from controlroom.documents.flow import Block, Page, paginate
from controlroom.documents.style import (
    BODY,
    BODY_BOTTOM,
    DUE,
    HAIRLINE,
    LABEL,
    LARGE,
    LEFT,
    RIGHT,
    SMALL,
    TEXT,
    TITLE,
    Align,
    Face,
    Pen,
    width,
)
from controlroom.domain.billing.invoice import Invoice
from controlroom.domain.billing.invoice_rows import InvoiceLine
from controlroom.domain.billing.pricing import PriceKind
from controlroom.words.formats import NBSP
from controlroom.words.paper import Paper

_FIRST_ROW = 141.6
_ROW = 13.5
_VALUES = 134.9
_BUYER_LEFT = 315.0
_BUYER_ROOM = RIGHT - _BUYER_LEFT
_BUYER_LINES = 7
_LINES_TOP = 247.0
TOP = 126.0
"""Where a further page begins, below its title."""
_HEAD_HEIGHT = 18.6
_LINE_HEIGHT = 38.9
_QUANTITY, _UNIT, _PRICE, _VAT = 349.4, 355.7, 430.6, 472.3
"""Right edges of the columns of figures; the unit's left edge."""
_VAT_COLUMNS = (205.0, 276.0)
_VAT_ROW = 15.0
_SUMS_LEFT = 346.6
_SUM_ROW = 16.8
_AIR = 8.0
"""Between the sums and the payment box."""


def plan(invoice: Invoice, words: Paper) -> list[Page]:
    """The pages before the specification."""
    # The first line names the page that the specification begins on.
    before = len(_plan(invoice, words, 0))
    return _plan(invoice, words, before + 1)


def _plan(invoice: Invoice, words: Paper, specification: int) -> list[Page]:
    buyer = _buyer(invoice)
    top = max(_LINES_TOP, _FIRST_ROW + len(buyer) * _ROW + 52.3)
    heading = Block(_HEAD_HEIGHT, partial(_heading, invoice, words), with_next=True)
    lines = [
        Block(_LINE_HEIGHT, partial(_line, line, words, specification), head=heading)
        for line in invoice.lines
    ]
    # The payment box has its place at the foot: the sums need all of the page down to it.
    below = BODY_BOTTOM - payment_box.TOP + _AIR
    sums = Block(_sums_height(invoice) + below, partial(_sums, invoice, words), head=heading)
    blocks = [
        Block(top - TOP, partial(_particulars, invoice, words, buyer), with_next=True),
        heading,
        *lines[:-1],
        # A line goes with the sums, which never stand alone below a heading.
        Block(_LINE_HEIGHT, lines[-1].draw, head=heading, with_next=True),
        sums,
    ]
    return paginate(blocks, TOP, BODY_BOTTOM)


def _buyer(invoice: Invoice) -> list[str]:
    """Name and address as they are set, few enough lines for an envelope's window."""
    buyer = invoice.buyer
    lines = wrap(buyer.name, Face.REGULAR, LARGE, _BUYER_ROOM, 3)
    for line in buyer.address:
        lines += wrap(line, Face.REGULAR, LARGE, _BUYER_ROOM, 2)
    if len(lines) > _BUYER_LINES:
        rest = ", ".join(lines[_BUYER_LINES - 1 :])
        lines = [
            *lines[: _BUYER_LINES - 1],
            *wrap(rest, Face.REGULAR, LARGE, _BUYER_ROOM, 1),
        ]
    return lines


def _particulars(invoice: Invoice, words: Paper, buyer: list[str], pen: Pen, _top: float) -> None:
    title = words.text("simplified") if invoice.simplified else words.text("invoice")
    pen.text(LEFT, 110.2, title, face=Face.SEMIBOLD, size=TITLE, spacing=-0.45)
    period = f"{invoice.period_start} – {invoice.period_end}"
    rows = [
        (words.text("number"), invoice.number),
        (words.text("issued"), invoice.issued.isoformat()),
        (words.text("period"), period),
        (words.text("customer"), f"{invoice.customer_number:,}".replace(",", NBSP)),
        (words.text("reference"), invoice.buyer.reference),
        (
            words.text("terms"),
            words.text("terms_days", days=(invoice.due_date - invoice.issued).days),
        ),
    ]
    baseline = _FIRST_ROW
    for label, value in rows:
        if not value:
            continue
        pen.text(LEFT, baseline, label, grey=LABEL)
        text, size = fit(value, Face.REGULAR, BODY, _BUYER_LEFT - _VALUES - 12)
        pen.text(_VALUES, baseline, text, size=size)
        baseline += _ROW
    pen.text(_BUYER_LEFT, 126.6, words.text("buyer"), size=SMALL, grey=LABEL)
    baseline = _FIRST_ROW
    for line in buyer:
        pen.text(_BUYER_LEFT, baseline, line, size=LARGE)
        baseline += _ROW
    baseline += 7.0
    for key, number in (
        ("organisation", invoice.buyer.organisation_number),
        ("vat_number", invoice.buyer.vat_number),
    ):
        if number:
            line = words.text(key, number=plain(number))
            text, size = fit(line, Face.REGULAR, SMALL, _BUYER_ROOM)
            pen.text(_BUYER_LEFT, baseline, text, size=size, grey=LABEL)
            baseline += 10.6


def _heading(invoice: Invoice, words: Paper, pen: Pen, top: float) -> None:
    baseline = top + 11.7
    currency = invoice.currency
    pen.text(LEFT, baseline, words.text("description"), size=SMALL, grey=LABEL)
    for right, text in (
        (_QUANTITY, words.text("quantity")),
        (_PRICE, words.text("unit_price", currency=currency)),
        (_VAT, words.text("vat")),
        (RIGHT, words.text("amount", currency=currency)),
    ):
        pen.text(right, baseline, text, size=SMALL, grey=LABEL, align=Align.RIGHT)
        if right == _QUANTITY:
            pen.text(_UNIT, baseline, words.text("unit"), size=SMALL, grey=LABEL)
    pen.rule(LEFT, RIGHT, top + _HEAD_HEIGHT)


def _line(line: InvoiceLine, words: Paper, specification: int, pen: Pen, top: float) -> None:
    baseline = top + 16.6
    pen.text(LEFT, baseline, words.name(line.kind), face=Face.SEMIBOLD)
    detail, size = fit(_detail(line, words, specification), Face.REGULAR, BODY, 236.0)
    pen.text(LEFT, top + 28.6, detail, size=size, grey=LABEL)
    if line.rounded_apart:
        # Below the amount, where a reader who multiplies will look.
        pen.text(
            RIGHT,
            top + 28.6,
            words.text("rounded_apart"),
            size=SMALL,
            grey=LABEL,
            align=Align.RIGHT,
        )
    figures = Face.FIGURES
    for right, room, text, face in (
        (_QUANTITY, 62.0, words.amount_of(line.quantity, line.unit), figures),
        (_PRICE, 50.0, words.price(line.unit_price), figures),
        (_VAT, 36.0, words.percent(line.vat_percent), figures),
        (RIGHT, 66.0, words.money(line.amount), Face.FIGURES_MEDIUM),
    ):
        size = fit_figures(text, face, BODY, room)
        pen.text(right, baseline, text, face=face, size=size, align=Align.RIGHT)
        if right == _QUANTITY:
            pen.text(_UNIT, baseline, words.name(line.unit))
    pen.rule(LEFT, RIGHT, top + _LINE_HEIGHT, grey=HAIRLINE)


def _detail(line: InvoiceLine, words: Paper, specification: int) -> str:
    sessions = words.plural("sessions", line.sessions)
    if line.kind is PriceKind.ENERGY:
        sites = words.plural("sites", line.sites)
        return words.text("energy_detail", sessions=sessions, sites=sites, page=specification)
    if line.kind is PriceKind.TIME:
        return words.text("time_apart" if line.idle_apart else "time_detail", sessions=sessions)
    if line.kind is PriceKind.IDLE:
        grace = words.count(line.grace_minutes)
        return words.text("idle_after" if line.grace_minutes else "idle_detail", minutes=grace)
    return sessions


def _sums_height(invoice: Invoice) -> float:
    rounding = 16.3 if invoice.rounding else 0.0
    return 29.1 + _SUM_ROW * (len(invoice.vat_rows) + 1) + rounding + 34.6


def _sums(invoice: Invoice, words: Paper, pen: Pen, top: float) -> None:
    _vat_table(invoice, words, pen, top)
    baseline = top + 29.1
    _sum(pen, baseline, words.text("net"), words.money(invoice.net))
    for row in invoice.vat_rows:
        baseline += _SUM_ROW
        label = words.text("vat_at", percent=words.percent(row.vat_percent))
        _sum(pen, baseline, label, words.money(row.vat))
    pen.rule(_SUMS_LEFT, RIGHT, baseline + 5.5, grey=HAIRLINE)
    baseline += _SUM_ROW
    _sum(pen, baseline, words.text("total"), words.money(invoice.total), face=Face.FIGURES_MEDIUM)
    if invoice.rounding:
        baseline += 16.3
        _sum(pen, baseline, words.text("rounding"), words.money(invoice.rounding))
    pen.rule(_SUMS_LEFT, RIGHT, baseline + 10.6, thickness=1.0)
    baseline += 34.6
    pen.text(_SUMS_LEFT, baseline, words.text("to_pay"), face=Face.SEMIBOLD, size=LARGE)
    due = words.money(invoice.due)
    size = fit_figures(due, Face.SEMIBOLD, DUE, 112.0)
    pen.text(
        RIGHT,
        baseline,
        due,
        face=Face.SEMIBOLD,
        size=size,
        align=Align.RIGHT,
    )
    left = RIGHT - width(due, Face.SEMIBOLD, size)
    pen.text(
        left - 5.3,
        baseline,
        invoice.currency,
        face=Face.MEDIUM,
        size=LARGE,
        align=Align.RIGHT,
    )
    payment_box.draw(pen, invoice, words)


def _sum(pen: Pen, baseline: float, label: str, amount: str, face: Face = Face.FIGURES) -> None:
    pen.text(_SUMS_LEFT, baseline, label, grey=TEXT)
    size = fit_figures(amount, face, BODY, 100.0)
    pen.text(RIGHT, baseline, amount, face=face, size=size, align=Align.RIGHT)


def _vat_table(invoice: Invoice, words: Paper, pen: Pen, top: float) -> None:
    taxable, vat = _VAT_COLUMNS
    currency = invoice.currency
    pen.text(LEFT, top + 25.2, words.text("vat_rate"), size=SMALL, grey=LABEL)
    for right, label in ((taxable, "taxable"), (vat, "vat_amount")):
        text = words.text(label, currency=currency)
        pen.text(right, top + 25.2, text, size=SMALL, grey=LABEL, align=Align.RIGHT)
    pen.rule(LEFT, vat, top + 30.7, grey=HAIRLINE)
    for place, row in enumerate(invoice.vat_rows):
        baseline = top + 43.5 + place * _VAT_ROW
        pen.text(LEFT, baseline, words.percent(row.vat_percent), face=Face.FIGURES)
        for right, amount in ((taxable, row.net), (vat, row.vat)):
            text = words.money(amount)
            size = fit_figures(text, Face.FIGURES, BODY, 66.0)
            pen.text(right, baseline, text, face=Face.FIGURES, size=size, align=Align.RIGHT)

"""How to pay: bankgiro, OCR number, due date, amount; a Swish code where the seller takes it."""

from __future__ import annotations

import segno

from controlroom.documents.fitting import fit, fit_figures, plain
from controlroom.documents.style import (
    HAIRLINE,
    LABEL,
    LEFT,
    PAYMENT,
    RIGHT,
    SMALL,
    TEXT,
    Face,
    Pen,
)
from controlroom.domain.billing.invoice import Invoice
from controlroom.words.paper import Paper

TOP = 609.3
_MIDDLE = 666.1
_BOTTOM = 722.9
_RADIUS = 3.0
_INSET = 15.4
_SWISH_LEFT = 370.3
_QR_LEFT = 385.4
_QR_TOP = 626.9
_QR_SIDE = 78.4
_SWISH_TEXT = 475.7


def draw(pen: Pen, invoice: Invoice, words: Paper) -> None:
    payload = invoice.swish_payload
    right = _SWISH_LEFT if payload else RIGHT
    middle = (LEFT + right) / 2
    pen.rule(LEFT, right, _MIDDLE, grey=HAIRLINE)
    pen.upright(middle, TOP, _BOTTOM)
    if payload:
        pen.upright(_SWISH_LEFT, TOP, _BOTTOM)
        _swish(pen, payload, words)
    pen.frame(LEFT, TOP, RIGHT, _BOTTOM, _RADIUS)
    cells = (
        (LEFT, TOP, words.text("bankgiro"), invoice.seller.bankgiro),
        (middle, TOP, words.text("ocr"), invoice.ocr),
        (LEFT, _MIDDLE, words.text("due_date"), invoice.due_date.isoformat()),
        (
            middle,
            _MIDDLE,
            words.text("to_pay_in", currency=invoice.currency),
            words.money(invoice.due),
        ),
    )
    for left, top, label, value in cells:
        pen.text(left + _INSET, top + 19.0, label, size=SMALL, grey=LABEL)
        size = fit_figures(value, Face.SEMIBOLD, PAYMENT, middle - LEFT - 2 * _INSET)
        pen.text(left + _INSET, top + 37.4, value, face=Face.SEMIBOLD, size=size)
    _notes(pen, invoice, words)


def _swish(pen: Pen, payload: str, words: Paper) -> None:
    code = segno.make(payload, error="m", micro=False)
    pen.squares(_QR_LEFT, _QR_TOP, _QR_SIDE, [[bool(bit) for bit in row] for row in code.matrix])
    pen.text(_SWISH_TEXT, 658.6, words.text("swish"), face=Face.SEMIBOLD, size=9.0)
    for place, line in enumerate((words.text("swish_line_1"), words.text("swish_line_2"))):
        pen.text(_SWISH_TEXT, 671.0 + place * 9.2, line, size=SMALL, grey=LABEL)


def _notes(pen: Pen, invoice: Invoice, words: Paper) -> None:
    contact = ", ".join(plain(c) for c in (invoice.seller.email, invoice.seller.phone) if c)
    notes = [words.text("pay_note")]
    if contact:
        notes.append(words.text("ask_note", contact=contact))
    for place, note in enumerate(notes):
        text, size = fit(note, Face.REGULAR, SMALL, RIGHT - LEFT)
        pen.text(LEFT, 742.6 + place * 10.6, text, size=size, grey=TEXT)

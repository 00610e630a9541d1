"""An invoice as PDF: takes an `Invoice`, returns the bytes of the file."""

from __future__ import annotations

from threading import Lock

from controlroom.documents import invoice_page, letterhead, specification
from controlroom.documents.fitting import fit, plain
from controlroom.documents.style import BODY, HEADING, LEFT, RIGHT, TEXT, Align, Face, Pen
from controlroom.domain.billing.invoice import Invoice
from controlroom.words.paper import Paper

_ONE_AT_A_TIME = Lock()
"""Documents share their fonts, in which ReportLab notes where it reads: never on two threads."""


def render_invoice(invoice: Invoice, language: str = "sv", logo: bytes | None = None) -> bytes:
    """The invoice on A4, in "sv" or "en"; the same invoice always gives the same bytes.

    `logo` is the picture whose digest the seller carries. Fonts are embedded. Raises InvalidValue
    for another language. May be called on any thread.
    """
    with _ONE_AT_A_TIME:
        return _render(invoice, language, logo)


def _render(invoice: Invoice, language: str, logo: bytes | None) -> bytes:
    chosen = Paper(language)
    title = f"{chosen.text('invoice')} {invoice.number}"
    pen = Pen(
        title=title,
        author=plain(invoice.seller.name),
        subject=plain(invoice.buyer.name),
        lang=chosen.locale.replace("_", "-"),
    )
    first = invoice_page.plan(invoice, chosen)
    pages = [*first, *specification.plan(invoice, chosen)]
    for place, page in enumerate(pages):
        if place:
            pen.next_page()
        letterhead.draw_head(pen, invoice.seller, chosen, place + 1, len(pages))
        if logo and not place:
            letterhead.draw_logo(pen, logo)
        if place >= len(first):
            _title(pen, chosen.text("specification"), invoice, chosen)
        elif place:
            _title(pen, chosen.text("invoice"), invoice, chosen)
        page.draw(pen)
        letterhead.draw_foot(pen, invoice.seller, chosen)
    return pen.finish()


def _title(pen: Pen, title: str, invoice: Invoice, chosen: Paper) -> None:
    """Above a page that is not the first: what it is, and of which invoice."""
    pen.text(LEFT, 103.7, title, face=Face.SEMIBOLD, size=HEADING, spacing=-0.15)
    period = f"{invoice.period_start} – {invoice.period_end}"
    of = chosen.text("invoice_and_period", number=invoice.number, period=period)
    text, size = fit(of, Face.REGULAR, BODY, 260.0)
    pen.text(RIGHT, 103.7, text, size=size, grey=TEXT, align=Align.RIGHT)

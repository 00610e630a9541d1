"""What every page of an invoice carries: the seller above, page number, the seller below."""

from __future__ import annotations

from controlroom.documents import logo
from controlroom.documents.fitting import fit, plain
from controlroom.documents.style import (
    COMPANY,
    FINE,
    LABEL,
    LEFT,
    RIGHT,
    RULE,
    SMALL,
    TEXT,
    Align,
    Face,
    Pen,
)
from controlroom.domain.billing.parties import Seller
from controlroom.words.paper import Paper

_NAME_LEFT = 76.5
_NAME_ROOM = 340.0
_LOGO_TOP = 56.0
_FOOTER_RULE = 776.4
_FOOTER = 791.5
_FOOTER_STEP = 9.15
_FOOTER_LINES = 3
_COLUMNS = ((LEFT, 118.0), (177.2, 130.0), (315.0, 96.0), (418.6, RIGHT - 418.6))
"""Left edge and width of the four columns at the foot."""


def draw_head(pen: Pen, seller: Seller, words: Paper, page: int, pages: int) -> None:
    pen.charging_pile(LEFT, 39.05, 18.0)
    name, size = fit(seller.name, Face.SEMIBOLD, COMPANY, _NAME_ROOM)
    pen.text(_NAME_LEFT, 51.8, name, face=Face.SEMIBOLD, size=size)
    where, size = fit(", ".join(seller.address), Face.REGULAR, SMALL, _NAME_ROOM)
    pen.text(_NAME_LEFT, 61.0, where, size=size, grey=LABEL)
    number = words.text("page", page=page, pages=pages)
    pen.text(RIGHT, 45.6, number, size=SMALL, grey=LABEL, align=Align.RIGHT)


def draw_logo(pen: Pen, body: bytes) -> None:
    """Below the page number of the first page, where nothing else stands."""
    picture = logo.printable(body)
    if picture is not None:
        pen.picture(RIGHT, _LOGO_TOP, logo.WIDTH, logo.HEIGHT, picture)


def draw_foot(pen: Pen, seller: Seller, words: Paper) -> None:
    pen.rule(LEFT, RIGHT, _FOOTER_RULE, grey=RULE)
    address = list(seller.address)
    if len(address) >= _FOOTER_LINES:
        address = [*address[: _FOOTER_LINES - 2], ", ".join(address[_FOOTER_LINES - 2 :])]
    columns = (
        [seller.name, *address],
        [
            words.text("organisation", number=seller.organisation_number),
            words.text("vat_number", number=seller.vat_number),
            words.text("seat", seat=plain(seller.seat)) if seller.seat else "",
        ],
        [
            words.text("f_tax") if seller.f_tax else "",
            f"{words.text('bankgiro')} {seller.bankgiro}",
        ],
        [seller.email, seller.phone],
    )
    for (left, room), lines in zip(_COLUMNS, columns, strict=True):
        for place, line in enumerate(line for line in lines if line):
            text, size = fit(line, Face.REGULAR, FINE, room)
            pen.text(left, _FOOTER + place * _FOOTER_STEP, text, size=size, grey=TEXT)

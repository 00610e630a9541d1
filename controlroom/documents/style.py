"""How our paper looks: A4, one grid, Inter, black ink and three greys.

All measures are points (1/72 inch) from the top left corner of the page, because a
page is read from the top; `Pen` turns them over for PDF.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass
from enum import Enum
from io import BytesIO
from itertools import groupby
from typing import Final

from reportlab import rl_config
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from controlroom import resources
from controlroom.documents.scripts import DRAWN, joinable, visual

PAGE_WIDTH: Final = A4[0]
PAGE_HEIGHT: Final = A4[1]
LEFT: Final = 51.0
RIGHT: Final = PAGE_WIDTH - LEFT
BODY_BOTTOM: Final = 764.0
"""Nothing but the footer stands below."""

TITLE: Final = 22.5
HEADING: Final = 15.0
DUE: Final = 16.5
PAYMENT: Final = 13.1
COMPANY: Final = 9.75
LARGE: Final = 9.0
BODY: Final = 7.875
TABLE: Final = 7.1
SMALL: Final = 6.75
FINE: Final = 6.375

INK: Final = 0x11
TEXT: Final = 0x40
LABEL: Final = 0x59
RULE: Final = 0x99
HAIRLINE: Final = 0xBB

THIN: Final = 0.5


class Face(Enum):
    """Fonts by what they are for. Tabular ones have figures of one width, for columns."""

    REGULAR = "Inter-Regular"
    MEDIUM = "Inter-Medium"
    SEMIBOLD = "Inter-SemiBold"
    FIGURES = "InterTabular-Regular"
    FIGURES_MEDIUM = "InterTabular-Medium"
    FIGURES_SEMIBOLD = "InterTabular-SemiBold"


@dataclass(frozen=True, slots=True)
class _Fallback:
    """A font for scripts that Inter has not, in one weight; loaded when a letter needs it."""

    name: str
    ranges: tuple[range, ...]


_FALLBACKS: Final = (
    _Fallback("NanumSquare-Regular", (range(0x3131, 0x3164), range(0xAC00, 0xD7A4))),
    _Fallback(
        "Han-Regular",
        (
            range(0x3000, 0xA000),
            range(0xF900, 0xFB00),
            range(0xFE30, 0xFE50),
            range(0xFF00, 0xFFF0),
        ),
    ),
    _Fallback(
        "Scripts-Regular", (range(0x0530, 0x1400), range(0x2D00, 0x2DE0), range(0xA000, 0xFF00))
    ),
)
_loading = threading.Lock()
_letters: dict[str, frozenset[int]] = {}
"""By font."""


def _load(name: str) -> frozenset[int]:
    """Give reportlab a font, once; returns the letters that it has.

    Documents are made in threads: a font that is registered twice would lose its
    letters in a document that is half done.
    """
    known = _letters.get(name)
    if known is not None:
        return known
    with _loading:
        if name not in _letters:
            # Streams as bytes, not as text: smaller, and quicker to make.
            rl_config.useA85 = 0
            font = TTFont(name, str(resources.path("fonts", f"{name}.ttf")))
            pdfmetrics.registerFont(font)
            _letters[name] = frozenset(font.face.charToGlyph)
    return _letters[name]


def _load_fonts() -> frozenset[int]:
    """Our own faces; returns the letters that Inter has."""
    faces = [_load(face.value) for face in Face]
    return faces[0]


def width(text: str, face: Face, size: float) -> float:
    """Points that the text takes in a line."""
    return sum(pdfmetrics.stringWidth(part, font, size) for font, part in _runs(text, face))


def drawable(letter: str) -> bool:
    """Whether a letter is drawn as it should be.

    Inter has Latin, Greek and Cyrillic; the fallbacks Arabic, Hebrew, Thai, Lao, Armenian,
    Georgian, Ethiopic, Chinese, Japanese and Korean. Scripts whose letters change places or melt
    together, as those of India, need more than a font; emoji are pictures.
    """
    return _font_of(letter) is not None and joinable(letter)


def _font_of(letter: str) -> str | None:
    """Where a letter is; "" is the face that is asked for."""
    code = ord(letter)
    if code in DRAWN:
        return _FALLBACKS[-1].name
    if code in _load_fonts():
        return ""
    for fallback in _FALLBACKS:
        if any(code in part for part in fallback.ranges) and code in _load(fallback.name):
            return fallback.name
    return None


def _runs(text: str, face: Face) -> list[tuple[str, str]]:
    """A line as it is drawn from the left, in pieces of one font each."""
    _load_fonts()
    if text.isascii():
        return [(face.value, text)]
    pieces = groupby(visual(text), key=lambda letter: _font_of(letter) or face.value)
    return [(font, "".join(letters)) for font, letters in pieces]


class Align(Enum):
    LEFT = 0
    RIGHT = 1


class Pen:
    """Draws on the pages of one document.

    The same document gives the same bytes: nothing in the file tells when it was made.
    """

    def __init__(self, *, title: str, author: str, subject: str, lang: str) -> None:
        _load_fonts()
        self._bytes = BytesIO()
        self._canvas = Canvas(
            self._bytes,
            pagesize=A4,
            invariant=1,
            pageCompression=1,
            lang=lang,
            # Otherwise every page names Helvetica, which is not embedded.
            initialFontName=Face.REGULAR.value,  # type: ignore[arg-type] # the stubs want a number
            initialFontSize=BODY,
        )
        self._canvas.setTitle(title)
        self._canvas.setAuthor(author)
        self._canvas.setSubject(subject)
        self._canvas.setCreator("controlroom")

    def text(
        self,
        x: float,
        baseline: float,
        text: str,
        *,
        face: Face = Face.REGULAR,
        size: float = BODY,
        grey: int = INK,
        align: Align = Align.LEFT,
        spacing: float = 0.0,
    ) -> None:
        """One line. Right-aligned text ends at `x`; `spacing` widens or narrows, in points."""
        self._canvas.setFillGray(grey / 255)
        if align is Align.RIGHT:
            x -= width(text, face, size) + spacing * max(0, len(text) - 1)
        for font, part in _runs(text, face):
            self._canvas.setFont(font, size)
            self._canvas.drawString(x, PAGE_HEIGHT - baseline, part, charSpace=spacing)
            x += pdfmetrics.stringWidth(part, font, size) + spacing * len(part)

    def rule(
        self, left: float, right: float, y: float, *, grey: int = INK, thickness: float = THIN
    ) -> None:
        """A horizontal line."""
        self._line(left, y, right, y, grey, thickness)

    def upright(self, x: float, top: float, bottom: float, *, grey: int = HAIRLINE) -> None:
        """A vertical line."""
        self._line(x, top, x, bottom, grey, THIN)

    def frame(self, left: float, top: float, right: float, bottom: float, radius: float) -> None:
        self._canvas.setStrokeGray(INK / 255)
        self._canvas.setLineWidth(THIN)
        self._canvas.roundRect(left, PAGE_HEIGHT - bottom, right - left, bottom - top, radius)

    def squares(self, left: float, top: float, side: float, rows: list[list[bool]]) -> None:
        """A QR code, `side` wide. Neighbours are drawn as one, or hairlines would show."""
        step = side / len(rows)
        path = self._canvas.beginPath()
        for y, row in enumerate(rows):
            start = 0
            while start < len(row):
                end = start
                while end < len(row) and row[end] == row[start]:
                    end += 1
                if row[start]:
                    path.rect(
                        left + start * step,
                        PAGE_HEIGHT - top - (y + 1) * step,
                        (end - start) * step,
                        step,
                    )
                start = end
        self._canvas.setFillGray(INK / 255)
        self._canvas.drawPath(path, stroke=0, fill=1)

    def charging_pile(self, left: float, top: float, side: float) -> None:
        """The mark before the company's name: Tabler's "charging-pile" (MIT), on its grid of 24."""
        canvas = self._canvas
        canvas.saveState()
        canvas.translate(left, PAGE_HEIGHT - top)
        canvas.scale(side / 24, -side / 24)
        canvas.setStrokeGray(INK / 255)
        canvas.setLineWidth(1.75)
        canvas.setLineCap(1)
        canvas.setLineJoin(1)
        path = canvas.beginPath()
        for start, *steps in _CHARGING_PILE:
            path.moveTo(*start)
            for step in steps:
                if len(step) == _POINT:
                    path.lineTo(*step)
                else:
                    path.curveTo(*step)
        canvas.drawPath(path, stroke=1, fill=0)
        canvas.restoreState()

    def picture(self, right: float, top: float, width: float, height: float, body: bytes) -> None:
        """A PNG, as large as fits into the box, in its upper right corner."""
        image = ImageReader(BytesIO(body))
        pixels_wide, pixels_high = image.getSize()
        scale = min(width / pixels_wide, height / pixels_high)
        wide, high = pixels_wide * scale, pixels_high * scale
        self._canvas.drawImage(image, right - wide, PAGE_HEIGHT - top - high, wide, high, "auto")

    def next_page(self) -> None:
        self._canvas.showPage()

    def finish(self) -> bytes:
        """End the last page and answer the file."""
        self._canvas.save()
        return self._bytes.getvalue()

    def _line(
        self, x1: float, y1: float, x2: float, y2: float, grey: int, thickness: float
    ) -> None:
        self._canvas.setStrokeGray(grey / 255)
        self._canvas.setLineWidth(thickness)
        self._canvas.setLineCap(0)
        self._canvas.line(x1, PAGE_HEIGHT - y1, x2, PAGE_HEIGHT - y2)


_POINT: Final = 2
_K: Final = 0.5523
"""A quarter of a circle as one Bézier curve."""
_CHARGING_PILE: Final[tuple[tuple[tuple[float, ...], ...], ...]] = (
    ((18, 7), (17, 8)),
    (
        (14, 11),
        (15, 11),
        (15 + 2 * _K, 11, 17, 13 - 2 * _K, 17, 13),
        (17, 16),
        (17, 16 + 1.5 * _K, 18.5 - 1.5 * _K, 17.5, 18.5, 17.5),
        (18.5 + 1.5 * _K, 17.5, 20, 16 + 1.5 * _K, 20, 16),
        (20, 9),
        (17, 6),
    ),
    (
        (4, 20),
        (4, 6),
        (4, 6 - 2 * _K, 6 - 2 * _K, 4, 6, 4),
        (12, 4),
        (12 + 2 * _K, 4, 14, 6 - 2 * _K, 14, 6),
        (14, 20),
    ),
    ((9, 11.5), (7.5, 14), (10.5, 14), (9, 16.5)),
    ((3, 20), (15, 20)),
    ((4, 8), (14, 8)),
)

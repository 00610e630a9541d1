"""A company's logo, made ready for print."""

from __future__ import annotations

import warnings
from functools import lru_cache
from io import BytesIO

from PIL import Image

WIDTH, HEIGHT = 140.0, 40.0
"""Points that it may take at the head of an invoice."""
_DOTS = 300 / 72
"""Pixels a point: more is not seen on paper, and would make every invoice large."""


@lru_cache(maxsize=4)
def printable(body: bytes) -> bytes | None:
    """The picture as a PNG of the size that it is printed in; None where it cannot be decoded.

    An invoice is never held up by a picture that is broken.
    """
    made = BytesIO()
    try:
        with warnings.catch_warnings(), Image.open(BytesIO(body), formats=("PNG", "JPEG")) as read:
            warnings.simplefilter("ignore")
            picture = read.convert("RGBA")
            picture.thumbnail((round(WIDTH * _DOTS), round(HEIGHT * _DOTS)))
            picture.save(made, "PNG")
    except (OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError):
        return None
    return made.getvalue()

"""A picture that stands on paper: which kinds, how large, and the name that its bytes give it."""

from __future__ import annotations

import hashlib
import struct

from controlroom.domain.errors import InvalidValue

LARGEST = 1_000_000
"""Bytes."""
MOST_PIXELS = 16_000_000
"""A small file may unfold into a picture that no memory holds."""
_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8\xff"
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
"""Markers of a JPEG frame, which carry its size."""


def checked(body: bytes) -> bytes:
    """A PNG or JPEG of at most 1 MB and 16 megapixels. Raises InvalidValue."""
    if len(body) > LARGEST:
        raise InvalidValue("picture-too-large", most=LARGEST // 1_000_000)
    size = _png_size(body) if body.startswith(_PNG) else _jpeg_size(body)
    if size is None or not all(size):
        raise InvalidValue("not-a-picture")
    if size[0] * size[1] > MOST_PIXELS:
        raise InvalidValue("picture-too-many-pixels", width=size[0], height=size[1])
    return body


def digest(body: bytes) -> str:
    """SHA-256 in hexadecimal: the name that a picture is kept under."""
    return hashlib.sha256(body).hexdigest()


def _png_size(body: bytes) -> tuple[int, int] | None:
    if body[12:16] != b"IHDR" or len(body) < 33:
        return None
    width, height = struct.unpack(">II", body[16:24])
    return width, height


def _jpeg_size(body: bytes) -> tuple[int, int] | None:
    if not body.startswith(_JPEG):
        return None
    at = 2
    while at + 9 <= len(body):
        if body[at] != 0xFF:
            return None
        marker = body[at + 1]
        if marker == 0xFF:
            at += 1
            continue
        if marker in _FRAMES:
            height, width = struct.unpack(">HH", body[at + 5 : at + 9])
            return width, height
        length = int(struct.unpack(">H", body[at + 2 : at + 4])[0])
        if length < 2:
            return None
        at += 2 + length
    return None

"""A tile's bytes to a picture, in a thread of the pool; nothing else is taken for a picture.

What a server or a file hands over is hostile: only the three formats that maps are made in are
read, each by its own first bytes, and only at a size that a tile has.
"""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray
from PySide6.QtGui import QImage, QImageReader

LARGEST_BYTES = 4 * 1024 * 1024
"""A tile of 512 pixels a side, uncompressed, has one; none in use comes near this."""
LARGEST_SIDE = 1024

_FORMATS = {b"\x89PNG\r\n\x1a\n": "png", b"\xff\xd8\xff": "jpeg"}


class NotATile(Exception):
    """What came is no picture of a tile."""


def format_of(data: bytes) -> str | None:
    """What the first bytes say it is: png, jpeg or webp; None for everything else."""
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "webp"
    return next((name for start, name in _FORMATS.items() if data.startswith(start)), None)


def decode(data: bytes) -> QImage:
    """The picture, ready to be painted. Raises NotATile."""
    kind = format_of(data)
    if kind is None or len(data) > LARGEST_BYTES:
        raise NotATile
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QBuffer.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, QByteArray(kind.encode()))
    reader.setAutoDetectImageFormat(False)
    size = reader.size()
    if not 0 < size.width() <= LARGEST_SIDE or not 0 < size.height() <= LARGEST_SIDE:
        raise NotATile
    image = reader.read()
    if image.isNull():
        raise NotATile
    # What the painter would convert to at every frame.
    wanted = QImage.Format.Format_RGB32
    if image.hasAlphaChannel():
        wanted = QImage.Format.Format_ARGB32_Premultiplied
    return image.convertToFormat(wanted)

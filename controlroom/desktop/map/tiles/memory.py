"""Decoded tiles, the least used given up first, never more than so many bytes."""

from __future__ import annotations

from collections import OrderedDict
from typing import TypeAlias

from PySide6.QtGui import QImage

Key: TypeAlias = tuple[int, int, int]
"""Zoom, x, y."""


class Memory:
    """`most` bytes of pictures. One that is larger alone is not kept."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._images: OrderedDict[Key, QImage] = OrderedDict()
        self.size = 0
        """Bytes in use."""

    def __len__(self) -> int:
        return len(self._images)

    def get(self, key: Key) -> QImage | None:
        image = self._images.get(key)
        if image is not None:
            self._images.move_to_end(key)
        return image

    def put(self, key: Key, image: QImage) -> None:
        before = self._images.pop(key, None)
        if before is not None:
            self.size -= before.sizeInBytes()
        if image.sizeInBytes() > self._most:
            return
        self._images[key] = image
        self.size += image.sizeInBytes()
        while self.size > self._most:
            _key, oldest = self._images.popitem(last=False)
            self.size -= oldest.sizeInBytes()

    def clear(self) -> None:
        self._images.clear()
        self.size = 0

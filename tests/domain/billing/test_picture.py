from __future__ import annotations

import struct

import pytest

from controlroom.domain.billing import picture
from controlroom.domain.errors import InvalidValue


def png(width: int, height: int) -> bytes:
    """The beginning of one, as far as its size."""
    head = b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + b"IHDR"
    return head + struct.pack(">II", width, height) + b"\x08\x02\x00\x00\x00" + b"\0\0\0\0"


def jpeg(width: int, height: int) -> bytes:
    application = b"\xff\xe0" + struct.pack(">H", 16) + b"JFIF\0" + bytes(9)
    frame = b"\xff\xff\xc0" + struct.pack(">HBHH", 11, 8, height, width) + b"\x01\x01\x11\x00"
    return b"\xff\xd8" + application + frame


@pytest.mark.parametrize("body", (png(320, 200), jpeg(320, 200)))
def test_pictures_that_may_stand_on_paper(body: bytes) -> None:
    assert picture.checked(body) == body
    assert len(picture.digest(body)) == 64


@pytest.mark.parametrize(
    ("body", "key"),
    (
        (b"", "not-a-picture"),
        (b"GIF89a", "not-a-picture"),
        (b"<svg/>", "not-a-picture"),
        (png(320, 200)[:20], "not-a-picture"),
        (png(0, 200), "not-a-picture"),
        (jpeg(320, 200)[:24], "not-a-picture"),
        (b"\xff\xd8\xff\xe0\x00\x00" + bytes(20), "not-a-picture"),
        (b"\xff\xd8\xff\xe0\x00\x04" + bytes(20), "not-a-picture"),
        (png(60_000, 60_000), "picture-too-many-pixels"),
        (png(10, 10) + bytes(picture.LARGEST), "picture-too-large"),
    ),
)
def test_what_may_not(body: bytes, key: str) -> None:
    with pytest.raises(InvalidValue) as refusal:
        picture.checked(body)
    assert refusal.value.key == key

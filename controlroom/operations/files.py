"""Files that a person chose, read whole and no further than they may be long."""

from __future__ import annotations

from pathlib import Path

from controlroom.domain.billing import picture
from controlroom.domain.errors import InvalidValue


def read_bytes(file: Path, most: int, unreadable: str) -> bytes:
    """At most one byte more than `most`, so that whoever gets it sees that it is too long.

    Raises InvalidValue by the key `unreadable` where the file cannot be read.
    """
    try:
        with file.open("rb") as opened:
            return opened.read(most + 1)
    except OSError as failure:
        why = failure.strerror or str(failure)
        raise InvalidValue(unreadable, file=file, why=why) from failure


def read_picture(file: Path) -> bytes:
    """A PNG or JPEG that may stand on paper. Raises InvalidValue."""
    return picture.checked(read_bytes(file, picture.LARGEST, "picture-unreadable"))

"""Files that hold secrets or customers: made for their owner alone, whatever the umask says.

What an administrator gives to a group on purpose stays so. What anybody on the machine may read
nobody has given on purpose: that is what a umask of 022 leaves behind.
"""

from __future__ import annotations

import contextlib
import os
import stat
from pathlib import Path

_OWNER = 0o600
_EVERYBODY = 0o007


def make(file: Path) -> None:
    """See that a file is there; a new one is readable by its owner only. Raises OSError."""
    try:
        descriptor = os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, _OWNER)
    except FileExistsError:
        return
    os.close(descriptor)
    # A umask can take away more than it should: even the owner's right.
    file.chmod(_OWNER)


def make_anew(file: Path) -> None:
    """Make an empty file where there may be an older one, open or not. Raises OSError."""
    file.unlink(missing_ok=True)
    make(file)


def is_open_to_all(file: Path) -> bool:
    """Whether anybody on this machine may read or write it. Windows has no such right to ask.

    What is no file holds nothing, as /dev/null.
    """
    if os.name != "posix":
        return False
    try:
        mode = file.stat().st_mode
    except OSError:
        return False
    return stat.S_ISREG(mode) and bool(mode & _EVERYBODY)


def close(file: Path) -> bool:
    """Leave a file that anybody may read to its owner; False where that cannot be done."""
    if is_open_to_all(file):
        with contextlib.suppress(OSError):
            file.chmod(_OWNER)
    return not is_open_to_all(file)

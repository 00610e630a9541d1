"""Files that hold secrets or customers: made for their owner alone, whatever the umask says.

What an administrator gives to a group on purpose stays so. What anybody on the machine may read
nobody has given on purpose: that is what a umask of 022 leaves behind.
"""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from collections.abc import Iterator
from pathlib import Path

from controlroom.domain.errors import InvalidValue

_OWNER = 0o600
_EVERYBODY = 0o007
_SQLITE = b"SQLite format 3\0"
_BESIDE = ("-wal", "-shm", "-journal", ".serving")
"""What SQLite and who serves it keep beside a database, by the ends of their names."""


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


@contextlib.contextmanager
def fresh(file: Path) -> Iterator[Path]:
    """A private file to write to, which bears its name in the end, whole.

    Raises FileExistsError where something bears that name already, or does by then: nothing is
    ever replaced. Raises OSError.
    """
    from tempfile import mkstemp

    if os.path.lexists(file):
        raise _exists(file)
    descriptor, name = mkstemp(prefix=".controlroom-", suffix=".part", dir=file.parent)
    os.close(descriptor)
    part = Path(name)
    try:
        part.chmod(_OWNER)
        yield part
        _name(part, file)
    finally:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)


def _name(part: Path, file: Path) -> None:
    """Give a file its name. Only a link fails where the name is taken; a rename replaces."""
    try:
        os.link(part, file)
    except FileExistsError:
        raise
    except OSError:
        # FAT and some network folders have no links: there the name is taken first.
        os.close(os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, _OWNER))
        part.replace(file)


def _exists(file: Path) -> FileExistsError:
    return FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(file))


def is_sqlite(file: Path) -> bool:
    """Raises OSError."""
    with file.open("rb") as start:
        return start.read(len(_SQLITE)) == _SQLITE


def refuse_database(file: Path) -> None:
    """See that no list or document replaces a database, whatever path leads to it.

    Raises InvalidValue for a SQLite file, and for what is kept beside one while it is in use.
    """
    real = file.resolve()
    ends = (end for end in _BESIDE if real.name.endswith(end))
    for one in (real, *(real.with_name(real.name.removesuffix(end)) for end in ends)):
        with contextlib.suppress(OSError):
            if one.is_file() and is_sqlite(one):
                raise InvalidValue("file-is-database", file=file)


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

"""Which file system a file lies on: SQLite's locks and write-ahead log need one of this machine.

On a share another machine may write at the same time, and what was written may not be on a disk
yet: the file breaks, sooner or later.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from controlroom.domain.errors import InvalidValue

MOUNTS: Final = Path("/proc/self/mounts")
"""Where Linux tells what is mounted; elsewhere psutil asks."""
NETWORKED: Final = frozenset(
    {
        "afpfs", "afs", "beegfs", "ceph", "cifs", "coda", "davfs", "glusterfs", "lustre", "ncp",
        "ncpfs", "nfs", "nfs3", "nfs4", "smb", "smb2", "smb3", "smbfs", "webdav",
    }
)  # fmt: skip
NETWORKED_IN_USER_SPACE: Final = frozenset(
    {
        "ceph-fuse", "curlftpfs", "davfs", "davfs2", "glusterfs", "goofys", "gvfsd-fuse", "rclone",
        "s3fs", "smbnetfs", "sshfs",
    }
)  # fmt: skip

Mount = tuple[str, str]
"""Where, and the kind of file system."""


def refuse_share(file: Path) -> None:
    """Raise InvalidValue where a database file lies on a share, or would."""
    kind = share_of(file)
    if kind is not None:
        raise InvalidValue("database-on-share", database=file, kind=kind)


def share_of(file: Path) -> str | None:
    """The kind of share that a file lies on, or will; None for a disk of this machine."""
    place = os.path.realpath(file)
    if os.name == "nt" and place.startswith("\\\\") and not place.startswith("\\\\?\\"):
        return "smb"
    return kind_of_share(place, _mounts())


def kind_of_share(place: str, mounts: Iterable[Mount]) -> str | None:
    """As `share_of`, of a place without links. Of two mounts at one point the later covers."""
    found = ""
    kind = ""
    for point, system in mounts:
        below = place == point or place.startswith(point.rstrip("/\\") + os.sep)
        if below and len(point) >= len(found):
            found, kind = point, system.lower()
    over, _, own = kind.partition(".")
    if over == "fuse" and own in NETWORKED_IN_USER_SPACE:
        return own
    return kind if kind in NETWORKED or kind == "remote" else None


def _mounts() -> list[Mount]:
    try:
        lines = MOUNTS.read_text(encoding="utf-8", errors="surrogateescape").splitlines()
    except OSError:
        return _asked()
    fields = (line.split(" ") for line in lines)
    return [(_unescaped(parts[1]), parts[2]) for parts in fields if len(parts) > 2]


def _unescaped(text: str) -> str:
    r"""A blank in a mount point is told as \040."""
    return re.sub(r"\\([0-7]{3})", lambda code: chr(int(code[1], 8)), text)


def _asked() -> list[Mount]:
    # Slow to import, and needed only where there is no such file.
    import psutil

    return [
        (part.mountpoint, "remote" if "remote" in part.opts.split(",") else part.fstype)
        for part in psutil.disk_partitions(all=True)
    ]

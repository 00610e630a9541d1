"""A database file on a network share is refused with a sentence; on a disk it is not."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from controlroom.domain.errors import InvalidValue
from controlroom.store import file_systems, open_store, serving_lock
from controlroom.store.file_systems import kind_of_share, share_of
from controlroom.words.texts import ENGLISH
from tests.sentences import says

LOCAL = (("/", "ext4"), ("/home", "xfs"), ("/tmp", "tmpfs"), ("/mnt/usb", "fuseblk"))  # noqa: S108


@pytest.mark.parametrize(
    ("system", "told"),
    (
        ("nfs", "nfs"),
        ("nfs4", "nfs4"),
        ("cifs", "cifs"),
        ("smb3", "smb3"),
        ("smbfs", "smbfs"),
        ("fuse.sshfs", "sshfs"),
        ("fuse.rclone", "rclone"),
        ("ceph", "ceph"),
        ("fuse.gvfsd-fuse", "gvfsd-fuse"),
        ("NFS", "nfs"),
        ("remote", "remote"),
        ("ext4", None),
        ("overlay", None),
        ("fuseblk", None),
        ("fuse.ntfs-3g", None),
        ("btrfs", None),
        ("APFS", None),
    ),
)
def test_what_is_a_share(system: str, told: str | None) -> None:
    mounts = (*LOCAL, ("/srv/shared", system))
    assert kind_of_share("/srv/shared/deep/x.db", mounts) == told
    assert kind_of_share("/srv/shared", mounts) == told
    assert kind_of_share("/srv/shared2/x.db", mounts) is None
    assert kind_of_share("/home/eva/x.db", mounts) is None


def test_the_nearest_mount_counts_and_of_two_the_later() -> None:
    mounts = (*LOCAL, ("/home", "nfs4"), ("/home/eva/disk", "ext4"))
    assert kind_of_share("/home/eva/x.db", mounts) == "nfs4"
    assert kind_of_share("/home/eva/disk/x.db", mounts) is None
    assert kind_of_share("/home/x.db", (("/home", "nfs"), ("/home", "ext4"))) is None


def test_this_disk_is_none_and_its_mounts_are_found(tmp_path: Path) -> None:
    assert share_of(tmp_path / "x.db") is None
    assert any(point == "/" for point, _ in file_systems._mounts())
    assert [point for point, _ in file_systems._asked()], (
        "where there is no such file, psutil tells"
    )


@pytest.mark.parametrize("system", ("nfs4", "cifs", "fuse.sshfs"))
async def test_a_database_on_a_share_is_refused(
    system: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Through a link too; and nothing is made there."""
    shared, linked = tmp_path / "our share", tmp_path / "link"
    shared.mkdir()
    linked.symlink_to(shared)
    mounts = tmp_path / "mounts"
    point = re.sub(" ", r"\\040", str(shared))
    mounts.write_text(f"/dev/vda / ext4 rw 0 0\nserver:/x {point} {system} rw 0 0\n")
    monkeypatch.setattr(file_systems, "MOUNTS", mounts)
    for folder in (shared, linked):
        with pytest.raises(InvalidValue) as refusal:
            await open_store(f"sqlite:///{folder}/x.db", upgrade=True)
        assert refusal.value.key == "database-on-share"
        assert system.removeprefix("fuse.") in ENGLISH.error(refusal.value)
        with (
            pytest.raises(InvalidValue, check=says("network share")),
            serving_lock(f"sqlite:///{folder}/x.db"),
        ):
            pass
    assert list(shared.iterdir()) == []
    store = await open_store(f"sqlite:///{tmp_path}/x.db", upgrade=True)
    await store.close()

"""What holds keys and customers is readable by its owner alone, whatever the umask says."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from controlroom import private_files
from controlroom.store import care, open_store
from tests.store.facts import append, register, said


def _mode(file: Path) -> int:
    return file.stat().st_mode & 0o777


def _modes(folder: Path) -> dict[str, int]:
    return {file.name: _mode(file) for file in folder.iterdir()}


@pytest.fixture(params=(0o000, 0o002, 0o022, 0o077, 0o277), ids=oct)
def _umask(request: pytest.FixtureRequest) -> Iterator[None]:
    before = os.umask(request.param)
    yield
    os.umask(before)


@pytest.mark.usefixtures("_umask")
async def test_a_database_its_log_and_its_backups_are_for_their_owner(tmp_path: Path) -> None:
    file, copy = tmp_path / "a.db", tmp_path / "copy.db"
    url = f"sqlite:///{file.as_posix()}"
    store = await open_store(url, upgrade=True)
    try:
        await register(store, "CP1")
        await append(store, said("a"))
        await care.backup(url, copy)
        found = _modes(tmp_path)
    finally:
        await store.close()
    assert found == dict.fromkeys(("a.db", "a.db-wal", "a.db-shm", "copy.db"), 0o600)


@pytest.mark.usefixtures("_umask")
async def test_a_backup_of_postgresql_is_for_its_owner(made_url: str, tmp_path: Path) -> None:
    file = tmp_path / "backup"
    file.write_text("an older one")
    file.chmod(0o644)
    await care.backup(made_url, file)
    assert _mode(file) == 0o600


@pytest.mark.parametrize(
    ("before", "after"),
    ((0o644, 0o600), (0o666, 0o600), (0o604, 0o600), (0o660, 0o660), (0o640, 0o640)),
    ids=str,
)
async def test_a_file_that_anybody_could_read_is_closed(
    tmp_path: Path, before: int, after: int
) -> None:
    """What a group was given on purpose it keeps."""
    file, old = tmp_path / "a.db", tmp_path / "a.db.before-0001"
    url = f"sqlite:///{file.as_posix()}"
    await (await open_store(url, upgrade=True)).close()
    old.write_bytes(file.read_bytes())
    for one in (file, old):
        one.chmod(before)
    store = await open_store(url, upgrade=False)
    await register(store, "CP1")
    try:
        assert set(_modes(tmp_path).values()) == {after}
    finally:
        await store.close()


async def test_one_that_cannot_be_closed_is_told(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "a.db"
    url = f"sqlite:///{file.as_posix()}"
    await (await open_store(url, upgrade=True)).close()
    file.chmod(0o644)

    def denied(_file: Path, _mode: int) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "chmod", denied)
    with caplog.at_level(logging.WARNING):
        await (await open_store(url, upgrade=False)).close()
    assert [r.message for r in caplog.records] == [
        f"Anybody on this machine can read {file}. Close it: chmod 600 {file}."
    ]


def test_a_file_that_is_there_keeps_what_is_in_it(tmp_path: Path) -> None:
    file = tmp_path / "a"
    file.write_text("kept")
    private_files.make(file)
    assert file.read_text() == "kept"
    private_files.make_anew(file)
    assert file.read_text() == ""
    assert private_files.close(tmp_path / "nothing")

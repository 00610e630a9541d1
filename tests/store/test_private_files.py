"""What holds keys and customers is readable by its owner alone, whatever the umask says."""

from __future__ import annotations

import contextlib
import logging
import os
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import cast

import pytest

from controlroom import private_files
from controlroom.domain.errors import InvalidValue, StoreUnavailable
from controlroom.store import maintenance, open_store
from controlroom.words.texts import ENGLISH
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
        await maintenance.backup(url, copy)
        found = _modes(tmp_path)
    finally:
        await store.close()
    assert found == dict.fromkeys(("a.db", "a.db-wal", "a.db-shm", "copy.db"), 0o600)


@pytest.mark.usefixtures("_umask")
async def test_a_backup_of_postgresql_is_for_its_owner(made_url: str, tmp_path: Path) -> None:
    file = tmp_path / "backup"
    await maintenance.backup(made_url, file)
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


def _text(file: Path) -> None:
    file.write_text("root:x:0:0:root:/root:/bin/bash\n" * 200)


def _of_another_program(file: Path) -> None:
    with contextlib.closing(sqlite3.connect(file)) as connection:
        connection.execute("CREATE TABLE bookmark (address TEXT)")
        connection.commit()


def _of_another_program_with_a_log(file: Path) -> None:
    with contextlib.closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
    _of_another_program(file)


def _torn(file: Path) -> None:
    file.write_bytes(b"SQLite format 3\0" + bytes(84))


@pytest.mark.parametrize("upgrade", (False, True))
@pytest.mark.parametrize(
    "other", (_text, _of_another_program, _of_another_program_with_a_log, _torn)
)
async def test_what_is_not_ours_keeps_its_rights(
    tmp_path: Path, other: Callable[[Path], None], *, upgrade: bool
) -> None:
    """As root, a path that leads to /etc/passwd would shut out everybody."""
    file = tmp_path / "a"
    old = tmp_path / "a.before-0001"
    other(file)
    other(old)
    for one in (file, old):
        one.chmod(0o644)
    with pytest.raises(StoreUnavailable):
        await open_store(f"sqlite:///{file.as_posix()}", upgrade=upgrade)
    assert (_mode(file), _mode(old)) == (0o644, 0o644)


def test_what_is_no_file_keeps_its_rights(tmp_path: Path) -> None:
    pipe, folder = tmp_path / "pipe", tmp_path / "folder"
    os.mkfifo(pipe)
    folder.mkdir()
    for one in (pipe, folder):
        one.chmod(0o777)
        assert private_files.close(one)
        assert _mode(one) == 0o777
    assert not private_files.is_open_to_all(Path(os.devnull))


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
    warned = [cast("tuple[InvalidValue]", r.args)[0] for r in caplog.records]
    assert [ENGLISH.error(failure) for failure in warned] == [
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

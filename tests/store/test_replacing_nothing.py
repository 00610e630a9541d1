"""A backup replaces nothing, whatever path leads there; no list replaces a database."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from controlroom import private_files
from controlroom.cli import main
from controlroom.domain.errors import InvalidValue
from controlroom.store import maintenance, open_store, versions
from tests.store.facts import append, register, said, texts


def _itself(file: Path) -> Path:
    return file


def _another_path(file: Path) -> Path:
    (file.parent / "folder").mkdir()
    return file.parent / "folder" / ".." / file.name


def _symbolic_link(file: Path) -> Path:
    link = file.parent / "symbolic.csv"
    link.symlink_to(file)
    return link


def _hard_link(file: Path) -> Path:
    link = file.parent / "hard.csv"
    link.hardlink_to(file)
    return link


def _link_to_a_folder(file: Path) -> Path:
    folder = file.parent / "linked"
    folder.symlink_to(file.parent)
    return folder / file.name


def _its_log(file: Path) -> Path:
    return file.with_name(f"{file.name}-wal")


_WAYS = (_itself, _another_path, _symbolic_link, _hard_link, _link_to_a_folder, _its_log)


@pytest.mark.parametrize("way", _WAYS)
async def test_a_database_in_use_is_not_replaced_by_its_backup(
    way: Callable[[Path], Path], tmp_path: Path
) -> None:
    file = tmp_path / "a.db"
    url = f"sqlite:///{file.as_posix()}"
    store = await open_store(url, upgrade=True)
    await append(store, said("before"))
    target = way(file)
    with pytest.raises(InvalidValue) as refused:
        await maintenance.backup(url, target)
    assert refused.value.key == "backup-exists"
    await append(store, said("after"))
    await store.close()
    again = await open_store(url, upgrade=False)
    assert await texts(again) == ["before", "after"]
    await again.close()


def _full(file: Path) -> None:
    file.write_text("an older one")


def _empty(file: Path) -> None:
    file.touch()


def _folder(file: Path) -> None:
    file.mkdir()


def _dangling(file: Path) -> None:
    file.symlink_to(file.parent / "nowhere")


@pytest.mark.parametrize("there", (_full, _empty, _folder, _dangling))
async def test_a_backup_replaces_nothing(
    there: Callable[[Path], None], made_url: str, tmp_path: Path
) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    target = folder / "a.backup"
    there(target)
    before = target.lstat()
    with pytest.raises(InvalidValue) as refused:
        await maintenance.backup(made_url, target)
    assert refused.value.key == "backup-exists"
    after = target.lstat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert [file.name for file in folder.iterdir()] == ["a.backup"], "nothing beside it"


async def test_a_database_whose_name_says_it_is_half_a_backup_stays(tmp_path: Path) -> None:
    file = tmp_path / "a.backup.part"
    url = f"sqlite:///{file.as_posix()}"
    store = await open_store(url, upgrade=True)
    await append(store, said("a"))
    await maintenance.backup(url, tmp_path / "a.backup")
    await append(store, said("b"))
    await store.close()
    again = await open_store(url, upgrade=False)
    assert await texts(again) == ["a", "b"]
    await again.close()


def _no_links(*_paths: object) -> None:
    raise OSError(errno.EPERM, os.strerror(errno.EPERM))


@pytest.mark.parametrize("links", (True, False), ids=("links", "no links"))
def test_who_comes_meanwhile_is_not_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, links: bool
) -> None:
    if not links:
        monkeypatch.setattr(os, "link", _no_links)
    file = tmp_path / "a"
    with pytest.raises(FileExistsError), private_files.fresh(file) as part:  # noqa: PT012
        part.write_text("mine")
        file.write_text("theirs")
    assert file.read_text() == "theirs"
    assert [one.name for one in tmp_path.iterdir()] == ["a"]


@pytest.mark.parametrize("links", (True, False), ids=("links", "no links"))
def test_a_fresh_file_bears_its_name_where_nothing_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, links: bool
) -> None:
    if not links:
        monkeypatch.setattr(os, "link", _no_links)
    with private_files.fresh(tmp_path / "a") as part:
        part.write_text("mine")
    assert (tmp_path / "a").read_text() == "mine"
    assert [one.name for one in tmp_path.iterdir()] == ["a"]


async def test_the_backup_of_an_upgrade_that_failed_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "a.db"
    url = f"sqlite:///{file.as_posix()}"
    await (await open_store(url, upgrade=True)).close()
    earlier = tmp_path / "a.db.before-9998"
    earlier.write_text("an earlier one")
    monkeypatch.setattr(versions, "VERSION", "9998")
    store = await open_store(url, upgrade=True)
    await store.close()
    assert earlier.read_text() == "an earlier one"
    assert private_files.is_sqlite(tmp_path / "a.db.before-9998-2")


@pytest.mark.parametrize("way", (_itself, _another_path, _symbolic_link, _hard_link))
async def test_no_list_replaces_a_database(
    way: Callable[[Path], Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "network.csv"
    url = f"sqlite:///{file.as_posix()}"
    store = await open_store(url, upgrade=True)
    await register(store, "CP1")
    await store.close()
    before = file.read_bytes()
    target = way(file)
    words = ["session", "list", "--out", str(target), "--database", url]
    assert await _run(words) != 0
    assert "is a database" in capsys.readouterr().err
    assert file.read_bytes() == before
    for end in ("-wal", "-shm", "-journal", ".serving"):
        with pytest.raises(InvalidValue):
            private_files.refuse_database(file.with_name(f"{file.name}{end}"))


async def _run(words: list[str]) -> int:
    import asyncio

    return await asyncio.to_thread(main, words)


@pytest.mark.parametrize("name", ("list.csv", "there.csv", "folder"))
def test_what_is_no_database_may_be_replaced(name: str, tmp_path: Path) -> None:
    (tmp_path / "there.csv").write_text("id;site\n")
    (tmp_path / "folder").mkdir()
    private_files.refuse_database(tmp_path / name)

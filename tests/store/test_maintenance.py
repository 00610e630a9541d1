"""Care: a check that finds damage, backups that are whole, a restore that brings all back."""

from __future__ import annotations

import asyncio
import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, text

from controlroom.domain.charging.charge_point import ChargePoint, Connector
from controlroom.domain.charging.commands import Command
from controlroom.domain.charging.network import Changes
from controlroom.domain.charging.wishes import Reset
from controlroom.domain.errors import ControlroomError, DatabaseNewer, InvalidValue, Refused
from controlroom.domain.people.customer import Customer
from controlroom.domain.people.user import Role, User
from controlroom.operations.ports.journal import QuarterHour
from controlroom.store import Store, maintenance, open_store, served_by, serving_lock
from controlroom.store.backup import tables
from controlroom.store.schema import VERSION
from tests.store.facts import HOSTILE, NOON, append, at, said, sampled, session, texts


async def _fill(store: Store) -> None:
    """Something in most tables."""
    for text_ in HOSTILE:
        await append(store, said(text_))
    event = sampled(1000)
    point = ChargePoint("CP1", "1.6", connected=True, epoch=1, link_since=NOON)
    connector = Connector("CP1", 1, 1, current_a=(1.5, None, 0.0))
    await store.journal.append(event, Changes(event, point, (connector,), (session(),)))
    await store.journal.record([], [QuarterHour("CP1", 1, 1, NOON, 5), session("CP2", ended=at(9))])
    await store.customers.set_customer(Customer(0, "Åke"), "me")
    await store.users.add_user(User("Eva", Role.ADMINISTRATOR), "password", "me")
    await store.commands.ask(Command(0, "CP1", Reset(hard=True), "eva", NOON))


async def _contents(url: str) -> dict[str, list[Any]]:
    store = await open_store(url, upgrade=False)
    async with store.database.reading() as connection:
        found = {
            table.name: [
                tuple(row)
                for row in await connection.execute(select(table).order_by(*table.primary_key))
            ]
            for table in tables()
        }
    await store.close()
    return found


@pytest.fixture
async def filled(made_url: str) -> str:
    store = await open_store(made_url, upgrade=False)
    await _fill(store)
    await store.close()
    return made_url


async def test_a_whole_database_has_no_findings(filled: str) -> None:
    assert await maintenance.check(filled) == []


@pytest.mark.parametrize(
    ("statement", "finding"),
    (
        ("DELETE FROM journal WHERE position = 3", "should hold"),
        ("UPDATE journal_head SET last = last + 1", "head says"),
        ("DELETE FROM journal_head", "no head"),
    ),
)
async def test_a_check_finds_what_is_wrong_with_the_journal(
    filled: str, statement: str, finding: str
) -> None:
    store = await open_store(filled, upgrade=False)
    async with store.database.writing() as connection:
        await connection.execute(text(statement))
    await store.close()
    findings = await maintenance.check(filled)
    assert len(findings) == 1
    assert finding in findings[0]


async def test_a_check_finds_a_position_that_was_given_twice(filled: str) -> None:
    store = await open_store(filled, upgrade=False)
    async with store.database.writing() as connection:
        # As many rows as there should be; one number is missing, another is there twice.
        await connection.execute(text("UPDATE meter_value SET position = 2"))
    await store.close()
    assert await maintenance.check(filled) == [
        "1 positions are both in the journal and the meter values."
    ]


async def test_a_check_finds_rows_that_refer_to_nothing(sqlite_url: str) -> None:
    store = await open_store(sqlite_url, upgrade=True)
    await store.close()
    with closing(sqlite3.connect(sqlite_url.removeprefix("sqlite:///"))) as connection:
        connection.execute("INSERT INTO link (charge_point, epoch, server) VALUES ('x', 1, 'y')")
        connection.commit()
    (finding,) = await maintenance.check(sqlite_url)
    assert "link" in finding
    assert "registration" in finding


def _damage(file: Path) -> None:
    with file.open("r+b") as damaged:
        damaged.seek(20 * 4096)
        damaged.write(b"\xff" * 4096)


async def test_a_check_finds_a_damaged_page(sqlite_url: str) -> None:
    store = await open_store(sqlite_url, upgrade=True)
    await store.close()
    file = Path(sqlite_url.removeprefix("sqlite:///"))
    _damage(file)
    findings = await maintenance.check(sqlite_url)
    assert findings
    assert "damaged" in findings[0]


async def test_postgresql_that_may_forget_is_a_finding(postgresql_url: str) -> None:
    await (await open_store(postgresql_url, upgrade=True)).close()
    findings = await maintenance.check(postgresql_url)
    # The server of the tests runs as it comes: durable.
    assert findings == []


def _names(folder: Path, pattern: str) -> list[str]:
    return sorted(file.name for file in folder.glob(pattern))


async def test_a_backup_is_made_while_somebody_writes(made_url: str, tmp_path: Path) -> None:
    store = await open_store(made_url, upgrade=False)
    await _fill(store)
    over = asyncio.Event()

    async def writing() -> int:
        n = 0
        while not over.is_set():
            n += 1
            await append(store, said(f"{n}"))
        return n

    writer = asyncio.create_task(writing())
    await asyncio.sleep(0.05)
    await maintenance.backup(made_url, tmp_path / "a.backup")
    over.set()
    written = await writer
    assert len(await texts(store)) == written + len(HOSTILE)
    await store.close()
    restored = f"sqlite:///{tmp_path / 'restored.db'}"
    await maintenance.restore(restored, tmp_path / "a.backup")
    assert await maintenance.check(restored) == []
    again = await open_store(restored, upgrade=False)
    found = (await texts(again))[len(HOSTILE) :]
    assert found == [f"{n}" for n in range(1, len(found) + 1)]
    assert found
    await again.close()
    assert _names(tmp_path, "a.*") == ["a.backup"], "nothing beside it"


async def test_everything_comes_back_on_either_kind(
    filled: str, sqlite_url: str, postgresql_url: str, tmp_path: Path
) -> None:
    before = await _contents(filled)
    assert sum(bool(rows) for rows in before.values()) >= 12
    await maintenance.backup(filled, tmp_path / "a.backup")
    for target in (sqlite_url, postgresql_url):
        await maintenance.restore(target, tmp_path / "a.backup")
        assert await _contents(target) == before
        assert await maintenance.check(target) == []
        store = await open_store(target, upgrade=True)
        asked = await store.commands.ask(Command(0, "CP1", Reset(), "eva", NOON))
        assert asked.id == 2, "counters go on"
        await append(store, said("life goes on"))
        await store.close()
        assert await maintenance.check(target) == []


async def test_only_an_empty_database_is_restored_into(filled: str, tmp_path: Path) -> None:
    before = await _contents(filled)
    await maintenance.backup(filled, tmp_path / "a.backup")
    with pytest.raises(Refused) as refused:
        await maintenance.restore(filled, tmp_path / "a.backup")
    assert refused.value.key == "database-not-empty"
    assert await _contents(filled) == before


def _garbage(file: Path) -> None:
    file.write_bytes(b"no backup at all")


def _empty(file: Path) -> None:
    file.write_bytes(b"")


def _other_zip(file: Path) -> None:
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("letter.txt", "dear")


def _newer(file: Path) -> None:
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("backup.json", '{"format": "controlroom backup 1", "version": "9999"}')


def _half(file: Path) -> None:
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("backup.json", '{"format": "controlroom backup 1", "version": "0002"}')
        archive.writestr("account.jsonl", '["name"]\n["eva", 7]\n')


def _missing(file: Path) -> None:
    file.unlink(missing_ok=True)


def _foreign_sqlite(file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("CREATE TABLE recipes (name TEXT)")
        connection.commit()


@pytest.mark.parametrize(
    "made", (_garbage, _empty, _other_zip, _newer, _half, _missing, _foreign_sqlite)
)
async def test_what_is_no_backup_is_refused_and_leaves_nothing(
    made: Any, database_url: str, tmp_path: Path
) -> None:
    file = tmp_path / "b.backup"
    made(file)
    with pytest.raises(ControlroomError):
        await maintenance.restore(database_url, file)
    assert not any(
        rows for name, rows in (await _contents(database_url)).items() if name != "journal_head"
    )


async def test_a_backup_goes_where_it_can_be_written(filled: str, tmp_path: Path) -> None:
    with pytest.raises(InvalidValue) as refused:
        await maintenance.backup(filled, tmp_path / "missing" / "a.backup")
    assert refused.value.key == "backup-unwritable"


async def test_nothing_is_backed_up_from_nothing(database_url: str, tmp_path: Path) -> None:
    for work in (maintenance.check(database_url), maintenance.backup(database_url, tmp_path / "a")):
        with pytest.raises(InvalidValue) as refused:
            await work
        assert refused.value.key == "database-empty"


async def test_a_backup_of_a_newer_database_is_refused(filled: str, tmp_path: Path) -> None:
    store = await open_store(filled, upgrade=False)
    async with store.database.writing() as connection:
        await connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    await store.close()
    with pytest.raises(DatabaseNewer):
        await maintenance.backup(filled, tmp_path / "a.backup")


async def test_upgrading_what_is_current_changes_nothing(filled: str) -> None:
    assert await maintenance.upgrade(filled) == (VERSION, VERSION, None)


async def test_upgrading_nothing_makes_it(database_url: str) -> None:
    assert await maintenance.upgrade(database_url) == ("", VERSION, None)


async def test_a_served_file_is_not_upgraded_nor_restored(
    sqlite_url: str, filled: str, tmp_path: Path
) -> None:
    await maintenance.backup(filled, tmp_path / "a.backup")
    with serving_lock(sqlite_url):
        assert served_by(sqlite_url) is not None
        for work in (
            maintenance.upgrade(sqlite_url),
            maintenance.restore(sqlite_url, tmp_path / "a.backup"),
        ):
            with pytest.raises(Refused) as refused:
                await work
            assert refused.value.key == "database-served"
    assert served_by(sqlite_url) is None


async def test_a_served_postgresql_is_not_restored_into(
    postgresql_url: str, sqlite_url: str, tmp_path: Path
) -> None:
    source = await open_store(sqlite_url, upgrade=True)
    await source.close()
    await maintenance.backup(sqlite_url, tmp_path / "a.backup")
    store = await open_store(postgresql_url, upgrade=True)
    await store.servers.begin("serving", "host", 1)
    with pytest.raises(Refused) as refused:
        await maintenance.restore(postgresql_url, tmp_path / "a.backup")
    assert refused.value.key == "database-served"
    await store.close()


def test_a_second_server_of_a_file_is_refused(sqlite_url: str) -> None:
    with serving_lock(sqlite_url), pytest.raises(Refused) as refused, serving_lock(sqlite_url):
        pass
    assert refused.value.key == "already-served"
    with serving_lock(sqlite_url):
        pass

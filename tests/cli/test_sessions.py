"""Sessions written to a file by a command."""

from __future__ import annotations

import asyncio
from pathlib import Path
from zipfile import ZipFile

from controlroom.store import open_store
from tests.cli.conftest import Cli
from tests.store.facts import at, session


def _three(url: str) -> None:
    async def fill() -> None:
        store = await open_store(url, upgrade=False)
        rows = [
            session("Cp1", "a", ended=at(100), energy_wh=40_000),
            session("Cp1", "b", started=at(200)),
            session("CP2", "c", ended=at(-86_400 * 30)),
        ]
        await store.journal.record([], rows)
        await store.close()

    asyncio.run(fill())


def test_sessions_are_written_to_a_file(cli: Cli, database_url: str, tmp_path: Path) -> None:
    for identity in ("Cp1", "CP2"):
        cli("charge-point", "add", identity, "--site", "Norra", "--security-profile", "0")
    _three(database_url)
    file = tmp_path / "sessions.csv"
    done = cli("session", "list", "--out", str(file), "--language", "sv")
    assert done == {"file": str(file), "sessions": 3}
    lines = file.read_text(encoding="utf-8-sig").splitlines()
    assert len(lines) == 4
    assert lines[0].startswith("Session;Transaktion;Laddpunkt")
    assert ";40,000;" in lines[2]
    assert cli("session", "list", "--charge-point", "cp1", "--out", str(file))["sessions"] == 2
    book = tmp_path / "sessions.xlsx"
    status, out, _err = cli.ends("session", "list", "--month", "2026-10", "--out", str(book))
    assert (status, out) == (0, f"2 sessions written to {book}.\n")
    assert "xl/worksheets/sheet1.xml" in ZipFile(book).namelist()


def test_a_file_that_is_no_table_is_refused(cli: Cli, tmp_path: Path) -> None:
    said = cli.refused("session", "list", "--out", str(tmp_path / "sessions.pdf"))
    assert said == (
        "sessions.pdf ends neither in .csv nor in .xlsx; give the file one of these endings."
    )

"""Sessions written to a file by a command."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from zipfile import ZipFile

import pytest

from controlroom.domain.charging.metering import Reading
from controlroom.domain.charging.session import Hold, SessionState
from controlroom.domain.charging.session_rules import with_reading
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


def test_sessions_are_written_to_a_file(cli: Cli, prepared_url: str, tmp_path: Path) -> None:
    for identity in ("Cp1", "CP2"):
        cli("charge-point", "add", identity, "--site", "Norra", "--security-profile", "0")
    _three(prepared_url)
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


# --- decisions --------------------------------------------------------------------------------


def _held(
    url: str, customer: int | None = 1001, holds: tuple[Hold, ...] = (Hold.METER_BACK,)
) -> str:
    """A session whose meter went backwards; its id."""

    async def fill() -> None:
        store = await open_store(url, upgrade=False)
        ended = session("CP1", "17", ended=at(3600), energy_wh=40_000, customer=customer)
        held = replace(ended, state=SessionState.HELD, holds=holds)
        await store.journal.record([], [held])
        await store.close()

    asyncio.run(fill())
    return "CP1:17"


@pytest.fixture
def held(cli: Cli, prepared_url: str) -> str:
    cli("charge-point", "add", "CP1", "--site", "Norra", "--security-profile", "0")
    cli("customer", "add", "Eva", "--address", "Gatan 1")
    cli("tariff", "set", "--site", "Norra", "--energy", "3.99", "--start", "5.00")
    return _held(prepared_url)


def test_a_held_session_is_approved(cli: Cli, held: str) -> None:
    assert cli("session", "show", held)["decision"] is None
    done = cli("session", "approve", held, "--reason", "Seen by the driver")
    assert (done["state"], done["verdict"], done["hold"]) == ("ended", "approved", None)
    assert done["cost"]["net"] == "164.60"
    shown = cli("session", "show", held)
    decision = shown["decision"]
    assert (decision["verdict"], decision["by"]) == ("approved", "anna")
    assert (decision["reason"], decision["stands"]) == ("Seen by the driver", True)
    assert decision["overruled"] == shown["held"] == ["meter-back"]
    (listed,) = cli("session", "list")
    assert (listed["state"], listed["verdict"]) == ("ended", "approved")
    _status, out, _err = cli.ends("session", "list")
    assert "approved" in out


def test_a_held_session_is_corrected_and_opened_again(cli: Cli, held: str) -> None:
    _status, out, _err = cli.ends(
        "session", "correct", held, "--energy", "10", "--reason", "Read on the meter"
    )
    assert out == "CP1:17 is corrected: 10.000 kWh, 44.90 SEK net.\n"
    shown = cli("session", "show", held)
    assert (shown["energy_wh"], shown["decision"]["energy_wh"]) == (40_000, 10_000)
    assert shown["cost"]["net"] == "44.90"
    done = cli("session", "reopen", held)
    assert (done["state"], done["verdict"], done["hold"]) == ("held", None, "meter-back")
    said = cli.refused("session", "reopen", held)
    assert said == "Nothing was decided on CP1:17, so there is nothing to take back."


@pytest.mark.parametrize(
    "holds", ((Hold.IMPLAUSIBLE,), (Hold.METER_BACK, Hold.IMPLAUSIBLE), (Hold.NO_METER,))
)
def test_an_implausible_figure_is_corrected_and_never_approved(
    cli: Cli, prepared_url: str, holds: tuple[Hold, ...]
) -> None:
    cli("charge-point", "add", "CP1", "--site", "Norra", "--security-profile", "0")
    cli("customer", "add", "Eva", "--address", "Gatan 1")
    cli("tariff", "set", "--site", "Norra", "--energy", "3.99")
    held = _held(prepared_url, holds=holds)
    said = cli.refused("session", "approve", held, "--reason", "It must be so")
    assert "Correct it with the right energy" in said
    assert cli("session", "show", held)["cost"]["net"] == "159.60"
    assert cli("session", "show", held)["state"] == "held"
    done = cli("session", "correct", held, "--energy", "10", "--reason", "Read on the meter")
    assert (done["state"], done["cost"]["net"]) == ("ended", "39.90")


def test_what_is_struck_is_on_no_invoice(cli: Cli, held: str, tmp_path: Path) -> None:
    numbers = ("--organisation-number", "559999-0008", "--vat-number", "SE559999000801")
    paid = ("--bankgiro", "5999-0002", "--address", "Vägen 1")
    cli("company", "set", "--name", "Laddning AB", *numbers, *paid)
    _status, out, _err = cli.ends("session", "strike", held, "--reason", "A test")
    assert out == "CP1:17 is struck: it is never billed.\n"
    run = cli("invoice", "run", "2026-10", "--out", str(tmp_path))
    assert (run["invoices"], run["held"]) == ([], [])
    cli("session", "correct", held, "--energy", "10", "--reason", "It was no test")
    (invoice,) = cli("invoice", "run", "2026-10", "--out", str(tmp_path))["invoices"]
    assert invoice["net"] == "44.90"
    said = cli.refused("session", "strike", held, "--reason", "Too late")
    assert said == (
        f"CP1:17 stands on invoice {invoice['number']}, which is never changed. "
        "Put it right with a credit note."
    )


def test_what_cannot_be_decided_is_refused(cli: Cli, held: str) -> None:
    assert "reason is missing" in cli.refused("session", "strike", held, "--reason", " ")
    said = cli.refused("session", "correct", held, "--energy", "0", "--reason", "x")
    assert said.startswith("Write the energy in kWh, above 0 and at most 10000.")
    said = cli.refused("session", "correct", held, "--energy", "1,5", "--reason", "x")
    assert said == "energy cannot be 1,5. Write a number, with a point for decimals."
    said = cli.refused("session", "approve", "CP1:none", "--reason", "x")
    assert said == "There is no session CP1:none. See `controlroom session list`."


def test_the_decision_is_in_the_file(cli: Cli, held: str, tmp_path: Path) -> None:
    file = tmp_path / "sessions.csv"
    cli("session", "correct", held, "--energy", "10", "--reason", "=1+1")
    cli("session", "list", "--out", str(file), "--language", "en")
    head, row = file.read_text(encoding="utf-8-sig").splitlines()
    assert head.split(",")[-5:] == [
        "Billed kWh", "Decision", "Reason for the decision", "Decided by", "Decided (UTC)",
    ]  # fmt: skip
    told = row.split(",")
    assert told[19:21] == ["ended", ""]
    assert told[-5:-3] == ["10.000", "corrected"]
    assert told[-3] != "=1+1", "no formula"
    assert told[-2] == "anna"


# --- ended by a person ------------------------------------------------------------------------


def test_an_open_session_is_ended_and_then_decided_on(
    cli: Cli, held: str, prepared_url: str
) -> None:
    async def begin() -> None:
        store = await open_store(prepared_url, upgrade=False)
        open_ = with_reading(session("CP1", "18", customer=1001), Reading(at(600), 4000))
        await store.journal.record([], [open_])
        await store.close()

    asyncio.run(begin())
    said = cli.refused("session", "strike", "CP1:18", "--reason", "A test")
    assert said.startswith("CP1:18 is still open.")
    status, _out, err = cli.ends("session", "end", "CP1:18")
    assert status == 2, err
    said = cli.refused("session", "end", "CP1:18", "--reason", " ")
    assert said == "The reason is missing. Write why you decide so."
    done = cli("session", "end", "CP1:18", "--reason", "The vehicle left")
    assert (done["state"], done["hold"], done["energy_wh"]) == ("held", "ended-by-hand", 4000)
    assert (done["ended"], done["stop_reason"]) == ("2026-10-05T12:10:00Z", "ByHand")
    shown = cli("session", "show", "CP1:18")
    assert (shown["ended_by"]["by"], shown["ended_by"]["reason"]) == ("anna", "The vehicle left")
    said = cli.refused("session", "end", "CP1:18", "--reason", "again")
    assert said == "CP1:18 has ended already."
    said = cli.refused("session", "end", "CP1:99", "--reason", "none")
    assert said == "There is no session CP1:99. See `controlroom session list`."
    done = cli("session", "correct", "CP1:18", "--energy", "5", "--reason", "Read on the meter")
    assert (done["hold"], done["cost"]["net"]) == (None, "24.95")


def test_a_month_names_the_sessions_that_are_open_for_too_long(
    cli: Cli, held: str, prepared_url: str, tmp_path: Path
) -> None:
    async def begin() -> None:
        store = await open_store(prepared_url, upgrade=False)
        open_ = [
            session("CP1", "20", customer=1001),
            session("CP1", "21", customer=1001, started=datetime.now(UTC)),
        ]
        await store.journal.record([], open_)
        await store.close()

    asyncio.run(begin())
    numbers = ("--organisation-number", "559999-0008", "--vat-number", "SE559999000801")
    paid = ("--bankgiro", "5999-0002", "--address", "Vägen 1")
    cli("company", "set", "--name", "Laddning AB", *numbers, *paid)
    run = cli("invoice", "run", "2026-10", "--out", str(tmp_path))
    assert [(h["session"], h["reason"]) for h in run["held"]] == [
        (held, "meter-back"),
        ("CP1:20", "session-open"),
    ]
    assert run["held"][1]["customer"] == "Eva"
    assert run["held"][1]["detail"] == "Open unusually long"
    cli("session", "end", "CP1:20", "--reason", "The vehicle left")
    cli("session", "strike", "CP1:20", "--reason", "Nothing was read")
    run = cli("invoice", "run", "2026-10", "--out", str(tmp_path))
    assert [h["session"] for h in run["held"]] == [held]

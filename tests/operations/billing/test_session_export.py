"""All sessions that a filter finds are written, none that it does not, and nothing half."""

from __future__ import annotations

import csv
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from controlroom.documents.session_table import SessionTable
from controlroom.domain.billing.tariff import Tariff
from controlroom.domain.charging.charge_point import Registration
from controlroom.domain.charging.session import Hold, SessionState
from controlroom.domain.errors import InvalidValue
from controlroom.domain.people.authorisation import Token, masked
from controlroom.domain.people.customer import Customer
from controlroom.operations.billing import session_export
from controlroom.operations.billing.session_export import export
from controlroom.operations.ports.session_search import SessionFilter, Which
from controlroom.store import Store, open_store
from tests.sentences import says
from tests.store.facts import at, session

NOW = at(7200)


async def _network(folder: Path, sessions: int) -> Store:
    store = await open_store(f"sqlite:///{(folder / 'room.db').as_posix()}", upgrade=True)
    for identity in ("CP1", "CP2"):
        await store.charge_points.register(Registration(identity, "Norra"), None, "test")
    customer = await store.customers.set_customer(Customer(0, "=Åkeri; AB"), "test")
    await store.customers.set_token(Token("04AABB4471", customer.number), "test", new=True)
    await store.tariffs.set_tariff("Norra", Tariff(energy=Decimal("4.00")), None, "test")
    running = session("CP1", "run", started=at(0), token="04AABB4471", energy_wh=10_500)
    held = replace(
        session("CP1", "held", ended=at(60)), state=SessionState.HELD, holds=(Hold.NO_METER,)
    )
    ended = [
        session("CP2", f"{n}", ended=at(100 + n), energy_wh=n, customer=customer.number)
        for n in range(sessions)
    ]
    await store.journal.record([], [running, held, *ended])
    return store


async def _write(
    store: Store,
    file: Path,
    wanted: SessionFilter,
    language: str = "sv",
    *,
    whole: bool = False,
    **more: object,
) -> int | None:
    return await export(
        store.session_search,
        store.tariffs,
        wanted,
        lambda: SessionTable(file, language, whole_tokens=whole),
        file=file,
        now=NOW,
        **more,  # type: ignore[arg-type]
    )


def _read(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8-sig", newline="") as text:
        return list(csv.DictReader(text, delimiter=";"))


async def test_every_session_is_written_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(session_export, "AT_ONCE", 7)
    store = await _network(tmp_path, 30)
    told: list[tuple[int, int]] = []
    file = tmp_path / "all.csv"
    done = await _write(
        store, file, SessionFilter(), progress=lambda done, total: told.append((done, total))
    )
    rows = _read(file)
    assert done == len(rows) == len({row["Session"] for row in rows}) == 32
    assert told[0] == (0, 32)
    assert told[-1] == (32, 32)
    by_id = {row["Session"]: row for row in rows}
    running = by_id["CP1:run"]
    assert running["Energi kWh"] == "10,500"
    assert (running["Netto"], running["Moms"], running["Brutto"]) == ("42,00", "10,50", "52,50")
    assert running["Slutgiltigt pris"] == "nej", "so far"
    assert running["Varaktighet"] == "2:00:00"
    assert running["Tagg"] == "····4471", "personal data"
    assert running["Start (svensk tid)"] == "2026-10-05 14:00:00"
    assert running["Start (UTC)"] == "2026-10-05 12:00:00Z"
    assert (running["Slut (UTC)"], running["Läge"]) == ("", "pågår")
    assert by_id["CP1:held"]["Orsak till att den hålls"] == "ingen mätaravläsning"
    assert by_id["CP2:29"]["Kund"] == "'=Åkeri; AB"
    await store.close()


async def test_only_what_is_wanted_is_written(tmp_path: Path) -> None:
    store = await _network(tmp_path, 5)
    file = tmp_path / "held.csv"
    assert await _write(store, file, SessionFilter(which=Which.HELD), "en") == 1
    text = file.read_text(encoding="utf-8-sig")
    assert text.splitlines()[0].startswith("Session,Transaction,Charge point")
    assert "no meter reading" in text
    assert await _write(store, file, SessionFilter(charge_point="CP2"), whole=True) == 5
    assert {row["Tagg"] for row in _read(file)} == {"TAG"}
    await store.close()


async def test_what_is_stopped_or_fails_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(session_export, "AT_ONCE", 5)
    store = await _network(tmp_path, 30)
    folder = tmp_path / "out"
    folder.mkdir()
    pages: list[int] = []

    def stopped() -> bool:
        pages.append(1)
        return len(pages) > 3

    assert await _write(store, folder / "s.xlsx", SessionFilter(), stopped=stopped) is None
    assert list(folder.iterdir()) == []

    def fail(_done: int, _total: int) -> None:
        raise OSError(28, "No space left on device")

    with pytest.raises(InvalidValue, check=says("No space left on device")):
        await _write(store, folder / "s.csv", SessionFilter(), progress=fail)
    assert list(folder.iterdir()) == []
    with pytest.raises(InvalidValue, check=says("Cannot write to")):
        await _write(store, folder / "no" / "s.csv", SessionFilter())
    with pytest.raises(InvalidValue, check=says("neither")):
        await _write(store, folder / "s.ods", SessionFilter())
    await store.close()


def test_a_short_token_has_nothing_to_hide() -> None:
    assert masked("1234") == "1234"
    assert masked("12345") == "····2345"

"""A moment with an embedded database says and does the same as the store."""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from controlroom.domain.billing.session_price import SessionPrice
from controlroom.domain.billing.tariff import Tariff
from controlroom.domain.charging.charge_point import ChargePoint, Connector, ConnectorStatus
from controlroom.domain.charging.commands import (
    Command,
    CommandChanged,
    CommandState,
    CommandStatus,
)
from controlroom.domain.charging.network import Changes
from controlroom.domain.charging.rate_limit import full
from controlroom.domain.charging.session_periods import whole
from controlroom.domain.charging.wishes import Send
from controlroom.domain.errors import StoreUnavailable
from controlroom.store import Store, open_store, serving_lock
from controlroom.store.one_shot import Brief, brief
from controlroom.store.precompiled import text
from tests.store.facts import HOSTILE, NOON, at, kronor, read_all, register, said, session

FILE = Path("controlroom/store/compiled.json")


@pytest.fixture
async def store(sqlite_url: str) -> AsyncIterator[Store]:
    store = await open_store(sqlite_url, upgrade=True, writer="test")
    await register(store, "CP1", "CP2")
    yield store
    await store.close()


async def made(url: str) -> None:
    await (await open_store(url, upgrade=True)).close()


@pytest.fixture
def looked(store: Store, sqlite_url: str) -> Iterator[Brief]:
    """The same database in a moment's hands."""
    with brief(sqlite_url) as found:
        assert found is not None
        yield found


def test_what_was_compiled_ahead_is_what_the_code_says() -> None:
    """Where it is not: packaging/statements."""
    assert FILE.read_text("ascii") == text()


async def test_the_status_is_the_one_that_the_store_tells(store: Store, looked: Brief) -> None:
    known = (await store.charge_points.registrations())[0]
    changed = Changes(
        event=said("x"),
        charge_point=ChargePoint("CP1", version="1.6", connected=True, epoch=3, last_seen=NOON),
        connectors=(
            Connector("CP1", 1, 1, status=ConnectorStatus.CHARGING, since=NOON, power_w=11_000.5),
            Connector("CP1", 2, 2, status=ConnectorStatus.FAULTED, error_code=HOSTILE[2]),
        ),
    )
    await store.journal.append(changed.event, changed)
    await store.charge_points.change(known, "test")
    whole = await store.feed.snapshot()
    glance = await looked.glance()
    assert glance.head == whole.head > 0
    assert tuple(glance.registrations) == whole.registrations
    assert tuple(glance.charge_points) == whole.charge_points
    assert tuple(glance.connectors) == whole.connectors
    assert await looked.versions() == await store.charge_points.versions()
    await store.charge_points.set_allowances([full("CP2", NOON)])
    assert await looked.allowances() == await store.charge_points.allowances() != {}


async def test_sessions_are_those_that_the_store_finds(store: Store, looked: Brief) -> None:
    running = session("CP2")
    ended = [session("CP1", str(n), ended=at(3600 * n), energy_wh=1000 * n) for n in (1, 2, 3)]
    for one in (running, *ended):
        event = said(one.id, one.charge_point)
        await store.journal.append(event, Changes(event=event, sessions=(one,)))
    await store.tariffs.set_tariff("Norra", Tariff(energy=kronor("4.00")), None, "test")
    price = SessionPrice(
        "CP1:2", whole(NOON, 2000, 60), None, "NoCustomer", revision=1, tariff=NOON
    )
    await store.journal.record([said("priced")], [price])
    for wanted in (
        {},
        {"start": at(3600), "end": at(2 * 3600)},
        {"end": at(2 * 3600)},
        {"start": at(2 * 3600 + 1)},
        {"charge_point": "cp2"},
        {"charge_point": "CP1", "start": at(2 * 3600)},
        {"charge_point": "CP1", "end": at(1)},
        {"charge_point": "CP9", "start": NOON, "end": at(9)},
    ):
        found = await looked.sessions(**wanted)
        assert found == await store.sessions.sessions(**wanted)
    everything = await looked.sessions()
    assert [record.session.id for record in everything] == ["CP1:3", "CP1:2", "CP1:1", "CP2:1"]
    assert everything[1].price == price
    assert await looked.tariffs() == await store.tariffs.versions()


def _asked(status: CommandStatus = CommandStatus.NONE) -> Command:
    payload = {"key": "a", "value": HOSTILE[0] + HOSTILE[2]}
    wish = Send("ChangeConfiguration", payload)
    return Command(0, "CP1", wish, "anna", NOON, HOSTILE[3], status=status)


async def test_a_command_is_the_row_and_the_fact_that_the_store_writes(
    store: Store, looked: Brief
) -> None:
    before = (await store.feed.snapshot()).head
    mine, theirs = await looked.ask(_asked()), await store.commands.ask(_asked())
    assert (mine.id, theirs.id) == (1, 2)
    kept = await store.commands.command(mine.id)
    assert kept == await looked.command(mine.id)
    assert kept is not None
    assert (kept.wish, kept.state) == (mine.wish, CommandState.REQUESTED)
    told = await read_all(store, before)
    assert [entry.position for entry in told] == [before + 1, before + 2]
    one, other = (entry.event for entry in told)
    assert isinstance(one, CommandChanged)
    assert isinstance(other, CommandChanged)
    assert one.command == mine
    assert (one.charge_point, one.command.wish) == (other.charge_point, _asked().wish)
    assert told[0].writer not in ("", "test"), "nobody takes it for its own"
    void = Command(
        **{name: getattr(mine, name) for name in ("id", "charge_point", "wish")},
        asked_by="anna", asked=NOON, state=CommandState.VOID, status=CommandStatus.NO_LINK,
        changed=at(5),
    )  # fmt: skip
    assert not await looked.advance(void, CommandState.TAKEN)
    assert await looked.advance(void, CommandState.REQUESTED)
    assert await store.commands.command(mine.id) == void
    assert len(await read_all(store, before)) == 3, "what was not moved tells nothing"
    assert await looked.command(99) is None


async def test_who_holds_a_link_and_who_serves_are_told_alike(
    store: Store, looked: Brief, sqlite_url: str
) -> None:
    assert not await looked.served()
    with serving_lock(sqlite_url):
        assert await looked.served()
    assert not await looked.served()
    for identity in ("CP1", "cp1", "NOBODY"):
        assert await looked.link_alive(identity) == await store.commands.link_alive(identity)
        known, whole = await looked.load(identity), await store.journal.load(identity)
        assert (known and known.registration) == (whole and whole.registration)
        assert (known and known.charge_point) == (whole and whole.charge_point)


async def test_what_is_not_as_usual_is_left_to_the_store(sqlite_url: str, tmp_path: Path) -> None:
    file = tmp_path / "controlroom.db"

    def left(url: str) -> bool:
        with brief(url) as found:
            return found is None

    assert left(sqlite_url), "not there yet"
    assert left("postgresql://127.0.0.1/controlroom")
    assert left(f"{sqlite_url}?mode=ro")
    file.write_bytes(b"garbage" * 1000)
    assert left(sqlite_url)
    file.unlink()
    with sqlite3.connect(file) as other:
        other.execute("CREATE TABLE something (a)")
    other.close()
    assert left(sqlite_url), "of somebody else"
    file.unlink()
    await made(sqlite_url)
    assert not left(sqlite_url)
    for version in ("0001", "9999"):
        with sqlite3.connect(file) as other:
            other.execute("UPDATE alembic_version SET version_num = ?", (version,))
        other.close()
        assert left(sqlite_url)


async def _ask(url: str) -> None:
    with brief(url) as found:
        assert found is not None
        await found.ask(_asked())


async def test_what_goes_wrong_meanwhile_is_told_as_by_the_store(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    await made(sqlite_url)
    monkeypatch.setattr("controlroom.store.embedded.PRAGMAS", ("PRAGMA busy_timeout = 20",))
    with sqlite3.connect(sqlite_url.removeprefix("sqlite:///"), isolation_level=None) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreUnavailable) as locked:
            await _ask(sqlite_url)
        other.execute("ROLLBACK")
    other.close()
    assert locked.value.key == "database-locked"

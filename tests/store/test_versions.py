"""An empty database is made, an older one upgraded when asked, a newer one refused."""

from __future__ import annotations

import asyncio
import json
import sqlite3
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from sqlalchemy import Connection, bindparam, text
from sqlalchemy.ext.asyncio import AsyncConnection

from controlroom.domain.alarms.events import AcknowledgementRequested
from controlroom.domain.charging.charge_point import Registration, Site
from controlroom.domain.charging.commands import CommandChanged
from controlroom.domain.charging.session_periods import whole
from controlroom.domain.charging.wishes import ClearCache
from controlroom.domain.errors import DatabaseNewer, StoreUnavailable
from controlroom.domain.event import Event
from controlroom.domain.people.authorisation import AuthorisationStatus, Token
from controlroom.domain.people.events import TokenChanged
from controlroom.store import maintenance, open_store, schema, versions
from controlroom.store.codec import dump_event
from controlroom.store.engine import Database, connect_sqlite
from controlroom.store.schema import VERSION, metadata
from controlroom.store.schema.base import UtcTime
from controlroom.words.texts import ENGLISH
from tests.sentences import says
from tests.store.facts import NOON, append, register, said, texts


def _differences(connection: Connection) -> list[Any]:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    # Partitions are PostgreSQL's own; the key of the partitioned table has one column more there.
    options = {
        "include_object": lambda _object, name, _kind, _reflected, _other: (
            not str(name).startswith("meter_value_2") and name != "meter_value_other"
        ),
        "compare_type": True,
    }
    return list(compare_metadata(MigrationContext.configure(connection, opts=options), metadata))


async def test_migrations_lead_to_the_tables_that_the_program_knows(database_url: str) -> None:
    store = await open_store(database_url, upgrade=False)
    async with store.database.reading() as connection:
        assert await connection.run_sync(_differences) == []
    await store.close()


def test_the_newest_migration_is_the_version_of_the_program() -> None:
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    folder = Path(versions.__file__).parent / "migrations"
    config.set_main_option("script_location", str(folder))
    assert ScriptDirectory.from_config(config).get_current_head() == VERSION


async def test_whoever_comes_first_makes_it(database_url: str) -> None:
    stores = await asyncio.gather(*(open_store(database_url, upgrade=n == 1) for n in range(3)))
    await register(stores[0], "CP1")
    for number, store in enumerate(stores):
        await append(store, said(f"{number}"))
    assert await texts(stores[2]) == ["0", "1", "2"]
    for store in stores:
        await store.close()


async def _set_version(url: str, version: str) -> None:
    database = Database(url)
    async with database.writing() as connection:
        await connection.execute(
            text("UPDATE alembic_version SET version_num = :version"), {"version": version}
        )
    await database.close()


@pytest.mark.parametrize("upgrade", (True, False))
async def test_a_newer_database_is_refused(database_url: str, upgrade: bool) -> None:
    await (await open_store(database_url, upgrade=True)).close()
    await _set_version(database_url, "9999")
    with pytest.raises(DatabaseNewer, check=says("9999")) as refused:
        await open_store(database_url, upgrade=upgrade)
    assert VERSION in ENGLISH.error(refused.value)


async def test_an_older_database_is_upgraded_only_when_asked(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = await open_store(database_url, upgrade=True)
    await register(store, "CP1")
    await append(store, said("before"))
    await store.close()
    monkeypatch.setattr(versions, "VERSION", "9998")
    with pytest.raises(StoreUnavailable) as refused:
        await open_store(database_url, upgrade=False)
    assert refused.value.key == "database-older"


async def _made_at(
    url: str,
    version: str,
    monkeypatch: pytest.MonkeyPatch,
    fill: Callable[[AsyncConnection], Awaitable[None]],
) -> None:
    """A database as an older version made it, and filled it."""
    upgrade = command.upgrade
    monkeypatch.setattr(command, "upgrade", lambda config, _newest: upgrade(config, version))
    database = Database(url)
    await versions.prepare(database, upgrade=True)
    monkeypatch.undo()
    assert await versions.found(database) == version
    async with database.writing() as connection:
        await fill(connection)
    await database.close()


async def _with_a_charge_point(connection: AsyncConnection) -> None:
    await connection.execute(
        text("INSERT INTO site (name, kind, place) VALUES ('Hyllie', 'public', 'Malmö')")
    )
    await connection.execute(
        text(
            "INSERT INTO registration (id, folded, site, security_profile, phase, boot)"
            " VALUES ('HYL-01', 'hyl-01', 'Hyllie', 1, 'operation', 'accepted')"
        )
    )


async def test_what_the_first_version_held_is_there_after_the_upgrade(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    await _made_at(database_url, "0001", monkeypatch, _with_a_charge_point)
    store = await open_store(database_url, upgrade=True)
    assert await store.charge_points.sites() == [Site("Hyllie", place="Malmö")]
    assert await store.charge_points.registrations() == [Registration("HYL-01", "Hyllie")]
    told = replace(Site("Hyllie", place="Malmö"), phone="040-10 10 10", uplink="fibre")
    await store.charge_points.set_site(told, "test")
    assert await store.charge_points.sites() == [told]
    await store.close()


async def _with_facts(connection: AsyncConnection) -> None:
    await connection.execute(text("UPDATE journal_head SET last = 41"))


async def test_reports_of_the_past_are_not_told_again(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    await _made_at(database_url, "0008", monkeypatch, _with_facts)
    store = await open_store(database_url, upgrade=True)
    assert await store.consumers.cursor("reports") == 41
    assert await store.consumers.lease("reports", "anybody")
    await store.close()


async def test_a_sqlite_file_is_backed_up_before_it_is_upgraded(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    store = await open_store(sqlite_url, upgrade=True)
    await register(store, "CP1")
    await append(store, said("before"))
    await store.close()
    monkeypatch.setattr(versions, "VERSION", "9998")
    monkeypatch.setattr(schema, "VERSION", "9998")
    # There is no such migration yet: the file beside is what matters, and that nothing is lost.
    before, after, backup = await maintenance.upgrade(sqlite_url)
    assert (before, after) == (VERSION, "9998")
    assert backup == tmp_path / "controlroom.db.before-9998"
    monkeypatch.undo()
    copy = await open_store(f"sqlite:///{backup}", upgrade=False)
    assert await texts(copy) == ["before"]
    await copy.close()


async def test_a_migration_that_fails_leaves_the_database_empty(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from alembic import op

    real, calls = op.create_table, []

    def failing(*arguments: Any, **options: Any) -> Any:
        calls.append(arguments)
        if len(calls) == 20:
            raise OSError("the power is gone")
        return real(*arguments, **options)

    monkeypatch.setattr(op, "create_table", failing)
    with pytest.raises(StoreUnavailable):
        await open_store(database_url, upgrade=True)
    monkeypatch.undo()
    database = Database(database_url)
    assert await versions.found(database) is None
    await database.close()
    await (await open_store(database_url, upgrade=True)).close()


async def test_partitions_are_made_ahead(postgresql_url: str) -> None:
    store = await open_store(postgresql_url, upgrade=True)
    async with store.database.reading() as connection:
        now = await store.database.now(connection)
        made = await connection.execute(
            text(
                "SELECT relname FROM pg_inherits JOIN pg_class ON oid = inhrelid "
                "WHERE inhparent = 'meter_value'::regclass"
            )
        )
        names = set(made.scalars())
    await store.close()
    assert f"meter_value_{now:%Y_%m}" in names
    assert len(names) == 6, "last month, this one, three ahead, and one for everything else"


async def test_an_empty_file_that_another_works_on_is_waited_for(
    sqlite_url: str, tmp_path: Path
) -> None:
    """A window and a server started together: the file is in no good mode yet."""
    other = sqlite3.connect(tmp_path / "controlroom.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    other.execute("CREATE TABLE unfinished (n)")
    opening = asyncio.create_task(open_store(sqlite_url, upgrade=True))
    await asyncio.sleep(0.3)
    assert not opening.done()
    other.execute("ROLLBACK")
    other.close()
    store = await opening
    await asyncio.to_thread(lambda: connect_sqlite(store.database).close())
    await store.close()


_AT = bindparam("at", datetime(2026, 10, 5, tzinfo=UTC), UtcTime)
_HELD = """
INSERT INTO session (id, charge_point, evse, connector, "transaction", site, token, token_folded,
    authorisation, started, stamp, state, holds, ended, stop_reason, energy_wh, charging_state,
    idle_s, estimated, evidence, dated, unpriced, unbilled)
VALUES ('HYL-01:1', 'HYL-01', 1, 1, '1', 'Hyllie', 'T', 't', 'Accepted', :at, '', 'held',
    '["orphan"]', :at, '', 0, 'Idle', 0, false, '{}', :at, false, true)
"""
_PRICED = """
INSERT INTO session_price (session, energy_wh, duration_s, idle_s, hold)
VALUES ('HYL-01:1', 0, 0, 0, 'orphan')
"""


async def test_what_was_priced_before_decisions_were_made_stays_priced(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fill(connection: AsyncConnection) -> None:
        await _with_a_charge_point(connection)
        await connection.execute(text(_HELD).bindparams(_AT))
        await connection.execute(text(_PRICED))

    await _made_at(database_url, "0003", monkeypatch, fill)
    store = await open_store(database_url, upgrade=True)
    record = await store.sessions.session("HYL-01:1")
    assert await store.sessions.unpriced() == []
    await store.close()
    assert record is not None
    assert (record.review, record.decided) == (None, None)
    assert record.price is not None
    assert (record.price.hold, record.price.review, record.price.revision) == ("orphan", 0, 1)
    assert record.price.periods == whole(datetime(2026, 10, 5, tzinfo=UTC), 0, 0)


_CARDS = (
    # uid, customer, group, blocked: in the order in which they were registered
    ("1A:2B:3C:4D", 1001, "", False),
    ("1A2B3C4D", 1002, "bo", False),
    ("1A-2B-3C-4D", 1001, "", True),
    ("04A2B3C4", 1001, "", True),
    ("04:A2:B3:C4", 1002, "", False),
    ("Driver-1", 1001, "", False),
    ("05:A2:B3:C4", 1001, "", False),
)


async def _with_cards(connection: AsyncConnection) -> None:
    for number, name in ((1001, "Eva"), (1002, "Bo")):
        await connection.execute(
            text(
                "INSERT INTO customer (number, name, folded, address, organisation_number,"
                " vat_number, email, reference)"
                " VALUES (:number, :name, :name, '[]', '', '', '', '')"
            ),
            {"number": number, "name": name},
        )
    await connection.execute(text("UPDATE journal_head SET last = :last"), {"last": len(_CARDS)})
    for position, (uid, customer, group, blocked) in enumerate(_CARDS, 1):
        said = {"uid": uid, "folded": uid.casefold(), "customer": customer, "group": group}
        await connection.execute(
            text(
                'INSERT INTO token (uid, folded, customer, type, "group", blocked)'
                " VALUES (:uid, :folded, :customer, 'RFID', :group, :blocked)"
            ),
            {**said, "blocked": blocked},
        )
        await connection.execute(
            text(
                "INSERT INTO journal (position, writer, at, received, charge_point, kind, body)"
                " VALUES (:position, 'x', :at, :at, '', 'TokenChanged', :body)"
            ).bindparams(_AT),
            {
                "position": position,
                "body": dump_event(
                    TokenChanged(
                        charge_point="", at=NOON, received=NOON, token=Token(uid, customer)
                    )
                ),
            },
        )
    await _with_a_charge_point(connection)
    running = _HELD.replace("'T', 't'", "'05:A2:b3:C4', '05:a2:b3:c4'")
    await connection.execute(text(running.replace("'held'", "'active'")).bindparams(_AT))


async def test_tokens_that_became_one_card_are_all_kept(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    await _made_at(database_url, "0004", monkeypatch, _with_cards)
    store = await open_store(database_url, upgrade=True)
    # The first that may charge has the card, whatever is told.
    for told, owner in (
        ("1a2b3c4d", 1001),
        ("1A:2B:3C:4D", 1001),
        ("04A2B3C4", 1002),
        ("driver-1", 1001),
        ("05A2B3C4", 1001),
    ):
        judged = await store.journal.authorise(told, "CP1", NOON, starting=False)
        assert (judged.status, judged.customer) == (AuthorisationStatus.ACCEPTED, owner)
    judged = await store.journal.authorise("05A2B3C4", "CP2", NOON, starting=True)
    assert judged.status is AuthorisationStatus.CONCURRENT, "sessions are found by the card, too"
    kept = {t.uid: (t.uid, t.customer, t.group, t.blocked) for t in await store.customers.tokens()}
    assert kept == {row[0]: row for row in _CARDS}
    # Only one of them charges beside the card's holder, and is named until it is blocked.
    (finding,) = await maintenance.check(database_url)
    assert finding.startswith("Token 1A2B3C4D of Bo is the same card as 1A:2B:3C:4D, which")
    beside = await store.customers.token("1A2B3C4D")
    assert beside == Token("1A2B3C4D", 1002, group="bo")
    await store.customers.set_token(replace(beside, blocked=True), "me", new=False)
    assert await maintenance.check(database_url) == []
    judged = await store.journal.authorise("1A2B3C4D", "CP1", NOON, starting=False)
    assert (judged.status, judged.customer) == (AuthorisationStatus.ACCEPTED, 1001)
    await store.close()


def _acknowledging(state: str) -> str:
    """A command of former versions, as it stood in the journal."""
    return json.dumps(
        {
            "command": {
                "id": 1, "charge_point": "HYL-01", "verb": "Acknowledge",
                "arguments": {"alarm": 7}, "asked_by": "Eva", "asked": NOON.isoformat(),
                "reason": "", "timeout_s": 30.0, "state": state, "status": "", "response": {},
                "changed": None, "epoch": 0, "action": "",
            }
        }
    )  # fmt: skip


async def _with_acknowledgements(connection: AsyncConnection) -> None:
    await connection.execute(text("UPDATE journal_head SET last = 2"))
    for position, state in enumerate(("requested", "confirmed"), 1):
        await connection.execute(
            text(
                "INSERT INTO journal (position, writer, at, received, charge_point, kind, body)"
                " VALUES (:position, 'x', :at, :at, 'HYL-01', 'CommandChanged', :body)"
            ).bindparams(_AT),
            {"position": position, "body": _acknowledging(state)},
        )
    for identity, verb in ((1, "Acknowledge"), (2, "ClearCache")):
        await connection.execute(
            text(
                "INSERT INTO command (id, charge_point, verb, arguments, asked_by, asked, reason,"
                " timeout_s, state, status, response, epoch, action)"
                " VALUES (:id, 'HYL-01', :verb, '{}', 'Eva', :at, '', 30, 'requested', '', '{}',"
                " 0, '')"
            ).bindparams(_AT),
            {"id": identity, "verb": verb},
        )


async def test_acknowledgements_that_were_commands_are_facts(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    await _made_at(database_url, "0012", monkeypatch, _with_acknowledgements)
    store = await open_store(database_url, upgrade=True)
    asked, answered = (await store.feed.read(0)).entries
    assert isinstance(asked.event, AcknowledgementRequested)
    assert (asked.event.alarms, asked.event.by) == ((7,), "Eva")
    assert type(answered.event) is Event
    assert [c.wish for c in await store.commands.commands("HYL-01")] == [ClearCache()]
    page = await store.facts.newest((CommandChanged,))
    assert page.entries == ()
    await store.close()


_ENDED = """
INSERT INTO session (id, charge_point, evse, connector, "transaction", site, token, token_folded,
    customer, authorisation, started, stamp, state, holds, ended, stop_reason, energy_wh,
    charging_state, idle_s, estimated, evidence, dated, unpriced, unbilled)
VALUES (:id, 'HYL-01', 1, 1, '1', 'Hyllie', 'T', 't', 1, 'Accepted', :at, '', 'ended',
    '[]', :at, '', 1000, 'Idle', 0, false, '{}', :at, :unpriced, :unbilled)
"""
_WITH_PRICE = """
INSERT INTO session_price (session, energy_wh, duration_s, idle_s, hold)
VALUES (:id, 1000, 5400, 600, '')
"""
_OF_SITE = """
INSERT INTO tariff (site, valid_from, body, changed, changed_by)
VALUES ('Hyllie', :since, '{}', :since, '')
"""


async def test_prices_that_were_valid_stay_so_with_the_tariff_they_were_made_of(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    since = [datetime(2026, month, 1, tzinfo=UTC) for month in (1, 9, 11)]

    async def fill(connection: AsyncConnection) -> None:
        await _with_a_charge_point(connection)
        for moment in since:
            bound = bindparam("since", moment, UtcTime)
            await connection.execute(text(_OF_SITE).bindparams(bound))
        for name, unpriced, unbilled in (
            ("valid", False, True),
            ("changed", True, True),
            ("billed", False, False),
        ):
            statement = text(_ENDED).bindparams(_AT)
            values = {"id": name, "unpriced": unpriced, "unbilled": unbilled}
            await connection.execute(statement, values)
            await connection.execute(text(_WITH_PRICE), {"id": name})

    await _made_at(database_url, "0012", monkeypatch, fill)
    store = await open_store(database_url, upgrade=True)
    unpriced = await store.sessions.unpriced()
    found = {r.session.id: r.price for r in await store.sessions.sessions()}
    await store.close()
    assert [(s.id, s.revision) for s in unpriced] == [("changed", 1)]
    made_of = {name: price and (price.revision, price.tariff) for name, price in found.items()}
    assert made_of == {
        "valid": (1, since[1]),
        "changed": (0, None),
        "billed": (1, since[1]),
    }
    totals = whole(datetime(2026, 10, 5, tzinfo=UTC), 1000, 5400, 600)
    assert {price and price.periods for price in found.values()} == {totals}
    assert [(p.energy_wh, p.duration_s, p.idle_s) for p in found.values() if p] == [
        (1000, 5400, 600)
    ] * 3


async def test_what_the_alarm_engine_remembered_of_links_is_dropped(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fill(connection: AsyncConnection) -> None:
        for key in ("link/HYL-01", "CON-FAULT/1/1/HYL-01"):
            await connection.execute(
                text(
                    "INSERT INTO consumer_state (consumer, key, body) VALUES ('alarms', :key, '{}')"
                ),
                {"key": key},
            )

    await _made_at(database_url, "0014", monkeypatch, fill)
    store = await open_store(database_url, upgrade=True)
    assert [*await store.consumers.state("alarms")] == ["CON-FAULT/1/1/HYL-01"]
    await store.close()

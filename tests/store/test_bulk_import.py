"""Ready rows are the very rows that the program writes one by one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import select

from controlroom.domain.billing.session_price import SessionPrice, priced
from controlroom.domain.billing.tariff import Tariff
from controlroom.domain.charging.charge_point import ChargePoint, Registration, Site, SiteKind
from controlroom.domain.charging.events import RegistrationChanged
from controlroom.domain.charging.session import ChargingSession, Hold, SessionState
from controlroom.domain.charging.session_periods import whole
from controlroom.domain.errors import InvalidValue
from controlroom.domain.people.authorisation import Token
from controlroom.domain.people.customer import Customer
from controlroom.operations.ports.journal import QuarterHour
from controlroom.store import Store, maintenance, open_store, schema
from controlroom.store.bulk_rows import Packed, Packer, People
from tests.postgresql import PostgreSQL
from tests.sentences import says
from tests.store.facts import HOSTILE, NOON, at, read_all, sampled, session

TARIFF = Tariff(energy=Decimal("3.99"), start=Decimal("5.00"), idle=Decimal("1.00"))


def _sessions() -> list[ChargingSession]:
    whole = session(ended=at(3600), energy_wh=40_000, customer=1001)
    return [
        replace(whole, meter_stop=40_000, register_wh=40_000, register_at=at(3600), idle_s=900),
        session("CP1", "2", ended=at(7200), started=at(4000)),
        replace(
            session("CP2", "ÅÄÖ-𝄞", ended=at(60.5), energy_wh=7),
            state=SessionState.HELD,
            holds=(Hold.METER_BACK, Hold.NO_METER),
        ),
        session("CP2", "running", started=at(9000)),
        *(session("CP3", f"{n}", token=text[:200], ended=at(n)) for n, text in enumerate(HOSTILE)),
    ]


def _prices(sessions: list[ChargingSession]) -> list[SessionPrice]:
    found = [priced(one, TARIFF, NOON) for one in sessions if one.ended is not None]
    # Of the session as it was before another reading came: it has to be priced again.
    found[1] = replace(found[1], periods=whole(NOON, 1, 3200), revision=-1)
    return found


QUARTERS = [
    QuarterHour("CP1", 1, 1, at(0), 100),
    QuarterHour("CP1", 1, 1, at(900), 200),
    QuarterHour("CP1", 1, 1, at(0), 11),
    QuarterHour("CP2", 2, 1, at(0), 5),
]
POINTS = [
    replace(ChargePoint("CP1"), next_transaction=3, last_seen=NOON),
    replace(ChargePoint("CP4"), vendor="a\0b", serial="\ud800"),
]


@pytest.fixture
def second_url(request: pytest.FixtureRequest, made_url: str) -> Iterator[str]:
    """Another database of the same kind, with the same charge points."""
    if made_url.startswith("sqlite"):
        from controlroom.store.backup import copy_sqlite

        file = request.getfixturevalue("tmp_path") / "second.db"
        copy_sqlite(request.getfixturevalue("sqlite_template"), file)
        yield f"sqlite:///{file.as_posix()}"
        return
    server: PostgreSQL = request.getfixturevalue("postgresql_server")
    with server.database(request.getfixturevalue("postgresql_template")) as url:
        yield url


async def _rows(store: Store, *leave_out: str) -> dict[str, list[Any]]:
    found = {}
    async with store.database.reading() as connection:
        for table in schema.metadata.sorted_tables:
            columns = [c for c in table.columns if c.name not in leave_out]
            statement = select(*columns).order_by(*table.primary_key)
            rows = (await connection.execute(statement)).all()
            found[table.name] = [tuple(row) for row in rows]
    del found["writer"]
    return found


async def test_the_past_is_as_the_journal_would_have_written_it(
    store: Store, second_url: str
) -> None:
    sessions = [replace(one, revision=1) for one in _sessions()]
    samples = [sampled(1000 + n, seconds=n) for n in range(5)]
    await store.journal.record((), [*POINTS, *sessions])
    await store.journal.record((), [*_prices(sessions), *QUARTERS])
    await store.journal.record(samples)

    other = await open_store(second_url, upgrade=False, writer="test")
    packed = Packer(other.history.dialect).past(
        charge_points=POINTS,
        sessions=sessions,
        prices=_prices(sessions),
        quarter_hours=QUARTERS,
        samples=samples,
    )
    head = (await other.feed.snapshot()).head
    assert await other.history.load(packed) == head + len(samples)
    await other.history.settle()
    wanted, found = await _rows(store), await _rows(other)
    # Each of the two was made with keys of its own, and by transactions of its own.
    for table in ("credential", "state_position"):
        del wanted[table], found[table]
    assert found == wanted
    assert [s.id for s in await other.sessions.unpriced()] == [
        s.id for s in await store.sessions.unpriced()
    ]
    assert await other.sessions.unpriced()
    assert [e.event for e in await read_all(other, head)] == samples
    await other.close()


async def test_what_people_decided_is_as_if_they_had_entered_it(
    store: Store, second_url: str
) -> None:
    sites = {
        Site("Södra", SiteKind.DEPOT, "Växjö", 56.88, 14.81, 120_000): TARIFF,
        Site("Västra"): replace(TARIFF, vat=Decimal(6)),
    }
    points = [
        Registration("SÖ-01", "Södra", rated_w=22_080),
        Registration("vä-01", "Västra", security_profile=2, latitude=1.5),
    ]
    customers = [
        Customer(1001, "Eva Ström AB", ("Storgatan 1", "352 30 Växjö"), email="e@x.se"),
        Customer(1002, "Åke <b>"),
    ]
    tokens = [Token("04AB", 1001, group="G"), Token("FF", 1002, blocked=True, expires=at(5))]
    for site in sites:
        await store.charge_points.set_site(site, "me")
    for point in points:
        await store.charge_points.register(point, "secret", "me")
    for site, tariff in sites.items():
        await store.tariffs.set_tariff(site.name, tariff, None, "me")
    for customer in customers:
        await store.customers.set_customer(replace(customer, number=0), "me")
    for token in tokens:
        await store.customers.set_token(token, "me", new=True)

    other = await open_store(second_url, upgrade=False, writer="test")
    people = People(
        sites=sites,
        charge_points=dict.fromkeys(points, "secret"),
        customers=customers,
        tokens=tokens,
    )
    await other.history.load(Packer(other.history.dialect).people(people, NOON, "me"))
    times = ("at", "received", "changed", "key_hash")
    assert await _rows(other, *times) == await _rows(store, *times)
    credentials = await other.charge_points.credentials("sö-01")
    assert credentials is not None
    assert credentials.key_hash is not None
    told = [e.event for e in await read_all(other) if isinstance(e.event, RegistrationChanged)]
    assert [e.registration for e in told][-2:] == points
    assert told[-1].at == NOON
    await other.close()


@pytest.mark.parametrize(
    "spoil",
    (
        lambda p: p.past(sessions=[session(), session("nobody")], samples=[sampled()]),
        lambda p: p.past(
            prices=[SessionPrice("none", whole(NOON, 1, 1), None)], samples=[sampled()]
        ),
        lambda p: p.past(sessions=[session(), session()], samples=[sampled()]),
    ),
    ids=("unknown charge point", "price of no session", "twice the same"),
)
async def test_all_of_it_or_nothing(
    store: Store, made_url: str, spoil: Callable[[Packer], Packed]
) -> None:
    before = await _rows(store)
    with pytest.raises(InvalidValue, check=says("does not take this")):
        await store.history.load(spoil(Packer(store.history.dialect)))
    assert await _rows(store) == before
    assert await store.history.load(Packer(store.history.dialect).past(sessions=[session()]))
    assert await maintenance.check(made_url) == []


async def test_positions_go_on_without_a_gap(store: Store, made_url: str) -> None:
    packer = Packer(store.history.dialect)
    first = (await store.feed.snapshot()).head
    for number in range(3):
        head = await store.history.load(
            packer.past(samples=[sampled(n, seconds=number * 10 + n) for n in range(4)])
        )
        assert head == first + 4 * (number + 1)
        assert await store.journal.record([sampled(9, seconds=99)]) == head + 1
        first += 1
    entries = await read_all(store)
    assert [e.position for e in entries] == list(range(1, len(entries) + 1))
    assert await maintenance.check(made_url) == []


async def test_who_waits_for_the_journal_is_woken(store: Store, made_url: str) -> None:
    other = await open_store(made_url, upgrade=False)
    head = (await other.feed.snapshot()).head
    packed = Packer(store.history.dialect).past(samples=[sampled()])
    assert len(packed) == 1
    await store.history.load(packed)
    await other.feed.wait(head, timedelta(seconds=20).total_seconds())
    assert [e.position for e in (await other.feed.read(head)).entries] == [head + 1]
    await other.close()

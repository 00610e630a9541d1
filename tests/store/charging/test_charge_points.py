"""Sites, registrations, keys and the door; every change is told to the journal."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from decimal import Decimal
from hmac import compare_digest

import pytest
from sqlalchemy import text

from controlroom.domain.billing.tariff import Tariff
from controlroom.domain.charging.charge_point import (
    BootPolicy,
    ChargePoint,
    Phase,
    Registration,
    Site,
    SiteKind,
)
from controlroom.domain.charging.events import (
    KeyRotated,
    LinkOpened,
    RegistrationChanged,
    SiteChanged,
)
from controlroom.domain.charging.network import Changes
from controlroom.domain.charging.rate_limit import Allowance
from controlroom.domain.errors import AlreadyExists, InvalidValue, NotFound
from controlroom.operations.ports.charging import Knock
from controlroom.store import Store
from controlroom.store.charging.charge_points import MOST_KNOCKS
from tests.store.charging.knocks import knock
from tests.store.facts import HOSTILE, NOON, at, read_all, register


def _fits(stored: bytes | None, key: str) -> bool:
    assert stored is not None
    assert len(stored) == 48
    salt, digest = stored[:16], stored[16:]
    return compare_digest(hashlib.sha256(salt + key.encode()).digest(), digest)


async def test_a_site_is_made_changed_and_told(store: Store) -> None:
    after = (await store.feed.snapshot()).head
    depot = Site("Depå Å", SiteKind.DEPOT, "Växjö", 56.88, 14.81, 100_000)
    await store.charge_points.set_site(depot, "eva")
    await store.charge_points.set_site(replace(depot, place="Lund"), "eva")
    assert await store.charge_points.sites() == [replace(depot, place="Lund"), Site("Norra")]
    told = [e.event for e in await read_all(store, after)]
    assert all(isinstance(e, SiteChanged) and e.by == "eva" for e in told)
    assert len(told) == 2


async def test_registering_makes_the_site_and_keeps_the_key_to_itself(store: Store) -> None:
    after = (await store.feed.snapshot()).head
    new = Registration("CP-å", "Södra", latitude=59.1, rated_w=22_000, items_per_message=4)
    await store.charge_points.register(new, "a very secret key", "eva")
    assert new in await store.charge_points.registrations()
    assert Site("Södra") in await store.charge_points.sites()
    credentials = await store.charge_points.credentials("cp-Å")
    assert credentials is not None
    assert (credentials.id, credentials.security_profile, credentials.offered_hash) == (
        "CP-å",
        1,
        None,
    )
    assert _fits(credentials.key_hash, "a very secret key")
    entries = await read_all(store, after)
    assert [type(e.event) for e in entries] == [SiteChanged, RegistrationChanged]
    assert [e.event.charge_point for e in entries] == ["", "CP-å"]
    assert "secret" not in repr(entries)


async def test_ids_that_differ_in_case_only_are_one(store: Store) -> None:
    after = (await store.feed.snapshot()).head
    with pytest.raises(AlreadyExists) as refused:
        await store.charge_points.register(Registration("cp1", "Södra"), None, "eva")
    assert refused.value.key == "charge-point-exists"
    assert await read_all(store, after) == []
    assert Site("Södra") not in await store.charge_points.sites()


async def test_a_registration_is_changed(store: Store) -> None:
    changed = Registration("CP1", "Västra", 2, Phase.COMMISSIONING, BootPolicy.PENDING)
    await store.charge_points.change(changed, "eva")
    assert changed in await store.charge_points.registrations()
    with pytest.raises(NotFound):
        await store.charge_points.change(Registration("CP9", "Norra"), "eva")
    with pytest.raises(InvalidValue):
        await store.charge_points.change(replace(changed, security_profile=7), "eva")


async def test_who_is_unknown_or_retired_has_no_credentials(store: Store) -> None:
    assert await store.charge_points.credentials("CP9") is None
    await store.charge_points.change(Registration("CP1", "Norra", phase=Phase.RETIRED), "eva")
    assert await store.charge_points.credentials("CP1") is None


async def test_a_new_key_counts_once_it_was_used(store: Store) -> None:
    points = store.charge_points
    await points.offer_key("CP1", "new")
    both = await points.credentials("CP1")
    assert both is not None
    assert _fits(both.key_hash, "key-CP1")
    assert _fits(both.offered_hash, "new")
    after = (await store.feed.snapshot()).head
    await points.settle_key("CP1", accepted=True, by="charge point")
    await points.settle_key("CP1", accepted=True, by="charge point")
    settled = await points.credentials("CP1")
    assert settled is not None
    assert _fits(settled.key_hash, "new")
    assert settled.offered_hash is None
    assert [type(e.event) for e in await read_all(store, after)] == [KeyRotated]


async def test_a_key_that_was_rejected_is_dropped(store: Store) -> None:
    points = store.charge_points
    await points.offer_key("CP1", "new")
    after = (await store.feed.snapshot()).head
    await points.settle_key("CP1", accepted=False, by="eva")
    kept = await points.credentials("CP1")
    assert kept is not None
    assert _fits(kept.key_hash, "key-CP1")
    assert kept.offered_hash is None
    assert await read_all(store, after) == []


async def test_a_key_is_replaced_at_once(store: Store) -> None:
    await store.charge_points.offer_key("CP1", "offered")
    await store.charge_points.set_key("CP1", "set", "eva")
    credentials = await store.charge_points.credentials("CP1")
    assert credentials is not None
    assert _fits(credentials.key_hash, "set")
    assert credentials.offered_hash is None
    with pytest.raises(NotFound):
        await store.charge_points.set_key("CP9", "x", "eva")


async def test_no_key_is_anywhere_in_the_database(store: Store) -> None:
    await register(store, "CP5")
    await store.charge_points.offer_key("CP5", "offered-and-dropped")
    await store.charge_points.settle_key("CP5", accepted=True, by="x")
    async with store.database.reading() as connection:
        for table in ("journal", "credential", "registration"):
            rows = await connection.execute(text(f"SELECT * FROM {table}"))  # noqa: S608
            assert "key-CP5" not in repr(rows.all())
            rows = await connection.execute(text(f"SELECT * FROM {table}"))  # noqa: S608
            assert "offered-and-dropped" not in repr(rows.all())


async def test_whoever_knocks_unknown_waits_at_the_door(store: Store) -> None:
    points = store.charge_points
    await knock(store, "New-1", "10.0.0.1", "1.6", NOON)
    await knock(store, "other", "10.0.0.2", "2.0.1", at(1))
    await knock(store, "NEW-1", "10.0.0.3", "1.6", at(2))
    first, second = await points.door()
    assert (first.id, first.address, first.first, first.last, first.count) == (
        "NEW-1", "10.0.0.3", NOON, at(2), 2,
    )  # fmt: skip
    assert second.id == "other"
    await points.forget_knock("new-1")
    assert [k.id for k in await points.door()] == ["other"]


async def test_the_door_holds_the_newest_only(store: Store) -> None:
    hostile = "\0\ud800" + "x" * 10_000
    await knock(store, hostile, hostile, hostile, NOON)
    async with store.database.writing() as connection:
        await connection.execute(
            text(
                "INSERT INTO knock (folded, id, address, version, first, last, count) "
                "SELECT 'k' || n, 'k', '', '', first, last, 1 FROM knock, "
                "(WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < 600) "
                "SELECT n FROM c) numbers"
            )
        )
    await knock(store, "newest", "", "1.6", at(5))
    door = await store.charge_points.door()
    assert len(door) == MOST_KNOCKS
    assert door[0].id == "newest"


async def test_whoever_makes_up_names_crowds_out_nobody_at_another_address(store: Store) -> None:
    await knock(store, "real", "10.0.0.1", "1.6", NOON)
    made_up = [
        Knock(f"made-up-{n}", "10.0.0.66", "1.6", at(n), at(n)) for n in range(1, MOST_KNOCKS + 20)
    ]
    gone = await store.charge_points.knocked(made_up)
    names = {k.id for k in await store.charge_points.door()}
    assert "real" in names
    assert len(names) == MOST_KNOCKS
    assert gone == 20
    assert made_up[-1].id in names
    assert made_up[0].id not in names, "of one address the newest stay"


async def test_what_charge_points_may_send_is_kept(store: Store) -> None:
    points = store.charge_points
    assert await points.allowances() == {}
    await points.set_allowances([Allowance("CP2", NOON, 5, 7), Allowance("CP1", NOON, -3, 2)])
    await points.set_allowances([Allowance("CP1", at(60), 10, 20)])
    await points.set_allowances([])
    assert await points.allowances() == {
        "CP1": Allowance("CP1", at(60), 10, 20),
        "CP2": Allowance("CP2", NOON, 5, 7),
    }
    assert await points.allowance("CP2") == Allowance("CP2", NOON, 5, 7)
    assert await points.allowance("CP9") is None


async def test_versions_of_the_last_links(store: Store) -> None:
    opened = LinkOpened(charge_point="CP1", at=NOON, received=NOON, version="2.0.1", epoch=1)
    await store.journal.append(opened, Changes(opened, ChargePoint("CP1", "2.0.1")))
    assert await store.charge_points.versions() == {"CP1": "2.0.1"}


async def test_when_a_charge_point_was_last_heard(store: Store) -> None:
    opened = LinkOpened(charge_point="CP1", at=NOON, received=NOON, version="1.6", epoch=1)
    await store.journal.append(opened, Changes(opened, ChargePoint("CP1", last_seen=at(10))))
    await store.journal.touch({"CP1": at(5), "CP2": at(5)})
    state = await store.journal.load("CP1")
    assert state is not None
    assert state.charge_point.last_seen == at(10), "never back in time"
    await store.journal.touch({"CP1": at(20)})
    state = await store.journal.load("CP1")
    assert state is not None
    assert state.charge_point.last_seen == at(20)
    await store.journal.touch({})
    assert await store.journal.load("CP9") is None


async def test_names_are_stored_without_what_databases_refuse(store: Store) -> None:
    for number, hostile in enumerate(HOSTILE):
        clean = hostile.replace("\0", "\ufffd").replace("\ud800", "\ufffd")
        await store.charge_points.set_site(Site(hostile, place=hostile), hostile)
        assert Site(clean, place=clean) in await store.charge_points.sites()
        new = Registration(f"N{number}", hostile)
        await store.charge_points.register(new, None, hostile)
        await store.charge_points.change(replace(new, rated_w=1), hostile)
        found = {r.id: r for r in await store.charge_points.registrations()}
        assert found[new.id] == replace(new, site=clean, rated_w=1)
        await store.tariffs.set_tariff(clean, Tariff(energy=Decimal(1)), None, hostile)

"""Signing in: written down, slower after each wrong password, and open to the right one."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from controlroom.domain.errors import Refused
from controlroom.domain.people.actor import person
from controlroom.domain.people.events import RightDenied, SignInTried
from controlroom.domain.people.user import Right, Role, User
from controlroom.store import Store, open_store, schema
from tests.store.facts import read_all

EVA = User("Eva", Role.OPERATOR)
RIGHT, WRONG = "correct horse", "battery staple"


@pytest.fixture
async def people(store: Store) -> Store:
    await store.users.add_user(EVA, RIGHT, "root")
    await store.users.add_user(User("Bo", Role.ADMINISTRATOR), "another horse", "root")
    return store


async def _guess(store: Store, times: int, name: str = "eva", desk: str = "desk 1") -> list[str]:
    """What became of so many wrong passwords in a row."""
    found = []
    for _ in range(times):
        try:
            user = await store.users.sign_in(name, WRONG, desk)
            found.append("wrong" if user is None else "in")
        except Refused as refused:
            found.append("wait" if refused.key == "sign-in-wait" else refused.key)
    return found


async def _later(store: Store, **after: float) -> None:
    """As if so much time had passed."""
    table = schema.sign_in
    async with store.database.writing() as connection:
        rows = (await connection.execute(select(table))).all()
        for row in rows:
            await connection.execute(
                update(table)
                .where(table.c.workstation == row.workstation, table.c.folded == row.folded)
                .values(last=row.last - timedelta(**after))
            )


async def _guessed(store: Store) -> None:
    """As after fifty wrong passwords just now."""
    await _guess(store, 1)
    async with store.database.writing() as connection:
        await connection.execute(update(schema.sign_in).values(failures=50))


async def _told(store: Store) -> list[tuple[str, str, bool, int]]:
    found = [e.event for e in await read_all(store)]
    return [
        (e.user, e.workstation, e.right, e.failures) for e in found if isinstance(e, SignInTried)
    ]


async def test_a_hundred_guesses_in_a_row_are_four(people: Store) -> None:
    """A hundred were judged in 5 s."""
    found = await _guess(people, 100)
    assert found[:3] == ["wrong"] * 3
    assert found.count("wrong") < 8, "a second or two may have passed"
    assert set(found) == {"wrong", "wait"}


async def test_many_at_once_are_no_way_around(people: Store) -> None:
    tries = [people.users.sign_in("Eva", WRONG, "desk 1") for _ in range(20)]
    found = await asyncio.gather(*tries, return_exceptions=True)
    assert sum(isinstance(one, Refused) for one in found) >= 14


async def test_the_right_password_enters_after_the_wait(people: Store) -> None:
    await _guessed(people)
    async with people.database.writing() as connection:
        table = schema.sign_in
        await connection.execute(update(table).where(table.c.folded == "").values(failures=5))
    with pytest.raises(Refused):
        await people.users.sign_in("Eva", RIGHT, "desk 1")
    await _later(people, minutes=1)
    assert await people.users.sign_in("Eva", RIGHT, "desk 1") == EVA
    assert await _guess(people, 3) == ["wrong"] * 3, "and what was wrong before is forgotten"


async def test_who_guesses_keeps_nobody_out_elsewhere(people: Store) -> None:
    await _guessed(people)
    assert await people.users.sign_in("Eva", RIGHT, "desk 2") == EVA
    for name, password in (("Eva", RIGHT), ("Bo", "another horse")):
        with pytest.raises(Refused):
            await people.users.sign_in(name, password, "desk 1")
    await _later(people, minutes=1)
    assert await people.users.sign_in("Bo", "another horse", "desk 1") is not None


async def test_a_workstation_that_tries_many_names_is_slowed_as_well(people: Store) -> None:
    found = [(await _guess(people, 1, f"name {n}"))[0] for n in range(30)]
    assert found[:10] == ["wrong"] * 10
    assert found.count("wait") >= 15
    await _later(people, minutes=1)
    assert await people.users.sign_in("Eva", RIGHT, "desk 1") == EVA
    assert (await _guess(people, 2, "another"))[-1] == "wait", "one right one is no pardon"


async def test_a_restart_forgets_nothing(people: Store, made_url: str) -> None:
    await _guessed(people)
    again = await open_store(made_url, upgrade=False)
    try:
        with pytest.raises(Refused):
            await again.users.sign_in("Eva", RIGHT, "desk 1")
    finally:
        await again.close()


async def test_an_hour_forgets_and_fills_no_table(people: Store) -> None:
    for n in range(8):
        await _guess(people, 1, f"name {n}")
    await _later(people, hours=1)
    await _guess(people, 1)
    async with people.database.reading() as connection:
        rows = (await connection.execute(select(schema.sign_in))).all()
    assert {(row.folded, row.failures) for row in rows} == {("eva", 1), ("", 1)}


async def test_every_try_is_written_down_and_no_password(people: Store) -> None:
    """Nor what stands where the name belongs: it may be the password."""
    await _guess(people, 2)
    await people.users.sign_in("Eva", RIGHT, "desk 1")
    await people.users.sign_in(RIGHT, "eva", "desk 1")
    assert await _told(people) == [
        ("Eva", "desk 1", False, 1),
        ("Eva", "desk 1", False, 2),
        ("Eva", "desk 1", True, 0),
        ("", "desk 1", False, 1),
    ]
    written = repr([entry.event for entry in await read_all(people)])
    assert RIGHT not in written
    assert WRONG not in written


@pytest.mark.parametrize("name", ("", " ", "\ud800\0", "x" * 10_000, "%", "' OR 1=1 --"))
async def test_any_name_may_be_tried(people: Store, name: str) -> None:
    assert await _guess(people, 4, name, "\udcff\0" * 300) == ["wrong"] * 3 + ["wait"]


async def test_a_denied_right_is_written_down(people: Store) -> None:
    await people.users.deny(person(EVA, "desk 1"), Right.BILLING)
    (denied,) = (e.event for e in await read_all(people) if isinstance(e.event, RightDenied))
    assert (denied.user, denied.role, denied.right, denied.workstation) == (
        "Eva",
        "operator",
        "billing",
        "desk 1",
    )

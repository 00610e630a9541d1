"""What the people at the desk look up and enter: alarms, commands, users, frames, servers."""

from __future__ import annotations

import asyncio
import hashlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text

from controlroom.domain.alarms.alarm import Alarm, AlarmState
from controlroom.domain.alarms.events import AlarmChanged
from controlroom.domain.charging.charge_point import ChargePoint
from controlroom.domain.charging.commands import Command, CommandChanged, CommandState
from controlroom.domain.charging.events import LinkOpened
from controlroom.domain.charging.network import Changes
from controlroom.domain.charging.wishes import RemoteStart, Reset, Send, TriggerMessage
from controlroom.domain.errors import AlreadyExists, InvalidValue, NotFound, Refused
from controlroom.domain.people.events import UserChanged
from controlroom.domain.people.user import Role, User
from controlroom.operations.ports.charging import Frame
from controlroom.store import Store, open_store
from controlroom.store.charging import message_log
from tests.domain.billing.test_picture import png
from tests.store.facts import HOSTILE, NOON, append, at, read_all, said


def _alarm(identity: int, state: AlarmState = AlarmState.UNACKNOWLEDGED) -> Alarm:
    return Alarm(
        identity, "CON-FAULT", 3, state, "CP1", identity, 1, "Norra", NOON, at(identity),
        detail="Ground\0Failure",
    )  # fmt: skip


async def test_alarms_are_listed_newest_first(store: Store) -> None:
    await store.journal.record([], [_alarm(1), _alarm(2, AlarmState.NORMAL), _alarm(3)])
    assert [a.id for a in await store.alarms.alarms()] == [3, 1]
    assert [a.id for a in await store.alarms.alarms(all_states=True, limit=2)] == [3, 2]
    assert await store.alarms.alarm(1) == replace(_alarm(1), detail="Ground\ufffdFailure")
    assert await store.alarms.alarm(9) is None
    assert await store.alarms.newest_id() == 3


async def test_every_change_of_an_alarm_is_in_its_journal(store: Store) -> None:
    assert await store.alarms.newest_id() == 0
    for state in (AlarmState.UNACKNOWLEDGED, AlarmState.ACKNOWLEDGED, AlarmState.NORMAL):
        alarm = _alarm(1, state)
        changed = AlarmChanged(charge_point="CP1", at=NOON, received=NOON, alarm=alarm)
        await store.journal.record([said("between"), changed], [alarm])
    told = await store.alarms.journal()
    assert [alarm.state.value for _position, alarm in told] == [
        "normal", "acknowledged", "unacknowledged",
    ]  # fmt: skip
    assert told[0][0] > told[1][0]
    assert told[0][1].detail == "Ground\0Failure"
    assert len(await store.alarms.journal(limit=1)) == 1


async def test_the_journal_of_alarms_is_read_back_to_a_moment_and_no_further(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("controlroom.store.alarms.alarms._AT_ONCE", 3)
    for number in range(10):
        then = NOON + timedelta(minutes=number)
        alarm = replace(_alarm(number + 1, AlarmState.NORMAL), changed=then)
        changed = AlarmChanged(charge_point="CP1", at=then, received=then, alarm=alarm)
        await store.journal.record([changed], [alarm])
    every = await store.alarms.journal()
    assert [alarm.id for _position, alarm in every] == list(range(10, 0, -1))
    late = await store.alarms.journal(since=NOON + timedelta(minutes=5))
    assert [alarm.id for _position, alarm in late] == [10, 9, 8, 7, 6]
    fresh = await store.alarms.journal(after=every[4][0])
    assert [alarm.id for _position, alarm in fresh] == [10, 9, 8, 7]
    assert [alarm.id for _position, alarm in await store.alarms.journal(limit=4)] == [10, 9, 8, 7]


async def test_a_command_is_a_row_and_a_fact(store: Store) -> None:
    after = (await store.feed.snapshot()).head
    wish = Command(0, "CP1", Send("Reset", {"x\0": "\ud800"}), "eva", NOON)
    asked = await store.commands.ask(wish)
    assert asked == replace(wish, id=asked.id)
    assert asked.id > 0
    assert await store.commands.command(asked.id) == asked
    taken = replace(asked, state=CommandState.TAKEN, changed=at(1), epoch=3)
    assert await store.commands.advance(taken, CommandState.REQUESTED)
    assert not await store.commands.advance(taken, CommandState.REQUESTED), "never sent twice"
    assert await store.commands.command(asked.id) == taken
    second = await store.commands.ask(wish)
    assert second.id > asked.id
    assert await store.commands.commands("CP1") == [second, taken]
    assert await store.commands.commands("CP1", limit=1) == [second]
    assert await store.commands.command(99) is None
    told = [e.event for e in await read_all(store, after)]
    assert [e.command for e in told if isinstance(e, CommandChanged)] == [asked, taken, second]


async def test_of_two_who_take_a_command_one_gets_it(store: Store, made_url: str) -> None:
    other = await open_store(made_url, upgrade=False)
    asked = await store.commands.ask(Command(0, "CP1", Reset(), "eva", NOON))
    taken = replace(asked, state=CommandState.TAKEN)
    got = await asyncio.gather(
        *(s.commands.advance(taken, CommandState.REQUESTED) for s in (store, other) * 3)
    )
    assert sum(got) == 1
    await other.close()


async def _open_link(store: Store, point: str = "CP1", epoch: int = 1) -> None:
    opened = LinkOpened(charge_point=point, at=NOON, received=NOON, version="1.6", epoch=epoch)
    changes = Changes(opened, ChargePoint(point, connected=True, epoch=epoch))
    await store.journal.append(opened, changes)


async def _silence(store: Store, seconds: int = 11) -> None:
    """As if no server had beaten for a while."""
    async with store.database.writing() as connection:
        older = f"{seconds}000000" if store.database.sqlite else f"interval '{seconds} s'"
        await connection.execute(text(f"UPDATE server SET beat = beat - {older}"))  # noqa: S608


async def test_a_screen_sees_sooner_that_a_server_hangs(store: Store) -> None:
    await store.servers.begin("test", "host", 1)
    assert await store.servers.heard()
    await _silence(store, 7)
    assert not await store.servers.heard()
    assert await store.servers.alive()


async def test_a_link_is_alive_while_its_server_is(store: Store) -> None:
    assert not await store.commands.link_alive("CP1")
    await store.servers.begin("test", "host", 1)
    assert await store.servers.alive()
    await _open_link(store)
    assert await store.commands.link_alive("CP1")
    await _silence(store)
    assert not await store.commands.link_alive("CP1")
    assert not await store.servers.alive()
    now, taken_for_gone = await store.servers.beat("test")
    assert (abs(now - datetime.now(UTC)) < timedelta(minutes=1), taken_for_gone) == (True, False)
    await store.servers.bury("test")
    assert not await store.commands.link_alive("CP1")
    assert (await store.servers.beat("test"))[1], "it lives after all"
    assert await store.commands.link_alive("CP1")
    await store.servers.end("test")
    assert not await store.commands.link_alive("CP1")


async def test_a_closed_link_is_not_alive(store: Store) -> None:
    await store.servers.begin("test", "host", 1)
    await _open_link(store)
    event = said("closed")
    await store.journal.append(event, Changes(event, ChargePoint("CP1", connected=False, epoch=1)))
    assert not await store.commands.link_alive("CP1")


async def test_links_of_a_dead_server_are_orphaned(store: Store, made_url: str) -> None:
    await store.servers.begin("test", "host", 1)
    await _open_link(store, "CP1", 4)
    await _open_link(store, "CP2", 7)
    successor = await open_store(made_url, upgrade=False, writer="successor")
    if not store.database.sqlite:
        await successor.servers.begin("successor", "host", 2)
        (other,), now = await successor.servers.others("successor")
        assert (other.name, other.host, other.pid) == ("test", "host", 1)
        assert timedelta(0) <= now - other.beat < timedelta(minutes=1)
        assert await successor.servers.orphaned_links("successor", ["test"]) == [], "it lives"
        assert await store.consumers.lease("alarms", "test serving")
        assert not await successor.consumers.lease("alarms", "successor serving")
        assert await successor.servers.bury("test")
        assert await successor.consumers.lease("alarms", "successor serving"), "at once"
        assert not await successor.servers.bury("test"), "one tells of it"
    await successor.servers.begin("successor", "host", 2)
    assert (await successor.servers.others("successor"))[0] == []
    assert await successor.servers.orphaned_links("successor", []) == [("CP1", 4), ("CP2", 7)]
    await _open_link(successor, "CP1", 5)
    assert await successor.servers.orphaned_links("successor", []) == [("CP2", 7)]
    await successor.close()


async def test_people_and_their_passwords(store: Store) -> None:
    after = (await store.feed.snapshot()).head
    users = store.users
    await users.add_user(User("Eva", Role.OPERATOR), "correct horse", "root")
    with pytest.raises(AlreadyExists):
        await users.add_user(User("EVA", Role.WALL), "x", "root")
    assert await users.verify("eva", "correct horse") == User("Eva", Role.OPERATOR)
    assert await users.verify("Eva", "wrong") is None
    assert await users.verify("nobody", "nobody has this password") is None
    await users.set_role("Eva", Role.ADMINISTRATOR, "root")
    await users.set_password("Eva", "battery staple \ud800", "Eva")
    assert await users.verify("Eva", "correct horse") is None
    assert await users.users() == [User("Eva", Role.ADMINISTRATOR)]
    for change in (
        users.set_role("nobody", Role.WALL, "root"),
        users.set_password("nobody", "x", "root"),
    ):
        with pytest.raises(NotFound):
            await change
    entries = await read_all(store, after)
    told = [
        (e.event.what, dict(e.event.details)) for e in entries if isinstance(e.event, UserChanged)
    ]
    assert told == [
        ("added", {"role": "operator"}), ("role", {"role": "administrator"}), ("password", {}),
    ]  # fmt: skip
    assert "horse" not in repr(entries)
    assert "battery" not in repr(entries)
    async with store.database.reading() as connection:
        hashed = (await connection.execute(text("SELECT password_hash FROM account"))).scalar_one()
    assert hashed.startswith("$argon2id$")


async def test_somebody_stays_administrator(store: Store, made_url: str) -> None:
    users = store.users
    await users.add_user(User("Ann", Role.ADMINISTRATOR), "correct horse", "setup")
    with pytest.raises(Refused) as refusal:
        await users.set_role("ANN", Role.OPERATOR, "Ann")
    assert (refusal.value.key, refusal.value.placeholders) == (
        "last-administrator",
        {"name": "Ann"},
    )
    await users.set_role("Ann", Role.ADMINISTRATOR, "Ann")
    await users.add_user(User("Bo", Role.ADMINISTRATOR), "correct horse", "Ann")
    other = await open_store(made_url, upgrade=False)
    try:
        # Each demotes the other, at the same moment and from programs of their own.
        answers = await asyncio.gather(
            users.set_role("Bo", Role.WALL, "Ann"),
            other.users.set_role("Ann", Role.WALL, "Bo"),
            return_exceptions=True,
        )
    finally:
        await other.close()
    assert sorted(type(answer).__name__ for answer in answers) == ["NoneType", "Refused"]
    roles = [user.role for user in await users.users()]
    assert sorted(roles) == [Role.ADMINISTRATOR, Role.WALL]


async def test_a_picture_is_kept_under_its_digest(store: Store) -> None:
    body = png(320, 200)
    digest = await store.pictures.keep(body)
    assert await store.pictures.keep(body) == digest == hashlib.sha256(body).hexdigest()
    assert await store.pictures.picture(digest) == body
    assert await store.pictures.picture("0" * 64) is None
    with pytest.raises(InvalidValue):
        await store.pictures.keep(b"GIF89a")


async def test_frames_are_kept_for_a_while(store: Store) -> None:
    frames = [Frame(0, at(n), "CP1", bool(n % 2), "Heartbeat", f"[2,{n}]") for n in range(10)]
    await store.messages.keep(frames)
    await store.messages.keep([Frame(0, at(99), "CP2", False, "", HOSTILE[0])])
    await store.messages.keep([])
    newest = await store.messages.frames("CP1", limit=3)
    assert [f.text for f in newest] == ["[2,7]", "[2,8]", "[2,9]"]
    following = await store.messages.frames("CP1", after=newest[0].id)
    assert following == newest[1:]
    assert (await store.messages.frames("CP2"))[0].text == "a\ufffdb"
    assert await store.messages.trim(at(5)) == 5
    assert len(await store.messages.frames("CP1")) == 5
    before = (await store.feed.snapshot()).head
    assert before == (await append(store, said("x"))) - 1, "frames are no facts"


async def test_the_commands_that_may_have_asked_for_a_transaction(store: Store) -> None:
    wanted: list[Command] = []
    for charge_point in ("CP1", "CP2"):
        for wish in (Reset(), RemoteStart("A", 1), TriggerMessage("A"), Send("A")):
            asked = await store.commands.ask(Command(0, charge_point, wish, "eva", NOON))
            if charge_point == "CP1" and isinstance(wish, RemoteStart | Send):
                wanted.insert(0, asked)
    assert await store.journal.asked_starts("CP1") == wanted
    assert await store.journal.asked_starts("CP3") == []


async def test_the_oldest_frames_of_who_says_too_much_go(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(message_log, "TRIMMED", 3)
    monkeypatch.setattr(message_log, "REST_S", 0.0)
    frames = [Frame(0, at(n), "CP1", False, "A", f"{n:03}" + "x" * 97) for n in range(20)]
    await store.messages.keep(frames)
    await store.messages.keep([Frame(0, at(30), "CP2", False, "A", "y" * 100) for _ in range(5)])
    assert await store.messages.shorten("CP1", 5_000) == 0
    assert await store.messages.shorten("CP1", 1_250) == 8
    left = await store.messages.frames("CP1")
    assert [frame.text[:3] for frame in left] == [f"{n:03}" for n in range(8, 20)]
    assert len(await store.messages.frames("CP2")) == 5
    assert await store.messages.shorten("", 700) == 10, "of all, whoever said it"
    assert len(await store.messages.frames("CP1")) == 2
    assert len(await store.messages.frames("CP2")) == 5
    assert await store.messages.shorten("CP9", 1) == 0

"""Commands: asked once, sent once, and proved by what follows."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest
from typing_extensions import override

from controlroom.domain.charging.charge_point import (
    ChargePoint,
    ConnectorStatus,
    Registration,
    Site,
)
from controlroom.domain.charging.commands import (
    Command,
    CommandChanged,
    CommandState,
    CommandStatus,
)
from controlroom.domain.charging.events import (
    Booted,
    DiagnosticsReported,
    LinkOpened,
    MessageReceived,
)
from controlroom.domain.charging.rate_limit import Allowance
from controlroom.domain.charging.wishes import (
    ChangeAvailability,
    ChangeConfiguration,
    ClearCache,
    GetConfiguration,
    RemoteStart,
    RemoteStop,
    Reset,
    RotateKey,
    Send,
    TriggerMessage,
    Wish,
)
from controlroom.domain.errors import Forbidden, InvalidCommand, Refused
from controlroom.domain.event import Event
from controlroom.domain.people.actor import console, person
from controlroom.domain.people.user import Role, User
from controlroom.operations.control import Control, Dispatcher
from controlroom.operations.people.rights import Rights
from controlroom.operations.ports.charging import ChargePoints, Credentials, Knock
from controlroom.operations.ports.link import Reply
from controlroom.sealing import Seal
from controlroom.words.texts import ENGLISH
from tests.domain.charging.one_of_each import ONE_OF_EACH
from tests.domain.session_events import POINT, at, begun, over, start, status, stop, updated
from tests.operations.fakes import (
    FakeClock,
    FakeCommands,
    FakeJournal,
    FakeLink,
    FakeLinks,
    FakeStore,
    until,
)
from tests.sentences import says

ANSWERED = CommandState.ANSWERED
CONFIRMED = CommandState.CONFIRMED
REQUESTED = CommandState.REQUESTED
TAKEN = CommandState.TAKEN
UNCONFIRMED = CommandState.UNCONFIRMED
UNKNOWN = CommandState.UNKNOWN
VOID = CommandState.VOID
ANNA = console("anna")
_REGISTERED = Registration(POINT, "Slussen", items_per_message=7)
AVAILABLE = ConnectorStatus.AVAILABLE
UNAVAILABLE = ConnectorStatus.UNAVAILABLE


_PASSWORD = {
    "component": {"name": "SecurityCtrlr"},
    "variable": {"name": "BasicAuthPassword"},
}


class FakeChargePoints(ChargePoints):
    """Only the keys, which commands rotate."""

    def __init__(self) -> None:
        self.settled: list[bool] = []

    @override
    async def settle_key(self, charge_point: str, *, accepted: bool, by: str) -> None:
        self.settled.append(accepted)

    @override
    async def sites(self) -> list[Site]:
        raise NotImplementedError

    @override
    async def set_site(self, site: Site, by: str) -> None:
        raise NotImplementedError

    @override
    async def registrations(self) -> list[Registration]:
        raise NotImplementedError

    @override
    async def versions(self) -> dict[str, str]:
        raise NotImplementedError

    @override
    async def register(self, registration: Registration, key: str | None, by: str) -> None:
        raise NotImplementedError

    @override
    async def change(self, registration: Registration, by: str) -> None:
        raise NotImplementedError

    @override
    async def set_key(self, charge_point: str, key: str, by: str) -> None:
        raise NotImplementedError

    @override
    async def offer_key(self, charge_point: str, key: str) -> None:
        raise NotImplementedError

    @override
    async def credentials(self, identity: str) -> Credentials | None:
        raise NotImplementedError

    @override
    async def knocked(self, knocks: Sequence[Knock]) -> int:
        raise NotImplementedError

    @override
    async def door(self) -> list[Knock]:
        raise NotImplementedError

    @override
    async def forget_knock(self, identity: str) -> None:
        raise NotImplementedError

    @override
    async def set_allowances(self, allowances: Sequence[Allowance]) -> None:
        raise NotImplementedError

    @override
    async def allowances(self) -> dict[str, Allowance]:
        raise NotImplementedError

    @override
    async def allowance(self, charge_point: str) -> Allowance | None:
        raise NotImplementedError


@dataclass
class Room:
    clock: FakeClock
    store: FakeStore
    keys: FakeChargePoints
    link: FakeLink
    links: FakeLinks
    control: Control
    dispatcher: Dispatcher
    followed: int = 0

    async def ask(self, wish: Wish) -> Command:
        asked = await self.control.ask(ANNA, wish, POINT)
        self.follow()
        return asked

    def follow(self, *events: Event) -> None:
        """What the dispatcher reads in the journal."""
        entries = self.store.entries[self.followed :]
        self.followed = len(self.store.entries)
        for event in [entry.event for entry in entries] + list(events):
            self.dispatcher.follow(event)

    def state(self, command: Command) -> CommandState:
        return self.store.commands[command.id].state

    async def comes_to(self, command: Command, state: CommandState) -> None:
        await until(lambda: self.state(command) is state)


def narrow(version: str, wish: Wish) -> None:
    """OCPP 1.6 that cannot say Send."""
    if version == "1.6" and isinstance(wish, Send):
        raise InvalidCommand("needs-argument", verb="Send", name="action")


@pytest.fixture
def room() -> Room:
    clock = FakeClock()
    store = FakeStore(clock)
    store.points[POINT] = ChargePoint(POINT, version="1.6", connected=True, epoch=1)
    store.link_holders[POINT] = store.writer
    store.living.add(store.writer)
    own = Seal()
    store.seals[store.writer] = own.public
    link, keys = FakeLink(), FakeChargePoints()
    links = FakeLinks(link)
    commands = FakeCommands(store)
    return Room(
        clock,
        store,
        keys,
        link,
        links,
        Control(commands, FakeJournal(store), clock, narrow, Rights(clock)),
        Dispatcher(commands, keys, links, clock, {POINT: _REGISTERED}.get, own),
    )


def states(room: Room) -> list[CommandState]:
    return [
        e.command.state for e in room.store.events(CommandChanged) if isinstance(e, CommandChanged)
    ]


# --- asking -----------------------------------------------------------------------------------


async def test_a_command_is_written_before_anything_happens(room: Room) -> None:
    asked = await room.ask(ClearCache())
    assert (asked.id, asked.state, asked.asked_by) == (1, REQUESTED, "anna")
    await room.comes_to(asked, ANSWERED)
    assert states(room) == [REQUESTED, TAKEN, ANSWERED]
    done = await room.control.ended(asked)
    assert (done.status, done.action, done.epoch) == ("Accepted", "ClearCacheRequest", 1)


async def test_a_station_is_asked_for_no_more_than_it_takes_at_once(room: Room) -> None:
    asked = await room.ask(GetConfiguration(keys=("a",)))
    await room.comes_to(asked, ANSWERED)
    assert room.link.most == [7]


async def test_an_unknown_charge_point_is_an_answer_at_once(room: Room) -> None:
    done = await room.control.ask(ANNA, Reset(), "NOBODY")
    assert (done.state, done.status) == (VOID, "UnknownChargePoint")
    assert room.store.commands == {}
    assert await room.control.ended(done) == done


async def test_no_link_is_an_answer_at_once_and_is_kept(room: Room) -> None:
    room.store.living.clear()
    done = await room.ask(Reset())
    assert (done.state, done.status) == (VOID, "NoLink")
    assert room.state(done) is VOID
    await asyncio.sleep(0.01)
    assert room.link.sent == []


async def test_what_cannot_be_said_is_told_at_once_without_a_link(room: Room) -> None:
    room.store.living.clear()
    done = await room.ask(Send(""))
    assert (done.state, done.status) == (ANSWERED, "Refused")
    assert ENGLISH.refusal(done) == "Send needs action."
    assert room.state(done) is ANSWERED, "and it is kept"


async def test_what_nobody_knows_the_version_of_is_not_judged(room: Room) -> None:
    room.store.living.clear()
    room.store.points[POINT] = ChargePoint(POINT)
    done = await room.ask(Send(""))
    assert (done.state, done.status) == (VOID, "NoLink")


async def test_who_asks_waits_for_the_answer(room: Room) -> None:
    answer: asyncio.Future[Reply] = asyncio.get_running_loop().create_future()
    room.link.reply = answer
    asked = await room.ask(ClearCache())
    waiting = asyncio.create_task(room.control.ended(asked))
    await until(lambda: len(room.link.sent) == 1)
    assert not waiting.done()
    answer.set_result(Reply(CommandStatus("Rejected"), {"status": "Rejected"}))
    done = await waiting
    assert (done.state, done.status, done.response) == (
        ANSWERED, "Rejected", {"status": "Rejected"},
    )  # fmt: skip


async def test_a_command_that_nobody_takes_is_void(room: Room) -> None:
    room.links.links.clear()
    asked = await room.ask(ClearCache())
    done = await room.control.ended(replace(asked, timeout_s=-4.9))
    assert (done.state, done.status) == (VOID, "NoAnswer")
    assert room.state(asked) is VOID


@pytest.mark.parametrize(("state", "status"), ((REQUESTED, "NoLink"), (TAKEN, "LinkClosed")))
async def test_who_waits_is_told_that_the_link_is_gone_and_not_that_nobody_answers(
    room: Room, state: CommandState, status: str
) -> None:
    """Whoever held it fell, and could not say so itself."""
    room.links.links.clear()
    asked = await room.ask(ClearCache())
    command = replace(asked, state=state)
    room.store.commands[asked.id] = command
    room.store.living.clear()
    done = await room.control.ended(replace(command, timeout_s=-4.9))
    assert (done.state, done.status) == (VOID, status)


@pytest.mark.parametrize(
    ("wish", "written"),
    (
        (Send("ChangeConfiguration", {"key": "AuthorizationKey", "value": "x"}), True),
        (Send("ChangeConfiguration", {"key": "authorizationkey", "value": ""}), True),
        (ChangeConfiguration("AuthorizationKey", "x"), True),
        (
            ChangeConfiguration("SecurityCtrlr.BasicAuthPassword", "x"),
            True,
        ),
        (Send("SetVariables", {"setVariableData": [_PASSWORD]}), True),
        (Send("SetNetworkProfile", {"data": {"basicAuthPassword": "x"}}), True),
        (Send("DataTransfer", {"data": '{"AuthorizationKey": "x"}'}), True),
        (Send("GetConfiguration", {"key": ["AuthorizationKey"]}), False),
        (Send("GetVariables", {"getVariableData": [_PASSWORD]}), False),
        (Send("GetReport", {"componentVariable": [_PASSWORD]}), False),
        (Send("SetVariableMonitoring", {"setMonitoringData": [_PASSWORD]}), False),
        (GetConfiguration(("AuthorizationKey",)), False),
        (ChangeConfiguration("HeartbeatInterval", "1"), False),
    ),
)
async def test_a_key_may_be_read_and_is_written_by_rotating_it_only(
    room: Room, wish: Wish, *, written: bool
) -> None:
    if not written:
        assert (await room.control.ask(ANNA, wish, POINT)).id
        return
    with pytest.raises(Refused, check=says("rotate-key")):
        await room.control.ask(ANNA, wish, POINT)
    assert room.store.commands == {}, "nor is it kept"


# --- carrying out -----------------------------------------------------------------------------


async def test_a_command_is_sent_once_however_often_it_is_read(room: Room) -> None:
    asked = await room.ask(ClearCache())
    event = room.store.events(CommandChanged)[0]
    room.follow(event, event)
    await room.comes_to(asked, ANSWERED)
    room.follow(event)
    await asyncio.sleep(0.01)
    assert len(room.link.sent) == 1


async def test_a_command_waits_a_moment_for_a_link_that_opens(room: Room) -> None:
    link = room.links.links.pop(POINT)
    asked = await room.ask(ClearCache())
    await asyncio.sleep(0.05)
    room.links.links[POINT] = link
    await room.comes_to(asked, ANSWERED)


async def test_a_command_waits_for_a_link_as_long_as_it_may(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However long the opening takes: nothing is lost between the store and the place it takes."""
    monkeypatch.setattr("controlroom.operations.control.OPENING_S", (0.001, 0.01))
    link = room.links.links.pop(POINT)
    asked = await room.control.ask(ANNA, ClearCache(), POINT, timeout_s=5)
    late = await room.control.ask(ANNA, ClearCache(), POINT, timeout_s=0.05)
    room.follow()
    await asyncio.sleep(0.2)
    room.links.links[POINT] = link
    await room.comes_to(asked, ANSWERED)
    assert room.state(late) is REQUESTED, "nobody waits for it any more"


async def test_a_command_that_is_too_old_is_not_sent(room: Room) -> None:
    asked = await room.control.ask(ANNA, Reset(), POINT)
    room.clock.later(seconds=31)
    room.follow()
    await room.comes_to(asked, VOID)
    assert room.link.sent == []


@pytest.mark.parametrize("hours", (1, -1, 48))
async def test_a_clock_that_is_set_makes_no_command_old(room: Room, hours: int) -> None:
    """Ours, or it was another one all the time than the database's, by which it was asked."""
    room.dispatcher.caught_up()
    asked = await room.control.ask(ANNA, ClearCache(), POINT)
    room.clock.set(at(60 * hours))
    room.follow()
    await room.comes_to(asked, ANSWERED)


@pytest.mark.parametrize("hours", (0, 1, -1))
async def test_a_command_that_was_asked_while_we_were_away_is_not_sent(
    room: Room, hours: int
) -> None:
    room.dispatcher.caught_up()
    asked = await room.control.ask(ANNA, Reset(), POINT)
    room.clock.later(seconds=31)
    room.clock.set(room.clock.now() + timedelta(hours=hours))
    room.follow()
    await room.comes_to(asked, VOID)
    assert room.link.sent == []


async def test_the_clock_of_who_asks_is_not_what_counts(room: Room) -> None:
    slow = FakeClock(at(-10))
    control = Control(FakeCommands(room.store), FakeJournal(room.store), slow, narrow, Rights(slow))
    asked = await control.ask(ANNA, ClearCache(), POINT)
    room.follow()
    await room.comes_to(asked, ANSWERED)


async def test_a_wish_that_the_version_cannot_express_is_refused_with_a_sentence(
    room: Room,
) -> None:
    class Narrow(FakeLink):
        @override
        def action(self, command: Command) -> str:
            raise InvalidCommand("needs-argument", verb=command.wish.verb, name="evse")

    room.links.links[POINT] = Narrow()
    asked = await room.ask(RemoteStart("CARD", 1))
    await room.comes_to(asked, ANSWERED)
    done = room.store.commands[asked.id]
    assert (done.status, ENGLISH.refusal(done)) == ("Refused", "RemoteStart needs evse.")
    old = replace(done, response={"error": "RemoteStart needs evse."})
    assert ENGLISH.refusal(old) == "RemoteStart needs evse."


@pytest.mark.parametrize("status_", ("NoAnswer", "NoLink", "LinkClosed"))
async def test_what_was_not_answered_is_void(room: Room, status_: str) -> None:
    room.link.reply = Reply(CommandStatus(status_))
    asked = await room.ask(ClearCache())
    await room.comes_to(asked, VOID)
    assert room.store.commands[asked.id].status == status_


async def test_an_answer_is_written_down_when_the_store_is_back(room: Room) -> None:
    answer: asyncio.Future[Reply] = asyncio.get_running_loop().create_future()
    room.link.reply = answer
    asked = await room.ask(ClearCache())
    await room.comes_to(asked, TAKEN)
    room.store.faults.away = True
    answer.set_result(Reply(CommandStatus("Accepted")))
    await asyncio.sleep(0.02)
    room.store.faults.away = False
    await room.comes_to(asked, ANSWERED)


async def test_a_key_goes_past_the_journal(room: Room) -> None:
    asked = await room.ask(RotateKey(key="new-key"))
    assert asked.wish == RotateKey("***")
    assert b"new-key" not in room.store.sealed[asked.id]
    await room.comes_to(asked, ANSWERED)
    assert room.link.sent[0].wish == RotateKey("new-key")
    assert "new-key" not in repr(room.store.entries)
    assert room.store.sealed == {}, "whoever took it has read it"
    assert room.keys.settled == []


@pytest.mark.parametrize("answer", ("Rejected", "NotSupported"))
async def test_a_key_that_is_refused_is_dropped(room: Room, answer: str) -> None:
    room.link.reply = Reply(CommandStatus(answer))
    asked = await room.ask(RotateKey(key="new-key"))
    await room.comes_to(asked, ANSWERED)
    assert room.keys.settled == [False]


_UPLOAD = "ftp://eva:hem/ligt@files.example/in?token=abc123"


@pytest.mark.parametrize(
    ("wish", "secrets"),
    (
        (
            Send("GetDiagnostics", {"location": _UPLOAD}),
            ("hem/ligt", "abc123"),
        ),
        (
            Send("GetLog", {"log": {"remoteLocation": "https://u:hemligt@h/x?sig=abc123&v=2"}}),
            ("hemligt", "abc123"),
        ),
        (
            Send("UpdateFirmware", {"location": "https://h/fw.bin?abc123abc"}),
            ("abc123abc",),
        ),
        (
            Send(
                "SetNetworkProfile",
                {
                    "connectionData": {
                        "apn": {"apnPassword": "hemligt1", "simPin": 1234},
                        "vpn": {"password": "hemligt2", "key": "hemligt3"},
                    }
                },
            ),
            ("hemligt1", "1234", "hemligt2", "hemligt3"),
        ),
        (Send("DataTransfer", {"data": '{"wifiPassword": "hemligt"}'}), ("hemligt",)),
        (ChangeConfiguration("ApnPassword", "hemligt"), ("hemligt",)),
        (ChangeConfiguration("LogUrl", _UPLOAD), ("hem/ligt", "abc123")),
    ),
)
async def test_a_secret_reaches_its_charge_point_and_nothing_else(
    room: Room, wish: Wish, secrets: Sequence[str]
) -> None:
    """Also where it repeats what it was told."""
    room.link.reply = Reply(
        CommandStatus("Accepted"), {"info": f"cannot reach {' '.join(secrets)}"}
    )
    asked = await room.ask(wish)
    kept = room.store.sealed[asked.id]
    await room.comes_to(asked, ANSWERED)
    assert room.link.sent[0].wish == wish
    for secret in secrets:
        assert secret not in repr(room.store.entries)
        assert secret.encode() not in kept
    assert room.store.sealed == {}


async def test_a_secret_that_is_asked_again_as_it_is_kept_is_refused(room: Room) -> None:
    asked = await room.control.ask(ANNA, Send("GetDiagnostics", {"location": _UPLOAD}), POINT)
    with pytest.raises(InvalidCommand) as refused:
        await room.control.ask(ANNA, asked.wish, POINT)
    assert refused.value.key == "secret-masked"


def _repeat(_version: str, wish: Wish) -> None:
    """A judge that says what it refuses."""
    raise InvalidCommand("bad-payload", action="X", version="1.6", why=str(wish.arguments()))


class _Repeating(FakeLink):
    @override
    def action(self, command: Command) -> str:
        _repeat("1.6", command.wish)
        return ""


@pytest.mark.parametrize("connected", (True, False))
async def test_a_secret_that_cannot_be_said_is_in_no_refusal(
    room: Room, *, connected: bool
) -> None:
    if not connected:
        room.store.living.clear()
    room.links.links[POINT] = _Repeating()
    control = Control(
        FakeCommands(room.store), FakeJournal(room.store), room.clock, _repeat, Rights(room.clock)
    )
    asked = await control.ask(ANNA, Send("X", {"password": "hemligt"}), POINT)
    room.follow()
    await room.comes_to(asked, ANSWERED)
    done = room.store.commands[asked.id]
    assert (done.status, "***" in str(done.response)) == ("Refused", True)
    assert "hemligt" not in repr(room.store.entries)


async def test_a_secret_for_a_process_that_holds_the_link_no_more_is_not_sent(room: Room) -> None:
    room.store.seals[room.store.writer] = Seal().public
    asked = await room.ask(RotateKey(key="new-key"))
    await room.comes_to(asked, ANSWERED)
    assert room.link.sent == []
    assert "another central system" in ENGLISH.refusal(room.store.commands[asked.id])


async def test_a_secret_is_not_handed_to_a_process_that_has_no_seal(room: Room) -> None:
    room.store.seals.clear()
    with pytest.raises(Refused) as refused:
        await room.ask(RotateKey(key="new-key"))
    assert refused.value.key == "secret-unsealed"


# --- proof ------------------------------------------------------------------------------------


async def test_accepted_is_not_done(room: Room) -> None:
    asked = await room.ask(RemoteStart(token="CARD", evse=1))
    await room.comes_to(asked, ANSWERED)
    room.clock.later(seconds=1)
    room.follow(start(0.1, token="card"))
    await room.comes_to(asked, CONFIRMED)


@pytest.mark.parametrize("hours", (1, -1))
async def test_a_clock_that_is_set_neither_hides_a_proof_nor_gives_up_on_it(
    room: Room, hours: int
) -> None:
    asked = await room.ask(RemoteStart(token="CARD", evse=1))
    await room.comes_to(asked, ANSWERED)
    room.clock.set(at(60 * hours))
    await room.dispatcher.expire()
    assert room.state(asked) is ANSWERED
    room.follow(start(60 * hours, token="card"))
    await room.comes_to(asked, CONFIRMED)


async def test_what_came_before_a_command_was_sent_proves_nothing(room: Room) -> None:
    before = start(0, token="card")
    answer: asyncio.Future[Reply] = asyncio.get_running_loop().create_future()
    room.link.reply = answer
    asked = await room.ask(RemoteStart(token="CARD", evse=1))
    await until(lambda: len(room.link.sent) == 1)
    room.dispatcher.follow(before)  # read before the journal tells that the command was taken
    answer.set_result(Reply(CommandStatus("Accepted")))
    await room.comes_to(asked, ANSWERED)
    assert room.state(asked) is ANSWERED
    room.follow(start(1, token="card"))
    await room.comes_to(asked, CONFIRMED)


async def test_a_start_proves_the_first_request_for_its_token_and_connector(room: Room) -> None:
    asked = [await room.ask(RemoteStart(token="CARD", evse=1)) for _ in range(2)]
    other = await room.ask(RemoteStart(token="CARD", evse=2))
    for one in (*asked, other):
        await room.comes_to(one, ANSWERED)
    room.clock.later(seconds=1)
    room.follow(start(0.1, token="another"), start(0.1, connector=2))
    await room.comes_to(other, CONFIRMED)
    assert [room.state(one) for one in asked] == [ANSWERED] * 2
    room.follow(start(0.1, token="card"))
    await room.comes_to(asked[0], CONFIRMED)
    assert room.state(asked[1]) is ANSWERED
    room.follow(start(0.2, token="card"))
    await room.comes_to(asked[1], CONFIRMED)


async def test_the_id_of_a_request_tells_which_one_a_start_proves(room: Room) -> None:
    first, second = [await room.ask(RemoteStart(token="CARD", evse=1)) for _ in range(2)]
    for one in (first, second):
        await room.comes_to(one, ANSWERED)
    room.clock.later(seconds=1)
    room.follow(begun(0.1, remote_start=99), begun(0.1, remote_start=second.id))
    await room.comes_to(second, CONFIRMED)
    assert room.state(first) is ANSWERED


async def test_proof_may_come_before_the_answer(room: Room) -> None:
    answer: asyncio.Future[Reply] = asyncio.get_running_loop().create_future()
    room.link.reply = answer
    asked = await room.ask(Reset())
    await until(lambda: len(room.link.sent) == 1)
    room.follow(Booted(charge_point=POINT, at=at(0), received=at(0), vendor="V", model="M"))
    answer.set_result(Reply(CommandStatus("Accepted")))
    await room.comes_to(asked, CONFIRMED)


async def test_a_reset_that_was_not_answered_is_proved_by_the_restart(room: Room) -> None:
    room.link.reply = Reply(CommandStatus("NoAnswer"))
    asked = await room.ask(Reset())
    await room.comes_to(asked, VOID)
    opened = LinkOpened(charge_point=POINT, at=at(2), received=at(2), version="1.6", epoch=2)
    room.follow(opened)
    await room.comes_to(asked, CONFIRMED)


async def test_a_reset_that_nothing_followed_stays_void(room: Room) -> None:
    room.link.reply = Reply(CommandStatus("NoAnswer"))
    asked = await room.ask(Reset())
    await room.comes_to(asked, VOID)
    room.clock.later(seconds=Reset.confirmed_within.total_seconds() + 1)
    await room.dispatcher.expire()
    assert room.state(asked) is VOID


async def test_what_nothing_proves_is_said_to_be_unconfirmed(room: Room) -> None:
    asked = await room.ask(RemoteStop("1"))
    await room.comes_to(asked, ANSWERED)
    room.clock.later(seconds=RemoteStop.confirmed_within.total_seconds())
    await room.dispatcher.expire()
    assert room.state(asked) is ANSWERED
    room.clock.later(seconds=1)
    await room.dispatcher.expire()
    assert room.state(asked) is UNCONFIRMED


@pytest.mark.parametrize("answer", ("Rejected", "Scheduled"))
async def test_what_was_refused_or_put_off_waits_for_no_proof(room: Room, answer: str) -> None:
    room.link.reply = Reply(CommandStatus(answer))
    asked = await room.ask(ChangeAvailability(operative=False))
    await room.comes_to(asked, ANSWERED)
    room.clock.later(hours=1)
    await room.dispatcher.expire()
    assert room.state(asked) is ANSWERED


SENT = at(0)


def command(wish: Wish) -> Command:
    return Command(1, POINT, wish, "anna", SENT, state=ANSWERED, changed=SENT)


START = RemoteStart("CARD", 1)
OUT = ChangeAvailability(operative=False, evse=1)
ALL_IN = ChangeAvailability(operative=True)
BOOT = Booted(charge_point=POINT, at=at(1), received=at(1), vendor="V", model="M")


SIGNING = MessageReceived(charge_point=POINT, at=at(1), received=at(1), action="SignCertificate")


@pytest.mark.parametrize(
    ("wish", "event", "proved"),
    (
        (START, start(1), True),
        (START, start(1, token=""), True),
        (START, start(1, token="OTHER"), False),
        (START, start(1, connector=2), False),
        (START, begun(1, 100, token="CARD"), True),
        (START, updated(1, trigger="RemoteStart", token="CARD"), True),
        (START, updated(1, token="CARD"), False),
        (RemoteStop("1"), stop(1, 5, "1"), True),
        (RemoteStop("tx"), over(1, 5), True),
        (RemoteStop("tx"), updated(1, trigger="RemoteStop"), True),
        (RemoteStop("2"), stop(1, 5, "1"), False),
        (Reset(), BOOT, True),
        (Reset(), status(1, AVAILABLE), False),
        (OUT, status(1, UNAVAILABLE), True),
        (OUT, status(1, UNAVAILABLE, connector=2), False),
        (OUT, status(1, UNAVAILABLE, moved=False), False),
        (OUT, BOOT, False),
        (ALL_IN, status(1, AVAILABLE, connector=2), True),
        (ALL_IN, status(1, UNAVAILABLE), False),
        (TriggerMessage("StatusNotification"), status(1, AVAILABLE), True),
        (TriggerMessage("BootNotification"), status(1, AVAILABLE), False),
        (TriggerMessage("SignV2GCertificate"), SIGNING, True),
        (TriggerMessage("SignChargingStationCertificate"), SIGNING, True),
        (TriggerMessage("PublishFirmwareStatusNotification"), SIGNING, False),
        (
            TriggerMessage("LogStatusNotification"),
            DiagnosticsReported(charge_point=POINT, at=at(1), received=at(1), status="Idle"),
            True,
        ),
        (ClearCache(), BOOT, False),
    ),
)
def test_what_proves_a_command(wish: Wish, event: Event, proved: bool) -> None:
    sent = command(wish)
    assert sent.proved_by(event) is proved
    assert not sent.proved_by(replace(event, charge_point="SLU-02"))
    # Clocks may be wrong, the station's and ours; it came after the command was sent.
    assert sent.proved_by(replace(event, at=at(-500), replayed=True)) is proved


# --- after a crash ----------------------------------------------------------------------------


async def test_what_a_crash_left_open_is_void_or_unknown(room: Room) -> None:
    commands = FakeCommands(room.store)
    requested = await commands.ask(replace(command(Reset()), state=REQUESTED))
    taken = await commands.ask(replace(command(Reset()), state=TAKEN))
    room.store.living.clear()
    for found in (requested, taken):
        room.dispatcher.resume(found)
    await room.comes_to(requested, VOID)
    assert room.store.commands[requested.id].status == "NoLink"
    await room.comes_to(taken, UNKNOWN)


async def test_what_another_process_carries_out_is_left_to_it(room: Room) -> None:
    room.store.link_holders[POINT] = "another"
    room.store.living.add("another")
    commands = FakeCommands(room.store)
    taken = await commands.ask(replace(command(Reset()), state=TAKEN))
    room.dispatcher.resume(taken)
    await asyncio.sleep(0.02)
    await room.dispatcher.expire()
    assert room.state(taken) is TAKEN
    room.store.living.discard("another")  # it dies after all
    await room.dispatcher.expire()
    assert room.state(taken) is UNKNOWN


async def test_what_another_process_has_finished_is_not_touched(room: Room) -> None:
    room.store.link_holders[POINT] = "another"
    room.store.living.add("another")
    commands = FakeCommands(room.store)
    taken = await commands.ask(replace(command(Reset()), state=TAKEN))
    room.dispatcher.resume(taken)
    await asyncio.sleep(0)
    assert await commands.advance(replace(taken, state=ANSWERED), TAKEN)
    room.store.living.clear()
    await room.dispatcher.expire()
    assert room.state(taken) is ANSWERED


# --- rights -----------------------------------------------------------------------------------


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("wish", ONE_OF_EACH, ids=lambda wish: wish.verb)
async def test_a_wish_is_asked_by_who_has_its_right(room: Room, wish: Wish, role: Role) -> None:
    room.store.living.clear()
    actor = person(User("Kim", role))
    if actor.may(wish.right):
        assert (await room.control.ask(actor, wish, POINT)).asked_by == "Kim"
        return
    with pytest.raises(Forbidden):
        await room.control.ask(actor, wish, POINT)
    assert room.store.commands == {}

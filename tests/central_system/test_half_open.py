"""Connections before their upgrade: what costs a place, and who goes first."""

import asyncio
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import uvloop

from controlroom.central_system import handshakes, listener, upgrade_request
from controlroom.central_system.half_open import HalfOpen, Opening
from controlroom.central_system.handshakes import Handshakes
from controlroom.central_system.upgrade_request import is_whole_hello, is_whole_request
from controlroom.domain.charging import security_events
from controlroom.domain.charging.events import SecurityEventReported
from tests.central_system.doubles import Rig, serving, until


def client_hello() -> bytes:
    """What a TLS client says first."""
    context = ssl.create_default_context()
    sent = ssl.MemoryBIO()
    shaking = context.wrap_bio(ssl.MemoryBIO(), sent, server_hostname="csms.example")
    with pytest.raises(ssl.SSLWantReadError):
        shaking.do_handshake()
    return sent.read()


HELLO = client_hello()
HEAD = b"GET /ocpp/CP1 HTTP/1.1\r\nHost: csms.example\r\nUpgrade: websocket\r\n\r\n"


def in_records(message: bytes, size: int) -> bytes:
    """A handshake message cut into records."""
    parts = [message[begin : begin + size] for begin in range(0, len(message), size)]
    return b"".join(b"\x16\x03\x01" + len(part).to_bytes(2, "big") + part for part in parts)


# --- what is whole -----------------------------------------------------------------------------


def test_a_hello_is_whole_with_its_last_byte() -> None:
    assert is_whole_hello(HELLO)
    assert not any(is_whole_hello(HELLO[:length]) for length in range(len(HELLO)))


@pytest.mark.parametrize("size", (1, 3, 7, 100, 10_000))
def test_a_hello_may_come_in_any_number_of_records(size: int) -> None:
    cut = in_records(HELLO[5:], size)
    assert is_whole_hello(cut)
    assert not is_whole_hello(cut[:-1])


@pytest.mark.parametrize("said", (HEAD, b"\x15\x03\x01\x00\x02\x02\x28", b"\x80\x2e", HEAD[:3]))
def test_what_is_no_hello_is_left_to_tls_to_refuse(said: bytes) -> None:
    assert is_whole_hello(said)


def test_a_hello_longer_than_any_is_refused() -> None:
    with pytest.raises(ValueError, match="too long"):
        is_whole_hello(b"\x16\x03\x01\x40\x00\x01\x00\xff\xff")


def test_a_request_is_whole_with_its_empty_line() -> None:
    assert is_whole_request(HEAD)
    assert not any(is_whole_request(HEAD[:length]) for length in range(len(HEAD)))
    assert is_whole_request(b"x" * upgrade_request.LONGEST), "the library refuses it"


# --- who goes first ----------------------------------------------------------------------------


async def openings(half_open: HalfOpen, *addresses: str) -> list[Opening]:
    made = []
    for address in addresses:
        opening = Opening(address)
        opening.task = asyncio.ensure_future(asyncio.sleep(60))
        half_open.add(opening)
        made.append(opening)
    return made


async def gone(*made: Opening) -> list[bool]:
    await asyncio.sleep(0)
    found = [opening.task is not None and opening.task.cancelled() for opening in made]
    for opening in made:
        if opening.task is not None:
            opening.task.cancel()
    return found


async def test_the_oldest_that_stalls_of_the_most_crowded_address_goes_first() -> None:
    half_open = HalfOpen(80)
    made = await openings(half_open, "a", "b", "b", "b", "c")
    for opening in made[:4]:
        half_open.stall(opening)
    half_open.work(made[1])
    assert half_open.make_room()
    assert await gone(*made) == [False, False, True, False, False]


async def test_one_that_works_is_never_sent_away() -> None:
    half_open = HalfOpen(80)
    made = await openings(half_open, *("a" * 50))
    assert not half_open.make_room()
    assert not any(await gone(*made))


async def test_an_address_may_not_have_many_stalled() -> None:
    half_open = HalfOpen(16)
    made = await openings(half_open, "a", "a", "a", "b")
    for opening in made:
        half_open.stall(opening)
    assert await gone(*made) == [True, False, False, False], "two of sixteen are an address's"
    assert half_open.discard(made[0])
    assert not half_open.discard(made[0])
    assert len(half_open) == 3


# --- places for handshakes ---------------------------------------------------------------------


async def test_addresses_take_turns_and_the_newest_of_each_is_next() -> None:
    places = Handshakes(1)
    served: list[str] = []
    first = asyncio.Event()

    async def shake(address: str, name: str) -> None:
        async with places.place(address, lambda: None):
            served.append(name)
            if name == "first":
                await first.wait()

    tasks = []
    for address, name in (("x", "first"), ("a", "a1"), ("a", "a2"), ("b", "b1"), ("a", "a3")):
        tasks.append(asyncio.ensure_future(shake(address, name)))
        await asyncio.sleep(0)
    gave_up = asyncio.ensure_future(shake("b", "b2"))
    await asyncio.sleep(0)
    gave_up.cancel()
    await asyncio.sleep(0)
    first.set()
    await asyncio.gather(*tasks)
    assert served == ["first", "a3", "b1", "a2", "a1"]
    async with places.place("c", lambda: None):
        pass


async def test_who_stalls_gives_its_place_back_and_is_told_of(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(handshakes, "PATIENCE_S", 0.01)
    places = Handshakes(1)
    stalled: list[str] = []
    async with places.place("a", lambda: stalled.append("a")):
        await until(lambda: stalled)
        assert places._stalled == {"a": 1}
        async with places.place("b", lambda: None):
            assert stalled == ["a"]
    assert places._free == 1
    assert not places._stalled


# --- served for real ---------------------------------------------------------------------------


@contextmanager
def crowd(rig: Rig, count: int, said: bytes) -> Iterator[list[socket.socket]]:
    """Connections that say something once and nothing more."""
    _, _, rest = rig.url.partition("://")
    host, _, port = rest.removesuffix("/ocpp").rpartition(":")
    made = []
    try:
        for _ in range(count):
            made.append(socket.create_connection((host, int(port))))
            made[-1].send(said)
        yield made
    finally:
        for connection in made:
            connection.close()


SEVEN = HELLO[:7]


def test_two_thousand_sockets_that_send_seven_bytes_keep_nobody_out() -> None:
    async def served() -> None:
        async with serving(tls=True) as rig:
            with crowd(rig, 2_000, SEVEN):
                async with asyncio.timeout(5):
                    async with rig.station() as station:
                        assert await station.is_heard()

    uvloop.run(served())


@pytest.mark.parametrize(
    ("tls", "said"),
    (
        (True, SEVEN),
        (True, HELLO[:-1]),
        (True, HELLO),
        (True, b"\x16"),
        (False, HEAD[:7]),
        (False, HEAD[:-1]),
        (False, b"\r\n"),
    ),
    ids=("7 bytes", "half a hello", "a hello", "1 byte", "a word", "half a head", "a line"),
)
async def test_half_a_handshake_keeps_nobody_out(
    monkeypatch: pytest.MonkeyPatch, tls: bool, said: bytes
) -> None:
    monkeypatch.setattr(handshakes, "PATIENCE_S", 0.2)
    async with serving(tls=tls) as rig:
        with crowd(rig, 300, said):
            async with asyncio.timeout(5):
                async with rig.station() as station:
                    assert await station.is_heard()


@pytest.mark.parametrize("tls", (True, False))
async def test_half_a_hello_is_dropped_early(monkeypatch: pytest.MonkeyPatch, tls: bool) -> None:
    monkeypatch.setattr(listener, "HELLO_S", 0.05)
    async with serving(tls=tls) as rig:
        with crowd(rig, 3, HELLO[:7] if tls else HEAD[:7]) as made:
            accepted = rig.system._listener
            assert accepted is not None
            await until(lambda: len(accepted._half_open) == 3)
            await until(lambda: not accepted._half_open)
            for connection in made:
                connection.settimeout(2)
                with pytest.raises(ConnectionResetError):
                    connection.recv(1)


async def test_a_hello_in_two_packets_is_served() -> None:
    async with serving(tls=True) as rig:
        with crowd(rig, 1, HELLO[:100]) as (connection,):
            connection.setblocking(False)
            await asyncio.sleep(0.03)
            connection.send(HELLO[100:])
            loop = asyncio.get_running_loop()
            async with asyncio.timeout(5):
                answer = await loop.sock_recv(connection, 1)
            assert answer == b"\x16", "the server's own handshake"


async def test_where_no_more_sockets_fit_those_that_stall_go_first() -> None:
    async with serving() as rig:
        accepted = rig.system._listener
        assert accepted is not None
        accepted._most = 5
        with crowd(rig, 30, HEAD[:7]):
            async with rig.station() as station:
                assert await station.is_heard()
            assert len(accepted._tasks) <= 5


async def test_where_every_socket_is_a_link_newcomers_wait_and_it_is_told() -> None:
    async with serving() as rig:
        rig.memory.add("CP2")
        accepted = rig.system._listener
        assert accepted is not None
        accepted._most = 1

        async def comes() -> bool:
            async with rig.station("CP2") as station:
                return await station.is_heard()

        async with rig.station() as station:
            assert await station.is_heard()
            waiting = asyncio.ensure_future(comes())
            await until(lambda: rig.memory.of(SecurityEventReported))
            (event,) = rig.memory.of(SecurityEventReported)
            assert (event.charge_point, event.type) == ("", security_events.NO_ROOM)
            assert await station.is_heard()
            assert not waiting.done()
        assert await waiting, "it takes the place of one that has gone"

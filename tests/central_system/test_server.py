import asyncio
import socket
import ssl
from pathlib import Path
from typing import Any, cast

import pytest
import uvloop
from websockets.asyncio.client import connect
from websockets.exceptions import InvalidStatus

from controlroom.central_system.tls import context
from controlroom.domain.charging.events import LinkClosed, LinkOpened
from controlroom.domain.charging.wishes import Send
from controlroom.domain.errors import InvalidValue, PortInUse
from tests.central_system.doubles import (
    CERTIFICATE,
    KEY,
    KEY_FILE,
    Memory,
    basic,
    command,
    serving,
    until,
)


async def negotiated(url: str, offered: list[str] | None) -> str | None:
    headers = {"Authorization": basic("CP1", KEY)}
    opening = connect(
        f"{url}/CP1",
        subprotocols=cast("Any", offered),
        additional_headers=headers,
        proxy=None,
    )
    async with opening as link:
        return link.subprotocol


@pytest.mark.parametrize(
    ("offered", "spoken"),
    (
        (["ocpp1.6"], "ocpp1.6"),
        (["ocpp2.0.1"], "ocpp2.0.1"),
        (["ocpp1.6", "ocpp2.0.1"], "ocpp2.0.1"),
        (["ocpp2.1", "ocpp2.0.1", "ocpp1.6"], "ocpp2.0.1"),
        (["ocpp2.0", "ocpp1.5", "ocpp1.6"], "ocpp1.6"),
    ),
)
async def test_the_newest_version_that_both_know_is_spoken(offered: list[str], spoken: str) -> None:
    async with serving() as rig:
        assert await negotiated(rig.url, offered) == spoken


@pytest.mark.parametrize("offered", (None, ["ocpp1.5"], ["mqtt"]))
async def test_tc_086_no_version_in_common_is_refused_in_the_handshake(
    offered: list[str] | None,
) -> None:
    async with serving() as rig:
        with pytest.raises(InvalidStatus) as refused:
            await negotiated(rig.url, offered)
        assert refused.value.response.status_code == 400
        assert b"ocpp2.0.1 or ocpp1.6" in bytes(refused.value.response.body)


async def test_a_link_is_told_of_when_it_opens_and_when_it_closes() -> None:
    async with serving() as rig:
        async with rig.station(version="2.0.1"):
            await until(lambda: rig.system.get("CP1"))
            link = rig.system.get("CP1")
            assert link is not None
            assert (link.version, link.epoch) == ("2.0.1", 1)
        await until(lambda: rig.memory.of(LinkClosed))
        assert rig.system.get("CP1") is None
        (opened,) = rig.memory.of(LinkOpened)
        (closed,) = rig.memory.of(LinkClosed)
        assert (opened.version, opened.address, opened.epoch) == ("2.0.1", "127.0.0.1", 1)
        assert closed.epoch == 1
        async with rig.station():
            await until(lambda: rig.system.get("CP1"))
        await until(lambda: len(rig.memory.of(LinkClosed)) == 2)
        assert rig.memory.of(LinkClosed)[1].epoch == 2


async def test_stopping_closes_with_1001_after_the_message_under_way() -> None:
    memory = Memory(delay_s=0.2)
    memory.add("CP1")
    memory.add("CP2")
    async with serving(memory) as rig, rig.station("CP1") as busy, rig.station("CP2") as idle:
        assert await idle.is_heard()
        await busy.tell('[2,"1","FirmwareStatusNotification",{"status":"Idle"}]')
        link = rig.system.get("CP1")
        await until(lambda: link is not None and getattr(link, "_busy", False))
        await rig.system.stop()
        assert await busy.hear() == [3, "1", {}]
        assert await busy.ended() == 1001
        assert await idle.ended() == 1001
        assert len(memory.of(LinkClosed)) == 2


async def test_nobody_comes_in_after_the_stop() -> None:
    async with serving() as rig:
        await rig.system.stop()
        with pytest.raises(OSError, match="Connect call failed"):
            async with rig.station():
                pass


async def test_who_stands_in_the_door_does_not_hold_up_the_stop() -> None:
    async with serving(tls=True) as rig:
        host, port = rig.url.removeprefix("wss://").removesuffix("/ocpp").split(":")
        waiting = [await asyncio.open_connection(host, int(port)) for _ in range(5)]
        async with asyncio.timeout(2):
            await rig.system.stop()
        for reader, writer in waiting:
            assert await reader.read() == b""
            writer.close()


async def test_a_port_in_use_is_refused_by_name() -> None:
    async with serving() as rig:
        port = int(rig.url.removesuffix("/ocpp").rpartition(":")[2])
        rig.system._listen = ("127.0.0.1", port)
        with pytest.raises(PortInUse) as refused:
            await rig.system.start()
        assert refused.value.placeholders == {"address": f"127.0.0.1:{port}"}


async def test_an_address_of_nobody_is_refused_by_name() -> None:
    async with serving() as rig:
        rig.system._listen = ("203.0.113.1", 0)
        with pytest.raises(InvalidValue) as refused:
            await rig.system.start()
        assert refused.value.key == "cannot-listen"


# --- TLS ---------------------------------------------------------------------------------------


async def test_tls_carries_both_versions() -> None:
    async with serving(tls=True) as rig:
        for version in ("1.6", "2.0.1"):
            async with rig.station(version=version) as station:
                assert await station.is_heard()


def test_uvloop_carries_plain_and_tls() -> None:
    async def both() -> None:
        for tls in (False, True):
            async with serving(tls=tls) as rig, rig.station() as station:
                assert await station.is_heard()

    uvloop.run(both())


async def test_plain_text_at_a_tls_port_is_cut_and_hurts_nobody() -> None:
    async with serving(tls=True) as rig:
        host, port = rig.url.removeprefix("wss://").removesuffix("/ocpp").split(":")
        reader, writer = await asyncio.open_connection(host, int(port))
        writer.write(b"GET /CP1 HTTP/1.1\r\nHost: x\r\n\r\n")
        assert b"HTTP" not in await reader.read()
        writer.close()
        async with rig.station() as station:
            assert await station.is_heard()


@pytest.mark.parametrize(
    "suite",
    (
        "ECDHE-ECDSA-AES128-GCM-SHA256",
        "ECDHE-ECDSA-AES256-GCM-SHA384",
    ),
)
async def test_the_suites_that_ocpp_demands_are_spoken(suite: str) -> None:
    async with serving(tls=True) as rig:
        assert rig.tls is not None
        rig.tls.maximum_version = ssl.TLSVersion.TLSv1_2
        rig.tls.set_ciphers(suite)
        async with rig.station() as station:
            cipher = station.socket.transport.get_extra_info("cipher")
            assert cipher[0] == suite


def test_rsa_suites_are_offered_and_old_tls_is_not() -> None:
    built = context(CERTIFICATE, KEY_FILE)
    names = {cipher["name"] for cipher in built.get_ciphers()}
    assert {"AES128-GCM-SHA256", "AES256-GCM-SHA384"} <= names
    assert built.minimum_version == ssl.TLSVersion.TLSv1_2


def test_a_certificate_that_cannot_be_used_is_refused_by_name(tmp_path: Path) -> None:
    empty = tmp_path / "empty.pem"
    empty.touch()
    for certificate, key, named in (
        (tmp_path / "none.pem", KEY_FILE, tmp_path / "none.pem"),
        (CERTIFICATE, tmp_path / "none.pem", tmp_path / "none.pem"),
        (empty, KEY_FILE, empty),
        (CERTIFICATE, empty, CERTIFICATE),
    ):
        with pytest.raises(InvalidValue) as refused:
            context(certificate, key)
        assert refused.value.key == "tls-unreadable"
        assert refused.value.placeholders["file"] == named


async def test_silent_sockets_keep_nobody_out() -> None:
    """Two hundred that say nothing, and as many that say half a request."""
    for tls in (False, True):
        async with serving(tls=tls) as rig:
            scheme = "wss://" if tls else "ws://"
            host, port = rig.url.removeprefix(scheme).removesuffix("/ocpp").split(":")
            silent = [socket.create_connection((host, int(port))) for _ in range(400)]
            for half in silent[::2]:
                if not tls:
                    half.send(b"GET /CP1 HTTP/1.1\r\nHost:")
            async with asyncio.timeout(2):
                async with rig.station() as station:
                    assert await station.is_heard()
            for connection in silent:
                connection.close()


# --- a second socket -----------------------------------------------------------------------


async def test_a_second_socket_is_refused_while_the_first_lives() -> None:
    async with serving() as rig, rig.station() as first:
        assert await first.is_heard()
        with pytest.raises(InvalidStatus) as refused:
            async with rig.station():
                pytest.fail("shadowed")
        assert refused.value.response.status_code == 409
        assert await first.is_heard(), "the first is not disturbed"
        await until(lambda: rig.memory.events)
        assert rig.memory.events[-1].type == "SecondConnectionRefused"  # type: ignore[attr-defined]


async def test_a_second_socket_takes_the_place_of_a_dead_one() -> None:
    async with serving(alive_s=0.1) as rig, rig.station(pings=False) as first:
        assert await first.is_heard()
        async with rig.station() as second:
            assert await second.is_heard()
            link = rig.system.get("CP1")
            assert link is not None
            assert link.epoch == 2
            await until(lambda: rig.memory.of(LinkClosed))
            assert rig.system.get("CP1") is link, "the old one's end removes it only itself"
            reply = asyncio.create_task(link.call(command(Send("ClearCache", {}))))
            message = await second.hear()
            await second.tell(f'[3,"{message[1]}",{{"status":"Accepted"}}]')
            assert (await reply).status == "Accepted"


async def test_of_two_that_come_at_once_one_is_served() -> None:
    async with serving() as rig:

        async def come() -> int:
            try:
                async with rig.station() as station:
                    if await station.ended(0.3) == 1008:
                        return 0
            except InvalidStatus:
                return 0
            except TimeoutError:
                return 1
            return -1

        assert sorted(await asyncio.gather(come(), come(), come())) == [0, 0, 1]

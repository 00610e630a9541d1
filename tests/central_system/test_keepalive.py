import asyncio

from controlroom.central_system.keepalive import Keepalive
from controlroom.domain.charging.events import LinkClosed
from controlroom.domain.charging.wishes import RotateKey
from tests.central_system.doubles import answered, command, link_of, serving, until


async def test_a_half_open_link_is_found() -> None:
    keepalive = Keepalive(300, ping_s=0.05, pong_s=0.1)
    async with serving(keepalive=keepalive) as rig:
        async with rig.station(pings=False) as station:
            assert await station.is_heard()
            assert await station.ended(2.0) == 1006
        await until(lambda: rig.memory.of(LinkClosed))


async def test_a_pong_keeps_a_silent_link_and_is_heard() -> None:
    keepalive = Keepalive(300, ping_s=0.03, pong_s=0.1)
    async with serving(keepalive=keepalive) as rig, rig.station() as station:
        assert await station.is_heard()
        before = rig.spine._heard["CP1"]
        await asyncio.sleep(0.3)
        assert rig.spine._heard["CP1"] > before
        assert await station.is_heard()


async def test_a_station_that_never_pongs_but_talks_is_kept() -> None:
    keepalive = Keepalive(300, ping_s=0.05, pong_s=0.1)
    async with serving(keepalive=keepalive) as rig, rig.station(pings=False) as station:
        for _ in range(20):
            assert await station.is_heard()
            await asyncio.sleep(0.02)
        await asyncio.sleep(0.3)
        assert await station.is_heard(), "known to be mute, it may be silent for three heartbeats"


async def test_a_mute_station_that_was_cut_once_is_given_three_heartbeats() -> None:
    keepalive = Keepalive(300, ping_s=0.03, pong_s=0.06)
    async with serving(keepalive=keepalive) as rig:
        async with rig.station(pings=False) as station:
            assert await station.ended(2.0) == 1006
        async with rig.station(pings=False) as station:
            await asyncio.sleep(0.3)
            assert await station.is_heard()


async def test_every_frame_is_logged_with_its_secrets_masked() -> None:
    async with serving() as rig, rig.station() as station:
        link = await link_of(rig)
        assert await station.is_heard()
        await station.tell("not a frame")
        await until(lambda: link.frames == 2)
        rotate = command(RotateKey(key="hunter2hunter2"))
        reply = await answered(station, link, '[3,"%",{"status":"Accepted"}]', rotate)
        assert reply.status == "Accepted"
        await rig.system.stop()
        logged = [(frame.outgoing, frame.action) for frame in rig.memory.frames]
        assert logged == [
            (False, "Heartbeat"),
            (True, "Heartbeat"),
            (False, ""),
            (True, "ChangeConfiguration"),
            (False, "ChangeConfiguration"),
        ]
        texts = [frame.text for frame in rig.memory.frames]
        assert texts[2] == "not a frame"
        assert not any("hunter2" in text for text in texts)
        assert "AuthorizationKey" in texts[3]
        assert {frame.charge_point for frame in rig.memory.frames} == {"CP1"}

"""What goes wrong is told in a sentence, nothing is lost, nothing crashes."""

from __future__ import annotations

import asyncio
import json
import os
import sqlite3
import ssl
from pathlib import Path

import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import InvalidStatus

from tests.flow.program import Program, Refused
from tests.flow.raw import RawChargePoint
from tests.forks import Forks

HOSTILE = '<img src="x">\x00\ud800\u202e=1+1åäö' + "x" * 10_000


@pytest.fixture
async def embedded(sqlite_url: str, tmp_path: Path, forks: Forks) -> Program:
    return Program(sqlite_url, tmp_path, forks)


async def refused(program: Program, *words: str) -> str:
    with pytest.raises(Refused) as refusal:
        await program.run(*words)
    assert refusal.value.status == 1
    assert refusal.value.out == ""
    assert "Traceback" not in refusal.value.told
    return refusal.value.told


async def test_who_is_unknown_waits_at_the_door_until_admitted(program: Program) -> None:
    url = await program.serve()
    with pytest.raises(InvalidStatus) as unknown:
        async with RawChargePoint(url, "STRANGER", "0123456789abcdef", "ocpp1.6"):
            pass
    assert unknown.value.response.status_code == 401
    (knock,) = await program.run("charge-point", "door")
    assert (knock["id"], knock["count"]) == ("STRANGER", 1)
    admitted = await program.run("charge-point", "admit", "stranger", "--site", "Lab")
    assert await program.run("charge-point", "door") == []
    with pytest.raises(InvalidStatus) as wrong:
        async with RawChargePoint(url, "STRANGER", "another-key-entirely", "ocpp1.6"):
            pass
    assert wrong.value.response.status_code == 401
    async with RawChargePoint(url, "STRANGER", admitted["key"], "ocpp1.6") as point:
        answer = await point.call(
            "BootNotification", {"chargePointVendor": "V", "chargePointModel": "M"}
        )
        assert answer["status"] == "Accepted"
    await program.close()


async def test_hostile_frames_and_texts_end_no_link_and_are_kept(program: Program) -> None:
    added = await program.run("charge-point", "add", "HOS-01", "--site", "Lab")
    await program.run("charge-point", "add", "OPEN", "--site", "Lab", "--security-profile", "0")
    url = await program.serve()
    async with RawChargePoint(url, "HOS-01", added["key"], "ocpp1.6") as point:
        for frame in ("", "not json", "[]", "{}", "[2]", "[" * 500, "[3,null,{}]",
                      '[9,"x","Heartbeat",{}]', '[4,"nobody","X","",{}]', "null"):  # fmt: skip
            await point.socket.send(frame)
        await point.socket.send('[2,"short"]')
        assert json.loads(await point.socket.recv())[:2] == [4, "short"]
        await point.socket.send('[2,"deep","Heartbeat",' + '{"a":' * 64 + "1" + "}" * 64 + "]")
        answer = json.loads(await point.socket.recv())
        assert answer[:2] == [4, "deep"]
        await point.socket.send('[2,"no","LaunchRocket",{}]')
        assert json.loads(await point.socket.recv())[2] == "NotImplemented"
        await point.socket.send('[2,"type","StatusNotification",{"connectorId":"one"}]')
        assert json.loads(await point.socket.recv())[0] == 4
        await point.call(
            "StatusNotification",
            {
                "connectorId": 1,
                "status": "Faulted",
                "errorCode": "MadeUpCode",
                "info": HOSTILE,
                "vendorId": HOSTILE,
            },
        )
        await point.call("DataTransfer", {"vendorId": HOSTILE, "data": HOSTILE})
        status = await program.run("status")
        (shown,) = [p for p in status["charge_points"] if p["id"] == "HOS-01"]
        assert shown["connectors"][0]["status"] == "Faulted"
    async with RawChargePoint(url, "OPEN", None, "ocpp2.0.1") as open_point:
        assert "currentTime" in await open_point.call("Heartbeat", {})
    with pytest.raises(InvalidStatus):
        async with connect(f"{url}/OPEN", subprotocols=["ocpp9"]):  # type: ignore[list-item]
            pass
    frames = ""
    async with asyncio.timeout(10):
        while "LaunchRocket" not in frames:  # written a little later, together
            frames = str(await lines(program, "log", "frames", "HOS-01"))
    events = await lines(program, "events")
    (kept,) = [e for e in events if e["kind"] == "DataTransferred"]
    assert kept["data"] == HOSTILE
    assert any(e["kind"] == "MessageKept" for e in events)
    await program.close()


async def lines(program: Program, *words: str) -> list[dict[str, object]]:
    """A stream's objects."""
    text = await program.text(*words, "--json")
    return [json.loads(line) for line in text.splitlines()]


async def test_one_serves_a_file_and_ports_are_free_or_named(embedded: Program) -> None:
    url = await embedded.serve()
    listen = url.removeprefix("ws://")
    told = await refused(embedded, "serve", "--listen", "127.0.0.1:0")
    assert "is served by another controlroom" in told
    other = f"sqlite:///{embedded.folder / 'other.db'}"
    told = await refused(embedded, "serve", "--listen", listen, "--database", other)
    assert f"{listen} is in use" in told
    assert await embedded.terminate() == 0


async def test_databases_that_cannot_be_used(embedded: Program, tmp_path: Path) -> None:
    garbage = tmp_path / "garbage.db"
    garbage.write_bytes(os.urandom(8192))
    told = await refused(embedded, "status", "--database", f"sqlite:///{garbage}")
    assert "restore" in told
    told = await refused(embedded, "status", "--database", "postgresql://127.0.0.1:1/nothing")
    assert "Cannot reach" in told
    await embedded.run("status")
    file = tmp_path / "controlroom.db"
    with sqlite3.connect(file) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    told = await refused(embedded, "status")
    assert "9999" in told
    assert "newer" in told


async def test_a_locked_database_loses_nothing_and_tells_nobody_a_lie(embedded: Program) -> None:
    added = await embedded.run("charge-point", "add", "LOCK-01", "--site", "Lab")
    url = await embedded.serve()
    other = sqlite3.connect(embedded.folder / "controlroom.db", isolation_level=None)
    async with RawChargePoint(url, "LOCK-01", added["key"], "ocpp1.6") as point:
        await point.call("BootNotification", {"chargePointVendor": "V", "chargePointModel": "M"})
        other.execute("BEGIN IMMEDIATE")
        waiting = asyncio.create_task(
            point.call(
                "StatusNotification",
                {"connectorId": 1, "status": "Charging", "errorCode": "NoError"},
            )
        )
        await asyncio.sleep(1.0)
        assert not waiting.done()
        other.execute("ROLLBACK")
        assert await asyncio.wait_for(waiting, 10) == {}
    other.close()
    status = await embedded.run("status")
    assert status["charge_points"][0]["connectors"][0]["status"] == "Charging"
    await embedded.close()


async def test_security_profile_two_needs_tls(embedded: Program, tmp_path: Path) -> None:
    certificate = Path(__file__).parent.parent / "central_system" / "certificate.pem"
    added = await embedded.run(
        "charge-point", "add", "TLS-01", "--site", "Lab", "--security-profile", "2"
    )
    url = await embedded.serve()
    with pytest.raises(InvalidStatus):
        async with RawChargePoint(url, "TLS-01", added["key"], "ocpp1.6"):
            pass
    await embedded.close()
    told = await refused(
        embedded, "serve", "--tls-certificate", str(tmp_path / "none"), "--tls-key", "none"
    )
    assert "Cannot use the certificate" in told
    key = certificate.with_name("key.pem")
    url = await embedded.serve("--tls-certificate", str(certificate), "--tls-key", str(key))
    assert url.startswith("wss://")
    trust = ssl.create_default_context(cafile=str(certificate))
    trust.check_hostname = False
    async with RawChargePoint(url, "TLS-01", added["key"], "ocpp1.6", trust) as point:
        assert "currentTime" in await point.call("Heartbeat", {})
    await embedded.close()

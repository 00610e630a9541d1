"""Secrets go from a person to a charge point, and stay nowhere in between."""

from __future__ import annotations

import asyncio
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psutil

from tests.flow.program import Program
from tests.flow.raw import RawChargePoint

BOOT = {"chargePointVendor": "R", "chargePointModel": "1"}
OLD, NEW = "an-old-key-of-27-characters", "canary-key-0123456789"
PASSWORD, TOKEN, CARRIER = "canary-pass", "canary-token-77", "canary-apn-password"
UPLOAD = f"ftp://eva:{PASSWORD}@files.example/in?token={TOKEN}"
SECRETS = (OLD, NEW, PASSWORD, TOKEN, CARRIER)


def _kept(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Everything that lies in the data folder, backups as they are read."""
    for file in folder.rglob("*"):
        if not file.is_file():
            continue
        if not zipfile.is_zipfile(file):
            yield file.name, file.read_bytes()
            continue
        with zipfile.ZipFile(file) as archive:
            for member in archive.namelist():
                yield f"{file.name}/{member}", archive.read(member)


def _in_process_list(secret: str) -> bool:
    return any(
        secret in " ".join(p.info["cmdline"] or ()) for p in psutil.process_iter(["cmdline"])
    )


async def _heard(
    point: RawChargePoint, asking: asyncio.Task[Any], answer: dict[str, Any]
) -> tuple[str, dict[str, Any]]:
    """What the charge point hears; fails where whoever asks is refused instead."""
    hearing = asyncio.create_task(point.answer(answer))
    await asyncio.wait([hearing, asking], return_when=asyncio.FIRST_COMPLETED)
    if not hearing.done():
        hearing.cancel()
        raise AssertionError(await asking)
    return await hearing


async def test_no_secret_is_at_rest_in_clear(program: Program) -> None:
    """Not in database, log or backup, nor in a list of processes; the charge point hears it."""
    await program.run("charge-point", "add", "LAB-01", "--site", "Lab", "--key", "-", typed=OLD)
    url = await program.serve()
    async with RawChargePoint(url, "LAB-01", OLD, "ocpp1.6") as point:
        await point.call("BootNotification", BOOT)
        rotating = asyncio.create_task(
            program.run("charge-point", "rotate-key", "LAB-01", "--key", "-", typed=f"{NEW}\n")
        )
        action, sent = await _heard(point, rotating, {"status": "Accepted"})
        assert not await asyncio.to_thread(_in_process_list, NEW)
        assert (action, sent["key"]) == ("ChangeConfiguration", "AuthorizationKey")
        assert sent["value"] in (NEW, NEW.encode().hex())
        assert (await rotating)["key"] == NEW
        for request, asked in (
            ("GetDiagnostics", {"location": UPLOAD}),
            ("UpdateFirmware", {"location": UPLOAD, "retrieveDate": "2026-10-05T08:00:00Z"}),
            ("ChangeConfiguration", {"key": "ApnPassword", "value": CARRIER}),
        ):
            sending = asyncio.create_task(program.run("send", "LAB-01", request, json.dumps(asked)))
            assert await _heard(point, sending, {"status": "Accepted"}) == (request, asked)
            assert CARRIER not in json.dumps(await sending)
    async with RawChargePoint(url, "LAB-01", NEW, "ocpp1.6") as point:
        await point.call("Heartbeat", {})
    told = await program.text("events", "--json") + await program.text("log", "frames", "LAB-01")
    assert "GetDiagnostics" in told
    await program.run("database", "backup", str(program.folder / "backup"))
    kept = await asyncio.to_thread(lambda: [*_kept(program.folder), ("told", told.encode())])
    assert len(kept) > 3
    for name, body in kept:
        for secret in SECRETS:
            for form in (secret, secret.encode().hex(), secret.encode().hex().upper()):
                assert form.encode() not in body, (name, secret)

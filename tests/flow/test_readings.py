"""What a station reads on its meter becomes what the driver pays, over a real WebSocket."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest

from tests.flow.program import Program, Refused
from tests.flow.raw import RawChargePoint

CARD = "1A2B3C4D"
NOW = datetime.now(UTC).replace(second=0, microsecond=0)
BEGIN = {"context": "Transaction.Begin"}


def stamp(minutes: float) -> str:
    """So many minutes after three in the morning, two days ago."""
    moment = NOW.replace(hour=3, minute=0) - timedelta(days=2) + timedelta(minutes=minutes)
    return moment.isoformat(timespec="seconds").replace("+00:00", "Z")


def wh(value: float, **more: str) -> dict[str, str]:
    register = {"measurand": "Energy.Active.Import.Register", "unit": "Wh"}
    return {"value": str(value), **register, **more}


def kwh(*values: str) -> list[dict[str, str]]:
    phases = [{}] if len(values) == 1 else [{"phase": f"L{n}"} for n in (1, 2, 3)]
    return [
        {"value": value, "unit": "kWh", **phase}
        for value, phase in zip(values, phases, strict=True)
    ]


class Lab:
    """One charge point, whose sessions follow each other."""

    def __init__(self, program: Program, point: RawChargePoint) -> None:
        self.program = program
        self.point = point
        self.begun = 0.0
        self.transaction: int | None = None
        self.wanted: list[tuple[int, str, str, str]] = []
        """Energy, net, state and customer of each session."""

    async def start(self, register: int, card: str = CARD) -> str:
        self.begun += 300
        started = await self.point.call(
            "StartTransaction",
            {
                "connectorId": 1, "idTag": card, "meterStart": register,
                "timestamp": stamp(self.begun),
            },
        )  # fmt: skip
        self.transaction = started["transactionId"]
        return str(started["idTagInfo"]["status"])

    async def read(
        self, minutes: float, *samples: dict[str, str], transaction: int | None = -2
    ) -> None:
        said = self.transaction if transaction == -2 else transaction
        await self.point.call(
            "MeterValues",
            {
                "connectorId": 1,
                **({} if said is None else {"transactionId": said}),
                "meterValue": [
                    {"timestamp": stamp(self.begun + minutes), "sampledValue": list(samples)}
                ],
            },
        )

    async def say(self, minutes: float, status: str) -> None:
        await self.point.call(
            "StatusNotification",
            {
                "connectorId": 1, "status": status, "errorCode": "NoError",
                "timestamp": stamp(self.begun + minutes),
            },
        )  # fmt: skip

    async def stop(self, minutes: float, register: int, wh: int, net: str) -> None:
        """End it; `wh` and `net` are what it must come to."""
        await self.point.call(
            "StopTransaction",
            {
                "transactionId": self.transaction, "meterStop": register,
                "timestamp": stamp(self.begun + minutes),
            },
        )  # fmt: skip
        self.wanted.append((wh, net, "ended", "Eva"))

    async def session(
        self, register: int, samples: Sequence[tuple[float, list[dict[str, str]]]], end: int,
        net: str,
    ) -> None:  # fmt: skip
        await self.start(register)
        for minutes, said in samples:
            await self.read(minutes, *said)
        await self.stop(60, end, end - register, net)

    async def running(self) -> int:
        listed = await self.program.run("session", "list", "--charge-point", "LAB-1")
        (open_,) = (s for s in listed if s["ended"] is None)
        return int(open_["energy_wh"])

    async def come_to_what_they_must(self) -> None:
        found: list[tuple[int, str | None, str, str]] = []
        for _attempt in range(20):
            listed = await self.program.run("session", "list", "--charge-point", "LAB-1")
            found = [
                (s["energy_wh"], s["cost"] and s["cost"]["net"], s["state"], s["customer"])
                for s in sorted(listed, key=lambda s: s["started"])
            ]
            if all(net for _wh, net, *_ in found):
                break
            await asyncio.sleep(0.1)
        assert found == self.wanted


async def test_readings_count_for_what_they_are(program: Program) -> None:
    await program.run("site", "add", "Lab")
    await program.run("token", "add", CARD, "--customer", "Eva")
    await program.run("customer", "set", "Eva", "--address", "Gatan 1")
    await program.run("tariff", "set", "--site", "Lab", "--energy", "4.00", "--idle", "1.00")
    added = await program.run("charge-point", "add", "LAB-1", "--site", "Lab")
    url = await program.serve()
    async with RawChargePoint(url, "LAB-1", added["key"], "ocpp1.6") as point:
        await point.call("BootNotification", {"chargePointVendor": "V", "chargePointModel": "M"})
        lab = Lab(program, point)

        # The register of the start beside the one of now, in each message.
        await lab.start(1_000_000)
        for minutes, register in ((10, 1_001_100), (20, 1_003_300), (30, 1_006_190)):
            await lab.read(minutes, wh(1_000_000, **BEGIN), wh(register))
        assert await lab.running() == 6190
        await lab.stop(31, 1_006_190, 6190, "24.76")

        await lab.session(
            0, [(10, [wh(300)]), (20, [wh(0)]), (30, [wh(600)]), (40, [wh(910)])], 910, "3.64"
        )
        relative = [(10.0 * n, [wh(920 * n)]) for n in range(6)]
        await lab.session(4_075_900, relative, 4_080_500, "18.40")
        for coarse in (
            [("0.411", "0.411", "0.411"), ("0.440", "0.440", "0.440")],
            [("1.23",), ("1.27",), ("1.31",)],
            [("1.2",), ("1.3",), ("1.3",)],
        ):
            read = [(10.0 * n, kwh(*values)) for n, values in enumerate(coarse)]
            await lab.session(1234, read, 1322, "0.35")

        # 11 kW for an hour, though the vehicle is said to want nothing; also without a reading.
        for every in (5, 60):
            await lab.start(0)
            await lab.say(1, "SuspendedEV")
            for minutes in range(every, 60, every):
                power = {"value": "11000", "measurand": "Power.Active.Import", "unit": "W"}
                await lab.read(minutes, wh(11_000 * minutes // 60), power)
            await lab.stop(60, 11_000, 11_000, "44.00")

        # Readings without a transaction, or with 0; those of the meter's life stand apart.
        await lab.start(2000)
        await lab.read(10, wh(3000), transaction=None)
        await lab.read(20, wh(4000), transaction=0)
        await lab.read(25, wh(4_080_000), transaction=0)
        assert await lab.running() == 2000
        await lab.stop(60, 5000, 3000, "12.00")

        # One card, however it is written.
        for spelling in ("1A:2B:3C:4D", " 1a 2b 3c 4d", "1a-2b-3c-4d"):
            assert await lab.start(0, spelling) == "Accepted"
            await lab.stop(60, 1000, 1000, "4.00")
        with pytest.raises(Refused, match="same card as 1A2B3C4D"):
            await program.run("token", "add", "1A:2B:3C:4D", "--customer", "Bo")

        await lab.come_to_what_they_must()

        # Currents of the body alone.
        amperes = {"value": "16.0", "measurand": "Current.Import", "unit": "A", "location": "Body"}
        await lab.start(0)
        await lab.read(5, *({**amperes, "phase": f"L{n}"} for n in (1, 2, 3)))
        (shown,) = (await program.run("status"))["charge_points"]
        assert [c["power_w"] for c in shown["connectors"] if c["connector"] == 1] == [11_040]

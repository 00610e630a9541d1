"""Facts and state for the store's tests."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal

from controlroom.domain.charging.charge_point import Registration
from controlroom.domain.charging.events import DataTransferred, MeterSampled
from controlroom.domain.charging.metering import CURRENT, REGISTER, Sample
from controlroom.domain.charging.network import Changes
from controlroom.domain.charging.session import ChargingSession, SessionState
from controlroom.domain.event import Event
from controlroom.domain.people.authorisation import AuthorisationStatus
from controlroom.operations.ports.journal import Entry
from controlroom.store import Store

NOON = datetime(2026, 10, 5, 12, 0, tzinfo=UTC)
HOSTILE = ("a\0b", "\ud800", "𝄞å\x07<b>", "'; DROP TABLE journal; --", '{"\\', "x" * 10_000)
"""What charge points send and databases refuse, or might take for something else."""


def at(seconds: float) -> datetime:
    return NOON + timedelta(seconds=seconds)


async def register(store: Store, *identities: str, site: str = "Norra") -> None:
    for identity in identities:
        await store.charge_points.register(Registration(identity, site), f"key-{identity}", "test")


def said(text: str, charge_point: str = "CP1") -> DataTransferred:
    """A fact that carries a text, to be found again."""
    return DataTransferred(
        charge_point=charge_point, at=NOON, received=NOON, vendor="test", data=text
    )


def sampled(
    wh: float = 1000, charge_point: str = "CP1", seconds: float = 0, transaction: str = "1"
) -> MeterSampled:
    moment = at(seconds)
    return MeterSampled(
        charge_point=charge_point,
        at=moment,
        received=moment,
        evse=1,
        connector=1,
        transaction=transaction,
        samples=(
            Sample(moment, REGISTER, wh, "Wh"),
            Sample(moment, CURRENT, 16.05, "A", "L1"),
        ),
    )


def session(
    charge_point: str = "CP1",
    transaction: str = "1",
    *,
    token: str = "TAG",
    ended: datetime | None = None,
    started: datetime = NOON,
    energy_wh: int = 0,
    customer: int | None = None,
) -> ChargingSession:
    return ChargingSession(
        id=f"{charge_point}:{transaction}",
        charge_point=charge_point,
        evse=1,
        connector=1,
        transaction=transaction,
        site="Norra",
        token=token,
        customer=customer,
        authorisation=AuthorisationStatus.ACCEPTED,
        started=started,
        stamp=started.isoformat(),
        state=SessionState.ENDED if ended else SessionState.ACTIVE,
        ended=ended,
        meter_start=0,
        meter_stop=energy_wh if ended else None,
        energy_wh=energy_wh,
    )


async def append(store: Store, event: Event) -> int:
    return await store.journal.append(event, Changes(event))


async def read_all(store: Store, after: int = 0) -> list[Entry]:
    """Everything after a position, which must come without a gap."""
    found: list[Entry] = []
    while entries := (await store.feed.read(after, 200)).entries:
        for entry in entries:
            assert entry.position == after + 1
            after = entry.position
        found.extend(entries)
    return found


async def texts(store: Store) -> list[str]:
    """What `said` facts carry, in the order of the journal."""
    entries = await read_all(store)
    return [e.event.data for e in entries if isinstance(e.event, DataTransferred)]


def kronor(text: str) -> Decimal:
    return Decimal(text)

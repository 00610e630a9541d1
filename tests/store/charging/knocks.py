"""Somebody who stands at the door."""

from __future__ import annotations

from datetime import datetime

from controlroom.operations.ports.charging import Knock
from controlroom.store import Store


async def knock(
    store: Store, identity: str, address: str, version: str, when: datetime, **more: object
) -> None:
    await store.charge_points.knocked(
        [Knock(identity, address, version, when, when, **more)]  # type: ignore[arg-type]
    )

"""`controlroom status`: every connector as it is now."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from controlroom.cli.arguments import about, command
from controlroom.cli.context import Context
from controlroom.cli.output import time, transaction
from controlroom.domain.charging.charge_point import ChargePoint, Connector
from controlroom.domain.charging.rate_limit import Allowance, full

if TYPE_CHECKING:
    from controlroom.app.one_shot import Standing


def add(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    command(subparsers, "status", _status, about("status"), "status --json")


async def _status(_args: argparse.Namespace, context: Context) -> None:
    looks = (await context.visit()).looks
    snapshot = await looks.glance()
    allowances = await looks.allowances()
    points = status_json(snapshot, served=await looks.served(), allowances=allowances)
    if context.output.as_json:
        as_of = time(snapshot.as_of)
        context.output.item({"head": snapshot.head, "as_of": as_of, "charge_points": points})
        return
    rows = [
        {
            "charge_point": p["id"],
            "site": p["site"],
            "connected": p["connected"],
            "evse": c.get("evse"),
            "connector": c.get("connector"),
            "status": c.get("status"),
            "kw": None if c.get("power_w") is None else c["power_w"] / 1000,
            "session": c.get("session"),
        }
        for p in points
        for c in (p["connectors"] or [{}])
    ]
    columns = tuple(rows[0]) if rows else ()
    context.output.table(rows, columns, "no-charge-points")


def status_json(
    snapshot: Standing, *, served: bool, allowances: Mapping[str, Allowance]
) -> list[dict[str, Any]]:
    """Every registered charge point with its connectors.

    `served`: a process that serves links is alive; else nothing is connected, whatever
    one that died has left. `allowances`: of those that have sent a great deal.
    """
    points = {p.id: p for p in snapshot.charge_points}
    connectors: dict[str, list[Connector]] = {}
    for connector in sorted(snapshot.connectors, key=lambda c: c.key):
        connectors.setdefault(connector.charge_point, []).append(connector)
    rows = []
    for registration in sorted(snapshot.registrations, key=lambda r: r.id):
        point = points.get(registration.id) or ChargePoint(registration.id)
        mine = connectors.get(point.id, [])
        left = allowances.get(point.id) or full(point.id, snapshot.as_of)
        left = left.by(snapshot.as_of)
        seen = [point.last_seen, point.link_since, *(c.heard for c in mine)]
        rows.append(
            {
                "id": point.id,
                "site": registration.site,
                "version": point.version or None,
                "connected": point.connected and served,
                "last_seen": time(max((at for at in seen if at), default=None)),
                "allowance": {
                    "bytes_left": left.bytes_left,
                    "messages_left": left.messages_left,
                },
                "connectors": [_connector(c, point.version) for c in mine],
            }
        )
    return rows


def _connector(connector: Connector, version: str) -> dict[str, Any]:
    return {
        "evse": connector.evse,
        "connector": connector.connector,
        "status": connector.status.value,
        "since": time(connector.since),
        "power_w": connector.power_w,
        "energy_wh": connector.energy_wh,
        "transaction": transaction(connector.transaction, version),
        "session": connector.session or None,
    }

"""The consumers of an installation: one of each runs in it, whichever process has its lease."""

from __future__ import annotations

from controlroom.operations.alarms.engine import AlarmEngine
from controlroom.operations.billing.pricing import Pricing
from controlroom.operations.charging.report_parts import Reports
from controlroom.operations.consumers import Consumer
from controlroom.operations.ports.parts import Parts
from controlroom.operations.reports.quarter_hours import Rollup


def consumers(parts: Parts, *names: str) -> list[Consumer]:
    """All of them, or those of some names."""
    every: list[Consumer] = [
        AlarmEngine(parts.feed, parts.consumers, parts.alarms),
        Pricing(parts.sessions, parts.tariffs),
        Rollup(parts.consumers),
        Reports(parts.consumers, parts.commands),
    ]
    return [one for one in every if not names or one.name in names]

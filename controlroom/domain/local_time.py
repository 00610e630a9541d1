"""The zone that the network lives in: its months, its days, and what its paper says."""

from __future__ import annotations

from zoneinfo import ZoneInfo

STOCKHOLM = ZoneInfo("Europe/Stockholm")

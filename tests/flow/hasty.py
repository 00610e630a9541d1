"""The program with its patience shortened, for tests in which time really passes."""

from __future__ import annotations

from datetime import timedelta
from types import ModuleType

from controlroom.__main__ import main
from controlroom.central_system.keepalive import Keepalive
from controlroom.domain.alarms import rules
from controlroom.operations import consumers, ingest, server_watch, service

SILENT_S = 0.6
"""A link that says nothing for so long is silent."""
ALARM_S = 1.0
"""And so long after that, or after it closed, it is an alarm."""
GONE_S = 1.0
"""Another central system that does not beat for so long is gone."""
_SHORTER: dict[ModuleType, dict[str, object]] = {
    ingest: {
        "SILENT_AFTER": timedelta(seconds=SILENT_S),
        "SILENCE_S": 0.1,
        "LATE_S": 0.3,
    },
    service: {"SILENCE_S": 0.1, "BEAT_S": 0.2, "LOOK_S": 0.1},
    server_watch: {"LOOK_S": 0.1, "LATE_S": 0.4, "SILENT_S": GONE_S},
    consumers: {
        "AWAKE_S": 0.9,
        "GRACE": timedelta(seconds=0.3),
        "SKEW": timedelta(seconds=0.3),
    },
    rules: {"SILENT_PUBLIC": timedelta(seconds=ALARM_S)},
}

if __name__ == "__main__":
    for module, values in _SHORTER.items():
        for name, value in values.items():
            setattr(module, name, value)
    Keepalive.__init__.__kwdefaults__ = {"ping_s": 0.2, "pong_s": 0.3}
    main()

"""Charge points that do not exist, on real WebSockets: for tests, demonstration and training.

The physics and the behaviour of a station know no clock, no socket and no OCPP
version: simulated time arrives as an argument (seconds since 1970, UTC), what the
station has to say leaves as version-free messages. `v16` and `v201` put them into
OCPP's words, `station` carries them over a WebSocket, `fleet` runs many of them.
All chance comes from `random.Random` seeded with the fleet's seed and the
station's id, so that one seed replays.
"""

from controlroom.simulator.run import run_fleet

__all__ = ["run_fleet"]

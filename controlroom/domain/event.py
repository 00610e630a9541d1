"""Facts: what the journal keeps, in the order of the journal.

Every event names its charge point ("" where it concerns none), the moment it
happened (`at`, UTC), the moment it reached us (`received`), whether `at` had to
be replaced by ours (`estimated`), and whether it was queued while the charge
point was offline (`replayed`).

`replayed` as the link hands it up is a suspicion: the charge point says that the
message waited, or its stamp is older than the link, the two compared by our clock.
A slow clock looks the same. For a `StatusChanged` the decision settles it.
"""

from __future__ import annotations

from datetime import datetime

from controlroom.domain.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    charge_point: str
    at: datetime
    received: datetime
    estimated: bool = False
    replayed: bool = False

"""How healthy the alarm system is: figures out of the journal of alarms.

The measures, and the limits beside them, are those of ISA-18.2 and EEMUA 191: an operator can take
in about one alarm in ten minutes, and is flooded by more than ten.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from statistics import median

from controlroom.domain.alarms.alarm import Alarm, AlarmState
from controlroom.domain.alarms.observation import Key
from controlroom.domain.values import dataclass

INTERVAL = timedelta(minutes=10)
FLOOD_ABOVE, FLOOD_BELOW = 10, 5
"""A flood begins with an interval of more new alarms, and ends with one of fewer."""
DAY = timedelta(hours=24)
TEN = 10
LEAST = 50
"""With fewer alarms than this the share of the ten most frequent says nothing."""
CHATTER = ((3, timedelta(minutes=1)), (6, timedelta(minutes=30)))
"""So many activations within so long are chattering."""
CHATTERED = timedelta(minutes=30)
"""One that chattered within this counts as chattering now."""

_EPOCH = datetime.fromisoformat("1970-01-01T00:00:00+00:00")


@dataclass(frozen=True, slots=True)
class Activation:
    """An alarm called for somebody: it was raised, or came back before it was acknowledged."""

    at: datetime
    key: Key
    priority: int


@dataclass(frozen=True, slots=True)
class AlarmFigures:
    """Shares are 0 to 1. None where nothing can be said."""

    last_interval: int
    """New alarms in the last ten minutes."""
    mean: float
    """New alarms in ten minutes, mean of the last 24 hours."""
    flood: float | None
    """Share of the time that was flooded."""
    flood_since: datetime | None
    """Since when it is; None where it is not."""
    chattering: int
    standing: int
    """Alarms that have stood for more than 24 hours."""
    ten_most: float | None
    """Share of all new alarms that the ten most frequent have."""
    acknowledged_s: float | None
    """Median time to the acknowledgement of a P1, in seconds."""


def activations(journal: Iterable[Alarm]) -> list[Activation]:
    """Each time that an alarm called, oldest first; `journal` in any order."""
    first: dict[tuple[int, int], Alarm] = {}
    for alarm in journal:
        if alarm.state is not AlarmState.UNACKNOWLEDGED:
            continue
        known = first.get((alarm.id, alarm.count))
        if known is None or alarm.changed < known.changed:
            first[alarm.id, alarm.count] = alarm
    made = [Activation(alarm.changed, alarm.key, alarm.priority) for alarm in first.values()]
    return sorted(made, key=lambda activation: activation.at)


def interval_of(at: datetime) -> datetime:
    """Beginning of the ten minutes of the clock that a moment lies in."""
    return _EPOCH + (at - _EPOCH) // INTERVAL * INTERVAL


def rates(called: Iterable[Activation], now: datetime, count: int) -> list[int]:
    """New alarms in each of the last `count` intervals of the clock, the running one last."""
    last = interval_of(now)
    made = [0] * count
    for activation in called:
        place = count - 1 - (last - interval_of(activation.at)) // INTERVAL
        if 0 <= place < count:
            made[place] += 1
    return made


def floods(per_interval: Sequence[int]) -> list[bool]:
    """Which intervals were flooded."""
    made: list[bool] = []
    flooded = False
    for count in per_interval:
        flooded = count > FLOOD_ABOVE or (flooded and count >= FLOOD_BELOW)
        made.append(flooded)
    return made


def chattering(called: Sequence[Activation], now: datetime) -> set[Key]:
    """What rings again and again; `called` oldest first."""
    times: dict[Key, list[datetime]] = {}
    for activation in called:
        if activation.at > now - 2 * CHATTERED:
            times.setdefault(activation.key, []).append(activation.at)
    found = set()
    for key, moments in times.items():
        for least, within in CHATTER:
            pairs = zip(moments, moments[least - 1 :], strict=False)
            if any(end - begin <= within and end > now - CHATTERED for begin, end in pairs):
                found.add(key)
    return found


def figures(
    journal: Iterable[Alarm], standing: Iterable[Alarm], since: datetime, now: datetime
) -> AlarmFigures:
    """All of them; `journal` is what happened from `since` on, `standing` what is not over."""
    entries = [alarm for alarm in journal if since <= alarm.changed <= now]
    called = activations(entries)
    count = max(1, (interval_of(now) - interval_of(since)) // INTERVAL + 1)
    per_interval = rates(called, now, count)
    flooded = floods(per_interval)
    flood_since = None
    if flooded[-1]:
        begin = next((n for n, wet in enumerate(reversed(flooded)) if not wet), len(flooded))
        flood_since = interval_of(now) - (begin - 1) * INTERVAL
    day = max(since, now - DAY)
    intervals = max(1.0, (now - day) / INTERVAL)
    often = Counter(activation.key for activation in called)
    ten_most = None
    if len(called) >= LEAST:
        ten_most = sum(times for _key, times in often.most_common(TEN)) / len(called)
    return AlarmFigures(
        last_interval=sum(activation.at > now - INTERVAL for activation in called),
        mean=sum(activation.at > day for activation in called) / intervals,
        flood=sum(flooded) / len(flooded) if entries else None,
        flood_since=flood_since,
        chattering=len(chattering(called, now)),
        standing=sum(alarm.standing and alarm.raised < now - DAY for alarm in standing),
        ten_most=ten_most,
        acknowledged_s=_median_s(entries),
    )


def _median_s(entries: Iterable[Alarm]) -> float | None:
    taken = {
        alarm.id: (alarm.acknowledged_at - alarm.raised).total_seconds()
        for alarm in entries
        if alarm.priority == 1 and alarm.acknowledged_at is not None
    }
    return median(taken.values()) if taken else None

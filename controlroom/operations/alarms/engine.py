"""The alarm engine: facts and time in, alarms out.

It is the only writer of alarms. A person's acknowledgement reaches it as a
request in the journal, so that two of them cannot contradict each other. What it
waits for (conditions and their due times) lives in its own rows, so that a restart
forgets nothing; what it knows of the charge points is a Network of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from controlroom.domain.alarms.alarm import Alarm, AlarmState
from controlroom.domain.alarms.catalogue import CATALOGUE
from controlroom.domain.alarms.component_events import Remark, remarks
from controlroom.domain.alarms.conditions import (
    COVERS,
    MOVING,
    OBSERVED,
    combine,
    observe,
    parents,
    whole_of,
)
from controlroom.domain.alarms.events import AcknowledgementRequested, AlarmChanged
from controlroom.domain.alarms.life_cycle import Trigger, move
from controlroom.domain.alarms.observation import Key, Observation, Place
from controlroom.domain.charging.charge_point import Phase
from controlroom.domain.charging.events import RegistrationChanged
from controlroom.domain.charging.network import Network
from controlroom.domain.event import Event
from controlroom.operations.consumers import Conclusion
from controlroom.operations.kept_rows import KeptRows
from controlroom.operations.listening_time import Slip
from controlroom.operations.ports.alarms import AlarmQueries
from controlroom.operations.ports.journal import Consumers, Entry, Feed, Row

NAME = "alarms"
_PARTS = "told/"
"""Begins the keys of rows that keep which parts of a charge point tell of a condition."""


class AlarmEngine:
    """A consumer: see `consumers.Consumer`."""

    name = NAME
    tick_s = 0.5
    events: frozenset[type[Event]] = OBSERVED | {AcknowledgementRequested}

    def __init__(self, feed: Feed, consumers: Consumers, alarms: AlarmQueries) -> None:
        self._feed = feed
        self._consumers = consumers
        self._stored = alarms
        self._network = Network()
        self._head = 0
        """How far in the journal the network was when it was loaded."""
        self._alarms: dict[Key, Alarm] = {}
        self._waiting = KeptRows[Key, Observation](NAME, _join, _body)
        """Conditions that changed and whose time has not come yet."""
        self._parts = KeptRows[Key, frozenset[Place]](NAME, _join_parts, _body_of_parts)
        """By condition of a whole charge point: which parts of it say that it is so."""
        self._told: list[Alarm] = []
        """Alarms that changed in this conclusion, in this order."""
        self._next_id = 1
        self._soonest: datetime | None = None
        """No condition is due before."""

    async def load(self) -> None:
        snapshot = await self._feed.snapshot()
        self._network, self._head = Network(), snapshot.head
        self._network.load(
            sites=snapshot.sites,
            registrations=snapshot.registrations,
            charge_points=snapshot.charge_points,
        )
        self._alarms = {alarm.key: alarm for alarm in snapshot.alarms}
        self._next_id = await self._stored.newest_id() + 1
        self._waiting = KeptRows(NAME, _join, _body)
        self._parts = KeptRows(NAME, _join_parts, _body_of_parts)
        self._told = []
        for key, body in (await self._consumers.state(NAME)).items():
            if key.startswith(_PARTS):
                places: Iterable[Place] = body["by"]  # type: ignore[assignment]  # JSON
                whole = _parse(key.removeprefix(_PARTS))
                self._parts.update({whole: frozenset((e, c) for e, c in places)})
            else:
                self._waiting.update({_parse(key): _observation(_parse(key), body)})
        self._soonest = self._first_due()

    def postpone(self, slip: Slip) -> Sequence[Row]:
        """Delays go on from where they were: see `consumers.Waiting`."""
        self._soonest = None
        for waiting in [*self._waiting.values()]:
            since = waiting.since + slip.set_by
            due = waiting.due + slip.set_by + slip.missed
            self._wait(replace(waiting, since=since, due=due))
        return self._waiting.changes()

    async def conclude(self, entries: Sequence[Entry], now: datetime) -> Conclusion:
        """Raise, clear and acknowledge.

        Entries carry their own time: a condition that another entry ends in time is
        never raised, however late both are read.
        """
        for entry in entries:
            event = entry.event
            self._mature(min(event.received, now), now)
            if entry.position > self._head and isinstance(event, MOVING):
                self._network.apply(self._network.decide(event))
            if isinstance(event, AcknowledgementRequested):
                self._acknowledge(event, now)
            elif isinstance(event, RegistrationChanged):
                if event.registration.phase is Phase.RETIRED:
                    self._retire(event.registration.id, now)
            else:
                self._observe(event)
        until = min(entries[-1].event.received, now) if entries else now
        self._mature(until, now)
        told, self._told = self._told, []
        events = [
            AlarmChanged(charge_point=alarm.charge_point, at=now, received=now, alarm=alarm)
            for alarm in told
        ]
        newest = {alarm.id: alarm for alarm in told}
        return Conclusion(
            events, [*newest.values(), *self._waiting.changes(), *self._parts.changes()]
        )

    # --- conditions ---------------------------------------------------------------------------

    def _observe(self, event: Event) -> None:
        registration = self._network.registrations.get(event.charge_point)
        if registration is not None and registration.phase is Phase.RETIRED:
            return
        for seen in observe(event, self._network):
            whole = whole_of(seen.key)
            before = self._parts.get(whole, frozenset())
            parts, conditions = combine(seen, before)
            if parts and parts != before:
                self._parts[whole] = parts
            elif before and not parts:
                del self._parts[whole]
            for condition in conditions:
                self._weigh(condition)
        for remark in remarks(event):
            self._add(remark)

    def _add(self, remark: Remark) -> None:
        """A reason for a fault that was told without one."""
        for waiting in [*self._waiting.values()]:
            if waiting.on and remark.about(waiting.key, waiting.detail):
                self._wait(replace(waiting, detail=remark.text))
        for alarm in [*self._alarms.values()]:
            if alarm.standing and remark.about(alarm.key, alarm.detail):
                self._put(replace(alarm, detail=remark.text))

    def _weigh(self, seen: Observation) -> None:
        standing = self._stands(seen.key)
        waiting = self._waiting.get(seen.key)
        kind = CATALOGUE[seen.key[0]]
        if kind.lasts and seen.on and standing:
            self._wait_for_end(seen)
        elif seen.on == standing:
            if waiting is not None:
                # It turned back before its time came.
                del self._waiting[seen.key]
        else:
            due = seen.due + (kind.on_delay if seen.on else kind.off_delay)
            if waiting is None or due < waiting.due:
                self._wait(replace(seen, due=due))

    def _wait(self, condition: Observation) -> None:
        self._waiting[condition.key] = condition
        self._soonest = min(condition.due, self._soonest or condition.due)

    def _wait_for_end(self, seen: Observation) -> None:
        """For the end of what is no state but happened."""
        due = seen.due + CATALOGUE[seen.key[0]].lasts
        self._wait(replace(seen, on=False, due=due, detail=""))

    def _mature(self, until: datetime, now: datetime) -> None:
        """What was due by `until` happens `now`, the earliest first."""
        if self._soonest is None or self._soonest > until:
            return
        due = [(c.due, key) for key, c in self._waiting.items() if c.due <= until]
        for _due, key in sorted(due):
            condition = self._waiting.get(key)
            if condition is None or (condition.on and self._is_explained(key)):
                continue
            del self._waiting[key]
            alarm = self._alarms.get(key)
            if condition.on:
                self._put(self._raised(condition, alarm, now))
                if CATALOGUE[key[0]].lasts:
                    self._wait_for_end(condition)
                self._explain(condition, now)
            elif alarm is not None:
                self._put(move(alarm, Trigger.CLEAR, now))
        self._soonest = self._first_due()

    def _first_due(self) -> datetime | None:
        return min((condition.due for condition in self._waiting.values()), default=None)

    def _stands(self, key: Key) -> bool:
        alarm = self._alarms.get(key)
        return alarm is not None and alarm.standing

    def _is_explained(self, key: Key) -> bool:
        """A pressed stop button explains the faults of its charge point: one alarm tells of it.

        So does a ground failure those of its connector, and what many connectors have is one
        alarm too. They wait; what is still true when the explanation is gone is raised then.
        """
        return any(self._stands(parent) for parent in self._parents(key))

    def _parents(self, key: Key) -> Iterable[Key]:
        return parents(key, self._parts.get(whole_of(key), ()))

    def _explain(self, why: Observation, now: datetime) -> None:
        """Faults that were told just before their explanation wait as those after it do."""
        for alarm in [*self._alarms.values()]:
            if not alarm.standing or why.key not in self._parents(alarm.key):
                continue
            if why.key[0] != alarm.code and alarm.raised < why.since - COVERS:
                continue
            self._put(move(alarm, Trigger.EXPLAIN, now))
            if alarm.key in self._waiting:
                del self._waiting[alarm.key]  # it is going by itself
            else:
                self._wait(
                    Observation(
                        alarm.key, on=True, since=alarm.raised, due=now, detail=alarm.detail
                    )
                )

    def _raised(self, condition: Observation, alarm: Alarm | None, now: datetime) -> Alarm:
        if alarm is not None:
            return replace(move(alarm, Trigger.RAISE, now), detail=condition.detail)
        code, point, evse, connector = condition.key
        registration = self._network.registrations.get(point)
        alarm = Alarm(
            id=self._next_id,
            code=code,
            priority=CATALOGUE[code].priority,
            state=AlarmState.UNACKNOWLEDGED,
            charge_point=point,
            evse=evse,
            connector=connector,
            site=registration.site if registration else "",
            raised=condition.since,
            changed=now,
            detail=condition.detail,
        )
        self._next_id += 1
        return alarm

    def _put(self, alarm: Alarm) -> None:
        if self._alarms.get(alarm.key) == alarm:
            return
        if alarm.state is AlarmState.NORMAL:
            self._alarms.pop(alarm.key, None)
        else:
            self._alarms[alarm.key] = alarm
        # What is only told better within one conclusion is told once.
        self._told = [t for t in self._told if alarm != replace(t, detail=alarm.detail)]
        self._told.append(alarm)

    # --- people -------------------------------------------------------------------------------

    def _acknowledge(self, event: AcknowledgementRequested, now: datetime) -> None:
        for alarm in [a for a in self._alarms.values() if a.id in event.alarms]:
            self._put(move(alarm, Trigger.ACKNOWLEDGE, now, event.by))

    def _retire(self, point: str, now: datetime) -> None:
        """A charge point that is no more has no conditions; its history stays."""
        for kept in (self._waiting, self._parts):
            for key in [key for key in kept if key[1] == point]:
                del kept[key]
        for alarm in [a for a in self._alarms.values() if a.charge_point == point]:
            self._put(move(alarm, Trigger.CLEAR, now))


def _join(key: Key) -> str:
    code, point, evse, connector = key
    return f"{code}/{evse}/{connector}/{point}"


def _join_parts(key: Key) -> str:
    return f"{_PARTS}{_join(key)}"


def _parse(key: str) -> Key:
    code, evse, connector, point = key.split("/", 3)
    return (code, point, int(evse), int(connector))


def _body(condition: Observation) -> Mapping[str, object]:
    return {
        "on": condition.on,
        "since": condition.since.isoformat(),
        "due": condition.due.isoformat(),
        "detail": condition.detail,
    }


def _observation(key: Key, body: Mapping[str, object]) -> Observation:
    since, due = (datetime.fromisoformat(str(body[name])) for name in ("since", "due"))
    return Observation(key, bool(body["on"]), since, due, str(body["detail"]))


def _body_of_parts(parts: frozenset[Place]) -> Mapping[str, object]:
    return {"by": sorted(parts)}

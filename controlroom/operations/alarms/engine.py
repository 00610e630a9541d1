"""The alarm engine: facts and time in, alarms out.

It is the only writer of alarms. A person's acknowledgement reaches it as a
request in the journal, so that two of them cannot contradict each other. What it waits for
(conditions and their due times) lives in its own rows, so that a restart
forgets nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from controlroom.domain.alarms.alarm import Alarm, AlarmState
from controlroom.domain.alarms.catalogue import CATALOGUE
from controlroom.domain.alarms.events import AcknowledgementRequested, AlarmChanged
from controlroom.domain.alarms.life_cycle import Trigger, move
from controlroom.domain.alarms.rules import (
    COUNTED,
    COVERS,
    OBSERVED,
    ONE_OF_POINT,
    Key,
    Observation,
    Place,
    Remark,
    explaining,
    is_many,
    is_whole,
    observe,
    remarks,
)
from controlroom.domain.charging.charge_point import MOST_CONNECTORS, Phase, Registration, SiteKind
from controlroom.domain.charging.events import (
    LinkClosed,
    LinkOpened,
    RegistrationChanged,
    SiteChanged,
)
from controlroom.domain.event import Event
from controlroom.operations.consumers import Conclusion
from controlroom.operations.listening_time import Slip
from controlroom.operations.ports.alarms import Alarms
from controlroom.operations.ports.journal import Consumers, ConsumerState, Entry, Feed, Row

NAME = "alarms"


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition that changed and whose time has not come yet."""

    on: bool
    since: datetime
    due: datetime
    detail: str


@dataclass(frozen=True, slots=True)
class OpenLink:
    since: datetime
    epoch: int


class AlarmEngine:
    """A consumer: see `consumers.Consumer`."""

    name = NAME
    tick_s = 0.5
    events: frozenset[type[Event]] = frozenset(
        {SiteChanged, RegistrationChanged, AcknowledgementRequested, *OBSERVED}
    )

    def __init__(self, feed: Feed, consumers: Consumers, alarms: Alarms) -> None:
        self._feed = feed
        self._consumers = consumers
        self._stored = alarms
        self._alarms: dict[Key, Alarm] = {}
        self._waiting: dict[Key, Condition] = {}
        self._links: dict[str, OpenLink] = {}
        self._told_by: dict[Key, set[Place]] = {}
        """Which parts of a charge point say that something of the whole of it is so."""
        self._sites: dict[str, SiteKind] = {}
        self._registrations: dict[str, Registration] = {}
        self._next_id = 1
        self._soonest: datetime | None = None
        """No condition is due before."""

    async def load(self) -> None:
        snapshot = await self._feed.snapshot()
        self._sites = {s.name: s.kind for s in snapshot.sites}
        self._registrations = {r.id: r for r in snapshot.registrations}
        self._alarms = {a.key: a for a in await self._stored.alarms()}
        self._next_id = await self._stored.newest_id() + 1
        self._waiting.clear()
        self._links.clear()
        self._told_by.clear()
        for key, body in (await self._consumers.state(NAME)).items():
            if key.startswith("link/"):
                epoch = int(str(body["epoch"]))
                self._links[key.removeprefix("link/")] = OpenLink(_time(body["since"]), epoch)
            elif key.startswith("told/"):
                by = body["by"]
                places = by if isinstance(by, Sequence) else ()
                self._told_by[_parse(key.removeprefix("told/"))] = {(e, c) for e, c in places}
            else:
                self._waiting[_parse(key)] = Condition(
                    on=bool(body["on"]),
                    since=_time(body["since"]),
                    due=_time(body["due"]),
                    detail=str(body["detail"]),
                )
        self._soonest = self._first_due()

    def postpone(self, slip: Slip) -> Sequence[Row]:
        """Delays go on from where they were: see `consumers.Waiting`."""
        rows: list[Row] = []
        self._soonest = None
        for key, waiting in [*self._waiting.items()]:
            since = waiting.since + slip.set_by
            due = waiting.due + slip.set_by + slip.missed
            self._wait(key, replace(waiting, since=since, due=due), rows)
        return rows

    async def conclude(self, entries: Sequence[Entry], now: datetime) -> Conclusion:
        """Raise, clear and acknowledge.

        Entries carry their own time: a condition that another entry ends in time is
        never raised, however late both are read.
        """
        events: list[Event] = []
        rows: list[Row] = []
        for entry in entries:
            event = entry.event
            self._mature(min(event.received, now), now, events, rows)
            if isinstance(event, SiteChanged):
                self._sites[event.site.name] = event.site.kind
            elif isinstance(event, RegistrationChanged):
                self._registrations[event.registration.id] = event.registration
                if event.registration.phase is Phase.RETIRED:
                    self._retire(event.registration.id, now, events, rows)
            elif isinstance(event, AcknowledgementRequested):
                self._acknowledge(event, now, events, rows)
            else:
                self._observe(event, now, events, rows)
        until = min(entries[-1].event.received, now) if entries else now
        self._mature(until, now, events, rows)
        return Conclusion(events, rows)

    # --- conditions ---------------------------------------------------------------------------

    def _observe(self, event: Event, now: datetime, events: list[Event], rows: list[Row]) -> None:
        point = event.charge_point
        registration = self._registrations.get(point)
        if registration is not None and registration.phase is Phase.RETIRED:
            return
        link = self._links.get(point)
        if isinstance(event, LinkOpened):
            link = self._links[point] = OpenLink(event.at, event.epoch)
            body = {"since": _text(event.at), "epoch": event.epoch}
            rows.append(ConsumerState(NAME, f"link/{point}", body))
        elif isinstance(event, LinkClosed):
            if link is not None and event.epoch < link.epoch:
                return  # the end of an older link says nothing about the newer one
            self._unlink(point, rows)
        site = registration.site if registration else ""
        kind = self._sites.get(site, SiteKind.PUBLIC)
        for seen in observe(event, kind, link.since if link else None):
            for condition in self._told(seen, rows):
                self._weigh(condition, rows)
        for remark in remarks(event):
            self._add(remark, now, events, rows)

    def _told(self, seen: Observation, rows: list[Row]) -> Iterator[Observation]:
        """What an observation says of its place, and of the charge point as a whole."""
        code, point, *place = seen.key
        key = (code, point, 0, 0)
        if code not in ONE_OF_POINT | COUNTED:
            yield seen
            return
        before = self._told_by.get(key, set())
        this = {(place[0], place[1])}
        by = before | this if seen.on else before - this
        if len(by) > MOST_CONNECTORS + 1:
            by = before  # it makes them up; one more changes nothing
        elif code in COUNTED and key != seen.key:
            yield seen
        if by != before:
            self._tell_by(key, by, rows)
        was, now = is_whole(code, before), is_whole(code, by)
        if was != now or seen.on or not now:
            yield replace(seen, key=key, on=now)

    def _tell_by(self, key: Key, by: set[Place], rows: list[Row]) -> None:
        if by:
            self._told_by[key] = by
        else:
            del self._told_by[key]
        body = {"by": sorted(by)} if by else None
        rows.append(ConsumerState(NAME, f"told/{_join(key)}", body))

    def _add(self, remark: Remark, now: datetime, events: list[Event], rows: list[Row]) -> None:
        """A reason for a fault that was told without one."""
        for key, waiting in self._waiting.items():
            if waiting.on and remark.about(key, waiting.detail):
                self._wait(key, replace(waiting, detail=remark.text), rows)
        for alarm in [*self._alarms.values()]:
            if alarm.standing and remark.about(alarm.key, alarm.detail):
                self._put(replace(alarm, detail=remark.text), now, events, rows)

    def _unlink(self, point: str, rows: list[Row]) -> None:
        if self._links.pop(point, None) is not None:
            rows.append(ConsumerState(NAME, f"link/{point}", None))

    def _weigh(self, seen: Observation, rows: list[Row]) -> None:
        alarm = self._alarms.get(seen.key)
        waiting = self._waiting.get(seen.key)
        standing = alarm is not None and alarm.standing
        kind = CATALOGUE[seen.key[0]]
        if kind.lasts_s and seen.on and standing:
            self._wait(seen.key, _over(kind.lasts_s, seen.since, seen.due), rows)
            return
        if seen.on == standing:
            if waiting is not None:
                # It turned back before its time came.
                self._forget(seen.key, rows)
            return
        delay = kind.on_delay_s if seen.on else kind.off_delay_s
        due = seen.due + timedelta(seconds=delay)
        if waiting is not None and waiting.due <= due:
            return
        self._wait(seen.key, Condition(seen.on, seen.since, due, seen.detail), rows)

    def _wait(self, key: Key, condition: Condition, rows: list[Row]) -> None:
        self._waiting[key] = condition
        self._soonest = min(condition.due, self._soonest or condition.due)
        body: Mapping[str, object] = {
            "on": condition.on,
            "since": _text(condition.since),
            "due": _text(condition.due),
            "detail": condition.detail,
        }
        rows.append(ConsumerState(NAME, _join(key), body))

    def _forget(self, key: Key, rows: list[Row]) -> None:
        del self._waiting[key]
        rows.append(ConsumerState(NAME, _join(key), None))

    def _mature(self, until: datetime, now: datetime, events: list[Event], rows: list[Row]) -> None:
        """What was due by `until` happens `now`, the earliest first."""
        if self._soonest is None or self._soonest > until:
            return
        due = [(c.due, key) for key, c in self._waiting.items() if c.due <= until]
        for _due, key in sorted(due):
            condition = self._waiting.get(key)
            if condition is None or (condition.on and self._is_covered(key)):
                continue
            self._forget(key, rows)
            alarm = self._alarms.get(key)
            if condition.on:
                self._put(self._raised(key, condition, alarm, now), now, events, rows)
                if lasts := CATALOGUE[key[0]].lasts_s:
                    self._wait(key, _over(lasts, condition.since, condition.due), rows)
                self._cover(key, condition, now, events, rows)
            elif alarm is not None:
                self._put(move(alarm, Trigger.CLEAR, now), now, events, rows)
        self._soonest = self._first_due()

    def _is_covered(self, key: Key) -> bool:
        """A pressed stop button explains the faults of its charge point: one alarm tells of it.

        So does a ground failure those of its connector, and what many connectors have is one
        alarm too. They wait; what is still true when the explanation is gone is raised then.
        """
        found = (self._alarms.get(other) for other in self._explaining(key))
        return any(alarm is not None and alarm.standing for alarm in found)

    def _explaining(self, key: Key) -> tuple[Key, ...]:
        whole = (*key[:2], 0, 0)
        many = key[0] in COUNTED and key != whole and is_many(self._told_by.get(whole, ()))
        return (*explaining(key), whole) if many else explaining(key)

    def _cover(
        self, key: Key, why: Condition, now: datetime, events: list[Event], rows: list[Row]
    ) -> None:
        """Faults that were told just before their explanation wait as those after it do."""
        for alarm in [*self._alarms.values()]:
            if key not in self._explaining(alarm.key) or not alarm.standing:
                continue
            if key[0] != alarm.code and alarm.raised < why.since - COVERS:
                continue
            self._put(move(alarm, Trigger.EXPLAIN, now), now, events, rows)
            if alarm.key in self._waiting:
                self._forget(alarm.key, rows)  # it is going by itself
            else:
                again = Condition(on=True, since=alarm.raised, due=now, detail=alarm.detail)
                self._wait(alarm.key, again, rows)

    def _first_due(self) -> datetime | None:
        return min((condition.due for condition in self._waiting.values()), default=None)

    def _raised(self, key: Key, condition: Condition, alarm: Alarm | None, now: datetime) -> Alarm:
        if alarm is not None:
            return replace(move(alarm, Trigger.RAISE, now), detail=condition.detail)
        code, point, evse, connector = key
        registration = self._registrations.get(point)
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

    def _put(self, alarm: Alarm, now: datetime, events: list[Event], rows: list[Row]) -> None:
        if self._alarms.get(alarm.key) == alarm:
            return
        if alarm.state is AlarmState.NORMAL:
            self._alarms.pop(alarm.key, None)
        else:
            self._alarms[alarm.key] = alarm
        rows.append(alarm)
        # What is only told better within one conclusion is told once.
        events[:] = [e for e in events if not _says_less(e, alarm)]
        events.append(
            AlarmChanged(charge_point=alarm.charge_point, at=now, received=now, alarm=alarm)
        )

    # --- people -------------------------------------------------------------------------------

    def _acknowledge(
        self, event: AcknowledgementRequested, now: datetime, events: list[Event], rows: list[Row]
    ) -> None:
        for alarm in [a for a in self._alarms.values() if a.id in event.alarms]:
            self._put(move(alarm, Trigger.ACKNOWLEDGE, now, event.by), now, events, rows)

    def _retire(self, point: str, now: datetime, events: list[Event], rows: list[Row]) -> None:
        """A charge point that is no more has no conditions; its history stays."""
        self._unlink(point, rows)
        for key in [k for k in self._waiting if k[1] == point]:
            self._forget(key, rows)
        for key in [k for k in self._told_by if k[1] == point]:
            self._tell_by(key, set(), rows)
        for alarm in [a for a in self._alarms.values() if a.charge_point == point]:
            self._put(move(alarm, Trigger.CLEAR, now), now, events, rows)


def _says_less(event: Event, alarm: Alarm) -> bool:
    """Whether an alarm that was told stands the same now but for its detail."""
    return isinstance(event, AlarmChanged) and alarm == replace(event.alarm, detail=alarm.detail)


def _over(lasts_s: int, since: datetime, told: datetime) -> Condition:
    """The end of what is no state but happened."""
    return Condition(on=False, since=since, due=told + timedelta(seconds=lasts_s), detail="")


def _join(key: Key) -> str:
    code, point, evse, connector = key
    return f"{code}/{evse}/{connector}/{point}"


def _parse(key: str) -> Key:
    code, evse, connector, point = key.split("/", 3)
    return (code, point, int(evse), int(connector))


def _text(at: datetime) -> str:
    return at.isoformat()


def _time(text: object) -> datetime:
    return datetime.fromisoformat(str(text))

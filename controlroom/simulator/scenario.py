"""A scenario: what happens when, and to whom. Read from TOML, checked line by line.

::

    title = "Night shift"

    [fleet]
    charge_points = 20

    [sites]
    "Norr" = ["SIM-0001", "SIM-0002"]

    [[event]]
    at = "00:05:00"
    site = "Norr"
    behaviour = "power-loss"
    for = "10m"
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from fnmatch import fnmatchcase
from pathlib import Path
from random import Random
from typing import NoReturn

from controlroom.domain.errors import InvalidValue
from controlroom.simulator.behaviours import BEHAVIOURS, Behaviour, Order
from controlroom.simulator.durations import duration
from controlroom.simulator.profile import Seed, StationSpec
from controlroom.simulator.scenario_source import Source

_TOP = ("title", "fleet", "sites", "event")
_FLEET = {"charge_points": (1, 5000), "arrivals": (0, 1000), "elasticity": (0, 10),
          "price": (0, 100), "usual_price": (0.01, 100)}  # fmt: skip
_EVENT = ("at", "behaviour", "for", "charge_points", "site", "share", "outlet", "repeat", "times",
          "name")  # fmt: skip
_LONGEST_S = 31 * 86_400.0


@dataclass(frozen=True, slots=True)
class Event:
    """Something that is to happen. Times in simulated seconds; `at` after the fleet's start."""

    at: float
    behaviour: Behaviour
    lasts: float | None = None
    charge_points: tuple[str, ...] = ()
    """Ids or patterns (SIM-00*); empty where `site` or `share` says who."""
    site: str = ""
    share: float = 1.0
    """Of those who are meant, drawn by chance."""
    outlet: int | None = None
    every: float = 0.0
    """Again after so long; 0 only once."""
    times: int = 1
    parameters: Mapping[str, float] = field(default_factory=dict)
    line: int = 0
    name: str = ""
    """What a report calls it; "" its behaviour."""

    def moments(self) -> list[float]:
        """When it happens, after the fleet's start."""
        return [self.at + self.every * number for number in range(self.times)]

    def order(self, at: float, chance: Random) -> Order:
        """What a station is asked to do at a moment."""
        return self.behaviour.order(
            at,
            lasts=self.lasts,
            number=self.outlet,
            parameters=self.parameters,
            chance=chance,
        )

    def targets(self, stations: Sequence[StationSpec], seed: Seed) -> list[StationSpec]:
        """Whom it happens to. Stations whose version does not know it are left out."""
        meant = [spec for spec in stations if self._means(spec)]
        able = [spec for spec in meant if spec.version in self.behaviour.versions]
        if self.share >= 1 or not able:
            return able
        chance = Random(f"{seed}/scenario/{self.line}/{self.at}/{self.behaviour.name}")
        some = set(chance.sample(range(len(able)), max(1, round(self.share * len(able)))))
        return [spec for number, spec in enumerate(able) if number in some]

    def _means(self, spec: StationSpec) -> bool:
        if self.charge_points:
            return any(fnmatchcase(spec.id, pattern) for pattern in self.charge_points)
        return not self.site or spec.site == self.site


@dataclass(frozen=True, slots=True)
class Scenario:
    """What happens to a fleet, and what fleet it wants."""

    title: str = ""
    events: tuple[Event, ...] = ()
    fleet: Mapping[str, float] = field(default_factory=dict)
    sites: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    source: Source | None = None

    def check(self, stations: Sequence[StationSpec]) -> None:
        """Raises `InvalidValue` where it names somebody who is not in the fleet."""
        ids, sites = [spec.id for spec in stations], {spec.site for spec in stations if spec.site}
        for event in self.events:
            for pattern in event.charge_points:
                if not any(fnmatchcase(name, pattern) for name in ids):
                    self._complain(event, f"no charge point is called {pattern}", pattern, ids)
            if event.site and event.site not in sites:
                self._complain(event, f"no site is called {event.site}", event.site, sites)
            if not event.targets(stations, 0):
                versions = " or ".join(event.behaviour.versions)
                self._complain(event, f"{event.behaviour.name} needs OCPP {versions}", "", ())

    def fitting(self, stations: Sequence[StationSpec]) -> Scenario:
        """Without what would happen to nobody here."""
        events = tuple(event for event in self.events if event.targets(stations, 0))
        return replace(self, events=events)

    def _complain(self, event: Event, why: str, name: str, known: Sequence[str] | set[str]) -> None:
        place = f"line {event.line}: " if event.line else ""
        file = self.source.file if self.source else "The scenario"
        raise InvalidValue("scenario-bad", file=file, why=place + why + meant(name, known))

    def dressed(self, stations: Sequence[StationSpec]) -> tuple[StationSpec, ...]:
        """The stations with the sites that the scenario puts them at."""

        def site_of(spec: StationSpec) -> str:
            for site, patterns in self.sites.items():
                if any(fnmatchcase(spec.id, pattern) for pattern in patterns):
                    return site
            return spec.site

        return tuple(replace(spec, site=site_of(spec)) for spec in stations)


def meant(name: str, known: Sequence[str] | set[str]) -> str:
    """A hint at the names that are near; "" where none is."""
    near = get_close_matches(name, sorted(known), n=3, cutoff=0.65)
    return f" (did you mean {' or '.join(near)}?)" if near else ""


def behaviour(name: str) -> Behaviour:
    """The behaviour of that name. Raises `InvalidValue` with those that are near."""
    found = BEHAVIOURS.get(name)
    if found is None:
        raise InvalidValue("unknown-behaviour", name=name, hint=meant(name, list(BEHAVIOURS)))
    return found


def read(file: Path) -> Scenario:
    """A scenario from a file.

    Raises `InvalidValue`, naming file, line and what to write, where it cannot be used.
    """
    try:
        text = file.read_text(encoding="utf-8")
        body = tomllib.loads(text)
    except (OSError, UnicodeDecodeError) as failure:
        raise InvalidValue("scenario-bad", file=file, why=str(failure)) from failure
    except RecursionError as failure:
        why = "it is nested too deeply"
        raise InvalidValue("scenario-bad", file=file, why=why) from failure
    except ValueError as failure:
        # No TOML, or a number without end.
        raise InvalidValue("scenario-bad", file=file, why=f"no TOML: {failure}") from failure
    return _Reader(Source(file, text)).scenario(body)


class _Reader:
    """Turns tables into a scenario, and says where one is wrong."""

    def __init__(self, source: Source) -> None:
        self._source = source

    def scenario(self, body: Mapping[str, object]) -> Scenario:
        self._known(body, _TOP, 0)
        entries = body.get("event", [])
        if not isinstance(entries, list) or not all(isinstance(e, dict) for e in entries):
            self._wrong(0, "event", "events are written as [[event]]")
        title = body.get("title", "")
        if not isinstance(title, str):
            self._wrong(0, "title", "title must be a text")
        return Scenario(
            title=title,
            events=tuple(self._event(entry, n) for n, entry in enumerate(entries, start=1)),
            fleet=self._fleet(self._table(body, "fleet")),
            sites={
                name: self._names(0, name, ids) for name, ids in self._table(body, "sites").items()
            },
            source=self._source,
        )

    def _wrong(self, number: int, member: str, why: str) -> NoReturn:
        place = self._source.place(number, member)
        raise InvalidValue("scenario-bad", file=self._source.file, why=place + why)

    def _known(self, table: Mapping[str, object], known: Sequence[str], number: int) -> None:
        for name in table:
            if name not in known:
                hint = meant(name, known) or f"; known are {', '.join(known)}"
                self._wrong(number, name, f"unknown entry {name}{hint}")

    def _table(self, body: Mapping[str, object], name: str) -> Mapping[str, object]:
        table = body.get(name, {})
        if not isinstance(table, dict):
            self._wrong(0, name, f"{name} must be a table: [{name}]")
        return table

    def _fleet(self, table: Mapping[str, object]) -> dict[str, float]:
        self._known(table, tuple(_FLEET), 0)
        return {name: self._number(0, name, value, *_FLEET[name]) for name, value in table.items()}

    def _number(self, number: int, name: str, value: object, least: float, most: float) -> float:
        usable = isinstance(value, (int, float)) and not isinstance(value, bool)
        if not usable or not isinstance(value, (int, float)) or not least <= value <= most:
            self._wrong(number, name, f"{name} must be a number from {least:g} to {most:g}")
        return float(value)

    def _names(self, number: int, member: str, value: object) -> tuple[str, ...]:
        names = [value] if isinstance(value, str) else value
        if not isinstance(names, list) or not names or not all(isinstance(n, str) for n in names):
            self._wrong(number, member, f'{member} must be a list of names, as ["SIM-0001"]')
        return tuple(names)

    def _time(self, number: int, table: Mapping[str, object], member: str) -> float | None:
        if member not in table:
            return None
        seconds = duration(table[member])
        if seconds is None or seconds > _LONGEST_S:
            self._wrong(
                number, member, f'{member} must be a time up to 31 days, as "00:05:00" or "10m"'
            )
        return seconds

    def _event(self, table: Mapping[str, object], number: int) -> Event:
        name = table.get("behaviour")
        if not isinstance(name, str):
            self._wrong(number, "behaviour", 'behaviour is missing, as behaviour = "link-loss"')
        if name not in BEHAVIOURS:
            hint = meant(name, list(BEHAVIOURS)) or "; see `controlroom simulate --list-behaviours`"
            self._wrong(number, "behaviour", f"no behaviour is called {name}{hint}")
        kind = BEHAVIOURS[name]
        limits = {p.name: (p.least, p.most) for p in kind.parameters}
        self._known(table, (*_EVENT, *limits), number)
        at = self._time(number, table, "at")
        if at is None:
            self._wrong(number, "at", 'at is missing, as at = "00:05:00"')
        lasts = self._time(number, table, "for")
        if lasts is not None and not kind.lasts_s:
            self._wrong(number, "for", f"{name} is over at once: leave out for")
        if lasts == 0:
            self._wrong(number, "for", "for must be more than nothing")
        points = (
            self._names(number, "charge_points", table["charge_points"])
            if ("charge_points" in table)
            else ()
        )
        site = table.get("site", "")
        if not isinstance(site, str) or (site and points):
            self._wrong(number, "site", "site must be one name, and not beside charge_points")
        if not points and not site and "share" not in table:
            why = "say who: charge_points, site or share (share = 1 is everybody)"
            self._wrong(number, "behaviour", why)
        every = self._time(number, table, "repeat") or 0.0
        if ("repeat" in table) != ("times" in table):
            self._wrong(number, "repeat", "repeat and times go together")
        return Event(
            at=at,
            behaviour=kind,
            lasts=lasts,
            charge_points=points,
            site=site,
            share=self._number(number, "share", table.get("share", 1), 0, 1),
            outlet=self._whole(number, table, "outlet", 16),
            every=every,
            times=self._whole(number, table, "times", 1000) or 1,
            parameters={
                p: self._number(number, p, table[p], *limits[p]) for p in limits if p in table
            },
            line=self._source.line(number),
            name=str(table.get("name", "")),
        )

    def _whole(
        self, number: int, table: Mapping[str, object], member: str, most: int
    ) -> int | None:
        if member not in table:
            return None
        value = self._number(number, member, table[member], 1, most)
        if value != int(value):
            self._wrong(number, member, f"{member} must be a whole number")
        return int(value)

"""The past of a site, or of all, by quarter-hour: usable connectors and running sessions.

A series has one value for each quarter-hour from a first one on; NaN is what nobody knows. What
the network is now, and what turned since, tell what it was.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import accumulate
from math import nan
from typing import Final, TypeAlias

from controlroom.domain.charging.availability import USABLE, connectors_of
from controlroom.domain.charging.events import FellSilent, HeardAgain, LinkClosed, LinkOpened
from controlroom.domain.charging.network import Network
from controlroom.domain.quarter_hours import begin_of, quarter_of
from controlroom.operations.ports.reports import ReportQueries, SessionStep, StatusTurn

MOST_TURNS: Final = 100_000
KNOWN_SHARE: Final = 0.9
"""With the state of fewer connectors known than this, none is told for all."""
_LINK: Final = {
    LinkOpened.__name__: True,
    HeardAgain.__name__: True,
    LinkClosed.__name__: False,
    FellSilent.__name__: False,
}

Place: TypeAlias = tuple[str, int, int]
"""Charge point, EVSE, connector."""


# --- connectors -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Now:
    """What can be said now. `heard`: charge points; `usable`: connectors by their own status."""

    heard: Mapping[str, bool]
    usable: Mapping[Place, bool]

    @classmethod
    def of(cls, network: Network, site: str | None) -> Now:
        heard: dict[str, bool] = {}
        usable: dict[Place, bool] = {}
        for registration in network.registrations.values():
            if not registration.in_service or site not in (None, registration.site):
                continue
            heard[registration.id] = network.charge_point(registration.id).heard
            for connector in connectors_of(network, registration.id):
                usable[connector.key] = connector.status in USABLE
        return cls(heard, usable)


async def read_availability(
    reports: ReportQueries, network: Network, site: str | None, first: int, last: int
) -> list[float]:
    """Availability from `first` up to but not with `last`; raises StoreUnavailable."""
    turns = await reports.status_turns(begin_of(first), site=site, limit=MOST_TURNS)
    # Where there are more than could be read, the oldest one's quarter is not whole.
    known_from = turns[0].quarter + 1 if len(turns) >= MOST_TURNS else first
    now = Now.of(network, site)
    return await asyncio.to_thread(availability, turns, now, known_from, first, last)


def availability(
    turns: Sequence[StatusTurn], now: Now, known_from: int, first: int, last: int
) -> list[float]:
    """Share of connectors that could be used, at the end of each quarter-hour.

    Whatever did not turn since has been as it is now. What was before the first turn of a
    connector or a link is not known; it counts neither as usable nor as not.
    """
    if not now.usable:
        return [nan] * (last - first)
    course = _Course(now, turns, first, last)
    for turn in turns:
        course.turn(turn)
    enough = KNOWN_SHARE * len(now.usable)
    return [
        usable / known if quarter >= known_from and known >= enough else nan
        for quarter, (known, usable) in enumerate(course.counts(), first)
    ]


class _Course:
    """Counts of known and of usable connectors, kept as steps."""

    def __init__(self, now: Now, turns: Sequence[StatusTurn], first: int, last: int) -> None:
        self._first, self._last = first, last
        links = {turn.charge_point for turn in turns if turn.word in _LINK}
        moved = {turn[1:4] for turn in turns if turn.word not in _LINK}
        self._heard: dict[str, bool | None] = {
            point: None if point in links else heard for point, heard in now.heard.items()
        }
        self._usable: dict[Place, bool | None] = {
            place: None if place in moved else usable for place, usable in now.usable.items()
        }
        self._places: dict[str, list[Place]] = {}
        for place in now.usable:
            self._places.setdefault(place[0], []).append(place)
        self._known_steps = [0] * (last - first)
        self._usable_steps = [0] * (last - first)
        for place in self._usable:
            self._add(place, first, 1)

    def _add(self, place: Place, quarter: int, sign: int) -> None:
        heard, usable = self._heard.get(place[0]), self._usable[place]
        if heard is None or (heard and usable is None):
            return
        at = max(quarter, self._first) - self._first
        if at < self._last - self._first:
            self._known_steps[at] += sign
            if heard and usable:
                self._usable_steps[at] += sign

    def turn(self, turn: StatusTurn) -> None:
        place = turn[1:4]
        link = _LINK.get(turn.word)
        if link is None and place not in self._usable:
            return
        touched = self._places.get(turn.charge_point, []) if link is not None else [place]
        for one in touched:
            self._add(one, turn.quarter, -1)
        if link is not None:
            self._heard[turn.charge_point] = link
        else:
            self._usable[place] = turn.word in USABLE
        for one in touched:
            self._add(one, turn.quarter, 1)

    def counts(self) -> Iterator[tuple[int, int]]:
        return zip(accumulate(self._known_steps), accumulate(self._usable_steps), strict=True)


# --- sessions ---------------------------------------------------------------------------------


def running(
    steps: Iterable[tuple[int, int]], known_from: int, first: int, last: int
) -> list[float]:
    """Sessions that run at the end of each quarter-hour, from (quarter-hour, more or fewer).

    Known from the beginning of the oldest part that was loaded.
    """
    changes = [0] * (last - first)
    before = 0
    for quarter, change in steps:
        if quarter < first:
            before += change
        elif quarter < last:
            changes[quarter - first] += change
    counts = [*accumulate(changes, initial=before)][1:]
    return [nan if quarter < known_from else n for quarter, n in enumerate(counts, first)]


def newer_steps(
    network: Network, site: str | None, until: datetime | None
) -> Iterator[SessionStep]:
    """Of sessions that run, and of those that have ended since the store was asked."""
    for sessions in network.sessions.values():
        for session in sessions.values():
            if site not in (None, session.site):
                continue
            if session.active:
                yield SessionStep(quarter_of(session.started), 1)
            elif until is not None and session.ended is not None and session.ended >= until:
                yield SessionStep(quarter_of(session.started), 1)
                yield SessionStep(quarter_of(session.ended), -1)

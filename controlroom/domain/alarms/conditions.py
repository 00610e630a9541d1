"""Conditions of alarms: what an event says of them all, by the rules of the catalogue.

A condition has a moment from which it counts (`due`): said live it counts at
once; absence, and what came out of a queue, settle for 60 s after a reconnect,
because the charge point may be about to say that all is well.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from datetime import datetime, timedelta

from controlroom.domain.alarms.catalogue import CATALOGUE, Scope
from controlroom.domain.alarms.observation import WHOLE, Key, Observation, Place
from controlroom.domain.alarms.rules import Says
from controlroom.domain.charging.charge_point import MOST_CONNECTORS
from controlroom.domain.charging.events import (
    LinkClosed,
    LinkOpened,
    RegistrationChanged,
    SiteChanged,
)
from controlroom.domain.charging.network import Network
from controlroom.domain.event import Event

SETTLE = timedelta(seconds=60)
COVERS = SETTLE
"""A fault told so shortly before its explanation is no alarm of its own."""
MOVING = (LinkOpened, LinkClosed, RegistrationChanged, SiteChanged)
"""What moves those parts of a network that the rules read: sites, registrations and links. An
engine keeps no more of it: to decide on a status again costs several times what the rules do."""
MANY = 8
"""More connectors of one charge point than this with the same are one alarm of the whole."""

_RULES: dict[type[Event], list[tuple[str, Says]]] = defaultdict(list)
for _kind in CATALOGUE.values():
    for _event in _kind.rule.reads:
        _RULES[_event].append((_kind.code, _kind.rule.says))

OBSERVED: frozenset[type[Event]] = frozenset({*_RULES, *MOVING})
"""What an engine is told of, so that it can observe."""


def observe(event: Event, network: Network) -> Iterator[Observation]:
    """What an event says about conditions; `network` knows the event already."""
    settled = _settled(event, network)
    for code, says in _RULES.get(type(event), ()):
        for seen in says(event, network):
            due = max(settled, event.at + seen.after) if seen.after else settled
            key = (code, event.charge_point, *seen.place)
            yield Observation(key, seen.on, event.at, due, seen.detail)


def _settled(event: Event, network: Network) -> datetime:
    """When the charge point has had the time to say otherwise."""
    if not event.replayed:
        return event.received
    # Settling takes no longer, even where the clock was set back since the link opened.
    since = network.charge_point(event.charge_point).link_since or event.received
    return max(event.received, min(since, event.received) + SETTLE)


def whole_of(key: Key) -> Key:
    """The same condition of the charge point as a whole."""
    return (*key[:2], *WHOLE)


def combine(
    seen: Observation, parts: frozenset[Place]
) -> tuple[frozenset[Place], list[Observation]]:
    """What an observation says of its part of a charge point, and of the whole.

    `parts` are those that said before that it is so; returns them as they are now with it.
    """
    scope = CATALOGUE[seen.key[0]].scope
    if scope is Scope.PART:
        return parts, [seen]
    whole, part = whole_of(seen.key), {seen.key[2:]}
    now = parts | part if seen.on else parts - part
    found: list[Observation] = []
    if len(now) > MOST_CONNECTORS + 1:
        now = parts  # it makes them up; one more changes nothing
    elif scope is Scope.CONNECTORS and seen.key != whole:
        found.append(seen)
    before, on = _is_whole(scope, parts), _is_whole(scope, now)
    if before != on or seen.on or not on:
        found.append(Observation(whole, on, seen.since, seen.due, seen.detail))
    return now, found


def _is_whole(scope: Scope, parts: Collection[Place]) -> bool:
    if scope is Scope.WHOLE:
        return bool(parts)
    return WHOLE in parts or _are_many(parts)


def _are_many(parts: Collection[Place]) -> bool:
    return len(parts) - (WHOLE in parts) > MANY


def parents(key: Key, parts: Collection[Place]) -> Iterator[Key]:
    """Conditions that tell of the same better; `parts` of the charge point that say it is so."""
    code, point, evse, connector = key
    for parent in CATALOGUE[code].parents:
        for place in {(evse, connector), (evse, 0), WHOLE}:
            yield (parent, point, *place)
    if key != whole_of(key) and CATALOGUE[code].scope is Scope.CONNECTORS and _are_many(parts):
        yield whole_of(key)

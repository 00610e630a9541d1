"""Faults for an exercise, drawn from the behaviours: hidden times, hidden places."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from random import Random

from controlroom.domain.charging.charge_point import SiteKind
from controlroom.simulator.behaviours import BEHAVIOURS, Behaviour
from controlroom.simulator.profile import QUIET, Seed, StationSpec
from controlroom.simulator.scenario import Event

START_S = 60.0
"""Nothing is planted while the fleet still connects."""
SHORTEST_S = 600.0
"""A fault stands long enough to be found."""
_SOON_S = 60.0
_LATER_S = {
    "CP-BOOT": 720.0,
    "CP-FLAP": 420.0,
    "CP-SILENT": 840.0,
    "CON-FIN": 1200.0,
    "CON-PREP": 720.0,
    "CON-SUSEVSE": 1200.0,
    "HW-TEMP": 400.0,
    "HW-READER": 400.0,
    "NET-AUTH": 1200.0,
    "SES-ZERO": 1500.0,
    "SITE-COMM": 720.0,
    "SITE-POWER": 720.0,
}
"""How long after the fault its alarm comes, where it takes more than a minute."""
_WHOLE_SITE = ("silence", "power-loss")
_NEVER = ("gone", "deaf", "link-loss")
"""What shows only to who sends a command, and what another one shows better."""
_A_FAULT_EVERY_S = 150.0
_LEAST = 4


def faults(
    stations: Sequence[StationSpec], seed: Seed, minutes: float, codes: Collection[str]
) -> tuple[Event, ...]:
    """The faults of an exercise of so many minutes, each at a site of its own, in order.

    `codes`: the alarms that the control room raises; nothing is planted that it cannot
    tell. No kind comes twice before each has come once.
    """
    chance = Random(f"{seed}/exercise")
    length = minutes * 60
    kinds = [kind for kind in BEHAVIOURS.values() if _is_fair(kind, codes, length)]
    sites: dict[str, list[StationSpec]] = {}
    for spec in stations:
        if spec.site and spec.key is not None:
            sites.setdefault(spec.site, []).append(spec)
    places = sorted(sites)
    chance.shuffle(places)
    chance.shuffle(kinds)
    wanted = max(_LEAST, round(length / _A_FAULT_EVERY_S))
    found: list[Event] = []
    for number in range(min(wanted, len(places)) if kinds else 0):
        kind = kinds[number % len(kinds)]
        event = _placed(kind, sites, places, chance)
        if event is None:
            continue
        latest = max(START_S, length * 0.9 - _delay_s(kind, codes))
        # Spread over the time, so that they do not all come at once.
        share = (number + chance.random()) / wanted
        at = START_S + (latest - START_S) * min(1.0, share)
        lasts = max(SHORTEST_S, kind.lasts_s) if kind.lasts_s else None
        found.append(replace(event, at=round(at, 1), lasts=lasts))
    return tuple(sorted(found, key=lambda event: event.at))


def _delay_s(kind: Behaviour, codes: Collection[str]) -> float:
    return min(_LATER_S.get(code, _SOON_S) for code in kind.alarms if code in codes)


def _is_fair(kind: Behaviour, codes: Collection[str], length: float) -> bool:
    """Whether its alarm can come, and be acted on, within the exercise."""
    if kind.name in _NEVER or not set(kind.alarms) & set(codes):
        return False
    return START_S + _delay_s(kind, codes) < length * 0.8


def _placed(
    kind: Behaviour, sites: dict[str, list[StationSpec]], places: list[str], chance: Random
) -> Event | None:
    """A fault at a place that has none yet; None where no place is left for it."""
    for site in places:
        # Elsewhere nobody minds for half an hour that a charge point is silent.
        public = sites[site][0].kind is SiteKind.PUBLIC
        if "CP-SILENT" in kind.alarms and not public:
            continue
        able = [spec for spec in sites[site] if spec.version in kind.versions]
        whole = kind.name in _WHOLE_SITE
        if not able or (whole and len(sites[site]) < 2):
            continue
        places.remove(site)
        if whole:
            return Event(0.0, kind, site=site)
        spec = chance.choice(able)
        outlet = chance.randint(1, spec.model.outlets)
        return Event(0.0, kind, charge_points=(spec.id,), outlet=outlet)
    return None


def calm(stations: Sequence[StationSpec]) -> tuple[StationSpec, ...]:
    """The same fleet without faults and losses by chance: all there are were planted."""
    return tuple(
        replace(
            spec,
            habits=replace(
                QUIET, arrivals=spec.habits.arrivals, ahead_s=spec.habits.ahead_s, unknown_cards=0.0
            ),
        )
        for spec in stations
    )

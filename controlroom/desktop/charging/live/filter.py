"""What the live status shows: states, classes, places and currents that a person chose."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from enum import Enum

from controlroom.desktop.charging.live.connector_list import ConnectorRow
from controlroom.desktop.desk.overview import Overview, SiteRow
from controlroom.desktop.desk.status import PointRow
from controlroom.desktop.kit.connector_boxes import Box
from controlroom.domain.charging.charge_point import ConnectorStatus, SiteKind

DC_FROM_W = 44_000
"""A socket for alternating current gives at most 43 kW."""


class State(Enum):
    ALL = 0
    ABNORMAL = 1
    CHARGING = 2
    OFFLINE = 3
    OUT = 4


STATES = tuple(State)


class Current(Enum):
    DC = "dc"
    AC = "ac"
    UNKNOWN = "unknown"


def current_of(rated_w: float | None) -> Current:
    """By the rated power of one connector, where it is known."""
    if not rated_w:
        return Current.UNKNOWN
    return Current.DC if rated_w >= DC_FROM_W else Current.AC


@dataclass(frozen=True, slots=True)
class LiveFilter:
    """What is left as it is asks for nothing. `text` is casefolded."""

    state: State = State.ALL
    kind: SiteKind | None = None
    town: str = ""
    current: Current | None = None
    text: str = ""

    @property
    def narrowed(self) -> bool:
        """Something is chosen besides the state."""
        return self != LiveFilter(self.state)

    def site(self, row: SiteRow, overview: Overview) -> bool:
        """Whether a site is shown."""
        if self.kind is not None and row.site.kind is not self.kind:
            return False
        if self.town and row.site.place != self.town:
            return False
        members = overview.members(row.site.name) if self.current or self.text else []
        if self.current and all(current_of(p.rated_w) is not self.current for p in members):
            return False
        named = (row.site.name, row.site.place, *(point.id for point in members))
        return (
            self._says(*named)
            and {
                State.ALL: True,
                State.ABNORMAL: row.abnormal,
                State.CHARGING: row.counts.charging > 0,
                State.OFFLINE: row.offline > 0,
                State.OUT: row.counts.out > 0,
            }[self.state]
        )

    def point(self, row: PointRow) -> bool:
        """Whether a charge point is shown."""
        return (
            self._there(row)
            and self._says(row.id, row.site, row.town, row.model)
            and {
                State.ALL: True,
                State.ABNORMAL: row.mark is not None,
                State.CHARGING: row.counts.charging > 0,
                State.OFFLINE: not row.heard,
                State.OUT: row.counts.out > 0,
            }[self.state]
        )

    def connector(self, row: ConnectorRow) -> bool:
        """Whether a connector is shown."""
        point = row.point
        return (
            self._there(point)
            and self._says(point.id, point.site, point.town, point.model)
            and {
                State.ALL: True,
                State.ABNORMAL: row.mark is not None,
                State.CHARGING: row.status is ConnectorStatus.CHARGING,
                State.OFFLINE: not point.heard,
                State.OUT: row.box is Box.OUT,
            }[self.state]
        )

    def _there(self, row: PointRow) -> bool:
        return (
            (self.kind is None or row.kind is self.kind)
            and (not self.town or row.town == self.town)
            and (self.current is None or current_of(row.rated_w) is self.current)
        )

    def _says(self, *texts: str) -> bool:
        return not self.text or any(self.text in text.casefold() for text in texts)


def site_counts(overview: Overview) -> tuple[int, ...]:
    """Sites of each state, in the order of `STATES`."""
    return _tally(
        (row.abnormal, row.counts.charging > 0, row.offline > 0, row.counts.out > 0)
        for row in overview.sites.values()
    )


def point_counts(overview: Overview) -> tuple[int, ...]:
    """Charge points of each state, in the order of `STATES`."""
    return tuple(overview.tally.counts)


def connector_counts(rows: Iterable[ConnectorRow]) -> tuple[int, ...]:
    """Connectors of each state, in the order of `STATES`."""
    return _tally(
        (
            row.mark is not None,
            row.status is ConnectorStatus.CHARGING,
            not row.point.heard,
            row.box is Box.OUT,
        )
        for row in rows
    )


def _tally(rows: Iterable[tuple[bool, bool, bool, bool]]) -> tuple[int, ...]:
    """In one pass, for there may be twenty thousand: all, then those of each state."""
    every = abnormal = charging = offline = out = 0
    for one, two, three, four in rows:
        every += 1
        abnormal += one
        charging += two
        offline += three
        out += four
    return every, abnormal, charging, offline, out


def towns(overview: Overview) -> list[str]:
    """Places that have a site."""
    return sorted({row.site.place for row in overview.sites.values()} - {""}, key=str.casefold)


def key_of(choice: Hashable) -> str:
    """A choice as the workstation remembers it."""
    return str(choice.value) if isinstance(choice, Enum) else str(choice)

"""Questions: what a charge point's own words leave open, and the request that settles it.

A rule is a pure function of the state of the network, as it is by now, and an event of the
journal. It returns what the charge point is asked; an answer comes back as any other: as an
event, or as the response of the command.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TypeAlias

from controlroom.domain.commands import Verb
from controlroom.domain.events import Event
from controlroom.domain.network import Network
from controlroom.domain.values import dataclass


@dataclass(frozen=True, slots=True)
class Question:
    """A request to the charge point of the event. `reason` is the key of a sentence."""

    verb: Verb
    arguments: Mapping[str, object]
    reason: str


Rule: TypeAlias = Callable[[Network, Event], Iterator[Question]]

RULES: tuple[Rule, ...] = ()


def questions(network: Network, event: Event) -> Iterator[Question]:
    """Everything that an event gives cause to ask."""
    for rule in RULES:
        yield from rule(network, event)

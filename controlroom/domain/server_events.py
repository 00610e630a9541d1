"""Facts of the central systems themselves."""

from __future__ import annotations

from controlroom.domain.event import Event
from controlroom.domain.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class WritingFailed(Event):
    """The journal could not be written for a while, and can again. `at`: since when.

    `why` is the key of the sentence that says what stood in the way.
    """

    host: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockDeviated(Event):
    """The clock of a machine that serves is out by so many seconds; 0: it is right again."""

    host: str
    by_s: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerLost(Event):
    """A central system has ended without a word."""

    host: str
    pid: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerFound(Event):
    """One serves on a machine where one was lost, or the lost one goes on."""

    host: str
    pid: int

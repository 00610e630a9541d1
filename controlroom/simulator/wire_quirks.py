"""How a station talks where that is not as the specification has it.

All of it was seen on the wire of real charge points. A manner begins and ends while
the station lives; what each does is told in `behaviours.wire`.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import Enum, auto


class Manner(Enum):
    """One way of talking."""

    # Message ids and links
    COUNTED_IDS = auto()
    SWAPPED_IDS = auto()
    SENDS_TWICE = auto()
    STARTS_TWICE = auto()
    GARBAGE = auto()
    BOOTS_ON_RECONNECT = auto()
    RAW_KEY = auto()
    DEFLATE = auto()
    PATH_PREFIX = auto()
    ESCAPED_ID = auto()
    FROZEN = auto()
    """The link is open; nothing is said, nothing is read."""

    # What is queued
    REPLAY_FIRST = auto()
    SHUFFLED_REPLAY = auto()
    SLOW_REPLAY = auto()
    LOSES_ENDS = auto()
    OFFLINE_UNMARKED = auto()
    NO_SAMPLES = auto()

    # Words and numbers
    STOP_ZERO = auto()
    SEQUENCE_ZERO = auto()
    STAMPS_1970 = auto()
    NO_STAMP = auto()
    KWH_ON_L1 = auto()
    EMPTY_LISTS = auto()
    UNKNOWN_WORDS = auto()

    # Answers to commands
    DEAF = auto()
    BOOT_BEFORE_ANSWER = auto()
    RESET_UNANSWERED = auto()
    TRIGGER_IGNORED = auto()
    ANY_KEY = auto()
    NO_VALUE = auto()
    FORMATION_VIOLATION = auto()
    NOT_IMPLEMENTED = auto()


class Manners:
    """The manners of one station now. One that began twice ends twice."""

    def __init__(self) -> None:
        self._had: Counter[Manner] = Counter()

    def __contains__(self, manner: Manner) -> bool:
        return self._had[manner] > 0

    def begin(self, manner: Manner) -> None:
        """Talk so from now on."""
        self._had[manner] += 1

    def end(self, manner: Manner) -> None:
        """Talk so no more."""
        self._had[manner] -= 1


@dataclass(frozen=True, slots=True)
class Drift:
    """A clock that is wrong since a moment: by `seconds`, and by so many more each hour."""

    since: float
    seconds: float
    per_hour: float = 0.0

    def error(self, at: float) -> float:
        """Seconds that it is ahead; behind where negative."""
        return self.seconds + self.per_hour * max(0.0, at - self.since) / 3600

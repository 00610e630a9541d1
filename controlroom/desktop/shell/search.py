"""Finding anything by a few letters: what the command palette looks through, without Qt."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from heapq import nsmallest

MOST = 12
"""How many are shown."""
_FAR = 100
_RECENT = 4
"""What was chosen lately moves up by so much: past one in the same class of match."""


class Kind(IntEnum):
    """What is found, in the order in which equals stand."""

    SCREEN = 0
    SITE = 1
    POINT = 2
    CUSTOMER = 3
    INVOICE = 4
    ACTION = 5
    COMMAND = 6


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing to go to or to do. `key` is its own name within its kind."""

    kind: Kind
    key: str
    title: str
    detail: str = ""
    hint: str = ""
    """The keys that do the same."""
    icon: str = ""
    also: str = ""
    """Words that find it and are not shown."""
    folded: str = field(init=False, compare=False)
    words: tuple[str, ...] = field(init=False, compare=False)
    around: str = field(init=False, compare=False)
    short: str = field(init=False, compare=False)

    def __post_init__(self) -> None:
        fix = object.__setattr__
        fix(self, "folded", self.title.casefold())
        fix(self, "words", tuple(_words(self.title)))
        fix(self, "short", _short(self.title))
        fix(self, "around", f"{self.detail} {self.also}".casefold())


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def _short(text: str) -> str:
    """Letters and figures only, zeros before figures dropped: SLU-03 is slu3."""
    return re.sub(r"(?<![0-9])0+(?=[0-9])", "", "".join(_words(text)))


def distance(entry: Entry, token: str) -> int | None:
    """How far a word of the question is from an entry: 0 begins its title; None matches nowhere."""
    if entry.folded.startswith(token):
        return 0
    if any(word.startswith(token) for word in entry.words):
        return 1
    if (near := _in_code(entry, token)) is not None:
        return near
    if token in entry.folded:
        return 2
    at = entry.around.find(token)
    if at < 0:
        return None
    return 3 if at == 0 or not entry.around[at - 1].isalnum() else 5


def _in_code(entry: Entry, token: str) -> int | None:
    """Ids and numbers are found without their hyphens and leading zeros."""
    if entry.kind not in (Kind.POINT, Kind.INVOICE, Kind.COMMAND):
        return None
    wanted = _short(token)
    if not wanted:
        return None
    if entry.short.startswith(wanted):
        return 1
    return 2 if len(wanted) > 1 and wanted in entry.short else None


def find(
    entries: Iterable[Entry],
    question: str,
    recent: Sequence[tuple[Kind, str]] = (),
    most: int = MOST,
) -> list[Entry]:
    """The entries that every word of the question matches, nearest first.

    Without a question, what was chosen lately, then the screens.
    """
    tokens = question.casefold().split()
    lately = {chosen: place for place, chosen in enumerate(recent)}

    def order(found: tuple[int, Entry]) -> tuple[int, int, int, int, str]:
        far, entry = found
        place = lately.get((entry.kind, entry.key), _FAR)
        return (
            4 * far - (_RECENT if place < _FAR else 0),
            place,
            entry.kind,
            len(entry.title),
            entry.folded,
        )

    found = []
    for entry in entries:
        far = 0
        for token in tokens:
            step = distance(entry, token)
            if step is None:
                break
            far += step
        else:
            known = (entry.kind, entry.key) in lately
            if tokens or known or entry.kind is Kind.SCREEN:
                found.append((far, entry))
    return [entry for _, entry in nsmallest(most, found, key=order)]


def split(question: str, verbs: Mapping[str, str]) -> list[tuple[str, str]]:
    """Read "reset slu 3" as (name of a verb, the rest): every reading, in the verbs' order.

    `verbs` maps a command's name to its words. A verb needs at least two letters of one of them.
    """
    tokens = question.casefold().split()
    readings = []
    for name, words in verbs.items():
        known = _words(words)
        said = [t for t in tokens if len(t) > 1 and any(w.startswith(t) for w in known)]
        if said:
            rest = [token for token in tokens if token not in said]
            readings.append((name, " ".join(rest)))
    return readings

"""Readings of a register that stand at the edges of quarter-hours: what periods are cut by.

Of each quarter-hour the first reading and the last are kept, whatever the order in which they
came. The last one of all is known anyway (it is the newest register point), so that a reading in
the running quarter-hour changes nothing here.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from itertools import groupby

from controlroom.domain.charging.registers import RegisterPoint

QUARTER = timedelta(minutes=15)
KEPT_MARKS = 400
"""Of more than two days the older half is kept by the hour, or coarser."""
_COARSER = (timedelta(hours=1), timedelta(hours=6), timedelta(days=1))
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def quarter_of(at: datetime) -> datetime:
    """The beginning of the quarter-hour that a moment lies in; in UTC, and so everywhere."""
    return at - (at - _EPOCH) % QUARTER


def same_quarter(one: datetime, other: datetime) -> bool:
    return one.timestamp() // 900 == other.timestamp() // 900


def with_mark(
    marks: tuple[RegisterPoint, ...], newest: RegisterPoint | None, point: RegisterPoint
) -> tuple[RegisterPoint, ...]:
    """The marks with one more reading; `newest` is the last one so far.

    The same tuple where it adds nothing.
    """
    if newest is None:
        return (point,)
    if point[:2] > newest[:2]:
        if same_quarter(newest.at, point.at):
            return marks or (newest,)
        first = bool(marks) and marks[-1][:2] == newest[:2]
        return _few((*marks, point) if first or not marks else (*marks, newest, point))
    here = sorted({*(m for m in marks if same_quarter(m.at, point.at)), point})
    kept = here[:1] if same_quarter(newest.at, point.at) else [here[0], *here[1:][-1:]]
    others = [m for m in marks if not same_quarter(m.at, point.at)]
    changed = tuple(sorted((*others, *kept)))
    return marks if changed == marks else _few(changed)


def _few(marks: tuple[RegisterPoint, ...]) -> tuple[RegisterPoint, ...]:
    if len(marks) <= KEPT_MARKS:
        return marks
    half = KEPT_MARKS // 2
    older, newer = marks[:-half], marks[-half:]
    for length in _COARSER:
        kept = [*_edges(older, length)]
        if len(kept) <= half // 2:
            break
    return (*kept[-half:], *newer)


def _edges(marks: Iterable[RegisterPoint], length: timedelta) -> Iterable[RegisterPoint]:
    """The first and the last of each time of a length."""
    for _, group in groupby(marks, lambda mark: (mark.at - _EPOCH) // length):
        first, *rest = group
        yield first
        yield from rest[-1:]

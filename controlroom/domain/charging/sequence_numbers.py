"""Numbers that a charge point counts its messages with: which were heard, and which are missing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

Runs: TypeAlias = tuple[tuple[int, int], ...]
"""First and last number of each run without a gap, in their order."""

MOST = 50
"""Runs that are kept; a station with more gaps than that does not count its messages."""


def with_number(heard: Runs, number: int) -> Runs:
    """What was heard, with one number more; the same where it was heard before."""
    if heard and heard[-1][1] + 1 == number:
        return (*heard[:-1], (heard[-1][0], number))
    if number < 0 or any(first <= number <= last for first, last in heard):
        return heard
    made = _joined(sorted((*heard, (number, number))))
    return made if len(made) <= MOST else heard


def _joined(runs: Iterable[tuple[int, int]]) -> Runs:
    made: list[tuple[int, int]] = []
    for first, last in runs:
        if made and made[-1][1] + 1 == first:
            made[-1] = (made[-1][0], last)
        else:
            made.append((first, last))
    return tuple(made)


def gaps(heard: Runs) -> Runs:
    """The runs of missing numbers, from 0 up to the highest that was heard."""
    before = [-1, *(last for _, last in heard)]
    return tuple(
        (last + 1, first - 1)
        for last, (first, _) in zip(before, heard, strict=False)
        if first > last + 1
    )

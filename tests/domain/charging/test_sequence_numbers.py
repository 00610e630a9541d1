"""Which numbers were heard, and which are missing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from controlroom.domain.charging.sequence_numbers import MOST, Runs, gaps, with_number


def heard(*numbers: int) -> Runs:
    runs: Runs = ()
    for number in numbers:
        runs = with_number(runs, number)
    return runs


@pytest.mark.parametrize(
    ("numbers", "runs", "missing"),
    (
        ((), (), ()),
        ((0, 1, 2), ((0, 2),), ()),
        ((2, 0, 1), ((0, 2),), ()),
        ((0, 0, 0), ((0, 0),), ()),
        ((0, 3), ((0, 0), (3, 3)), ((1, 2),)),
        ((3, 4), ((3, 4),), ((0, 2),)),
        ((5, 1, 3), ((1, 1), (3, 3), (5, 5)), ((0, 0), (2, 2), (4, 4))),
        ((0, -1), ((0, 0),), ()),
    ),
)
def test_runs_and_what_lies_between(numbers: tuple[int, ...], runs: Runs, missing: Runs) -> None:
    assert heard(*numbers) == runs
    assert gaps(runs) == missing


@given(st.lists(st.integers(0, 60), max_size=40))
def test_order_and_repetition_do_not_matter(numbers: list[int]) -> None:
    runs = heard(*numbers)
    assert runs == heard(*sorted(set(numbers)))
    covered = {n for first, last in runs for n in range(first, last + 1)}
    assert covered == set(numbers)
    lacking = {n for first, last in gaps(runs) for n in range(first, last + 1)}
    assert lacking == set(range(max(numbers, default=-1))) - set(numbers)


def test_who_does_not_count_fills_no_memory() -> None:
    assert len(heard(*range(0, 1000, 2))) == MOST

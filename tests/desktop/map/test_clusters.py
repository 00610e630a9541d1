from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from controlroom.desktop.kit.marks import Mark
from controlroom.desktop.map import clusters
from controlroom.desktop.map.clusters import group, states
from controlroom.desktop.map.field import mark_of, severity
from controlroom.desktop.map.projection import TILE
from tests.desktop.map.fields import field, sweden

MARKS = [
    Mark(priority, present=present, unacknowledged=unacknowledged, latched=latched)
    for priority in (1, 2, 3)
    for present in (True, False)
    for unacknowledged in (True, False)
    for latched in (True, False)
]


@pytest.mark.parametrize("mark", MARKS)
def test_a_mark_comes_back_from_its_severity(mark: Mark) -> None:
    assert mark_of(severity(mark)) == mark


def test_the_worse_the_greater() -> None:
    order = [
        None,
        Mark(3, present=False),
        Mark(3),
        Mark(3, present=False, unacknowledged=True),
        Mark(3, unacknowledged=True),
        Mark(2, present=False),
        Mark(2, unacknowledged=True),
        Mark(1),
        Mark(1, unacknowledged=True),
    ]
    codes = [severity(mark) for mark in order]
    assert codes == sorted(codes)
    assert len(set(codes)) == len(codes)


def test_a_group_shows_the_worst_and_the_count_never_the_mean() -> None:
    marks = [None] * 40 + [Mark(3), Mark(1, unacknowledged=True), Mark(2)]
    made = field(("Slussen", "Stockholm", (18.07, 59.32), marks))
    groups = group(made, np.arange(len(made)), 6.0, 52)
    shown = states(made, groups)
    assert shown.count.tolist() == [43]
    assert mark_of(int(shown.worst[0])) == Mark(1, unacknowledged=True)
    assert shown.site.tolist() == [0]


def test_groups_come_apart_as_one_zooms() -> None:
    made = sweden()
    everything = np.arange(len(made))
    sizes = [len(group(made, everything, zoom, 52)) for zoom in (4.0, 6.0, 9.0, 12.0)]
    assert sizes == sorted(sizes)
    assert sizes[0] < 5
    assert sizes[-1] == 5
    far = group(made, everything, 6.0, 52)
    stockholm = [n for n in range(len(far)) if 0 in far.of(n)]
    assert set(made.site[far.of(stockholm[0])].tolist()) == {0, 1, 2}
    assert states(made, far).site[stockholm[0]] == -1


def test_what_is_filtered_out_counts_in_no_group() -> None:
    made = sweden()
    abnormal = np.flatnonzero(made.severity > 0)
    groups = group(made, abnormal, 6.0, 52)
    assert int(states(made, groups).count.sum()) == 3
    assert groups.holding(int(abnormal[0])) is not None
    assert groups.holding(1) is None


def test_nothing_makes_no_group() -> None:
    made = sweden()
    groups = group(made, np.zeros(0, dtype=np.int64), 6.0, 52)
    assert len(groups) == 0
    assert len(states(made, groups).count) == 0


def test_groups_hold_still_between_steps_of_zoom() -> None:
    assert clusters.step(6.1) == clusters.step(6.0) == 6.0
    assert clusters.step(6.2) == 6.25


@settings(max_examples=30)
@given(st.integers(1, 400), st.integers(0, 1000), st.sampled_from([4.0, 6.5, 9.0, 13.0]))
def test_every_mark_is_in_one_group_and_groups_stand_apart(
    count: int, seed: int, zoom: float
) -> None:
    chance = np.random.default_rng(seed)
    places = np.column_stack([chance.uniform(11, 24, count), chance.uniform(55, 69, count)])
    made = field(*((f"S{n}", "", (float(x), float(y)), [None]) for n, (x, y) in enumerate(places)))
    groups = group(made, np.arange(count), zoom, 52)
    assert sorted(groups.members.tolist()) == list(range(count))
    assert int(states(made, groups).count.sum()) == count
    assert all(groups.holding(int(m)) == n for n in range(len(groups)) for m in groups.of(n))
    scale = TILE * 2.0**zoom
    x, y = groups.x * scale, groups.y * scale
    apart = np.hypot(x[:, None] - x, y[:, None] - y)
    np.fill_diagonal(apart, np.inf)
    # A few may still stand close after the last round; never more than one in ten.
    close = (apart.min(axis=1, initial=np.inf) < 26).sum()
    assert close <= max(2, len(groups) // 10)

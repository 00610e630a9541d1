"""A consumer writes what is other than it was, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping

from controlroom.operations.kept_rows import KeptRows
from controlroom.operations.ports.journal import ConsumerState


def body(value: int) -> Mapping[str, object]:
    return {"n": value}


def test_changes_are_told_once_and_each_key_once() -> None:
    rows = KeptRows[int, int]("counters", str, body)
    rows.update({1: 10, 2: 20, 3: 30})
    assert rows.changes() == [], "what was loaded is stored"
    rows[1] = 11
    rows[1] = 12
    del rows[2]
    rows[4] = 40
    assert rows.changes() == [
        ConsumerState("counters", "1", {"n": 12}),
        ConsumerState("counters", "2", None),
        ConsumerState("counters", "4", {"n": 40}),
    ]
    assert rows.changes() == []
    assert rows == {1: 12, 3: 30, 4: 40}

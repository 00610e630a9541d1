"""How columns were left is how they come back; what does not fit is as declared."""

from __future__ import annotations

import json

import pytest

from controlroom.desktop.kit.column_layout import Arrangement


def test_what_was_written_is_read() -> None:
    left = Arrangement(3, [2, 0, 1], {1}, {0: 120}, (2, True))
    assert Arrangement.read(left.text(), 3) == left
    assert not left.plain
    assert Arrangement(3).plain


@pytest.mark.parametrize(
    "text",
    (
        "",
        "{}",
        "null",
        "[1, 2]",
        "not json",
        Arrangement(4).text(),
        json.dumps({"order": [0, 1, 2], "hidden": [0, 1, 2], "widths": [], "sort": [-1, False]}),
        json.dumps({"order": [0, 1, 2], "hidden": [7], "widths": [], "sort": [-1, False]}),
        json.dumps({"order": [0, 1, 2], "hidden": [], "widths": [[0, 1e9]], "sort": [-1, False]}),
        json.dumps({"order": [0, 1, 2], "hidden": [], "widths": [[9, 90]], "sort": [-1, False]}),
        json.dumps({"order": [0, 1, 2], "hidden": [], "widths": [], "sort": [3, False]}),
        json.dumps({"order": [0, "x", 2], "hidden": [], "widths": [], "sort": [0, False]}),
    ),
)
def test_what_does_not_fit_is_as_declared(text: str) -> None:
    assert Arrangement.read(text, 3) == Arrangement(3)

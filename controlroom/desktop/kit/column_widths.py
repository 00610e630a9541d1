"""How the columns of a table share the room that there is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import ceil
from typing import Any

from PySide6.QtGui import QFontMetricsF

from controlroom.desktop.kit import theme
from controlroom.desktop.kit.column_layout import NARROWEST, Arrangement
from controlroom.desktop.kit.table_model import Column
from controlroom.desktop.kit.theme import Type


def measured(columns: Sequence[Column[Any]], beside: int) -> list[Column[Any]]:
    """The columns, each with room for its widest text and for what stands `beside` it."""
    return [
        replace(column, width=max(column.width, beside + _width(column)))
        if column.widest
        else column
        for column in columns
    ]


def _width(column: Column[Any]) -> int:
    # The heaviest weight is the widest.
    font = theme.font(Type.BODY, weight=theme.SEMIBOLD, tabular=column.tabular)
    return ceil(QFontMetricsF(font).horizontalAdvance(column.widest))


def left_out(columns: Sequence[Column[Any]], chosen: Arrangement, room: int) -> set[int]:
    """Which columns give up their place: rather some that can be read than all in pieces."""
    seen = [number for number in range(len(columns)) if number not in chosen.hidden]
    least = {number: min(columns[number].width, columns[number].least) for number in seen}
    over = sum(least.values()) - room
    out: set[int] = set()
    for number in sorted(seen, key=lambda n: -columns[n].spare):
        # What a person made wide is wanted.
        if over > 0 and columns[number].spare and number not in chosen.widths:
            out.add(number)
            over -= least[number]
    return out


def shared(columns: Sequence[Column[Any]], chosen: Arrangement, room: int) -> dict[int, int]:
    """Widths in pixels of the columns that are shown, by their number.

    Columns take their declared width, or the one that a person gave them, and what is left over
    by their share in it.
    """
    hidden = chosen.hidden | left_out(columns, chosen, room)
    shown = [number for number in range(len(columns)) if number not in hidden]
    widths = [chosen.widths.get(number, columns[number].width) for number in shown]
    least = [columns[number].least for number in shown]
    # What a person made as wide as it is stays so while there is room.
    grows = [0 if number in chosen.widths else columns[number].grow for number in shown]
    left = room - sum(widths)
    shares = sum(grows)
    if left > 0 and shares:
        widths = [w + left * grow // shares for w, grow in zip(widths, grows, strict=True)]
    else:
        # Where there is too little room, those that grow give way first, to an ellipsis.
        everyone = list(range(len(widths)))
        _shrink(widths, least, [place for place, grow in enumerate(grows) if grow], room)
        _shrink(widths, least, everyone, room)
        _shrink(widths, [NARROWEST] * len(widths), everyone, room)
    return dict(zip(shown, widths, strict=True))


def _shrink(widths: list[int], least: list[int], which: list[int], room: int) -> None:
    """Take what is too much from columns, in proportion to what they can give."""
    by = sum(widths) - room
    spare = {number: max(0, widths[number] - least[number]) for number in which}
    total = sum(spare.values())
    if by > 0 and total:
        for number, gives in spare.items():
            widths[number] -= -(-min(by, total) * gives // total)

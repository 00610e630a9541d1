"""How a person arranged the columns of a table, as it is kept for the next time."""

from __future__ import annotations

import json
from dataclasses import dataclass, field

NARROWEST, WIDEST = 24, 4000


@dataclass(slots=True)
class Arrangement:
    """How a person arranged the columns of a table, by their declared numbers."""

    many: int
    order: list[int] = field(default_factory=list)
    """From left to right; all of them."""
    hidden: set[int] = field(default_factory=set)
    widths: dict[int, int] = field(default_factory=dict)
    sort: tuple[int, bool] = (-1, False)
    """Which column, and whether from the highest down; -1: the list's own order."""

    def __post_init__(self) -> None:
        if sorted(self.order) != list(range(self.many)):
            self.order = list(range(self.many))

    @property
    def plain(self) -> bool:
        """Every column is seen, in the declared order."""
        return not self.hidden and self.order == list(range(self.many))

    def text(self) -> str:
        return json.dumps(
            {
                "order": self.order,
                "hidden": sorted(self.hidden),
                "widths": sorted(self.widths.items()),
                "sort": self.sort,
            }
        )

    @classmethod
    def read(cls, text: str, many: int) -> Arrangement:
        """What `text` wrote; as declared where that is of other columns, or is nothing."""
        try:
            kept = json.loads(text)
            read = cls(
                many,
                [int(number) for number in kept["order"]],
                {int(number) for number in kept["hidden"]},
                {int(number): int(width) for number, width in kept["widths"]},
                (int(kept["sort"][0]), bool(kept["sort"][1])),
            )
        except (ValueError, TypeError, KeyError, IndexError):
            return cls(many)
        fits = len(kept["order"]) == many and read.hidden < set(range(many))
        known = set(read.widths) <= set(range(many)) and -1 <= read.sort[0] < many
        sane = all(NARROWEST <= width <= WIDEST for width in read.widths.values())
        return read if fits and known and sane else cls(many)

"""What one cell of a table shows; `table_view` knows how to paint each of these."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from controlroom.desktop.kit.connector_boxes import AnyBox
from controlroom.desktop.kit.marks import LetterMark, Mark
from controlroom.desktop.kit.power_bar import PowerRange
from controlroom.desktop.kit.sparkline import Trend
from controlroom.words.plain import plain


class Weight(Enum):
    REGULAR = auto()
    MEDIUM = auto()
    SEMIBOLD = auto()


@dataclass(frozen=True, slots=True)
class TextCell:
    """Text, and after it a smaller, lighter one: a place, a unit."""

    text: str
    after: str = ""
    role: str = "text"
    """Colour by its name in the palette."""
    weight: Weight = Weight.REGULAR
    italic: bool = False
    small: bool = False
    under: str = ""
    """A second line, in pinned rows only."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", plain(self.text))
        object.__setattr__(self, "after", plain(self.after))
        object.__setattr__(self, "under", plain(self.under))


@dataclass(frozen=True, slots=True)
class MarkCell:
    mark: Mark | LetterMark | None


@dataclass(frozen=True, slots=True)
class BoxesCell:
    boxes: tuple[AnyBox, ...]


@dataclass(frozen=True, slots=True)
class RangeCell:
    shown: PowerRange


@dataclass(frozen=True, slots=True)
class TrendCell:
    trend: Trend | None


@dataclass(frozen=True, slots=True)
class IconCell:
    name: str
    role: str = "secondary"


@dataclass(frozen=True, slots=True)
class DeadlineCell:
    """Time left to act: text, and the share of the time that is left, 0 to 1."""

    text: str
    left: float | None


Cell = TextCell | MarkCell | BoxesCell | RangeCell | TrendCell | IconCell | DeadlineCell


def cell_text(cell: Cell) -> str:
    """The cell as words: for copying, for screen readers, for tests."""
    match cell:
        case TextCell():
            return f"{cell.text} {cell.after}".strip()
        case MarkCell(mark=Mark() as mark):
            return f"P{mark.priority}"
        case MarkCell(mark=LetterMark() as mark):
            return mark.letter
        case DeadlineCell():
            return cell.text
        case RangeCell():
            return "" if cell.shown.value is None else f"{cell.shown.value / 1000:.1f} kW"
        case _:
            return ""

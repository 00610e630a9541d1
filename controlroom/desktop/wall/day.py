"""A day of power with what is usual at each time of it, laid out for painting."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QSizeF
from PySide6.QtGui import QPolygonF

Watts = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class DayBand:
    """Watts, evenly spaced up to now, NaN where nothing is known; `band` is (low, high) of each."""

    values: Watts
    band: tuple[Watts, Watts] | None = None

    def laid_out(self, size: QSizeF) -> tuple[QPolygonF | None, list[QPolygonF], QPointF | None]:
        """(the band, the line in its parts between gaps, the dot at now) in a box of `size`."""
        known = [self.values, *(self.band or ())]
        top = max((float(np.nanmax(part)) for part in known if not np.isnan(part).all()), default=0)
        top = top or 1.0
        width, height = size.width(), size.height()

        def points(values: Watts) -> list[QPointF | None]:
            x = np.linspace(0, width, len(values))
            y = height - values / top * height
            pairs = zip(x.tolist(), y.tolist(), strict=True)
            return [None if down != down else QPointF(at, down) for at, down in pairs]  # noqa: PLR0124 - NaN

        band = None
        if self.band is not None:
            low, high = (points(edge) for edge in self.band)
            corners = [point for point in (*high, *reversed(low)) if point is not None]
            band = QPolygonF(corners)
        line = points(self.values)
        parts: list[list[QPointF]] = [[]]
        for point in line:
            if point is not None:
                parts[-1].append(point)
            elif parts[-1]:
                parts.append([])
        return band, [QPolygonF(part) for part in parts if part], line[-1] if line else None

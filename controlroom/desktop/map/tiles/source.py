"""What the map asks of a source of raster tiles.

The map paints on the UI thread and may not wait: `tile` answers at once with
what lies in memory, or with None, and then the source fetches and decodes the
tile off the UI thread and says `arrived`. The map paints a blown-up part of a
coarser tile until then.
"""

from typing import Any, Protocol

from PySide6.QtGui import QImage


class Arrival(Protocol):
    """A Qt signal of (zoom, x, y) as the map sees it: a bound `Signal(int, int, int)`."""

    # PySide's own stubs accept any callable here, and return a connection.
    def connect(self, slot: Any) -> Any:  # noqa: ANN401
        """Call `slot(zoom, x, y)`, on the UI thread, when a tile has come or proved absent."""

    def disconnect(self, slot: Any) -> Any:  # noqa: ANN401
        """Call it no longer."""


class TileSource(Protocol):
    """Tiles in the usual scheme: Web Mercator, 2**zoom tiles a side, y downwards.

    `tile_size` is the side of a tile in pixels (256, or 512 for tiles made for
    dense screens); at `zoom` the world is `tile_size * 2**zoom` of them wide.
    `attribution` is one line of plain text that the map shows. `tile` is called
    on the UI thread, several times a frame for the same tile, and never blocks.
    None means "not there", now or ever; a tile asked for and not in memory is
    fetched without further asking, once. `arrived` carries (zoom, x, y).
    """

    @property
    def attribution(self) -> str:
        """Whom to thank, as the source's licence asks; may be empty."""

    @property
    def min_zoom(self) -> int:
        """The coarsest zoom that the source has."""

    @property
    def max_zoom(self) -> int:
        """The finest zoom that the source has; the map enlarges beyond it."""

    @property
    def tile_size(self) -> int:
        """The side of a tile in pixels."""

    @property
    def arrived(self) -> Arrival:
        """Says (zoom, x, y) on the UI thread once `tile` can answer otherwise than before."""

    def tile(self, zoom: int, x: int, y: int) -> QImage | None:
        """The picture of one tile if it lies in memory; else None, and fetching begins."""

    def close(self) -> None:
        """Stop fetching and let go of files and threads; further `tile` calls give None."""

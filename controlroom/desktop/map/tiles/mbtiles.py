"""Tiles of an MBTiles file: a table of pictures in SQLite, its rows counted from the south.

Source: github.com/mapbox/mbtiles-spec, 1.3. The file is somebody else's: it is opened for reading
only, its views may call no function that could do harm, and no query may go on for ever.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from queue import Empty, LifoQueue

from typing_extensions import override

from controlroom.desktop.map.tiles.attribution import one_line
from controlroom.desktop.map.tiles.decoding import LARGEST_BYTES, NotATile, decode
from controlroom.desktop.map.tiles.loader import Loader
from controlroom.desktop.map.tiles.memory import Key
from controlroom.domain.errors import InvalidValue

FINEST = 24
RASTER = frozenset({"png", "jpg", "jpeg", "webp"})
MOST_STEPS = 2_000
"""Times a thousand instructions of SQLite's machine: a tile takes less than one."""
_TILE = (
    "SELECT tile_data FROM tiles WHERE zoom_level = ? AND tile_column = ? AND tile_row = ? LIMIT 1"
)


class MbTiles(Loader):
    """Reads in the threads that decode."""

    def __init__(self, file: Path) -> None:
        """Raises InvalidValue where the file cannot be read or holds no raster tiles."""
        self._file = file
        self._idle: LifoQueue[sqlite3.Connection] = LifoQueue()
        try:
            with closing(_connect(file)) as connection:
                told, coarsest, finest, sample = _look(connection)
        except (sqlite3.Error, OSError) as error:
            raise InvalidValue("tiles-unreadable", file=file, why=error) from error
        if told.get("format", "png").lower() not in RASTER:
            raise InvalidValue("tiles-vector", file=file)
        if sample is None:
            raise InvalidValue("tiles-empty", file=file)
        try:
            size = decode(sample).width()
        except NotATile:
            raise InvalidValue("tiles-vector", file=file) from None
        super().__init__(
            min_zoom=coarsest,
            max_zoom=finest,
            tile_size=size,
            attribution=one_line(told.get("attribution")),
        )

    @override
    def _fetch(self, key: Key) -> None:
        self._in_thread(key, self._read)

    def _read(self, key: Key) -> bytes | None:
        zoom, x, y = key
        try:
            connection = self._idle.get_nowait()
        except Empty:
            connection = None
        try:
            connection = connection or _connect(self._file)
            row = connection.execute(_TILE, (zoom, x, (1 << zoom) - 1 - y)).fetchone()
        except sqlite3.Error as error:
            if connection is not None:
                connection.close()
            raise OSError(str(error)) from error
        self._idle.put(connection)
        return row[0] if row is not None and isinstance(row[0], bytes) else None

    @override
    def close(self) -> None:
        super().close()
        while not self._idle.empty():
            self._idle.get_nowait().close()


def _connect(file: Path) -> sqlite3.Connection:
    # One that is not there would be made; a question mark in its name would be read as options.
    connection = sqlite3.connect(
        f"{file.absolute().as_uri()}?mode=ro", uri=True, check_same_thread=False
    )
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LARGEST_BYTES)
    steps = 0

    def over() -> int:
        nonlocal steps
        steps += 1
        return steps > MOST_STEPS

    def begun(_statement: str) -> None:
        nonlocal steps
        steps = 0

    connection.set_progress_handler(over, 1000)
    connection.set_trace_callback(begun)
    return connection


def _look(connection: sqlite3.Connection) -> tuple[dict[str, str], int, int, bytes | None]:
    """What the file says of itself, its coarsest and finest zoom, and one tile."""
    rows = connection.execute("SELECT name, value FROM metadata LIMIT 100").fetchall()
    told = {str(name): str(value) for name, value in rows}
    # Two questions: together they would read the whole table.
    coarsest = connection.execute("SELECT min(zoom_level) FROM tiles").fetchone()[0]
    finest = connection.execute("SELECT max(zoom_level) FROM tiles").fetchone()[0]
    if not isinstance(coarsest, int) or not isinstance(finest, int):
        return told, 0, 0, None
    if not 0 <= coarsest <= finest <= FINEST:
        raise sqlite3.DataError(f"zoom {coarsest} to {finest}")
    found = connection.execute(
        "SELECT tile_data FROM tiles WHERE zoom_level = ? LIMIT 1", (finest,)
    ).fetchone()[0]
    return told, coarsest, finest, found if isinstance(found, bytes) else None

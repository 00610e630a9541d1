"""Files of tiles, made for a test: every tile has a colour of its own."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import closing
from io import BytesIO
from pathlib import Path

from pmtiles.tile import Compression, TileType, zxy_to_tileid
from pmtiles.writer import Writer
from PySide6.QtCore import QBuffer
from PySide6.QtGui import QColor, QImage

from controlroom.desktop.map.tiles.memory import Key

WORLD: tuple[Key, ...] = tuple(
    (zoom, x, y) for zoom in range(3) for x in range(1 << zoom) for y in range(1 << zoom)
)


def colour(key: Key) -> QColor:
    """The colour of a tile: says which one it is."""
    zoom, x, y = key
    return QColor(20 + 40 * zoom, 10 + 50 * x, 30 + 50 * y)


def picture(key: Key, kind: str = "png", side: int = 256) -> bytes:
    image = QImage(side, side, QImage.Format.Format_RGB32)
    image.fill(colour(key))
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    assert image.save(buffer, kind)  # type: ignore[call-overload]  # the stubs know paths only
    return bytes(buffer.data().data())


def make_mbtiles(
    file: Path,
    *,
    keys: Iterable[Key] = WORLD,
    told: Mapping[str, str] | None = None,
    data: bytes | None = None,
) -> Path:
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.executescript(
            "CREATE TABLE metadata (name text, value text);"
            "CREATE TABLE tiles (zoom_level integer, tile_column integer, tile_row integer, "
            "tile_data blob);"
            "CREATE UNIQUE INDEX tile_index ON tiles (zoom_level, tile_column, tile_row)"
        )
        words = {"format": "png", "attribution": "© Someone"} if told is None else told
        connection.executemany("INSERT INTO metadata VALUES (?, ?)", words.items())
        connection.executemany(
            "INSERT INTO tiles VALUES (?, ?, ?, ?)",
            # Rows count from the south.
            [(z, x, (1 << z) - 1 - y, data or picture((z, x, y))) for z, x, y in keys],
        )
    return file


def make_pmtiles(
    file: Path,
    *,
    keys: Iterable[Key] = WORLD,
    kind: TileType = TileType.PNG,
    told: Mapping[str, object] | None = None,
    data: bytes | None = None,
) -> Path:
    stream = BytesIO()
    writer = Writer(stream)
    for key in sorted(keys, key=lambda one: zxy_to_tileid(*one)):
        writer.write_tile(zxy_to_tileid(*key), data or picture(key))
    header = {"tile_type": kind, "tile_compression": Compression.NONE}
    writer.finalize(header, {"attribution": "© Someone"} if told is None else dict(told))
    file.write_bytes(stream.getvalue())
    return file

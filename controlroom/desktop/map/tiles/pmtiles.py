"""Tiles of a PMTiles file: one archive with directories of its own.

Source: github.com/protomaps/PMTiles, spec 3. Sizes that the file claims are believed only as far
as a tile or a directory can be that large.
"""

from __future__ import annotations

import json
import zlib
from collections import OrderedDict
from pathlib import Path
from threading import Lock

from pmtiles.tile import (
    Compression,
    Entry,
    HeaderDict,
    MagicNumberNotFound,
    SpecVersionUnsupported,
    TileType,
    deserialize_directory,
    deserialize_header,
    find_tile,
    zxy_to_tileid,
)
from typing_extensions import override

from controlroom.desktop.map.tiles.attribution import one_line
from controlroom.desktop.map.tiles.decoding import LARGEST_BYTES, NotATile, decode
from controlroom.desktop.map.tiles.loader import Loader
from controlroom.desktop.map.tiles.memory import Key
from controlroom.domain.errors import InvalidValue

HEADER = 127
LARGEST_DIRECTORY = 1024 * 1024
"""Bytes, unpacked. Writers make directories of some thousand entries, a tenth of this."""
DEEPEST = 4
FINEST = 24
KEPT_DIRECTORIES = 64
RASTER = frozenset({TileType.PNG, TileType.JPEG, TileType.WEBP})
_GZIP = 16 + zlib.MAX_WBITS


class _Archive:
    """Finds the bytes of a tile; used by several threads."""

    def __init__(self, file: Path) -> None:
        """Raises OSError, and ValueError where it is not such a file."""
        self._stream = file.open("rb")
        self._lock = Lock()
        self._directories: OrderedDict[tuple[int, int], list[Entry]] = OrderedDict()
        try:
            self.header = self._head()
        except BaseException:
            self._stream.close()
            raise

    def _head(self) -> HeaderDict:
        raw = self._bytes(0, HEADER, HEADER)
        try:
            header = deserialize_header(raw)
        except (MagicNumberNotFound, SpecVersionUnsupported, IndexError) as error:
            raise ValueError("it is not of PMTiles version 3") from error
        if header["internal_compression"] is not Compression.GZIP:
            raise ValueError("its directories are packed in a way that is not known")
        if not 0 <= header["min_zoom"] <= header["max_zoom"] <= FINEST:
            raise ValueError(f"zoom {header['min_zoom']} to {header['max_zoom']}")
        return header

    def attribution(self) -> str:
        header = self.header
        try:
            raw = self._bytes(
                header["metadata_offset"], header["metadata_length"], LARGEST_DIRECTORY
            )
            told = json.loads(_unpacked(raw))
        except (OSError, ValueError, RecursionError):
            return ""
        return one_line(told.get("attribution")) if isinstance(told, dict) else ""

    def tile(self, tile_id: int) -> bytes | None:
        """Raises OSError where the file cannot be read, and ValueError where it is damaged."""
        header = self.header
        offset, length = header["root_offset"], header["root_length"]
        for _depth in range(DEEPEST):
            entry = find_tile(self._directory(offset, length), tile_id)
            if entry is None:
                return None
            if entry.run_length:
                data = self._bytes(
                    header["tile_data_offset"] + entry.offset, entry.length, LARGEST_BYTES
                )
                return (
                    data if header["tile_compression"] is not Compression.GZIP else _unpacked(data)
                )
            offset, length = header["leaf_directory_offset"] + entry.offset, entry.length
        raise ValueError("its directories lead nowhere")

    def first(self) -> int | None:
        """The id of the first tile; None where there is none."""
        found = self._directory(self.header["root_offset"], self.header["root_length"])
        return found[0].tile_id if found else None

    def _directory(self, offset: int, length: int) -> list[Entry]:
        place = (offset, length)
        with self._lock:
            known = self._directories.get(place)
            if known is not None:
                self._directories.move_to_end(place)
                return known
        raw = self._bytes(offset, length, LARGEST_DIRECTORY)
        _unpacked(raw)  # refuses what would become too large
        try:
            made = deserialize_directory(raw)
        except (EOFError, TypeError) as error:
            raise ValueError("a directory is damaged") from error
        with self._lock:
            self._directories[place] = made
            while len(self._directories) > KEPT_DIRECTORIES:
                self._directories.popitem(last=False)
        return made

    def _bytes(self, offset: int, length: int, most: int) -> bytes:
        if length > most:
            raise ValueError(f"a part of {length} bytes")
        with self._lock:
            try:
                self._stream.seek(offset)
            except OverflowError as error:
                raise ValueError(f"a part at {offset}") from error
            found = self._stream.read(length)
        if len(found) != length:
            raise ValueError("it ends too early")
        return found

    def close(self) -> None:
        self._stream.close()


def _unpacked(raw: bytes) -> bytes:
    unpacking = zlib.decompressobj(_GZIP)
    try:
        whole = unpacking.decompress(raw, LARGEST_DIRECTORY)
    except zlib.error as error:
        raise ValueError("a part cannot be unpacked") from error
    if not unpacking.eof:
        raise ValueError("a part is too large, or ends too early")
    return whole


class PmTiles(Loader):
    """Reads in the threads that decode."""

    def __init__(self, file: Path) -> None:
        """Raises InvalidValue where the file cannot be read or holds no raster tiles."""
        try:
            archive = _Archive(file)
        except (OSError, ValueError) as error:
            raise InvalidValue("tiles-unreadable", file=file, why=error) from error
        try:
            size = _size(archive, file)
        except BaseException:
            archive.close()
            raise
        self._archive = archive
        super().__init__(
            min_zoom=archive.header["min_zoom"],
            max_zoom=archive.header["max_zoom"],
            tile_size=size,
            attribution=archive.attribution(),
        )

    @override
    def _fetch(self, key: Key) -> None:
        self._in_thread(key, self._read)

    def _read(self, key: Key) -> bytes | None:
        try:
            return self._archive.tile(zxy_to_tileid(*key))
        except ValueError as damaged:
            raise OSError(str(damaged)) from damaged

    @override
    def close(self) -> None:
        super().close()
        self._archive.close()


def _size(archive: _Archive, file: Path) -> int:
    """The side of its first tile in pixels."""
    if archive.header["tile_type"] not in RASTER:
        raise InvalidValue("tiles-vector", file=file)
    try:
        first = archive.first()
        data = None if first is None else archive.tile(first)
        if data is None:
            raise InvalidValue("tiles-empty", file=file)
        return decode(data).width()
    except (OSError, ValueError) as error:
        raise InvalidValue("tiles-unreadable", file=file, why=error) from error
    except NotATile:
        raise InvalidValue("tiles-vector", file=file) from None

"""Tables as files for a spreadsheet: CSV and XLSX, written row by row.

Texts come from charge points and people. In CSV a cell that a spreadsheet would take for a
formula begins with an apostrophe; in XLSX a text is written as a text and is never anything
else. Numbers are numbers, moments are moments, and a file is there complete or not at all.
"""

from __future__ import annotations

import csv
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from enum import Enum, auto
from pathlib import Path
from typing import Any, Protocol

from typing_extensions import override

from controlroom.domain.local_time import STOCKHOLM

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the beginning of a formula."""
LONGEST = 32_767
"""Characters that a cell of a spreadsheet holds."""
ROWS = 1_048_576
"""Rows that a sheet holds, the header among them."""

Value = str | int | bool | Decimal | datetime | timedelta | None


class Kind(Enum):
    """What a column holds, and how it is written."""

    TEXT = auto()
    INTEGER = auto()
    MONEY = auto()
    """Decimal, two decimals."""
    PERCENT = auto()
    """Decimal as it is, without a sign: 25."""
    ENERGY = auto()
    """An integer of Wh, written in kWh with three decimals."""
    LOCAL = auto()
    """A moment in Swedish time, without an offset."""
    UTC = auto()
    """A moment in UTC."""
    DURATION = auto()
    """Hours, minutes and seconds."""
    YES_NO = auto()


@dataclass(frozen=True, slots=True)
class Column:
    title: str
    kind: Kind = Kind.TEXT
    width: int = 16
    """In characters."""


@dataclass(frozen=True, slots=True)
class Language:
    """How a language writes what a CSV file can only say in text."""

    separator: str
    decimal: str
    yes: str
    no: str


LANGUAGES = {
    "sv": Language(";", ",", "ja", "nej"),
    "en": Language(",", ".", "yes", "no"),
}


class TableFile(Protocol):
    """A file that is being written. It bears its name once it is closed."""

    def add(self, rows: Iterable[Sequence[Value]]) -> None:
        """Write rows. Raises OSError where the folder or the disk does not take them."""
        ...

    def close(self) -> None: ...
    def abandon(self) -> None:
        """Leave nothing behind."""
        ...


def open_table(file: Path, title: str, columns: Sequence[Column], language: str) -> TableFile:
    """Begin a table; the file's ending says which kind, CSV where it is not .xlsx.

    `language` is "sv" or "en". Raises OSError.
    """
    if file.suffix.lower() == ".xlsx":
        return _Workbook(file, title, columns, LANGUAGES[language])
    return _Csv(file, columns, LANGUAGES[language])


def written(text: str) -> str:
    """A text that a file can hold: no control characters but line ends and tabs, not too long."""
    if len(text) > LONGEST:
        text = text[: LONGEST - 1] + "…"
    if text.isascii() and text.isprintable():
        return text
    return "".join(
        "\ufffd" if unicodedata.category(c) in ("Cc", "Cs") and c not in "\t\r\n" else c
        for c in text
    )


def harmless(text: str) -> str:
    """A text as a CSV cell that no spreadsheet computes."""
    text = written(text)
    return f"'{text}" if text.startswith(FORMULA) else text


def _kilowatt_hours(wh: object) -> Decimal:
    return Decimal(int(str(wh))).scaleb(-3)


def _zoned(value: datetime, kind: Kind) -> datetime:
    """The clock's face alone: a spreadsheet knows no offsets."""
    zone = UTC if kind is Kind.UTC else STOCKHOLM
    return value.astimezone(zone).replace(tzinfo=None, microsecond=0)


def _partial(file: Path) -> Path:
    return file.with_name(f".{file.name}.part")


class _Csv(TableFile):
    """UTF-8 with a mark at its beginning, which Excel needs to see that it is UTF-8."""

    def __init__(self, file: Path, columns: Sequence[Column], language: Language) -> None:
        self._file, self._part = file, _partial(file)
        self._columns = tuple(columns)
        self._language = language
        self._text = self._part.open("w", encoding="utf-8-sig", newline="", errors="replace")
        self._writer = csv.writer(self._text, delimiter=language.separator)
        self._writer.writerow([harmless(column.title) for column in columns])

    @override
    def add(self, rows: Iterable[Sequence[Value]]) -> None:
        for row in rows:
            cells = zip(self._columns, row, strict=True)
            self._writer.writerow([self._cell(column.kind, value) for column, value in cells])

    def _cell(self, kind: Kind, value: Value) -> str:  # noqa: PLR0911 - one answer a kind
        if value is None:
            return ""
        match kind, value:
            case Kind.MONEY, _:
                return self._number(Decimal(str(value)), 2)
            case Kind.ENERGY, _:
                return self._number(_kilowatt_hours(value), 3)
            case Kind.PERCENT, Decimal():
                return f"{value.normalize():f}".replace(".", self._language.decimal)
            case Kind.LOCAL | Kind.UTC, datetime():
                end = "Z" if kind is Kind.UTC else ""
                return f"{_zoned(value, kind):%Y-%m-%d %H:%M:%S}{end}"
            case Kind.DURATION, timedelta():
                seconds = int(value.total_seconds())
                return f"{seconds // 3600}:{seconds % 3600 // 60:02}:{seconds % 60:02}"
            case Kind.YES_NO, _:
                return self._language.yes if value else self._language.no
            case Kind.INTEGER, int():
                return str(value)
            case _:
                return harmless(str(value))

    def _number(self, value: Decimal, places: int) -> str:
        return f"{value:.{places}f}".replace(".", self._language.decimal)

    @override
    def close(self) -> None:
        self._text.close()
        self._part.replace(self._file)

    @override
    def abandon(self) -> None:
        self._text.close()
        self._part.unlink(missing_ok=True)


class _Workbook(TableFile):
    """One sheet, its header frozen; another one where a sheet is full."""

    def __init__(
        self, file: Path, title: str, columns: Sequence[Column], language: Language
    ) -> None:
        import xlsxwriter  # slow, and needed by one command and one key

        self._file, self._part = file, _partial(file)
        self._part.touch()  # a folder that takes no file says so now, not after a million rows
        self._title = title
        self._columns = tuple(columns)
        self._language = language
        self._book = xlsxwriter.Workbook(
            str(self._part),
            {
                "constant_memory": True,
                "strings_to_formulas": False,
                "strings_to_urls": False,
                "strings_to_numbers": False,
            },
        )
        self._head = self._book.add_format({"bold": True, "bottom": 1})
        self._formats = {
            kind: self._book.add_format({"num_format": shown})
            for kind, shown in (
                (Kind.TEXT, "@"),
                (Kind.INTEGER, "0"),
                (Kind.MONEY, "#,##0.00"),
                (Kind.PERCENT, "0.##"),
                (Kind.ENERGY, "#,##0.000"),
                (Kind.LOCAL, "yyyy-mm-dd hh:mm:ss"),
                (Kind.UTC, "yyyy-mm-dd hh:mm:ss"),
                (Kind.DURATION, "[h]:mm:ss"),
                (Kind.YES_NO, "@"),
            )
        }
        self._sheets = 0
        self._row = ROWS
        self._sheet: Any = None
        self._begin()

    def _begin(self) -> None:
        self._sheets += 1
        name = self._title if self._sheets == 1 else f"{self._title} {self._sheets}"
        self._sheet = self._book.add_worksheet(name[:31])
        self._sheet.freeze_panes(1, 0)
        for place, column in enumerate(self._columns):
            self._sheet.set_column(place, place, column.width)
            self._sheet.write_string(0, place, written(column.title), self._head)
        self._row = 1

    @override
    def add(self, rows: Iterable[Sequence[Value]]) -> None:
        for row in rows:
            if self._row >= ROWS:
                self._begin()
            for place, (column, value) in enumerate(zip(self._columns, row, strict=True)):
                if value is not None:
                    self._write(place, column.kind, value)
            self._row += 1

    def _write(self, place: int, kind: Kind, value: Value) -> None:
        sheet, at, shown = self._sheet, self._row, self._formats[kind]
        match kind, value:
            case Kind.ENERGY, _:
                sheet.write_number(at, place, float(_kilowatt_hours(value)), shown)
            case ((Kind.MONEY | Kind.PERCENT | Kind.INTEGER), (Decimal() | int())):
                sheet.write_number(at, place, float(value), shown)
            case Kind.LOCAL | Kind.UTC, datetime():
                sheet.write_datetime(at, place, _zoned(value, kind), shown)
            case Kind.DURATION, timedelta():
                sheet.write_number(at, place, value.total_seconds() / 86_400, shown)
            case Kind.YES_NO, _:
                word = self._language.yes if value else self._language.no
                sheet.write_string(at, place, word, shown)
            case _:
                sheet.write_string(at, place, written(str(value)), shown)

    @override
    def close(self) -> None:
        self._sheet.autofilter(0, 0, max(0, self._row - 1), len(self._columns) - 1)
        try:
            self._book.close()
        except Exception as failure:
            # The library has exceptions of its own for what the disk refused.
            raise OSError(str(failure)) from failure
        self._part.replace(self._file)

    @override
    def abandon(self) -> None:
        # Closing is the only way that lets go of its temporary files.
        try:
            self._book.close()
        finally:
            self._part.unlink(missing_ok=True)

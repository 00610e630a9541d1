"""Tables for a spreadsheet: numbers are numbers, texts are texts, and nothing is a formula."""

from __future__ import annotations

import csv
import xml.etree.ElementTree as ET
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from zipfile import ZipFile

import pytest

from controlroom.documents import table_export
from controlroom.documents.table_export import Column, Kind, Value, harmless, open_table, written

COLUMNS = [
    Column("Name"),
    Column("=Count", Kind.INTEGER),
    Column("Net", Kind.MONEY),
    Column("VAT %", Kind.PERCENT),
    Column("kWh", Kind.ENERGY),
    Column("Local", Kind.LOCAL),
    Column("UTC", Kind.UTC),
    Column("Length", Kind.DURATION),
    Column("Estimated", Kind.YES_NO),
]
WINTER = datetime(2026, 12, 1, 23, 30, 15, 999_999, tzinfo=UTC)
ROW: tuple[Value, ...] = (
    'Åsa; "Bil"',
    -7,
    Decimal("1234.50"),
    Decimal("25.00"),
    23_465,
    WINTER,
    WINTER,
    timedelta(hours=26, minutes=3, seconds=9),
    True,
)
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def write(file: Path, rows: list[tuple[Value, ...]], language: str = "sv") -> Path:
    table = open_table(file, "Rows", COLUMNS, language)
    table.add(rows)
    table.close()
    return file


def read_csv(file: Path, separator: str = ";") -> list[list[str]]:
    data = file.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf"), "Excel takes it for UTF-8 by this"
    with file.open(encoding="utf-8-sig", newline="") as text:
        return list(csv.reader(text, delimiter=separator))


class Sheet:
    """A workbook read without the library that wrote it: {"B2": (type, text, format)}."""

    def __init__(self, file: Path, number: int = 1) -> None:
        with ZipFile(file) as book:
            self.names = book.namelist()
            self.text = book.read(f"xl/worksheets/sheet{number}.xml").decode()
            styles = ET.fromstring(book.read("xl/styles.xml"))  # noqa: S314 - our own file
        shown = {f.get("numFmtId"): f.get("formatCode") for f in styles.iter(f"{_MAIN}numFmt")}
        cells = styles.find(f"{_MAIN}cellXfs")
        assert cells is not None
        self._formats = [shown.get(xf.get("numFmtId"), xf.get("numFmtId")) for xf in cells]
        self.cells: dict[str, tuple[str, str, str | None]] = {}
        for cell in ET.fromstring(self.text).iter(f"{_MAIN}c"):  # noqa: S314 - the same
            text = "".join(cell.itertext())
            style = self._formats[int(cell.get("s", "0"))]
            self.cells[cell.get("r", "")] = (cell.get("t", "n"), text, style)


def test_a_swedish_csv_reads_as_a_swede_writes(tmp_path: Path) -> None:
    head, row = read_csv(write(tmp_path / "rows.csv", [ROW]))
    assert head[:2] == ["Name", "'=Count"]
    assert row == [
        'Åsa; "Bil"',
        "-7",
        "1234,50",
        "25",
        "23,465",
        "2026-12-02 00:30:15",
        "2026-12-01 23:30:15Z",
        "26:03:09",
        "ja",
    ]


def test_an_english_csv_has_commas_and_points(tmp_path: Path) -> None:
    _head, row = read_csv(write(tmp_path / "rows.csv", [ROW], "en"), ",")
    assert row[2:5] == ["1234.50", "25", "23.465"]
    assert row[8] == "yes"


@pytest.mark.parametrize(
    "text",
    ("=1+1", "+46 70", "-5", "@SUM(A1)", "\t=1", "\r=1", '=HYPERLINK("http://x","y")'),
)
def test_no_text_becomes_a_formula(text: str, tmp_path: Path) -> None:
    row = (text, *([None] * 8))
    _head, found = read_csv(write(tmp_path / "rows.csv", [row]))
    assert found[0] == f"'{text}"
    sheet = Sheet(write(tmp_path / "rows.xlsx", [row]))
    kind, shown, style = sheet.cells["A2"]
    assert kind == "inlineStr"
    assert shown.removeprefix("_x000D_").strip() == text.strip()
    assert style in ("@", "49"), "a text, even after somebody edits the cell"
    assert "<f>" not in sheet.text
    assert "<hyperlink" not in sheet.text.lower()


def test_ordinary_texts_are_left_alone() -> None:
    assert harmless("SLU-03 = bra") == "SLU-03 = bra"
    assert harmless("") == ""
    assert harmless("a\ud800\x00b") == "a\ufffd\ufffdb"
    assert len(written("x" * 100_000)) == table_export.LONGEST


def test_a_workbook_has_numbers_and_moments(tmp_path: Path) -> None:
    sheet = Sheet(write(tmp_path / "rows.xlsx", [ROW, (None,) * 9]))
    cells = sheet.cells
    assert cells["A2"][1] == 'Åsa; "Bil"'
    assert cells["B2"] == ("n", "-7", "1"), "a whole number"
    assert cells["C2"][:2] == ("n", "1234.5")
    assert cells["D2"][1] == "25"
    assert cells["E2"] == ("n", "23.465", "#,##0.000")
    local, utc = float(cells["F2"][1]), float(cells["G2"][1])
    assert cells["F2"][2] == "yyyy-mm-dd hh:mm:ss"
    epoch = datetime(1899, 12, 30, tzinfo=UTC)
    assert abs(epoch + timedelta(days=utc) - WINTER.replace(microsecond=0)) < timedelta(seconds=1)
    assert local - utc == pytest.approx(1 / 24, abs=1e-6), "Swedish winter time"
    assert float(cells["H2"][1]) == pytest.approx(26.0525 / 24)
    assert cells["I2"][1] == "ja"
    assert not any(name.endswith("3") for name in cells), "what is not known is empty"
    assert 'state="frozen"' in sheet.text
    assert "<autoFilter" in sheet.text


def test_more_rows_than_a_sheet_holds_go_on_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(table_export, "ROWS", 3)
    file = write(tmp_path / "rows.xlsx", [(f"row {n}", *([None] * 8)) for n in range(5)])
    found = [Sheet(file, number).cells for number in (1, 2, 3)]
    assert [cells["A1"][1] for cells in found] == ["Name"] * 3
    assert [cells[f"A{row}"][1] for cells in found[:2] for row in (2, 3)] == [
        "row 0",
        "row 1",
        "row 2",
        "row 3",
    ]
    assert found[2]["A2"][1] == "row 4"


@pytest.mark.parametrize("ending", ("csv", "xlsx"))
def test_what_was_given_up_leaves_the_old_file_as_it_was(tmp_path: Path, ending: str) -> None:
    file = tmp_path / f"rows.{ending}"
    file.write_text("before")
    table = open_table(file, "Rows", COLUMNS, "en")
    table.add([ROW])
    table.abandon()
    assert file.read_text() == "before"
    assert list(tmp_path.iterdir()) == [file]
    write(file, [ROW], "en")
    assert list(tmp_path.iterdir()) == [file]
    assert file.read_bytes() != b"before"


@pytest.mark.parametrize("ending", ("csv", "xlsx"))
def test_a_folder_that_is_not_there_says_so_at_once(tmp_path: Path, ending: str) -> None:
    with pytest.raises(OSError, match="No such file"):
        open_table(tmp_path / "nowhere" / f"rows.{ending}", "Rows", COLUMNS, "en")

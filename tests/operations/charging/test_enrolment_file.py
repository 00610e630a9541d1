"""Files of charge points, as spreadsheets of both languages write them, and as they should not."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from controlroom.domain.charging.charge_point import Phase, Registration
from controlroom.domain.errors import InvalidValue
from controlroom.operations.charging.enrolment import Enrolled
from controlroom.operations.charging.enrolment_file import (
    LARGEST,
    Reading,
    keys_file,
    read,
    read_file,
)
from controlroom.words.texts import ENGLISH


def _reasons(reading: Reading) -> list[tuple[int, str]]:
    return [(bad.line, bad.reason.key) for bad in reading.bad]


def test_good_rows_and_bad_ones_by_line_and_reason() -> None:
    text = (
        "id,site,latitude,longitude,security_profile,key,phase,rated_w\n"
        "A-1,Nordstan,57.7,11.97,0,,planned,22000\n"
        "A-2,Nordstan,north,,,,,\n"
        "\n"
        ",Nordstan,,,,,,\n"
        "A-1,Slussen,,,,,,\n"
        "KNOWN,Slussen,,,,,,\n"
        "A-3,Slussen,,,3,,,\n"
        "A-4,Slussen,,,1,short,,\n"
        "A-5,Slussen,91,,,,,\n"
        "A:6,Slussen,,,,,,\n"
        "A-7,,,,,,,\n"
        "A-8,Slussen,,,,,bought,\n"
        "A-9,Slussen,,,,,,1.5\n"
        "A-10,Slussen\n"
    )
    reading = read(text.encode(), "new.csv", ["known"], Phase.COMMISSIONING)
    first, last = reading.good
    assert first.registration == Registration(
        "A-1", "Nordstan", 0, Phase.PLANNED, latitude=57.7, longitude=11.97, rated_w=22_000
    )
    assert (first.line, first.key) == (2, None)
    assert (last.line, last.registration.phase) == (15, Phase.COMMISSIONING)
    assert last.key is not None
    assert len(last.key) == 40
    assert _reasons(reading) == [
        (3, "not-a-number"),
        (5, "import-no-id"),
        (6, "import-repeated"),
        (7, "charge-point-exists"),
        (8, "not-a-profile"),
        (9, "key-too-short"),
        (10, "latitude-range"),
        (11, "bad-identity"),
        (12, "import-no-site"),
        (13, "not-a-phase"),
        (14, "not-a-whole-number"),
    ]
    assert "line 2" in ENGLISH.error(reading.bad[2].reason)


@pytest.mark.parametrize("encoding", ("utf-8", "utf-8-sig", "utf-16", "cp1252"))
@pytest.mark.parametrize("delimiter", (";", ",", "\t"))
def test_what_spreadsheets_write(encoding: str, delimiter: str) -> None:
    lines = [["Laddpunkts-ID", "Plats", "Säkerhetsprofil"], ["Å-1", "Växjö resecentrum", "0"]]
    text = "\r\n".join(delimiter.join(cells) for cells in lines)
    (good,) = read(text.encode(encoding), "ny.csv", []).good
    assert (good.registration.id, good.registration.site) == ("Å-1", "Växjö resecentrum")
    assert good.registration.security_profile == 0


@pytest.mark.parametrize("end", ("\r", "\n", "\r\n"))
@pytest.mark.parametrize(
    ("above", "delimiter"),
    (
        ("sep=;\n", ";"),
        ("sep=,\n", ","),
        ("SEP=\t\n", "\t"),
        ('"sep=|"\n', "|"),
        ("sep=;\n\n;;\n", ";"),
        ("\n\n", ";"),
        (";;;\n;;;\n", ";"),
        ('"","",""\n', ","),
        ("   \n", ","),
        ("\nsep=;\n", ";"),
    ),
)
@pytest.mark.parametrize("encoding", ("utf-8-sig", "utf-16", "cp1252"))
def test_what_stands_above_the_names_of_the_columns(
    above: str, delimiter: str, end: str, encoding: str
) -> None:
    rows = [["id", "site", "latitude"], ["Å-1", "Växjö", "57.1"], ["", "", ""], ["A-2", "", ""]]
    lines = above + "".join(delimiter.join(cells) + "\n" for cells in rows)
    reading = read(lines.replace("\n", end).encode(encoding), "ny.csv", [])
    (good,) = reading.good
    first = above.count("\n") + 2
    assert (good.registration.id, good.registration.latitude, good.line) == ("Å-1", 57.1, first)
    assert _reasons(reading) == [(first + 2, "import-no-site")]


def test_a_line_end_within_quotes_is_none() -> None:
    reading = read(b'id,site\r"A\r1",S\rA-2,S\r', "new.csv", [])
    assert [good.registration.id for good in reading.good] == ["A-2"]


def test_an_empty_file_has_no_columns() -> None:
    for body in (b"", b"\n\n", b"sep=;", b"sep=;\n;;\n"):
        with pytest.raises(InvalidValue) as refusal:
            read(body, "new.csv", [])
        assert refusal.value.key == "import-columns"


def test_a_decimal_comma_where_it_can_be_nothing_else() -> None:
    (good,) = read(b"id;plats;lat;lon\nA;S;59,319;18,072\n", "ny.csv", []).good
    assert (good.registration.latitude, good.registration.longitude) == (59.319, 18.072)
    quoted = read(b'id,site,latitude\nA,S,"59,319"\n', "new.csv", [])
    assert _reasons(quoted) == [(2, "not-a-number")]


@pytest.mark.parametrize(
    ("body", "key"),
    (
        (b"", "import-columns"),
        (b"name,where\nA,B\n", "import-columns"),
        (b"PK\x03\x04\x00\x00\x00", "import-not-text"),
        (b"\xff\xfe\x00", "import-not-text"),
        (b"x" * (LARGEST + 1), "import-too-large"),
        (b'id,site\n"' + b"x" * 200_000, "import-unreadable"),
    ),
)
def test_what_is_no_such_file(body: bytes, key: str) -> None:
    with pytest.raises(InvalidValue) as refusal:
        read(body, "new.csv", [])
    assert refusal.value.key == key


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    for wrong in (tmp_path / "none.csv", tmp_path):
        with pytest.raises(InvalidValue) as refusal:
            read_file(wrong, [])
        assert refusal.value.key == "import-unreadable"


def test_keys_are_written_so_that_no_spreadsheet_calculates_them() -> None:
    enrolled = [
        Enrolled(Registration("=1+1", '@sum, "x"'), "0123456789abcdef"),
        Enrolled(Registration("Å-2", "S", 0), None),
    ]
    rows = list(csv.reader(io.StringIO(keys_file(enrolled).removeprefix("\ufeff"))))
    assert rows == [
        ["id", "site", "security_profile", "key"],
        ["'=1+1", '\'@sum, "x"', "1", "0123456789abcdef"],
        ["Å-2", "S", "0", ""],
    ]

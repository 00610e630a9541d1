"""Charge points in a file that a spreadsheet wrote: read whole, good rows and bad ones told apart.

Comma, semicolon or tab between the columns, or what a line `sep=` says; lines that end as on any
system; UTF-8, UTF-16 or Windows-1252; a first line with the names of the columns in English or
Swedish, under empty rows or none.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from controlroom.domain.charging.charge_point import Phase, Registration
from controlroom.domain.errors import AlreadyExists, ControlroomError, InvalidValue
from controlroom.domain.user_input import MOST_RATED_W, degrees, whole, written
from controlroom.operations.charging.enrolment import (
    BadLine,
    Candidate,
    Enrolled,
    identity,
    key_for,
    security_profile,
)
from controlroom.operations.files import read_bytes

LARGEST = 5_000_000
"""Bytes; 10,000 charge points take less than one."""
NEEDED = ("id", "site")
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"),
          (codecs.BOM_UTF16_BE, "utf-16"))  # fmt: skip

_SEPARATOR = re.compile(r'"?sep=([^\w"\r\n])"?[,;\t]*', re.IGNORECASE)
"""What Excel writes into a first line of its own."""

_ALIASES: Mapping[str, str] = {
    "charge_point": "id",
    "charge_point_id": "id",
    "chargepoint": "id",
    "identity": "id",
    "laddpunkt": "id",
    "laddpunkts_id": "id",
    "plats": "site",
    "anläggning": "site",
    "lat": "latitude",
    "latitud": "latitude",
    "lon": "longitude",
    "lng": "longitude",
    "long": "longitude",
    "longitud": "longitude",
    "profile": "security_profile",
    "profil": "security_profile",
    "säkerhetsprofil": "security_profile",
    "authorization_key": "key",
    "password": "key",
    "nyckel": "key",
    "lösenord": "key",
    "fas": "phase",
    "rated": "rated_w",
    "power_w": "rated_w",
    "märkeffekt": "rated_w",
    "märkeffekt_w": "rated_w",
    "effekt_w": "rated_w",
}


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file holds, in its own order."""

    good: tuple[Candidate, ...]
    bad: tuple[BadLine, ...]


def read_file(file: Path, known: Iterable[str], phase: Phase = Phase.OPERATION) -> Reading:
    """`read` of a file's bytes. Raises InvalidValue where it cannot be read at all."""
    return read(read_bytes(file, LARGEST, "import-unreadable"), str(file), known, phase)


def read(body: bytes, name: str, known: Iterable[str], phase: Phase = Phase.OPERATION) -> Reading:
    """Each line as a charge point to add, or as what is wrong with it.

    `known`: ids that are taken. `phase`: of those whose line names none. Raises InvalidValue for
    what is no such file.
    """
    text, delimiter, above = _table(_text(body, name))
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    names: list[str] | None = None
    good: list[Candidate] = []
    bad: list[BadLine] = []
    taken = {identity_.casefold(): 0 for identity_ in known}
    try:
        for row in rows:
            cells = [cell.strip() for cell in row]
            if not any(cells):
                continue
            if names is None:
                names = _columns(cells, name)
                continue
            line, number = dict(zip(names, cells, strict=False)), above + rows.line_num
            try:
                candidate = _candidate(line, number, phase, delimiter != ",")
                _refuse_taken(candidate, taken)
            except ControlroomError as refusal:
                bad.append(BadLine(number, line.get("id", ""), refusal))
            else:
                taken[candidate.registration.id.casefold()] = number
                good.append(candidate)
    except csv.Error as failure:
        raise InvalidValue("import-unreadable", file=name, why=failure) from failure
    if names is None:
        _columns([], name)
    return Reading(tuple(good), tuple(bad))


def keys_file(enrolled: Sequence[Enrolled]) -> str:
    """Charge points and their keys as CSV, for whoever enters them at the stations."""
    written_ = io.StringIO()
    rows = csv.writer(written_, lineterminator="\r\n")
    rows.writerow(("id", "site", "security_profile", "key"))
    for added in enrolled:
        registration = added.registration
        cells = (registration.id, registration.site, str(registration.security_profile))
        rows.writerow([_inert(cell) for cell in (*cells, added.key or "")])
    return "\ufeff" + written_.getvalue()


def _inert(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell


def _text(body: bytes, name: str) -> str:
    if len(body) > LARGEST:
        raise InvalidValue("import-too-large", file=name, most=LARGEST // 1_000_000)
    encoding = next((known for mark, known in _MARKS if body.startswith(mark)), "")
    if not encoding and b"\0" in body:
        raise InvalidValue("import-not-text", file=name)
    for attempt in (encoding,) if encoding else ("utf-8", "cp1252"):
        try:
            return body.decode(attempt)
        except UnicodeDecodeError:
            continue
    raise InvalidValue("import-not-text", file=name)


def _table(text: str) -> tuple[str, str, int]:
    """The lines from the names of the columns on, what stands between columns, lines above.

    A spreadsheet may leave empty rows above, and say first what it separates columns by.
    """
    told = ""
    lines = text.splitlines(keepends=True)
    above = 0
    for line in lines:
        said = _SEPARATOR.fullmatch(line.strip(" \r\n"))
        if said is not None and not told:
            told = said[1]
        elif line.strip(' ,;\t"\r\n'):
            break
        above += 1
    first = lines[above] if above < len(lines) else ""
    return "".join(lines[above:]), told or max(",;\t", key=first.count), above


def _columns(cells: list[str], name: str) -> list[str]:
    names = ["_".join(cell.lower().replace("-", " ").split()) for cell in cells]
    names = [_ALIASES.get(cell, cell) for cell in names]
    if not set(NEEDED) <= set(names):
        found = ", ".join(cell[:40] for cell in cells[:12] if cell) or "none"
        raise InvalidValue("import-columns", file=name, needed=", ".join(NEEDED), found=found)
    return names


def _candidate(
    line: Mapping[str, str],
    number: int,
    phase: Phase,
    decimal_comma: bool,  # noqa: FBT001
) -> Candidate:
    for column in NEEDED:
        if not line.get(column):
            raise InvalidValue(f"import-no-{column}")
    profile = security_profile(line.get("security_profile") or "1")
    latitude, longitude = (
        degrees(column, text.replace(",", ".") if decimal_comma else text) if text else None
        for column in ("latitude", "longitude")
        for text in (line.get(column, ""),)
    )
    rated = line.get("rated_w")
    registration = Registration(
        id=identity(line["id"]),
        site=written("site", line["site"], most=100),
        security_profile=profile,
        phase=_phase(line.get("phase", ""), phase),
        rated_w=whole("rated_w", rated, most=MOST_RATED_W) if rated else None,
        latitude=latitude,
        longitude=longitude,
    )
    return Candidate(registration, key_for(profile, line.get("key") or None), number)


def _phase(text: str, otherwise: Phase) -> Phase:
    if not text:
        return otherwise
    try:
        return Phase(text.lower())
    except ValueError as failure:
        known = ", ".join(phase.value for phase in Phase)
        raise InvalidValue("not-a-phase", value=text[:60], known=known) from failure


def _refuse_taken(candidate: Candidate, taken: Mapping[str, int]) -> None:
    identity_ = candidate.registration.id
    line = taken.get(identity_.casefold())
    if line:
        raise AlreadyExists("import-repeated", id=identity_, line=line)
    if line is not None:
        raise AlreadyExists("charge-point-exists", id=identity_)

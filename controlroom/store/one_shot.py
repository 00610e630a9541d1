"""A moment with an embedded database: what a command reads and asks that is over at once.

SQLAlchemy, with all that the store is made of, takes three quarters of the CPU of such a command
to import. Here are the driver and statements that were compiled ahead (`compiling`), for what
scripts call often: the status, sessions, a command to a charge point. Whatever is not as it
usually is, from a server of its own to a file that is damaged, is left to the store, which says
what to do.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from decimal import Decimal
from functools import cache
from os import urandom
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

import msgspec

from controlroom.domain.charging.charge_point import ChargePoint, Connector, Registration
from controlroom.domain.charging.rate_limit import Allowance
from controlroom.store.bodies import read
from controlroom.store.embedded import connect
from controlroom.store.file_systems import share_of
from controlroom.store.json_text import dumps, loads
from controlroom.store.server_lock import LEASE, holder, lock_of
from controlroom.store.times import microseconds, moment

if TYPE_CHECKING:
    from controlroom.domain.billing.tariff import Version
    from controlroom.domain.charging.commands import Command, CommandState
    from controlroom.operations.ports.billing import SessionRecord
    from controlroom.operations.ports.journal import PointState

T = TypeVar("T")
_PREFIXES: Final = ("sqlite:///", "sqlite+aiosqlite:///")
_IN: Final[Mapping[str, Any]] = {"time": microseconds, "json": dumps, "exact": str, "bool": int}
_OUT: Final[Mapping[str, Any]] = {"time": moment, "json": loads, "exact": Decimal, "bool": bool}


@dataclass(frozen=True, slots=True)
class Glance:
    """Every charge point as it stood at one moment of the journal."""

    head: int
    as_of: datetime
    registrations: Sequence[Registration]
    charge_points: Sequence[ChargePoint]
    connectors: Sequence[Connector]


def sessions_of(*, start: bool, end: bool, point: bool) -> str:
    """The name of the statement that looks for sessions by these."""
    by = (("start", start), ("end", end), ("point", point))
    return " ".join(("sessions", *(name for name, given in by if given)))


class Brief:
    """One connection, on which one thing happens after the other."""

    def __init__(self, file: Path, connection: sqlite3.Connection) -> None:
        self._file = file
        self._writer = urandom(6).hex()
        self._connection = connection

    # --- reading ------------------------------------------------------------------------------

    async def glance(self) -> Glance:
        connection = self._connection
        connection.execute("BEGIN")
        try:
            found = Glance(
                head=self._rows("head")[0][0],
                as_of=datetime.now(UTC),
                registrations=self._all("every registration", Registration),
                charge_points=self._all("every charge_point", ChargePoint),
                connectors=self._all("every connector", Connector),
            )
            rest = self._rows("lacking")
            stands = self._rows("stands") if rest else ()
        finally:
            connection.execute("COMMIT")
        if not rest:
            return found
        from controlroom.domain.charging.network import Network
        from controlroom.store.replay import connectors_of, entries_of, replay

        # What a connector reads does not depend on sessions.
        network = Network()
        network.load(charge_points=found.charge_points, connectors=found.connectors)
        replay(network, entries_of(rest), {str(point): at for point, at in stands})
        return replace(found, connectors=connectors_of(network))

    async def served(self) -> bool:
        """Whether a process that serves charge points is alive."""
        return holder(lock_of(self._file)) is not None

    async def sessions(
        self,
        *,
        start: datetime | None = None,
        end: datetime | None = None,
        charge_point: str | None = None,
    ) -> list[SessionRecord]:
        """Newest first."""
        from controlroom.store.billing.record_row import record

        name = sessions_of(
            start=start is not None, end=end is not None, point=charge_point is not None
        )
        point = None if charge_point is None else charge_point.lower()
        rows = self._rows(name, start=start, end=end, point=point)
        tables = [
            (table, column) for table, column, _kind in _ready()["statements"][name]["columns"]
        ]
        return [record(tables, row) for row in rows]

    async def versions(self) -> dict[str, str]:
        """OCPP version of each charge point's last link."""
        points = self._all("every charge_point", ChargePoint)
        return {point.id: point.version for point in points if point.version}

    async def allowances(self) -> dict[str, Allowance]:
        """What charge points may still send, of those that have sent a great deal."""
        found = self._all("every allowance", Allowance)
        return {allowance.charge_point: allowance for allowance in found}

    async def tariffs(self) -> dict[str, list[Version]]:
        """Every version by site, oldest first."""
        from controlroom.domain.billing.tariff import Tariff

        found: dict[str, list[Version]] = {}
        for site, since, body in self._rows("tariffs"):
            found.setdefault(site, []).append((since, read(Tariff, body)))
        return found

    # --- commands -----------------------------------------------------------------------------

    async def load(self, charge_point: str) -> PointState | None:
        """What asking a charge point has to know of it: not its connectors and sessions."""
        from controlroom.operations.ports.journal import PointState
        from controlroom.store.codec import clean

        point = clean(charge_point)
        found = self._all("registration", Registration, point=point)
        if not found:
            return None
        said = self._all("charge_point", ChargePoint, point=point)
        return PointState(found[0], said[0] if said else ChargePoint(found[0].id), (), ())

    async def link_alive(self, charge_point: str) -> bool:
        return bool(self._rows("link", point=charge_point, since=datetime.now(UTC) - LEASE))

    async def command(self, identity: int) -> Command | None:
        from controlroom.domain.charging.commands import Command, with_wish

        found = self._told("command", identity=identity)
        return msgspec.convert(with_wish(found[0]), Command) if found else None

    async def seal(self, charge_point: str) -> bytes | None:
        """The public key of the process that holds a charge point's link."""
        found = self._rows("seal", point=charge_point)
        return (found[0][0] or None) if found else None

    async def ask(self, command: Command, sealed: bytes = b"") -> Command:
        from controlroom.store.charging.command_row import columns

        with _Writing(self._connection) as now:
            identity = self._rows("ask", **columns(command))[0][0]
            asked = replace(command, id=identity)
            if sealed:
                self._execute("keep secret", {"identity": identity, "sealed": sealed})
            self._tell(asked, now)
        return asked

    async def advance(self, command: Command, expected: CommandState) -> bool:
        from controlroom.store.charging.command_row import columns

        with _Writing(self._connection) as now:
            values = {**columns(command), "identity": command.id, "expected": expected.value}
            moved = self._execute("advance", values).rowcount
            if moved:
                self._execute("forget secret", {"identity": command.id})
                self._tell(command, now)
        return bool(moved)

    def _tell(self, command: Command, now: datetime) -> None:
        """Write down what became of a command, as the journal's next fact."""
        from controlroom.store.charging.command_row import changed
        from controlroom.store.codec import clean, dump_event

        event = changed(command, now)
        last = self._connection.execute(_ready()["texts"]["number"], (1,)).fetchone()[0]
        at = microseconds(now)
        point, body = clean(event.charge_point), clean(dump_event(event))
        row = [0, self._writer, at, at, point, type(event).__name__, body]
        self._connection.execute(_ready()["texts"]["journal"], (dumps([row]), last))

    # --- rows ---------------------------------------------------------------------------------

    def _execute(self, name: str, values: Mapping[str, Any]) -> sqlite3.Cursor:
        statement = _ready()["statements"][name]
        given = [_changed(_IN, kind, values[key]) for key, kind in statement["parameters"]]
        return self._connection.execute(statement["sql"], given)

    def _rows(self, name: str, **values: Any) -> list[list[Any]]:  # noqa: ANN401 - of any type
        kinds = [kind for _table, _name, kind in _ready()["statements"][name]["columns"]]
        return [
            [_changed(_OUT, kind, value) for kind, value in zip(kinds, row, strict=True)]
            for row in self._execute(name, values).fetchall()
        ]

    def _all(self, name: str, kind: type[T], **values: Any) -> list[T]:  # noqa: ANN401
        found = self._told(name, **values)
        return msgspec.convert(found, list[kind])  # type: ignore[valid-type]

    def _told(self, name: str, **values: Any) -> list[dict[str, Any]]:  # noqa: ANN401
        """Rows by the names of their columns."""
        names = [column for _table, column, _kind in _ready()["statements"][name]["columns"]]
        return [dict(zip(names, row, strict=True)) for row in self._rows(name, **values)]


@contextmanager
def brief(url: str) -> Iterator[Brief | None]:
    """None where it is no embedded database of this version that is there already.

    Raises StoreUnavailable for what goes wrong meanwhile.
    """
    file = _file(url)
    connection = None if file is None else _connected(file)
    if file is None or connection is None:
        yield None
        return
    try:
        yield Brief(file, connection)
    except sqlite3.Error as error:
        from controlroom.store.failures import unavailable

        raise unavailable(error, str(file)) from error
    finally:
        connection.close()


def _file(url: str) -> Path | None:
    prefix = next((prefix for prefix in _PREFIXES if url.startswith(prefix)), None)
    if prefix is None or set(url) & set("?%") or not url.isprintable():
        return None
    return Path(url.removeprefix(prefix))


def _connected(file: Path) -> sqlite3.Connection | None:
    if not file.is_file() or share_of(file) is not None:
        return None
    try:
        connection = connect(file)
    except sqlite3.Error:
        return None
    try:
        version = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    except sqlite3.Error:
        version = None
    if version is not None and version[0] == _ready()["version"]:
        return connection
    connection.close()
    return None


class _Writing:
    """A transaction; its moment is this machine's, as SQLite has no clock of its own."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def __enter__(self) -> datetime:
        self._connection.execute("BEGIN IMMEDIATE")
        return datetime.now(UTC)

    def __exit__(self, kind: type[BaseException] | None, *_rest: object) -> None:
        self._connection.execute("COMMIT" if kind is None else "ROLLBACK")


@cache
def _ready() -> Any:  # noqa: ANN401 - JSON
    return json.loads(Path(__file__).with_name("compiled.json").read_text(encoding="ascii"))


def _changed(by: Mapping[str, Any], kind: str, value: Any) -> Any:  # noqa: ANN401 - of any type
    return by[kind](value) if kind and value is not None else value

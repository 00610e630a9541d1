"""State rows: which table a domain object lives in, and how it becomes columns and back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import lru_cache
from operator import attrgetter
from types import GenericAlias
from typing import Any, Generic, TypeVar

import msgspec
from sqlalchemy import (
    Boolean,
    Column,
    ColumnElement,
    Float,
    Table,
    and_,
    exists,
    literal_column,
    or_,
    select,
)

from controlroom.domain.alarms.alarm import Alarm
from controlroom.domain.billing.review import Review
from controlroom.domain.billing.session_price import SessionPrice
from controlroom.domain.charging.charge_point import ChargePoint, Connector, Registration, Site
from controlroom.domain.charging.commands import Command, with_wish
from controlroom.domain.charging.session import ChargingSession
from controlroom.domain.people.authorisation import Token
from controlroom.domain.people.customer import Customer
from controlroom.operations.ports.journal import ConsumerState, QuarterHour
from controlroom.store import schema
from controlroom.store.bodies import body_of
from controlroom.store.codec import card_key, clean
from controlroom.store.json_text import dumps
from controlroom.store.price_row import dump_periods, priced
from controlroom.store.schema.base import Exact, Json, UtcTime
from controlroom.store.times import microseconds

T = TypeVar("T")
Value = Any
"""What a driver takes for one column."""


@dataclass(frozen=True, slots=True)
class LinkHeld:
    """Which process opened a charge point's link."""

    charge_point: str
    epoch: int
    server: str


class Mapper(Generic[T]):
    """Where a class lives. Columns carry the names of its fields.

    `computed` columns are not fields as they stand; `special` ones are not simply replaced when a
    row that is there is written again; `moving` ones change with every meter value,
    and no index knows them. A row that is there is written again only where `newer` holds.
    `read` makes fields of columns, where they are not the same.
    """

    def __init__(
        self,
        kind: type[T],
        table: Table,
        computed: Mapping[str, Callable[[Any], object]] | None = None,
        special: Mapping[str, ColumnElement[Any]] | None = None,
        moving: Sequence[str] = (),
        newer: ColumnElement[bool] | None = None,
        read: Callable[[Mapping[str, Any]], dict[str, Any]] | None = None,
    ) -> None:
        self.kind = kind
        self.table = table
        self.computed = computed or {}
        self.special = special or {}
        self.moving = tuple(moving)
        self.newer = newer
        self._read = read
        self.keys = len(table.primary_key)
        """How many columns the key has; they stand first."""
        self.names = [str(column.name) for column in table.columns]
        self._all: Any = GenericAlias(tuple, (kind, ...))

    def load(self, row: Iterable[Any]) -> T:
        """From a row that was selected with all columns of the table, or begins with them."""
        (loaded,) = self.load_all([row])
        return loaded

    def load_all(self, rows: Iterable[Iterable[Any]]) -> tuple[T, ...]:
        names = self.names
        found = [dict(zip(names, row, strict=False)) for row in rows]
        if self._read is not None:
            found = [self._read(values) for values in found]
        loaded: tuple[T, ...] = msgspec.convert(found, self._all)
        return loaded


def excluded(table: Table, name: str) -> ColumnElement[Any]:
    """The value that a write brings, in ON CONFLICT DO UPDATE; the same word on both databases."""
    return literal_column(f'excluded."{name}"', type_=table.c[name].type)


_session = schema.session
ACTIVE = _session.c.state == literal_column("'active'")
"""Literally as in the partial indexes, which SQLite does not use for a parameter."""
_carried = schema.invoice_session
# One that had ended goes on where its station says so; what it was billed for stays billed.
_unended = and_(
    _session.c.ended.is_(None),
    ~exists(
        # Named literally: in what becomes of a conflict SQLAlchemy would select from it again.
        select(_carried.c.session).where(_carried.c.session == literal_column("session.id"))
    ),
)
_open = or_(_session.c.unbilled, _unended)

# The process that held an older link does not write over what the newer one has written.
_epoch = schema.charge_point.c.epoch
CHARGE_POINT = Mapper(
    ChargePoint, schema.charge_point, newer=_epoch <= excluded(schema.charge_point, "epoch")
)
CONNECTOR = Mapper(
    Connector,
    schema.connector,
    moving=(
        "power_w",
        "energy_wh",
        "current_a",
        "voltage_v",
        "soc",
        "offered_w",
        "measured",
        "read_at",
        "read_heard",
    ),
)
SESSION = Mapper(
    ChargingSession,
    _session,
    computed={
        "token_folded": lambda s: card_key(s.token),
        "dated": lambda s: s.ended or s.started,
        "unbilled": lambda s: s.ended is not None,
        "revision": lambda _: 1,
        "priced": lambda _: 0,
    },
    special={
        # What is on an invoice stays billed, however late a reading comes.
        "unbilled": and_(excluded(_session, "unbilled"), _open),
        "revision": _session.c.revision + literal_column("1"),
        "priced": _session.c.priced,
    },
    moving=("register_wh", "register_at", "energy_wh", "evidence"),
)
ALARM = Mapper(Alarm, schema.alarm)
COMMAND = Mapper(
    Command,
    schema.command,
    computed={"verb": lambda c: c.wish.verb, "arguments": lambda c: c.wish.arguments()},
    read=with_wish,
)
CONSUMER_STATE = Mapper(ConsumerState, schema.consumer_state)
SESSION_PRICE = Mapper(
    SessionPrice,
    schema.session_price,
    computed={
        "periods": lambda p: dump_periods(p.periods),
        "net": lambda p: None if p.price is None else p.price.net,
        "vat": lambda p: None if p.price is None else p.price.vat,
        "gross": lambda p: None if p.price is None else p.price.gross,
        "price": lambda p: None if p.price is None else body_of(p.price),
    },
)


def price_of(row: Sequence[Any]) -> SessionPrice:
    """From a row of session_price."""
    return priced(dict(zip(SESSION_PRICE.names, row, strict=True)))


REVIEW = Mapper(Review, schema.session_review)
QUARTER_HOUR = Mapper(
    QuarterHour,
    schema.quarter_hour,
    special={"wh": schema.quarter_hour.c.wh + excluded(schema.quarter_hour, "wh")},
)
LINK = Mapper(LinkHeld, schema.link, newer=schema.link.c.epoch < excluded(schema.link, "epoch"))
SITE = Mapper(Site, schema.site)
REGISTRATION = Mapper(Registration, schema.registration)
TOKEN = Mapper(Token, schema.token)
CUSTOMER = Mapper(Customer, schema.customer)

MAPPERS: tuple[Mapper[Any], ...] = (
    CHARGE_POINT,
    LINK,
    CONNECTOR,
    SESSION,
    ALARM,
    COMMAND,
    CONSUMER_STATE,
    SESSION_PRICE,
    QUARTER_HOUR,
)
"""In the order in which a transaction writes them: what others refer to comes first."""

BY_KIND: dict[type, Mapper[Any]] = {mapper.kind: mapper for mapper in MAPPERS}


# --- what a driver takes ----------------------------------------------------------------------


def _sqlite_text(value: str | None) -> Value:
    if value is None:
        return None
    if type(value) is not str:
        value = str.__str__(value)
    return value if value.isascii() and "\0" not in value else clean(value)


@lru_cache(maxsize=4096)
def _sqlite_time(value: datetime | None) -> Value:
    return None if value is None else microseconds(value)


def _json(value: object) -> str | None:
    return None if value is None else dumps(value)


def _same(value: Value) -> Value:
    return value


def whole(value: int | None) -> int | None:
    """A whole number that a column holds. Raises OverflowError: JSON would make it a real one."""
    if value is not None and not -(2**63) <= value < 2**63:
        raise OverflowError(value)
    return value


def _sqlite_exact(value: Decimal | None) -> Value:
    return None if value is None else str(value)


def quoted(text: str) -> str:
    """Text as an element of a PostgreSQL array literal."""
    if "\\" in text:
        text = text.replace("\\", "\\\\")
    if '"' in text:
        text = text.replace('"', '\\"')
    return f'"{text}"'


def _pg_text(value: str | None) -> str:
    return "NULL" if value is None else quoted(_sqlite_text(value))


@lru_cache(maxsize=4096)
def _pg_time(value: datetime | None) -> str:
    return "NULL" if value is None else value.isoformat()


def _pg_json(value: object) -> str:
    text = _json(value)
    return "NULL" if text is None else quoted(text)


def _pg_plain(value: object) -> str:
    return "NULL" if value is None else str(value)


def _pg_float(value: float | None) -> str:
    return "NULL" if value is None else repr(float(value))


def _encoder(column: Column[Any], dialect: str) -> Callable[[Any], Value]:
    sqlite = dialect == "sqlite"
    kind = column.type
    if isinstance(kind, UtcTime):
        return _sqlite_time if sqlite else _pg_time
    if isinstance(kind, Json):
        return _json if sqlite else _pg_json
    if isinstance(kind, Exact):
        return _sqlite_exact if sqlite else _pg_plain
    plain = kind.python_type in (int, bool)
    if sqlite:
        exact = isinstance(kind, Float | Boolean)
        return _same if exact else whole if plain else _sqlite_text
    if isinstance(kind, Float):
        return _pg_float
    return _pg_plain if plain else _pg_text


class RowEncoder:
    """Turns objects of one class into a driver's values, in the order of `columns`.

    For PostgreSQL each value is an element of an array literal: a column of a whole
    batch travels as one text, which costs a fifth of binding its values one by one.
    """

    def __init__(self, mapper: Mapper[Any], dialect: str) -> None:
        self.mapper = mapper
        stored = [name for name in mapper.names if name not in mapper.computed]
        computed = [name for name in mapper.names if name in mapper.computed]
        self.columns = stored + computed
        keys = stored[: mapper.keys]
        self.moving = [*keys, *mapper.moving]
        by_name = {str(c.name): _encoder(c, dialect) for c in mapper.table.columns}
        self._fields = attrgetter(*stored)
        self._encoders = [by_name[name] for name in stored]
        self._computed = [(mapper.computed[name], by_name[name]) for name in computed]
        self._moving_fields = attrgetter(*self.moving)
        self._moving_encoders = [by_name[name] for name in self.moving]
        self._still = attrgetter(*[name for name in stored if name not in mapper.moving])
        self._keys = mapper.keys

    def encode(self, row: object) -> tuple[Value, ...]:
        values = [f(v) for f, v in zip(self._encoders, self._fields(row), strict=True)]
        for function, encoder in self._computed:
            values.append(encoder(function(row)))
        return tuple(values)

    def encode_moving(self, row: object) -> tuple[Value, ...]:
        """Its key, and the columns that move."""
        fields = self._moving_fields(row)
        return tuple([f(v) for f, v in zip(self._moving_encoders, fields, strict=True)])

    def still(self, row: object) -> tuple[Any, ...]:
        """The fields that do not move, its key first."""
        fields: tuple[Any, ...] = self._still(row)
        return fields

    def key(self, values: tuple[Value, ...]) -> tuple[Value, ...]:
        return values[: self._keys]

"""Addresses of databases as people write them, judged before any driver sees them.

What stands behind a question mark is handed to the driver by name, and a driver takes an odd word
there for a fault of the program: so only what is known is let through.
"""

from __future__ import annotations

import re
from typing import Any

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from controlroom.domain.errors import InvalidValue

_DRIVERS = {
    "sqlite": "sqlite+aiosqlite",
    "sqlite+aiosqlite": "sqlite+aiosqlite",
    "postgresql": "postgresql+asyncpg",
    "postgres": "postgresql+asyncpg",
    "postgresql+asyncpg": "postgresql+asyncpg",
}
_SSL = ("disable", "allow", "prefer", "require", "verify-ca", "verify-full")
_TEXTS = ("host", "port", "passfile", "service", "servicefile", "target_session_attrs")
"""What PostgreSQL's driver is told as it stands."""
_KNOWN = (*_TEXTS, "ssl")
_LONGEST = 200


def parse(address: str) -> URL:
    """An address with the driver that this program uses.

    Raises InvalidValue for an address of no known kind, and for what it may not say.
    """
    try:
        parsed = make_url(address)
        driver = _DRIVERS[parsed.drivername]
        parsed.render_as_string().encode()
    except (ArgumentError, KeyError, ValueError) as error:
        raise _unknown(address) from error
    if not address.isprintable():
        raise _unknown(address)
    if driver.startswith("sqlite"):
        # Several connections work on one database; one in memory belongs to one connection.
        if parsed.database in (None, "", ":memory:"):
            raise _unknown(address)
        known: tuple[str, ...] = ()
    else:
        known = _KNOWN
        if "sslmode" in parsed.query and "ssl" not in parsed.query:
            # As PostgreSQL's own programs spell it.
            parsed = parsed.set(query=_renamed(parsed.query, "sslmode", "ssl"))
    for name, value in parsed.query.items():
        if name not in known or (name not in ("host", "port") and not isinstance(value, str)):
            raise InvalidValue(
                "database-query", database=readable(address), name=name[:_LONGEST],
                known=", ".join(known) or "—",
            )  # fmt: skip
    ssl = parsed.query.get("ssl")
    if ssl is not None and ssl not in _SSL:
        raise InvalidValue(
            "database-ssl", database=readable(address), value=ssl, known=", ".join(_SSL)
        )
    parsed = parsed.set(drivername=driver)
    try:
        parsed.get_dialect()().create_connect_args(parsed)
    except (ArgumentError, ValueError) as error:
        raise _unknown(address) from error
    return parsed


def _renamed(query: Any, old: str, new: str) -> dict[str, Any]:  # noqa: ANN401 - SQLAlchemy's own
    return {new if name == old else name: value for name, value in query.items()}


def _unknown(address: str) -> InvalidValue:
    return InvalidValue("database-unknown", database=readable(address))


def readable(address: str) -> str:
    """An address as people read it, without a password, whether or not it can be used."""
    hidden = re.sub(r"(://[^/?#@:]*):[^/?#]*@", r"\1:***@", address)
    hidden = re.sub(r"([?&][^=&]*(?:pass|secret|token)[^=&]*=)[^&]*", r"\1***", hidden)
    shown = "".join(c if c.isprintable() else "\ufffd" for c in hidden)
    return shown if len(shown) <= _LONGEST else f"{shown[:_LONGEST]}…"

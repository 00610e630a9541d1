"""Documents of billing as plain data, as they are kept: decimals as strings, moments in UTC."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from decimal import Decimal
from typing import Any, Final, TypeVar

import msgspec

from controlroom.domain.errors import InvalidValue

Document = TypeVar("Document", bound=Any)

_LATER: Final = {"currency", "grace_minutes", "idle_apart", "logo"}
"""Fields that documents from before there were such do not have."""


def body_of(document: object) -> dict[str, Any]:
    """An invoice, a company, a price or a tariff as plain data; `read` makes its equal."""
    body: dict[str, Any] = _plain(msgspec.to_builtins(document, builtin_types=(Decimal,)))
    return body


def _plain(value: object) -> Any:  # noqa: ANN401 - any JSON
    if isinstance(value, Decimal):
        return f"{value:f}"  # no reader shall make a float of it
    if isinstance(value, dict):
        # Left out where it is false, as it was before there was one.
        said = (
            (name, item) for name, item in value.items() if (name, item) != ("idle_apart", False)
        )
        return {name: _plain(item) for name, item in said}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value


def read(kind: type[Document], body: Mapping[str, Any]) -> Document:
    """The document that a body was made of, its sums checked again.

    Raises InvalidValue where it is not whole, or was tampered with.
    """
    wrong = [
        field.name
        for field in fields(kind)
        if field.name not in _LATER and isinstance(body.get(field.name), float | None)
    ]
    if wrong:
        raise InvalidValue("body-unreadable", what=kind.__name__, why=", ".join(wrong))
    try:
        document: Document = msgspec.convert(body, kind)
    except msgspec.ValidationError as failure:
        raise InvalidValue("body-unreadable", what=kind.__name__, why=failure) from failure
    return document

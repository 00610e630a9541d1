"""Dataclasses of values: frozen to the type checker, plain to the interpreter.

A frozen dataclass sets each field through `object.__setattr__`; one of 24 fields takes
ten times as long to make as a plain one, and every meter value makes several. Who would
change a field is stopped by mypy, which is part of the test command, not at run time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__all__ = ["dataclass"]

if TYPE_CHECKING:
    from dataclasses import dataclass
else:
    import dataclasses

    def dataclass(*, frozen: bool, slots: bool, kw_only: bool = False) -> Any:  # noqa: ANN401
        """As `dataclasses.dataclass`: compared and hashed by its fields, and never changed."""
        if not frozen:
            raise TypeError("values are frozen")
        return dataclasses.dataclass(unsafe_hash=True, slots=slots, kw_only=kw_only)

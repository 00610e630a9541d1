"""The store: the only reader of SQL, and the only place where processes meet.

What it offers is imported when it is first asked for: a command that looks for a moment (`brief`)
needs none of what SQLAlchemy brings.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from controlroom.store.address import readable
    from controlroom.store.facade import Store, open_store
    from controlroom.store.server_lock import served_by, serves, serving_file, serving_lock

__all__ = ["Store", "open_store", "readable", "served_by", "serves", "serving_file", "serving_lock"]

_WHERE = {
    "Store": "facade",
    "open_store": "facade",
    "readable": "address",
    "served_by": "server_lock",
    "serves": "server_lock",
    "serving_file": "server_lock",
    "serving_lock": "server_lock",
}


def __getattr__(name: str) -> Any:  # noqa: ANN401 - whatever is offered
    module = _WHERE.get(name)
    if module is None:
        raise AttributeError(name)
    return getattr(import_module(f"controlroom.store.{module}"), name)

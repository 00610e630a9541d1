"""The store: the only reader of SQL, and the only place where processes meet."""

from __future__ import annotations

from controlroom.store.facade import Store, open_store

__all__ = ["Store", "open_store"]

"""The store: the only reader of SQL, and the only place where processes meet."""

from __future__ import annotations

from controlroom.store.address import readable
from controlroom.store.facade import Store, open_store
from controlroom.store.serving import served_by, serves, serving_file, serving_lock

__all__ = ["Store", "open_store", "readable", "served_by", "serves", "serving_file", "serving_lock"]

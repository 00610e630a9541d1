"""What a consumer remembers by key, kept in its own rows so that a restart forgets nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Generic, TypeVar

from typing_extensions import override

from controlroom.operations.ports.journal import ConsumerState

K = TypeVar("K")
V = TypeVar("V")


class KeptRows(dict[K, V], Generic[K, V]):
    """A dictionary that tells which of its rows are to be written. `update` loads it."""

    def __init__(
        self, consumer: str, key: Callable[[K], str], body: Callable[[V], Mapping[str, object]]
    ) -> None:
        """`key` and `body` make a row's key and body."""
        super().__init__()
        self._consumer = consumer
        self._key = key
        self._body = body
        self._changed: dict[K, None] = {}

    @override
    def __setitem__(self, key: K, value: V, /) -> None:
        super().__setitem__(key, value)
        self._changed[key] = None

    @override
    def __delitem__(self, key: K, /) -> None:
        super().__delitem__(key)
        self._changed[key] = None

    def changes(self) -> list[ConsumerState]:
        """The rows of what is other than when this was last asked."""
        changed, self._changed = self._changed, {}
        return [
            ConsumerState(
                self._consumer, self._key(key), self._body(self[key]) if key in self else None
            )
            for key in changed
        ]

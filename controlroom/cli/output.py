"""What a command prints: a table or a sentence for people, JSON and nothing else for scripts."""

from __future__ import annotations

import json
import sys
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

Json = Mapping[str, Any]

CELL = 80
"""Characters that a column shows of a text: longer ones are written by a charge point only."""


def time(at: datetime | None) -> str | None:
    """ISO 8601 in UTC, ending in Z."""
    if at is None:
        return None
    text = at.astimezone(UTC).isoformat(timespec="milliseconds")
    return text.replace("+00:00", "Z").replace(".000Z", "Z")


def money(amount: Decimal) -> str:
    """Two decimals, whatever the decimal carries."""
    return f"{amount:.2f}"


def transaction(text: str, version: str) -> int | str | None:
    """As its OCPP version writes it: a number in 1.6, text later."""
    if not text:
        return None
    return int(text) if version == "1.6" and text.isascii() and text.isdigit() else text


def plain(text: object) -> str:
    """Text that somebody else wrote, safe for a terminal: no control or direction characters."""
    return "".join(
        "�" if unicodedata.category(c) in ("Cc", "Cf", "Cs", "Co") else c for c in str(text)
    )


def cut(text: str, most: int = CELL) -> str:
    """The text, ending in an ellipsis where it is longer; --json has all of it."""
    return text if len(text) <= most else f"{text[: most - 1]}…"


class Output:
    """Standard output belongs to results; progress and errors go to standard error."""

    def __init__(self, *, as_json: bool) -> None:
        self.as_json = as_json

    def line(self, item: Json, text: str) -> None:
        """One item of a stream."""
        self._print(_dumps(item) if self.as_json else text)

    def item(self, item: Json, text: str | Callable[[Json], str] | None = None) -> None:
        """One result: an object, or its sentence. Without one, its members one a line."""
        if self.as_json:
            self._print(_dumps(item))
        elif text is None:
            width = max((len(k) for k in item), default=0)
            for key, value in item.items():
                self._print(f"{key:<{width}}  {_cell(value)}")
        else:
            self._print(text if isinstance(text, str) else text(item))

    def table(self, rows: Sequence[Json], columns: Sequence[str], empty: str) -> None:
        """A list: an array, or a table of the columns.

        `empty` says what to do instead, or is the key of a sentence that does.
        """
        if self.as_json:
            self._print(_dumps(rows))
            return
        if not rows:
            from controlroom.words.texts import ENGLISH

            self._print(ENGLISH.sentence(empty))
            return
        cells = [[cut(_cell(row.get(column))) for column in columns] for row in rows]
        heads = [column.replace("_", " ") for column in columns]
        widths = [max(len(h), *(len(r[i]) for r in cells)) for i, h in enumerate(heads)]
        numeric = [
            all(isinstance(r.get(c), (int, float)) or r.get(c) is None for r in rows)
            for c in columns
        ]
        for line in ([*heads], *cells):
            padded = (
                text.rjust(width) if right else text.ljust(width)
                for text, width, right in zip(line, widths, numeric, strict=True)
            )
            self._print("  ".join(padded).rstrip())

    def progress(self, text: str) -> None:
        print(plain(text), file=sys.stderr, flush=True)

    def _print(self, text: str) -> None:
        # Text that no encoding can carry (a lone surrogate) must not end the command.
        encoding = sys.stdout.encoding or "utf-8"
        safe = text.encode(encoding, "backslashreplace").decode(encoding)
        print(safe, flush=True)


def _cell(value: object) -> str:
    if value is None or value == "":
        return "-"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:.1f}"
    if isinstance(value, Mapping):
        return ", ".join(f"{k} {_cell(v)}" for k, v in value.items())
    if isinstance(value, (list, tuple)):
        return ", ".join(_cell(v) for v in value)
    return plain(value)


def _dumps(item: object) -> str:
    return json.dumps(item, ensure_ascii=True, default=_default)


def _default(value: object) -> object:
    if isinstance(value, datetime):
        return time(value)
    if isinstance(value, Decimal):
        return money(value)
    if isinstance(value, (set, frozenset)):
        return sorted(value)
    raise TypeError(type(value).__name__)

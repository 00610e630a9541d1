"""Where in its file an entry of a scenario stands: TOML's own reader does not tell."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

_HEADER = re.compile(r"\s*\[\[\s*event\s*\]\]")


@dataclass(frozen=True, slots=True)
class Source:
    """The text of a scenario."""

    file: Path
    text: str

    def line(self, number: int) -> int:
        """Line of the n-th [[event]], counted from 1; 0 is what stands before the first."""
        headers = self._headers()
        return headers[number - 1] if 0 < number <= len(headers) else 0

    def _headers(self) -> list[int]:
        lines = enumerate(self.text.splitlines(), start=1)
        return [line for line, text in lines if _HEADER.match(text)]

    def place(self, number: int, member: str) -> str:
        """What a sentence about an entry begins with: event and line."""
        headers = self._headers()
        if number > len(headers):  # written as event = [{…}]
            return f"event {number}: "
        first = self.line(number)
        after = [line for line in headers if line > first]
        last = after[0] - 1 if number and after else len(self.text.splitlines())
        name = re.compile(rf"""\s*["']?{re.escape(member)}["']?\s*[=.]|\s*\[+\s*{member}\b""")
        line = first
        for at, text in enumerate(self.text.splitlines()[first:last], start=first + 1):
            if name.match(text):
                line = at
                break
        where = f"line {line}" if line else "at the top"
        return f"event {number}, {where}: " if number else f"{where}: "

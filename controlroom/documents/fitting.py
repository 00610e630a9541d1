"""Text that somebody else wrote, made to fit: plain, on one line or on few.

Names come from people, stations and files. Whatever they hold is printed as plain
characters: nothing in them is markup, and nothing hides, turns around or overprints.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from controlroom.documents.style import Face, drawable, width

MOST = 400
"""Characters of one text that are looked at; no name or address is longer."""
ELLIPSIS = "…"
SUBSTITUTE = "□"
"""Stands for what cannot be printed: a reader shall see that something was there."""
_INVISIBLE = ("Cc", "Cs", "Co", "Cn")


@lru_cache(1024)
def plain(text: str) -> str:
    """Printable characters only, single spaces, one accent a letter, of bounded length."""
    if len(text) > MOST:
        text = text[: MOST - 1] + ELLIPSIS
    letters: list[str] = []
    for letter in unicodedata.normalize("NFC", text):
        category = unicodedata.category(letter)
        if letter.isspace():
            # A no-break space keeps a number whole; other spaces are one.
            letters.append(letter if letter == "\u00a0" else " ")
        elif category == "Cf" or _is_point(letter) or _climbs(letter, letters):
            continue
        elif category in _INVISIBLE or not drawable(letter):
            letters.append(SUBSTITUTE)
        else:
            letters.append(letter)
    return " ".join(part for part in "".join(letters).split(" ") if part)


def unprintable(text: str) -> str:
    """The letters of a text that `plain` cannot print, each once."""
    shown = plain(text[:MOST]).replace(" ", "")
    if SUBSTITUTE not in shown:
        return ""
    letters = dict.fromkeys(unicodedata.normalize("NFC", text))
    return "".join(letter for letter in letters if plain(letter) == SUBSTITUTE != letter)


def _is_point(letter: str) -> bool:
    """The vowel points of Hebrew and Arabic, which paper does without."""
    return unicodedata.category(letter) == "Mn" and 0x0590 <= ord(letter) < 0x0700


def _climbs(letter: str, letters: list[str]) -> bool:
    """An accent on an accent: more of them climb into other lines. Thai has a tone on a vowel."""
    if unicodedata.category(letter) != "Mn":
        return False
    most = 2 if 0x0E00 <= ord(letter) < 0x0F00 else 1
    return all(unicodedata.category(one) == "Mn" for one in letters[-most:]) and bool(letters)


def fit(text: str, face: Face, size: float, room: float, least: float = 0.75) -> tuple[str, float]:
    """One line no wider than `room`: set smaller, down to `least` of its size, then cut.

    Returns the text and its size.
    """
    text = plain(text)
    wide = width(text, face, size)
    if wide <= room:
        return text, size
    smaller = max(size * room / wide, size * least)
    return _cut(text, face, smaller, room), smaller


def fit_figures(text: str, face: Face, size: float, room: float) -> float:
    """The size in which a number fits. A number is never cut."""
    wide = width(text, face, size)
    return size if wide <= room else size * room / wide


def wrap(text: str, face: Face, size: float, room: float, most: int) -> list[str]:
    """At most `most` lines, broken at spaces, within words only where a word is too long."""
    lines: list[str] = []
    line = ""
    for word in plain(text).split(" "):
        longer = f"{line} {word}" if line else word
        if width(longer, face, size) <= room:
            line = longer
            continue
        if line:
            lines.append(line)
        line = word
        while width(line, face, size) > room:
            head = _head(line, face, size, room)
            lines.append(line[:head])
            line = line[head:]
    lines.append(line)
    if len(lines) > most:
        lines = [*lines[: most - 1], _cut(" ".join(lines[most - 1 :]), face, size, room)]
    return lines


def _head(text: str, face: Face, size: float, room: float) -> int:
    """How many characters fit; at least one."""
    used = 0.0
    for count, letter in enumerate(text):
        used += width(letter, face, size)
        if used > room:
            return max(1, count)
    return len(text)


def _cut(text: str, face: Face, size: float, room: float) -> str:
    if width(text, face, size) <= room + 0.01:
        return text
    room -= width(ELLIPSIS, face, size)
    return text[: _head(text, face, size, room)].rstrip() + ELLIPSIS

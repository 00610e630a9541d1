"""Text that a charge point or a person wrote, made safe to show.

Such text is hostile: markup, control characters, characters that turn the direction of writing
or combine without end, lone surrogates that Qt cannot take, ten thousand of them. It is shown as
it reads, on one line, and never as markup.
"""

from __future__ import annotations

import unicodedata
from html import escape

LONGEST = 300
"""Characters shown of one text; the whole of it stands in the journal."""
SHORT = 12
"""Characters of an identifier that tell it from others."""

_SPACES = frozenset({"Zs", "Zl", "Zp"})
_DROPPED = frozenset({"Cf", "Cc"})
_COMBINING = frozenset({"Mn", "Me"})
_STACK = 3


def plain(text: str, limit: int = LONGEST) -> str:
    """The text on one line, without what is not text; cut with an ellipsis at `limit`."""
    cut = len(text) > limit
    if cut:
        text = text[: limit - 1]
    if not (text.isascii() and text.isprintable()):
        text = _clean(text)
    return f"{text}…" if cut else text


def _clean(text: str) -> str:
    kept: list[str] = []
    stack = 0
    for character in text:
        category = unicodedata.category(character)
        if category in _COMBINING:
            stack += 1
            if stack > _STACK:
                continue
        else:
            stack = 0
        if category in _SPACES:
            kept.append(character if character == "\u00a0" else " ")
        elif character in "\t\n\r":
            kept.append(" ")
        elif category == "Cs":
            kept.append("\ufffd")
        elif category not in _DROPPED:
            kept.append(character)
    return "".join(kept)


def short(identifier: str) -> str:
    """An identifier as people tell it from others: of a long one, how it begins."""
    return identifier if len(identifier) <= SHORT + 1 else f"{identifier[:SHORT]}…"


def tooltip(text: str) -> str:
    """Text for a tool tip, which Qt would otherwise read as markup when it looks like it."""
    return f"<span>{escape(plain(text, 1000))}</span>"


def lowered(words: str) -> str:
    """Words within a sentence: the first letter small, the rest as it is."""
    return words[:1].lower() + words[1:]

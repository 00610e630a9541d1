"""The gettext catalogues of the domain's words, read as they are.

Nothing has to be built, and none can be out of date. A word has a context, "" for sentences, and
a key; both catalogues have the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from functools import cache

from controlroom import resources

LANGUAGES = ("sv", "en")


@cache
def read(language: str) -> Mapping[tuple[str, str], tuple[str, ...]]:
    """(context, key) to its text, or to singular and plural."""
    from babel.messages.pofile import read_po

    with resources.path("translations", f"words_{language}.po").open("rb") as file:
        messages = [message for message in read_po(file) if message.id]
    texts = {}
    for message in messages:
        key = message.id if isinstance(message.id, str) else message.id[0]
        text = message.string or ""
        texts[message.context or "", key] = (text,) if isinstance(text, str) else tuple(text)
    return texts


class Catalogue:
    """The words of one language; a screen that changes its language changes it here."""

    def __init__(self, language: str) -> None:
        self.language = language
        """"sv" or "en"."""

    def has(self, context: str, key: str) -> bool:
        return (context, key) in read(self.language)

    def text(self, context: str, key: str, /, *values: object, **fields: object) -> str:
        """A text, filled in. A key without one is shown as it is, so that nothing is hidden."""
        found = read(self.language).get((context, key))
        if found is None:
            told = ", ".join(f"{name}={value}" for name, value in fields.items())
            return f"{key}: {told}" if told else key
        return found[0].format(*values, **fields)

    def plural(self, context: str, key: str, number: int, /, **fields: object) -> str:
        """As `text`, in the form that a number asks for: both languages have the same two."""
        return read(self.language)[context, key][number != 1].format(**fields)

    def name(self, member: Enum) -> str:
        """What a member of an enum of the domain is called."""
        return self.text(type(member).__name__, str(member.value))

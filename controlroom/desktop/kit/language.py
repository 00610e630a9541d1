"""The language of the screen, and what is said in it: one a process, as the translators are."""

from __future__ import annotations

from typing import Final

from controlroom.words.catalogue import Catalogue
from controlroom.words.formats import Formats
from controlroom.words.texts import Texts

catalogue: Final = Catalogue("en")
formats: Final = Formats(catalogue)
texts: Final = Texts(catalogue, at_window=True)


def set_language(language: str) -> None:
    """Choose the language of what is said from now on: "sv" or "en"."""
    catalogue.language = language

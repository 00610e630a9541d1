"""Swedish and English words on the screen, read from ``resources/translations/*.ts``.

Qt's own way compiles each .ts file into a .qm file. These files are small and read in a few
milliseconds, so they are read as they are: nothing has to be built, and none can be out of date.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Sequence

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from typing_extensions import override

from controlroom import resources

Table = dict[tuple[str, str], tuple[str, ...]]


def read(language: str) -> Table:
    """(context, source) to its translation, or to singular and plural."""
    file = resources.path("translations", f"controlroom_{language}.ts")
    # The file is part of the program, so the standard parser is safe.
    tree = ET.parse(file)  # noqa: S314
    table: Table = {}
    for context in tree.iterfind("context"):
        name = context.findtext("name", "")
        for message in context.iterfind("message"):
            source = message.findtext("source", "")
            translation = message.find("translation")
            if translation is None or translation.get("type") in ("unfinished", "vanished"):
                continue
            forms = [form.text or "" for form in translation.iterfind("numerusform")]
            table[name, source] = tuple(forms or [translation.text or ""])
    return table


class Translator(QTranslator):
    """Answers Qt's questions from a table. Swedish and English have the same two numbers."""

    def __init__(self, table: Table) -> None:
        super().__init__()
        self._table = table

    @override
    def isEmpty(self) -> bool:
        return not self._table

    @override
    def translate(
        self,
        context: bytes | str,
        sourceText: bytes | str,
        disambiguation: bytes | str | None = None,
        n: int = -1,
    ) -> str:
        forms: Sequence[str] | None = self._table.get((_text(context), _text(sourceText)))
        if not forms:
            # None is Qt's null string, "look further"; "" would be a translation to nothing.
            return None  # type: ignore[return-value]
        return forms[1] if len(forms) > 1 and n != 1 else forms[0]


def _text(given: bytes | str) -> str:
    return given.decode() if isinstance(given, bytes) else given


def of_qt() -> str:
    """Where Qt keeps the words of its own dialogs, such as the one that asks for a file."""
    return QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)


def system_language() -> str:
    """The desktop's language where we speak it, else English."""
    return "sv" if QLocale.system().language() is QLocale.Language.Swedish else "en"

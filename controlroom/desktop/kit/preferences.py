"""What a person chose in this window: language and theme. Kept in a small file of its own.

The settings file says how a new desktop begins; a choice made on the screen stands above it.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QGuiApplication

from controlroom.desktop.kit.theme import ThemeName
from controlroom.desktop.kit.translations import system_language

LANGUAGES = ("sv", "en")
SYSTEM = "system"


def system_scheme() -> Qt.ColorScheme:
    """What the system prefers now."""
    return QGuiApplication.styleHints().colorScheme()


@dataclass(frozen=True, slots=True)
class Preferences:
    """`language` is "sv", "en" or "system"; `theme` is "dark", "light" or "system"."""

    language: str = SYSTEM
    theme: str = ThemeName.DARK.value

    @property
    def spoken(self) -> str:
        """The language itself."""
        return self.language if self.language in LANGUAGES else system_language()

    @property
    def shown(self) -> ThemeName:
        """The theme itself; needs the application to exist."""
        if self.theme == SYSTEM:
            light = system_scheme() is Qt.ColorScheme.Light
            return ThemeName.LIGHT if light else ThemeName.DARK
        return ThemeName.LIGHT if self.theme == ThemeName.LIGHT.value else ThemeName.DARK


class Memory:
    """What this workstation remembers of how it was left: windows, columns, torn-off screens.

    Never needed to work: without a file, or with one that cannot be read, nothing is remembered.
    """

    def __init__(self, file: Path | None) -> None:
        self._kept = None if file is None else QSettings(str(file), QSettings.Format.IniFormat)

    def get(self, key: str) -> str:
        """What was kept under a key as "point/columns"; "" where nothing was."""
        return "" if self._kept is None else str(self._kept.value(key, ""))

    def keep(self, key: str, value: str) -> None:
        if self._kept is not None:
            self._kept.setValue(key, value)

    def forget(self) -> None:
        """Forget all of it, and what this run of the program would still keep at its end.

        What a person chose (language, theme) is no memory, and stays.
        """
        if self._kept is None:
            return
        for group in self._kept.childGroups():
            self._kept.remove(group)
        self._kept.sync()
        self._kept = None


def load(file: Path | None, start: Preferences) -> Preferences:
    """What was chosen before, or `start`. A file that cannot be read chooses nothing."""
    if file is None:
        return start
    kept = QSettings(str(file), QSettings.Format.IniFormat)
    language = str(kept.value("language", start.language))
    theme = str(kept.value("theme", start.theme))
    return Preferences(
        language if language in (*LANGUAGES, SYSTEM) else start.language,
        theme if theme in ("dark", "light", SYSTEM) else start.theme,
    )


def save(file: Path | None, chosen: Preferences) -> None:
    """Keep a choice. Where the file cannot be written, the choice holds until the window closes."""
    if file is None:
        return
    kept = QSettings(str(file), QSettings.Format.IniFormat)
    kept.setValue("language", chosen.language)
    kept.setValue("theme", chosen.theme)
    kept.sync()

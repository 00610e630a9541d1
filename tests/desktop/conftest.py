"""A dressed application, and a small network on a real database to look at through it."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from controlroom.desktop.kit import theme, translations
from controlroom.desktop.kit.language import set_language
from controlroom.desktop.kit.marks import Blink
from controlroom.desktop.kit.theme import ThemeName
from controlroom.desktop.kit.translations import Translator


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What the screen in memory cannot do, it says each time: limit a size, drop a list."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(
                pytest.mark.qt_log_ignore("propagateSizeHints", "does not support (grab|rais)")
            )


_read = cache(translations.read)
_DARK = theme.stylesheet(theme.DARK)


def _is_dark(qapp: QApplication) -> bool:
    """Whether it still wears what the last test found; to dress it again takes 10 ms."""
    return (
        theme.name() is ThemeName.DARK
        and qapp.styleSheet() == _DARK
        and qapp.font() == theme.font(theme.Type.BODY)
        and qapp.palette().window().color() == theme.DARK.ground
    )


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication) -> Iterator[QApplication]:
    """Dark and English, as a test expects when it says nothing else."""
    # As `application.run` does: else closing a window ends the loop under the test.
    qapp.setQuitOnLastWindowClosed(False)
    theme.load_fonts()
    if not _is_dark(qapp):
        theme.apply(qapp, ThemeName.DARK)
    translator = Translator(_read("en"))
    qapp.installTranslator(translator)
    set_language("en")
    yield qapp
    qapp.removeTranslator(translator)


@pytest.fixture(autouse=True)
def own_garbage() -> Iterator[None]:
    """Windows that refer to each other are freed here, not on the thread of some worker."""
    gc.disable()
    yield
    gc.collect(1)
    gc.enable()


@pytest.fixture
def speak(qapp: QApplication) -> Iterator[Callable[[str], None]]:
    """Change the language of the screen for one test."""
    spoken: list[Translator] = []

    def change(language: str) -> None:
        translator = Translator(_read(language))
        spoken.append(translator)
        qapp.installTranslator(translator)
        set_language(language)

    yield change
    for translator in spoken:
        qapp.removeTranslator(translator)


@pytest.fixture
def blink(qapp: QApplication) -> Blink:
    return Blink(qapp)

from __future__ import annotations

import re
import shutil
import xml.etree.ElementTree as ET
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from types import ModuleType

import pytest
from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtWidgets import QApplication

from controlroom.desktop.kit import translations

ROOT = Path(__file__).parents[3]
FOLDER = ROOT / "resources" / "translations"


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    loader = SourceFileLoader("update_translations", str(ROOT / "packaging" / "translations"))
    spec = spec_from_loader(loader.name, loader)
    assert spec is not None
    module = module_from_spec(spec)
    loader.exec_module(module)
    return module


def messages(file: Path) -> dict[tuple[str, str], list[str]]:
    found = {}
    for context in ET.parse(file).iterfind("context"):  # noqa: S314 - our own file
        for message in context.iterfind("message"):
            translation = message.find("translation")
            assert translation is not None
            forms = [form.text or "" for form in translation.iterfind("numerusform")]
            key = (context.findtext("name", ""), message.findtext("source", ""))
            found[key] = forms or [translation.text or ""]
    return found


@pytest.mark.parametrize("name", ("controlroom_sv.ts", "controlroom_en.ts"))
def test_every_word_of_the_code_is_translated(name: str, tool: ModuleType, tmp_path: Path) -> None:
    shutil.copytree(FOLDER, tmp_path / "now")
    tool.update(tmp_path / "now")
    fresh = tmp_path / "now" / name
    assert tool.missing(fresh) == []
    assert set(messages(fresh)) == set(messages(FOLDER / name)), "run packaging/translations"


@pytest.mark.parametrize("file", sorted(FOLDER.glob("*.ts")), ids=lambda f: f.stem)
def test_translations_keep_what_is_filled_in(file: Path) -> None:
    hole = re.compile(r"\{[^}]*\}|%n")
    for (context, source), forms in messages(file).items():
        for form in forms:
            assert form, (context, source)
            assert sorted(hole.findall(form)) == sorted(hole.findall(source)), (context, source)


class Base(QObject):
    def word(self) -> str:
        return self.tr("Base word")


class Derived(Base):
    def cars(self, number: int) -> str:
        return self.tr("%n car(s)", "", number)


def test_translator_finds_plurals_and_inherited_words(qapp: QApplication) -> None:
    table = {("Base", "Base word"): ("Grundord",), ("Derived", "%n car(s)"): ("%n bil", "%n bilar")}
    translator = translations.Translator(table)
    qapp.installTranslator(translator)
    try:
        thing = Derived()
        assert thing.word() == "Grundord"
        assert [thing.cars(number) for number in (0, 1, 2)] == ["0 bilar", "1 bil", "2 bilar"]
        assert QCoreApplication.translate("Base", "Unknown word") == "Unknown word"
    finally:
        qapp.removeTranslator(translator)

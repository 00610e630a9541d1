from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication

from controlroom.desktop.kit.plain_label import PlainLabel
from controlroom.words.plain import plain, tooltip


@pytest.mark.parametrize(
    ("sent", "shown"),
    (
        ("Hyllie 1", "Hyllie 1"),
        ("Åkeri <b>AB</b>", "Åkeri <b>AB</b>"),
        ("a\x00b\x07c\x1b[31m", "abc[31m"),
        ("one\ntwo\tthree\r\n", "one two three  "),
        ("\u202egpj.exe\u2066x\u2069", "gpj.exex"),
        ("\ud800", "\ufffd"),
        ("\u2028\u2029", "  "),
        ("1\u00a0036", "1\u00a0036"),
        ("e" + "\u0301" * 50, "e" + "\u0301" * 3),
        ("\ufeff\u200b", ""),
    ),
)
def test_hostile_text_reads_as_text(sent: str, shown: str) -> None:
    assert plain(sent) == shown


def test_long_text_is_cut() -> None:
    assert plain("x" * 10_000, 100) == "x" * 99 + "…"
    assert len(plain("å" * 10_000)) == 300


@given(st.text(alphabet=st.characters(), max_size=400))
def test_nothing_that_is_not_text_comes_through(sent: str) -> None:
    shown = plain(sent)
    shown.encode()
    assert len(shown) <= 300
    assert not any(unicodedata.category(c) in ("Cc", "Cf", "Cs", "Zl", "Zp") for c in shown)


def test_label_takes_anything_and_shows_no_markup(qapp: QApplication) -> None:
    label = PlainLabel()
    label.setText("<a href='x'>\ud800\x00</a>")
    assert label.text() == "<a href='x'>\ufffd</a>"
    label.resize(60, 20)
    label.grab()
    assert "&lt;a" in label.toolTip()


def test_tool_tip_is_escaped() -> None:
    assert tooltip("<img src=x>") == "<span>&lt;img src=x&gt;</span>"

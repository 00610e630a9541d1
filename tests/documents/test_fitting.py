"""Text made plain and made to fit, whatever it is."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from controlroom.documents.fitting import MOST, fit, fit_figures, plain, wrap
from controlroom.documents.flow import Block, paginate
from controlroom.documents.style import Face, Pen, width

ANYTHING = st.text(st.characters(codec=None), max_size=120)


@pytest.mark.parametrize(
    ("text", "printed"),
    (
        ("Växjö", "Växjö"),
        ("Va\u0308xjo\u0308", "Växjö"),
        ("  a \t b\r\nc ", "a b c"),
        ("a\u202eb\u200bc", "abc"),
        ("a\x00b\x1bc\ud800", "a□b□c□"),
        ("1\u00a0319", "1\u00a0319"),
        ("", ""),
    ),
)
def test_text_is_made_plain(text: str, printed: str) -> None:
    assert plain(text) == printed


@given(ANYTHING)
def test_plain_text_can_be_printed(text: str) -> None:
    printed = plain(text)
    printed.encode()
    assert len(printed) <= MOST
    categories = {unicodedata.category(letter) for letter in printed}
    assert not categories & {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
    assert plain(printed) == printed


@given(ANYTHING, st.floats(20, 300), st.integers(1, 4))
def test_lines_fit_and_are_few(text: str, room: float, most: int) -> None:
    lines = wrap(text, Face.REGULAR, 8.0, room, most)
    assert 1 <= len(lines) <= most
    assert all(width(line, Face.REGULAR, 8.0) <= room + 0.02 for line in lines)
    shown, size = fit(text, Face.SEMIBOLD, 8.0, room)
    assert width(shown, Face.SEMIBOLD, size) <= room + 0.02
    assert 6.0 <= size <= 8.0


def test_long_words_are_broken_and_long_texts_cut() -> None:
    assert wrap("kort text", Face.REGULAR, 8.0, 100.0, 2) == ["kort text"]
    lines = wrap("Ö" * 60, Face.REGULAR, 8.0, 100.0, 10)
    assert "".join(lines) == "Ö" * 60
    assert wrap("ord " * 60, Face.REGULAR, 8.0, 100.0, 2)[-1].endswith("…")
    assert fit("ord " * 60, Face.REGULAR, 8.0, 100.0)[0].endswith("…")
    assert fit("nästan för brett, men bara nästan", Face.REGULAR, 8.0, 120.0)[0].endswith("nästan")


def test_a_number_shrinks_and_is_never_cut() -> None:
    number = "12 345 678 901,00"
    size = fit_figures(number, Face.FIGURES, 8.0, 40.0)
    assert width(number, Face.FIGURES, size) == pytest.approx(40.0)
    assert fit_figures("1,00", Face.FIGURES, 8.0, 40.0) == 8.0


def test_tabular_figures_are_of_one_width_and_swedish_is_covered() -> None:
    for face in (Face.FIGURES, Face.FIGURES_MEDIUM, Face.FIGURES_SEMIBOLD):
        assert len({round(width(digit, face, 1000.0)) for digit in "0123456789"}) == 1
    missing = width("\U0010ffff", Face.REGULAR, 1000.0)
    for face in Face:
        for letter in "åäöÅÄÖéÀ–−…·%’":
            assert width(letter, face, 1000.0) not in {0.0, missing}, (face, letter)


def nothing(pen: Pen, top: float) -> None:
    del pen, top


@given(
    st.lists(st.tuples(st.floats(1, 400), st.booleans(), st.booleans()), max_size=40),
    st.floats(100, 700),
)
def test_blocks_keep_their_order_and_none_is_lost(
    sizes: list[tuple[float, bool, bool]], bottom: float
) -> None:
    head = Block(10.0, nothing)
    blocks = [
        Block(height, nothing, head=head if headed else None, with_next=together)
        for height, together, headed in sizes
    ]
    pages = paginate(blocks, 50.0, bottom)
    placed = [block for page in pages for _, block in page.placed if block is not head]
    assert len(placed) == len(blocks)
    assert all(a is b for a, b in zip(placed, blocks, strict=True))
    for page in pages:
        end = 50.0
        for place, (top, block) in enumerate(page.placed):
            assert top == pytest.approx(end)
            end = top + block.height
            alone = place == 0 or (place == 1 and page.placed[0][1] is head)
            assert end <= bottom + 0.01 or alone

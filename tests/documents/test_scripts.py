"""Names in other scripts: joined, put in the order in which they are drawn, or refused."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from controlroom.documents.fitting import plain, unprintable, wrap
from controlroom.documents.scripts import DRAWN, OWN, OWN_FORMS, visual
from controlroom.documents.style import Face, _load, drawable, width

PRINTED = (
    "Ελληνική Εταιρεία Φόρτισης",
    "Зелена Енергія «Київ» Ђорђе Љубичић",
    "Zażółć Gęślą Jaźń Łódź",
    "İstanbul Şarj Çözümleri Iğdır",  # noqa: RUF001 - this is how it is written
    "Việt Nam Điện lực",
    "شركة الشحن الكهربائي (ستوكهولم) ٢٠٢٦",
    "فروشگاه پارس گچ ژاله",
    "اردو ٹیکسی ڈرائیور ہمارے",
    "کۆمپانیای ڕێگای ئێڵ هەولێر",
    "د ښځو ډېر ړوند ږمنځ ګټه څوک ڼ ۍ",
    'חברת טעינה חשמלית בע"מ',
    "北京电动汽车充电有限公司",
    "臺灣電動車股份有限公司",
    "株式会社トヨタ自動車カスタマー・すし",
    "삼성전자 주식회사 뷁",
    "บริษัท ที่นี่ผู้ใหญ่ น้ำ ปั๊ม",
    "ບໍລິສັດ ນີ້ ນ້ຳ",
    "Հայաստան Էլեկտրական",
    "საქართველო ენერგია",
    "ኢትዮጵያ ኤሌክትሪክ",
)
REFUSED = (
    ("दिल्ली", "दल"),
    ("தமிழ்", "தம"),
    ("বাংলা", "ব"),
    ("ខ្មែរ", "ខ"),
    ("Bilar 🚗 AB", "🚗"),
    ("👩‍🔧", "👩🔧"),
    ("ܐܪܡܝܐ", "ܐ"),
    ("ݐ", "ݐ"),
    ("a\x00b", "\x00"),
    ("\ue000\ue0a0", "\ue000\ue0a0"),
)


@pytest.mark.parametrize("name", PRINTED)
def test_a_name_is_printed_letter_by_letter(name: str) -> None:
    assert unprintable(name) == ""
    assert plain(name) == unicodedata.normalize("NFC", name)
    known = frozenset().union(*(_load(font) for font in ("Scripts-Regular", "Inter-Regular")))
    for letter in visual(name):
        assert drawable(letter) or ord(letter) in known, f"{letter!r} has a glyph"
    assert width(name, Face.REGULAR, 9.0) > 10


@pytest.mark.parametrize(("name", "letters"), REFUSED)
def test_what_cannot_be_drawn_right_is_named(name: str, letters: str) -> None:
    found = unprintable(name)
    assert set(letters) <= set(found)
    assert not any(letter.isascii() and letter.isprintable() for letter in found)


@pytest.mark.parametrize(
    ("logical", "drawn"),
    (
        ("abc 12", "abc 12"),
        ("שלום", "םולש"),
        ("שלום 12", "12 םולש"),
        ("שלום AB-12 עולם", "םלוע AB-12 םולש"),
        ("Bo שלום עולם AB", "Bo םלוע םולש AB"),
        ("(2026) שלום", "םולש (2026)"),
        ("Bo (שלום) AB", "Bo (םולש) AB"),
        ("שלום 1,5 עולם", "םלוע 1,5 םולש"),
        ("12 שלום", "םולש 12"),
        # Joined: lam-alef, initial, medial, final, alone.
        ("لا", "\ufefb"),
        ("السلام", "\ufee1\ufefc\ufeb4\ufedf\ufe8d"),
        ("بب ب", "\ufe8f \ufe90\ufe91"),
        ("ببب", "\ufe90\ufe92\ufe91"),
        ("دب", "\ufe8f\ufea9"),
        ("ءب", "\ufe8f\ufe80"),
        ("ئێڵ", f"{chr(OWN_FORMS[5])}{chr(OWN_FORMS[3])}\ufe8b"),
    ),
)
def test_a_line_is_drawn_from_the_left(logical: str, drawn: str) -> None:
    assert visual(logical) == drawn


def test_tones_of_thai_stand_above_vowels() -> None:
    assert visual("ที่") == "ที\ue0a0"
    assert visual("น้ำ") == "น\ue0a1ำ"
    assert visual("ผู้") == "ผู้", "not where the vowel is below"


def test_our_own_forms_are_in_our_font() -> None:
    letters = _load("Scripts-Regular")
    assert {code for code in DRAWN if code in letters} >= {
        OWN_FORMS[4 * place + 1] for place in range(len(OWN))
    }
    assert all(0xE0A0 + place in letters for place in range(5))


@given(st.text(st.sampled_from("abc 12(),.-אבגדابتثجلا٣٤"), max_size=40))
def test_no_letter_is_lost_or_added(text: str) -> None:
    back = unicodedata.normalize("NFKC", visual(text))
    mirrored = str.maketrans("()", "..")
    expected = sorted(text.translate(mirrored))
    assert sorted(back.translate(mirrored)) == expected


def test_lines_of_arabic_are_broken_as_they_are_read() -> None:
    name = "شركة الشحن الكهربائي للسيارات في ستوكهولم والمدن المجاورة"
    lines = wrap(name, Face.REGULAR, 9.0, 120.0, 6)
    assert len(lines) > 1
    assert " ".join(lines) == name
    assert all(width(line, Face.REGULAR, 9.0) <= 120 for line in lines)

"""Arabic letters joined, and lines of Arabic or Hebrew put into the order in which they are drawn.

PDF text is drawn letter by letter from the left. What reads from the right is turned around first,
and an Arabic letter is replaced by the form that it has beside its neighbours: those of Unicode, or
our font's own where Unicode has none, as for Kurdish and Pashto.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Final

OWN: Final = "ێڵڕەښځڅډړږڼۍګټ"
"""Letters whose forms stand in our font from U+E000 on, four places each, as in `_KINDS`."""
OWN_FORMS: Final = range(0xE000, 0xE000 + 4 * len(OWN))
_ENDS_WORDS: Final = "ڕەډړږۍ"
"""Of those, the ones that do not join the letter after them."""
_KINDS: Final = ("isolated", "final", "initial", "medial")
_TATWEEL: Final = "\u0640"
_LAM: Final = "\u0644"
_ALONE: Final = frozenset("\u0621\u0674")
"""Letters that join no other."""
_FORMS_OF_UNICODE: Final = (*range(0xFB50, 0xFE00), *range(0xFE70, 0xFF00))
TONES: Final = ((0x0E48, 0x0E35, 0xE0A0), (0x0EC8, 0x0EB5, 0xE0A8))
"""Of Thai and of Lao: the first of five tones, a vowel below them, the first that is raised."""
_HIGHER: Final = {
    chr(tone + place): chr(raised + place) for tone, _vowel, raised in TONES for place in range(5)
}
"""Tones of Thai and Lao, and our font's own, drawn higher."""
_HIGH: Final = frozenset(
    "\u0e31\u0e34\u0e35\u0e36\u0e37\u0e47\u0e4d\u0eb1\u0eb4\u0eb5\u0eb6\u0eb7\u0ebb\u0ecd"
)
"""Vowels above a letter."""
_AM: Final = frozenset("\u0e33\u0eb3")
"""Vowels behind a letter with a ring above it."""
DRAWN: Final = frozenset(OWN_FORMS) | {ord(raised) for raised in _HIGHER.values()}
"""What only our font has, and no text may ask for."""
_RIGHT: Final = ("R", "AL")
_NUMBERS: Final = ("EN", "AN")

Forms = Mapping[str, str]


@cache
def _forms() -> tuple[Mapping[str, Forms], Mapping[str, Forms]]:
    """The forms of a letter by their kinds; and those of lam with an alef, by the alef."""
    single: dict[str, dict[str, str]] = {}
    joined: dict[str, dict[str, str]] = {}
    for code in _FORMS_OF_UNICODE:
        kind, *letters = unicodedata.decomposition(chr(code)).split() or [""]
        parts = "".join(chr(int(part, 16)) for part in letters)
        name = kind.strip("<>")
        if name in _KINDS and len(parts) == 1:
            single.setdefault(parts, {})[name] = chr(code)
        elif (
            name in _KINDS and parts[:1] == _LAM and parts[1:] in tuple("\u0622\u0623\u0625\u0627")
        ):
            joined.setdefault(parts[1], {})[name] = chr(code)
    for place, letter in enumerate(OWN):
        kinds = _KINDS[1:2] if letter in _ENDS_WORDS else _KINDS[1:]
        forms = {kind: chr(OWN_FORMS[4 * place + _KINDS.index(kind)]) for kind in kinds}
        single[letter] = {"isolated": letter, **forms}
    return single, joined


def joinable(letter: str) -> bool:
    """Whether an Arabic letter has all its forms; every other letter needs none."""
    if unicodedata.bidirectional(letter) != "AL" or unicodedata.category(letter)[0] != "L":
        return True
    return letter in _forms()[0] or letter in _ALONE or letter == _TATWEEL


def visual(text: str) -> str:
    """A line as it is drawn from left to right."""
    if text.isascii():
        return text
    if any(mark in _HIGHER for mark in text):
        text = _raised(text)
    if any(unicodedata.bidirectional(letter) in _RIGHT for letter in text):
        text = _turned(_joined(text))
    return text


def _raised(text: str) -> str:
    """Tones of Thai and Lao above the vowels that they stand on."""
    return "".join(
        _HIGHER[letter]
        if letter in _HIGHER
        and (text[place - 1 : place] in _HIGH or text[place + 1 : place + 2] in _AM)
        else letter
        for place, letter in enumerate(text)
    )


def _joined(text: str) -> str:
    """Arabic letters in the forms that they have beside each other."""
    single, lams = _forms()
    drawn: list[str] = []
    place = 0
    while place < len(text):
        letter = text[place]
        forms = single.get(letter)
        after = text[place + 1 : place + 2]
        before = _joins_on(text[place - 1 : place]) if place else False
        if letter == _LAM and after in lams and after:
            drawn.append(lams[after]["final" if before else "isolated"])
            place += 2
            continue
        place += 1
        if forms is None:
            drawn.append(letter)
            continue
        follows = before and "final" in forms
        leads = "initial" in forms and _is_joined(after)
        kind = _KINDS[2 * leads + follows]
        drawn.append(forms.get(kind, letter))
    return "".join(drawn)


def _joins_on(letter: str) -> bool:
    """Whether a letter joins the one after it."""
    return letter == _TATWEEL or "initial" in _forms()[0].get(letter, {})


def _is_joined(letter: str) -> bool:
    return letter == _TATWEEL or "final" in _forms()[0].get(letter, {})


def _turned(text: str) -> str:
    """The bidirectional algorithm of Unicode, as far as one line without embeddings needs it."""
    kinds = [
        "AL" if ord(letter) in OWN_FORMS else unicodedata.bidirectional(letter) for letter in text
    ]
    strong = next((kind for kind in kinds if kind in ("L", *_RIGHT)), "L")
    base = int(strong != "L")
    levels = _levels(_resolved(kinds, base), base)
    letters = [
        _MIRRORED.get(letter, letter) if level % 2 else letter
        for letter, level in zip(text, levels, strict=True)
    ]
    order = list(range(len(letters)))
    for level in range(max(levels), 0, -1):
        begin = 0
        while begin < len(order):
            end = begin
            while end < len(order) and levels[order[end]] >= level:
                end += 1
            order[begin:end] = order[begin:end][::-1]
            begin = max(end, begin + 1)
    return "".join(letters[place] for place in order)


def _resolved(kinds: Sequence[str], base: int) -> list[str]:
    """Each letter as "L", "R" or a number."""
    found = ["R" if kind in _RIGHT else kind for kind in kinds]
    last = "R" if base else "L"
    for place, kind in enumerate(found):
        if kind in ("L", "R"):
            last = kind
        elif kind == "EN" and last == "L":
            found[place] = "L"
        elif kind in ("CS", "ES") and 0 < place < len(found) - 1:
            around = kinds[place - 1], kinds[place + 1]
            if around[0] == around[1] and around[0] in _NUMBERS:
                found[place] = found[place - 1]
    place = 0
    while place < len(found):
        end = place
        while end < len(found) and found[end] not in ("L", "R", *_NUMBERS):
            end += 1
        if end > place:
            sides = [_side(found, place - 1, base), _side(found, end, base)]
            between = sides[0] if sides[0] == sides[1] else "LR"[base]
            found[place:end] = [between] * (end - place)
        place = end + 1
    return found


def _side(found: Sequence[str], place: int, base: int) -> str:
    """Which way the text beside a sign goes: a number stands in what reads from the right."""
    if not 0 <= place < len(found):
        return "LR"[base]
    return "L" if found[place] == "L" else "R"


def _levels(found: Sequence[str], base: int) -> list[int]:
    deeper = {"L": 2 * base, "R": 1}
    return [deeper.get(kind, 2) for kind in found]


_PAIRS: Final = ("()", "[]", "{}", "<>", "«»")
_MIRRORED: Final = {pair[side]: pair[1 - side] for pair in _PAIRS for side in (0, 1)}

"""The catalogues hold every word that is asked for, in both languages, and nothing else."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from enum import Enum
from pathlib import Path

import pytest

from controlroom.domain import errors
from controlroom.domain.alarms.alarm import AlarmState
from controlroom.domain.alarms.catalogue import CATALOGUE
from controlroom.domain.billing.pricing import PriceKind, Unit
from controlroom.domain.billing.review import Verdict
from controlroom.domain.charging.charge_point import BootPolicy, ConnectorStatus, Phase, SiteKind
from controlroom.domain.charging.closing_reason import ClosingReason
from controlroom.domain.charging.session import Hold, SessionState
from controlroom.domain.charging.wishes import WISHES, ChangeAvailability, Reset, Send
from controlroom.domain.errors import Refused
from controlroom.domain.people.user import Right, Role
from controlroom.words.catalogue import LANGUAGES, Catalogue, read
from controlroom.words.texts import ENGLISH

ROOT = Path(__file__).parents[2] / "controlroom"
ENUMS: tuple[type[Enum], ...] = (
    AlarmState, BootPolicy, ClosingReason, ConnectorStatus, Hold, Phase, PriceKind, Right, Role,
    SessionState, SiteKind, Unit, Verdict,
)  # fmt: skip
HOLE = re.compile(r"(?<!\{)\{(\w*)[^{}]*\}(?!\})")
SENT = {"answer", "boot reason", "fault", "message", "stop reason"}
"""Contexts whose keys are what stations and the simulator call things."""
TREES = [
    ast.parse(file.read_text(encoding="utf-8"))
    for file in ROOT.rglob("*.py")
    if "migrations" not in file.parts
]


def keys(context: str) -> set[str]:
    return {key for place, key in read("en") if place == context}


def literals() -> tuple[set[str], list[re.Pattern[str]]]:
    """Every text in the code, and what each one that is put together looks like."""
    texts, patterns = set(), []
    for tree in TREES:
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                texts.add(node.value)
            elif isinstance(node, ast.JoinedStr):
                fixed = [str(p.value) for p in node.values if isinstance(p, ast.Constant)]
                if fixed and all(re.fullmatch("[a-z_-]+", part) for part in fixed):
                    parts = [
                        re.escape(str(part.value)) if isinstance(part, ast.Constant) else "[a-z]+"
                        for part in node.values
                    ]
                    patterns.append(re.compile("".join(parts)))
    return texts, patterns


def test_both_languages_have_the_same_words() -> None:
    swedish, english = (read(language) for language in LANGUAGES)
    assert list(swedish) == list(english)
    for key, text in english.items():
        assert all(text), key
        assert all(swedish[key]), key
        assert len(text) == len(swedish[key]), key


@pytest.mark.parametrize("key", read("en"), ids=" ".join)
def test_both_languages_are_filled_with_the_same(key: tuple[str, str]) -> None:
    for one, other in zip(read("sv")[key], read("en")[key], strict=True):
        assert set(HOLE.findall(one)) == set(HOLE.findall(other))


def test_every_member_of_an_enum_has_a_name_and_nothing_else_has() -> None:
    also = {"Right": {"look"}}
    for kind in ENUMS:
        members = {str(member.value) for member in kind}
        assert keys(kind.__name__) == members | also.get(kind.__name__, set()), kind


def test_every_wish_has_words_and_nothing_else_has() -> None:
    told = {kind.__name__ for kind in WISHES if kind not in (Send, Reset, ChangeAvailability)}
    assert keys("wish") == told | {"hard-reset", "soft-reset", "operative", "inoperative"}


@pytest.mark.parametrize("context", ("alarm", "guidance", "consequence", "cause"))
def test_every_alarm_has_words_and_nothing_else_has(context: str) -> None:
    assert keys(context) - {"no-site"} == set(CATALOGUE)


def test_every_word_is_asked_for() -> None:
    told, patterns = literals()
    checked = {kind.__name__ for kind in ENUMS} | {
        "wish",
        "alarm",
        "guidance",
        "consequence",
        "cause",
    }
    left = defaultdict(set)
    for context, key in read("en"):
        known = key in told or any(pattern.fullmatch(key) for pattern in patterns)
        if context not in checked | SENT and not known:
            left[context].add(key)
    assert not left


def test_every_error_has_a_sentence() -> None:
    classes = {kind.__name__ for kind in vars(errors).values() if isinstance(kind, type)}
    raised = set()
    for tree in TREES:
        for node in ast.walk(tree):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.args
                and isinstance(node.args[0], ast.Constant)
                and isinstance(node.args[0].value, str)
                and node.func.id in classes
            ):
                raised.add(node.args[0].value)
    assert len(raised) > 100
    assert raised <= keys("")


def test_a_key_without_words_is_not_hidden() -> None:
    assert Catalogue("sv").text("answer", "NeverHeardOf {0}") == "NeverHeardOf {0}"
    assert ENGLISH.error(Refused("no-such-key", file="x")) == "no-such-key: file=x"

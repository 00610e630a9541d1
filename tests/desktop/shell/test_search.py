"""A few letters lead to anything: the nearest first, what was chosen lately nearer."""

from __future__ import annotations

import pytest

from controlroom.desktop.shell.search import Entry, Kind, find, split

SITE = Entry(Kind.SITE, "Slussen P-hus", "Slussen P-hus", "Stockholm")
POINT = Entry(Kind.POINT, "SLU-03", "SLU-03", "Slussen P-hus", also="Stockholm")
OTHER = Entry(Kind.POINT, "SLU-13", "SLU-13", "Slussen P-hus", also="Stockholm")
CUSTOMER = Entry(Kind.CUSTOMER, "1001", "Björkdalens Åkeri AB", "1001", also="556677-8899")
INVOICE = Entry(Kind.INVOICE, "202600012", "202600012", "Björkdalens Åkeri AB · 2026-10")
LIVE = Entry(Kind.SCREEN, "live", "Liveläge", hint="F4", also="live Live")
ALARMS = Entry(Kind.SCREEN, "alarms", "Larm", hint="F5", also="alarms Alarms")
QUIT = Entry(Kind.ACTION, "quit", "Avsluta")
ALL = [QUIT, INVOICE, CUSTOMER, OTHER, POINT, SITE, LIVE, ALARMS]


@pytest.mark.parametrize(
    ("question", "first"),
    (
        ("slu", SITE),
        ("slu3", POINT),
        ("SLU-03", POINT),
        ("slu-13", OTHER),
        ("slussen p", SITE),
        ("björk", CUSTOMER),
        ("åk", CUSTOMER),
        ("1001", CUSTOMER),
        ("5566", CUSTOMER),
        ("2026", INVOICE),
        ("lar", ALARMS),
        ("alarm", ALARMS),
        ("av", QUIT),
    ),
)
def test_the_nearest_is_first(question: str, first: Entry) -> None:
    assert find(ALL, question)[0] is first


def test_every_word_must_match() -> None:
    assert find(ALL, "slussen 03") == [POINT]
    assert find(ALL, "slussen xyz") == []


def test_without_a_question_there_are_screens_and_what_was_chosen_lately() -> None:
    assert find(ALL, " ") == [ALARMS, LIVE]
    assert find(ALL, "", [(Kind.CUSTOMER, "1001")]) == [CUSTOMER, ALARMS, LIVE]


def test_what_was_chosen_lately_is_nearer() -> None:
    assert find(ALL, "slu")[0] is SITE
    assert find(ALL, "slu", [(Kind.POINT, "SLU-13")])[0] is OTHER


def test_no_more_than_can_be_shown() -> None:
    many = [Entry(Kind.POINT, f"SIM-{n:05}", f"SIM-{n:05}") for n in range(10_000)]
    found = find(many, "sim-00042")
    assert found[0].key == "SIM-00042"
    assert len(find(many, "sim")) == 12


def test_hostile_questions_find_nothing() -> None:
    for question in ("\x00", "(", "[", "\\", "\ud800", "a" * 100):
        assert find(ALL, question) == []


def test_a_command_is_read_with_what_it_is_for() -> None:
    verbs = {"soft": "Soft reset", "hard": "Hard reset", "clear": "Clear cache"}
    assert split("reset slu3", verbs) == [("soft", "slu3"), ("hard", "slu3")]
    assert split("slu3 hard reset", verbs) == [("soft", "slu3 hard"), ("hard", "slu3")]
    assert split("slu3", verbs) == []

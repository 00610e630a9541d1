"""How guessing is slowed: never for good, and not by a clock that was set."""

from __future__ import annotations

from datetime import timedelta

import pytest

from controlroom.domain.people.sign_in import FREE_OF_ACCOUNT, FREE_OF_WORKSTATION, Failures
from tests.domain.session_events import at

NOW = at(100)


@pytest.mark.parametrize(
    ("count", "free", "seconds"),
    (
        (0, FREE_OF_ACCOUNT, 0),
        (2, FREE_OF_ACCOUNT, 0),
        (3, FREE_OF_ACCOUNT, 1),
        (4, FREE_OF_ACCOUNT, 2),
        (8, FREE_OF_ACCOUNT, 32),
        (9, FREE_OF_ACCOUNT, 60),
        (10**9, FREE_OF_ACCOUNT, 60),
        (9, FREE_OF_WORKSTATION, 0),
        (10, FREE_OF_WORKSTATION, 1),
        (100, FREE_OF_WORKSTATION, 60),
    ),
)
def test_each_wrong_password_doubles_the_wait(count: int, free: int, seconds: int) -> None:
    assert Failures(count, NOW).wait(NOW, free) == timedelta(seconds=seconds)


@pytest.mark.parametrize(
    ("later", "wait"),
    (
        (timedelta(seconds=59), timedelta(seconds=1)),
        (timedelta(seconds=60), timedelta(0)),
        (timedelta(days=1), timedelta(0)),
        (timedelta(hours=-1), timedelta(seconds=60)),
    ),
)
def test_it_ends_by_itself(later: timedelta, wait: timedelta) -> None:
    """Also where the clock was set back since."""
    assert Failures(50, NOW).wait(NOW + later, FREE_OF_ACCOUNT) == wait


def test_an_hour_without_a_wrong_one_forgets_them_all() -> None:
    assert Failures(50, NOW).by(NOW + timedelta(minutes=59)) == 50
    assert Failures(50, NOW).by(NOW + timedelta(minutes=60)) == 0


def test_a_hundred_guesses_take_an_hour_and_a_half() -> None:
    """It was five seconds."""
    waits = [Failures(n, NOW).wait(NOW, FREE_OF_ACCOUNT) for n in range(100)]
    assert sum(waits, timedelta()) > timedelta(minutes=90)

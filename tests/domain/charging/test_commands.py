"""Commands, and how each went."""

from __future__ import annotations

import pytest

from controlroom.domain.charging.commands import CommandStatus


@pytest.mark.parametrize(
    "word", ("NotImplemented", "OccurenceConstraintViolation", "egen", "\ud800")
)
def test_a_stations_own_word_is_a_status_and_no_success(word: str) -> None:
    status = CommandStatus(word)
    assert status == word
    assert status == CommandStatus(word)
    assert status not in list(CommandStatus)
    assert (status.accepted, status.delivered) == (False, True)


def test_a_known_word_is_the_same_status_every_time() -> None:
    assert all(CommandStatus(str(status)) is status for status in CommandStatus)

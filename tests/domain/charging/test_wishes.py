"""Wishes: how they are stored, who may ask them, and what shows that they were carried out."""

from __future__ import annotations

import json

import pytest

from controlroom.domain.charging.masking import MASK, masked_wish
from controlroom.domain.charging.wishes import (
    TRIGGERS,
    WISHES,
    GetConfiguration,
    Reset,
    RotateKey,
    Send,
    TriggerMessage,
    Wish,
    wish_of,
)
from tests.domain.charging.one_of_each import ONE_OF_EACH


def test_there_is_one_of_each() -> None:
    assert [type(wish) for wish in ONE_OF_EACH] == list(WISHES)


@pytest.mark.parametrize("wish", ONE_OF_EACH, ids=lambda wish: wish.verb)
def test_a_wish_comes_back_from_what_is_stored(wish: Wish) -> None:
    assert wish_of(wish.verb, json.loads(json.dumps(wish.arguments()))) == wish


def test_what_an_older_version_left_out_has_its_default() -> None:
    assert wish_of("Reset", {}) == Reset(hard=False)
    assert wish_of("GetConfiguration", {"keys": []}) == GetConfiguration()
    assert wish_of("TriggerMessage", {"message": "Heartbeat"}) == TriggerMessage("Heartbeat")


@pytest.mark.parametrize(
    ("verb", "arguments"),
    (("Bless", {"how": "much"}), ("Reset", {"hard": True, "soft": True}), ("RemoteStop", {})),
)
def test_what_fits_no_class_is_shown_as_an_action(verb: str, arguments: dict[str, object]) -> None:
    assert wish_of(verb, arguments) == Send(verb, arguments)


@pytest.mark.parametrize("wish", ONE_OF_EACH, ids=lambda wish: wish.verb)
def test_nothing_is_masked_but_what_is_secret(wish: Wish) -> None:
    kept, masking = masked_wish(wish)
    if isinstance(wish, RotateKey):
        assert (kept, masking.secrets) == (RotateKey(MASK), [wish.key])
    else:
        assert kept is wish


@pytest.mark.parametrize("wish", ONE_OF_EACH, ids=lambda wish: wish.verb)
def test_an_argument_that_is_needed_is_one_that_can_be_empty_text(wish: Wish) -> None:
    arguments = wish.arguments()
    assert all(isinstance(arguments[name], str) for name in wish.needed)


@pytest.mark.parametrize("message", TRIGGERS)
def test_a_message_that_leaves_a_trace_can_be_proved(message: str) -> None:
    assert TriggerMessage(message).provable is (TRIGGERS[message].fact is not None)


def test_messages_that_are_offered_are_of_a_version() -> None:
    assert {number for trigger in TRIGGERS.values() for number in trigger.offered} == {
        "1.6",
        "2.0.1",
    }

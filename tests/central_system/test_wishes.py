"""Every wish in every version: said as the schema wants it, or refused with what to change."""

from __future__ import annotations

from dataclasses import replace

import pytest

from controlroom.central_system.dialect import Dialect
from controlroom.central_system.server import DIALECTS
from controlroom.domain.charging.wishes import Send, Wish
from controlroom.domain.errors import InvalidCommand
from controlroom.wire.actions import TO_CHARGE_POINT
from tests.domain.charging.one_of_each import ONE_OF_EACH

EVERY_DIALECT = pytest.mark.parametrize(
    "dialect", DIALECTS.values(), ids=lambda dialect: dialect.version.number
)
EVERY_WISH = pytest.mark.parametrize("wish", ONE_OF_EACH, ids=lambda wish: wish.verb)
SAID = {
    "1.6": (
        "GetLog",
        "RemoteStartTransaction",
        "RemoteStopTransaction",
        "Reset",
        "UnlockConnector",
        "ChangeAvailability",
        "TriggerMessage",
        "GetConfiguration",
        "ChangeConfiguration",
        "ClearCache",
        "ChangeConfiguration",
    ),
    "2.0.1": (
        "GetLog",
        "RequestStartTransaction",
        "RequestStopTransaction",
        "Reset",
        "UnlockConnector",
        "ChangeAvailability",
        "TriggerMessage",
        "GetVariables",
        "SetVariables",
        "ClearCache",
        "SetVariables",
    ),
}


@EVERY_DIALECT
def test_every_wish_is_said_in_every_version(dialect: Dialect) -> None:
    said = [dialect.say(wish, 7)[0] for wish in ONE_OF_EACH]
    assert said == list(SAID[dialect.version.number])
    assert set(said) <= TO_CHARGE_POINT[dialect.version]


@EVERY_DIALECT
@EVERY_WISH
def test_what_is_said_fits_the_schema(dialect: Dialect, wish: Wish) -> None:
    if isinstance(wish, Send):
        wish = Send("ClearCache")  # its payload is whatever its author writes
    assert dialect.request(wish, 7) == dialect.say(wish, 7)


@EVERY_DIALECT
@EVERY_WISH
def test_what_it_cannot_do_without_is_asked_for(dialect: Dialect, wish: Wish) -> None:
    for name in wish.needed:
        lacking: Wish = replace(wish, **{name: ""})  # type: ignore[type-var]  # each is a dataclass
        with pytest.raises(InvalidCommand) as refused:
            dialect.request(lacking, 7)
        assert refused.value.key == "needs-argument"
        assert refused.value.placeholders == {"verb": wish.verb, "name": name}

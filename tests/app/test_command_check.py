import pytest

from controlroom.app.command_check import judge
from controlroom.domain.charging.wishes import Send, wish_of
from controlroom.domain.errors import InvalidCommand


@pytest.mark.parametrize(
    ("version", "action", "payload", "key"),
    (
        ("1.6", "Reset", {"type": "Now"}, "bad-payload"),
        ("1.6", "GetVariables", {}, "unknown-action"),
        ("2.0.1", "Reset", {"type": "Soft"}, "bad-payload"),
        ("2.0.1", "Reset", [], "bad-payload"),
    ),
)
def test_what_a_version_cannot_say_is_refused(
    version: str, action: str, payload: object, key: str
) -> None:
    with pytest.raises(InvalidCommand) as refused:
        judge(version, wish_of("Send", {"action": action, "payload": payload}))
    assert refused.value.key == key


@pytest.mark.parametrize(
    ("version", "kind"), (("1.6", "Soft"), ("2.0.1", "OnIdle"), ("", "Now"), ("9.9", "Now"))
)
def test_what_it_can_say_or_is_not_known_passes(version: str, kind: str) -> None:
    judge(version, Send(action="Reset", payload={"type": kind}))

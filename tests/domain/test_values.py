"""Values behave as the dataclasses of the standard library, though compiled when first used."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from dataclasses import field, fields, replace

import pytest
from typing_extensions import override

from controlroom.domain.values import dataclass


@dataclass(frozen=True, slots=True)
class Plain:
    """Two fields, one with a default."""

    name: str
    size: int = 1


@dataclass(frozen=True, slots=True)
class Longer(Plain):
    notes: tuple[str, ...] = ()
    more: Mapping[str, int] = field(default_factory=dict, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    size: int

    def __post_init__(self) -> None:
        if self.size < 0:
            raise ValueError(self.size)

    @override
    def __repr__(self) -> str:
        return f"<{self.size}>"


def test_they_are_made_as_they_are_declared() -> None:
    assert (Plain("a").name, Plain("a").size, Plain(size=3, name="b").size) == ("a", 1, 3)
    assert Longer("a", 2, ("x",)).notes == ("x",)
    assert Longer("a").more == {}
    assert Longer("a").more is not Longer("b").more
    with pytest.raises(TypeError):
        Plain()  # type: ignore[call-arg]
    with pytest.raises(TypeError):
        Plain("a", 1, 2)  # type: ignore[call-arg]
    with pytest.raises(TypeError):
        Checked(1)  # type: ignore[call-arg]
    with pytest.raises(ValueError, match="-1"):
        Checked(size=-1)


def test_they_are_compared_hashed_and_shown_by_their_fields() -> None:
    assert Plain("a") == Plain("a", 1)
    assert Plain("a") != Plain("b")
    assert Plain("a") != Longer("a")
    assert Longer("a", more={"x": 1}) == Longer("a")
    assert hash(Plain("a")) == hash(Plain("a"))
    assert {Plain("a"), Plain("a"), Longer("a")} == {Longer("a"), Plain("a")}
    assert repr(Plain("a")) == "Plain(name='a', size=1)"
    assert repr(Checked(size=2)) == "<2>", "its own stays"


def test_they_are_dataclasses_to_others() -> None:
    assert [f.name for f in fields(Longer)] == ["name", "size", "notes", "more"]
    assert replace(Longer("a"), size=7) == Longer("a", 7)
    assert copy.deepcopy(Longer("a")) == Longer("a")
    assert not hasattr(Plain("a"), "__dict__")
    match Plain("a", 3):
        case Plain(name, size):
            assert (name, size) == ("a", 3)
    with pytest.raises(TypeError, match="frozen"):
        dataclass(frozen=False, slots=True)

"""Sealed secrets: useless to everybody but one process, for one purpose."""

from __future__ import annotations

import pytest

from controlroom.sealing import Seal, seal


@pytest.mark.parametrize("secret", (b"", b"0123456789abcdef", bytes(range(256)) * 300))
def test_what_is_sealed_only_its_process_reads(secret: bytes) -> None:
    ours, theirs = Seal(), Seal()
    sealed = seal(ours.public, secret, "RotateKey CP1")
    assert ours.open(sealed, "RotateKey CP1") == secret
    assert theirs.open(sealed, "RotateKey CP1") is None
    assert ours.open(sealed, "RotateKey CP2") is None, "moved to another command"
    assert seal(ours.public, secret, "RotateKey CP1") != sealed, "the same secret looks different"
    if secret:
        assert secret not in sealed


@pytest.mark.parametrize("place", (0, 31, 32, 47, 48, -1))
def test_what_somebody_changed_is_not_read(place: int) -> None:
    ours = Seal()
    sealed = bytearray(seal(ours.public, b"0123456789abcdef", "x"))
    sealed[place] ^= 1
    assert ours.open(bytes(sealed), "x") is None


@pytest.mark.parametrize("sealed", (b"", b"x", bytes(64), bytes(200)))
def test_what_was_never_sealed_is_not_read(sealed: bytes) -> None:
    assert Seal().open(sealed, "x") is None

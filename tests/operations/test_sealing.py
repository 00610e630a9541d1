"""Sealed secrets: by RFC 7748's own vectors, and useless to everybody but one process."""

from __future__ import annotations

import pytest

from controlroom.operations.sealing import Seal, seal, x25519


@pytest.mark.parametrize(
    ("scalar", "point", "result"),
    (
        (
            "a546e36bf0527c9d3b16154b82465edd62144c0ac1fc5a18506a2244ba449ac4",
            "e6db6867583030db3594c1a424b15f7c726624ec26b3353b10a903a6d0ab1c4c",
            "c3da55379de9c6908e94ea4df28d084f32eccf03491c71f754b4075577a28552",
        ),
        (
            "4b66e9d4d1b4673c5ad22691957d6af5c11b6421e0ea01d42ca4169e7918ba0d",
            "e5210f12786811d3f4b7959d0538ae2c31dbe7106fc03c3efc4cd549c715a493",
            "95cbde9476e8907d7aade45cb4b873f88b595a68799fa152e6f8f7647aac7957",
        ),
    ),
)
def test_it_computes_what_the_standard_says(scalar: str, point: str, result: str) -> None:
    assert x25519(bytes.fromhex(scalar), bytes.fromhex(point)).hex() == result


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


@pytest.mark.parametrize("place", (0, 31, 32, 63, 64, -1))
def test_what_somebody_changed_is_not_read(place: int) -> None:
    ours = Seal()
    sealed = bytearray(seal(ours.public, b"0123456789abcdef", "x"))
    sealed[place] ^= 1
    assert ours.open(bytes(sealed), "x") is None


@pytest.mark.parametrize("sealed", (b"", b"x", bytes(64), bytes(200)))
def test_what_was_never_sealed_is_not_read(sealed: bytes) -> None:
    assert Seal().open(sealed, "x") is None

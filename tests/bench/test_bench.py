"""A short round of every measurement: what must hold, held. Skipped without ``--bench``."""

from __future__ import annotations

import pytest

from tests.bench.__main__ import KINDS, main

_SHORT = ("--seconds", "1", "--stations", "20")


@pytest.mark.bench
def test_wire() -> None:
    assert main(["wire", *_SHORT]) == 0


@pytest.mark.bench
@pytest.mark.parametrize("kind", KINDS)
def test_durable(kind: str) -> None:
    assert main(["durable", "--basic", "--database", kind, *_SHORT]) == 0


@pytest.mark.bench
@pytest.mark.parametrize("kind", KINDS)
def test_latency(kind: str) -> None:
    assert main(["latency", "--rate", "50", "--database", kind, *_SHORT]) == 0


@pytest.mark.bench
@pytest.mark.parametrize("mode", ("memory", "ramp"))
def test_connections(mode: str) -> None:
    assert main([mode, "--database", "sqlite", "--stations", "150"]) == 0


@pytest.mark.bench
def test_processes() -> None:
    assert main(["processes", *_SHORT]) == 0


@pytest.mark.bench
def test_live() -> None:
    assert main(["live", "--stations", "200", "--seconds", "1"]) == 0

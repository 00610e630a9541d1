"""Processes beside ours: ready, refused, ended in order and otherwise."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import psutil
import pytest

from controlroom.app import child
from controlroom.app.child import Child
from controlroom.domain.errors import Refused
from tests.app import children


async def test_a_child_ends_in_order_when_it_is_asked(tmp_path: Path) -> None:
    file = tmp_path / "told"
    one = Child("one", children.wait, file)
    await one.begin()
    assert psutil.pid_exists(one.pid)
    await one.stop()
    assert file.read_text(encoding="ascii") == "in order"
    await one.stop()  # once more changes nothing


async def test_a_child_hears_the_signal_that_stops_services(tmp_path: Path) -> None:
    file = tmp_path / "told"
    one = Child("one", children.wait, file)
    await one.begin()
    os.kill(one.pid, signal.SIGTERM)
    assert await one.ended() == 0
    assert file.exists()
    await one.stop()


async def test_its_refusal_is_ours(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        await Child("one", children.refuse, tmp_path).begin()
    assert refused.value.key == "database-away"
    assert refused.value.placeholders == {"database": "x", "why": "gone"}


async def test_one_that_ends_before_it_is_ready_is_named(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        await Child("one", children.end, tmp_path).begin()
    assert refused.value.key == "process-ended"
    assert refused.value.placeholders == {"name": "one", "status": 3}


async def test_how_it_was_killed_is_told_and_it_can_begin_again(tmp_path: Path) -> None:
    one = Child("one", children.wait, tmp_path / "told")
    await one.begin()
    first = one.pid
    os.kill(first, signal.SIGKILL)
    assert await one.ended() == -signal.SIGKILL
    await one.stop()
    await one.begin()
    assert one.pid != first
    await one.stop()


async def test_one_that_does_not_end_is_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(child, "END_S", 0.2)
    one = Child("one", children.hang, tmp_path)
    await one.begin()
    pid = one.pid
    await one.stop()
    assert not psutil.pid_exists(pid)

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.flow.program import Program
from tests.forks import Forks


@pytest.fixture
async def program(prepared_url: str, tmp_path: Path, forks: Forks) -> AsyncIterator[Program]:
    """The program on a database of each kind with nothing in it."""
    program = Program(prepared_url, tmp_path, forks)
    yield program
    await program.close()

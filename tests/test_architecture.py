"""Who may import whom, held; and shown to be held, because a contract that cannot break is none."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "controlroom"

# What would break each contract of pyproject.toml, by its name.
OFFENCES = {
    "Rooms import downwards only, and never a sibling": (
        "store/offence.py",
        "import controlroom.desktop",
    ),
    "Modules beside each other import in one direction": (
        "wire/offence.py",
        "import controlroom.wire.offender",
    ),
    "Areas of the desktop know each other in one direction": (
        "desktop/kit/offence_area.py",
        "import controlroom.desktop.alarms",
    ),
    "Only the desktop knows Qt": ("cli/offence_qt.py", "import PySide6.QtCore"),
    "Only the store knows SQL": ("operations/offence_sql.py", "import sqlalchemy"),
    "Only the two ends of the wire open WebSockets": ("wire/offence_ws.py", "import websockets"),
    "Only the wire and its two ends know OCPP": (
        "desktop/offence_ocpp.py",
        "import jsonschema_rs",
    ),
    "Only what seals secrets knows cryptography": (
        "store/offence_seal.py",
        "import cryptography",
    ),
    "Only words know Babel": ("desktop/offence_babel.py", "import babel"),
    "Only numbers of people and firms are checked by stdnum": (
        "desktop/offence_stdnum.py",
        "import stdnum",
    ),
    "Only documents draw paper": ("desktop/offence_paper.py", "import reportlab"),
    "Only documents write workbooks": ("desktop/offence_tables.py", "import xlsxwriter"),
}

# What would break the direction of the wings, floor by floor.
WINGS = "Wings know each other in one direction, on every floor"
AGAINST = {
    "domain": ("domain/charging/offence_wing.py", "domain.billing.tariff"),
    "operations": ("operations/people/offence_wing.py", "operations.charging.enrolment"),
    "ports": ("operations/ports/charging.py", "operations.ports.alarms"),
    "store": ("store/alarms/offence_wing.py", "store.billing.tariffs"),
}

# Libraries that no module imports today, because only their data or their name is used; the
# contracts refuse to speak of what is not there. Where they may be imported:
UNSEEN = {
    "aiosqlite": {"store"},
    "ocpp": {"wire", "central_system", "simulator"},
}

# Doors out of a program: the domain has none of them.
WORLD = {
    "asyncio",
    "io",
    "logging",
    "os",
    "pathlib",
    "random",
    "secrets",
    "shutil",
    "socket",
    "sqlite3",
    "subprocess",
    "sys",
    "tempfile",
    "threading",
    "time",
    "urllib.request",
}


def _lint_imports(folder: Path) -> str:
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            "from importlinter.cli import lint_imports_command as run; run()",
            "--no-cache",
            "--no-logo",
            "--config",
            str(ROOT / "pyproject.toml"),
        ],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout + done.stderr


def test_the_contracts_are_kept() -> None:
    said = _lint_imports(ROOT)
    assert re.search(r"Contracts: (\d+) kept, 0 broken", said), said


def test_every_contract_can_break(tmp_path: Path) -> None:
    shutil.copytree(
        PACKAGE, tmp_path / "controlroom", ignore=shutil.ignore_patterns("__pycache__", "*.qm")
    )
    wings = [(place, f"import controlroom.{module}") for place, module in AGAINST.values()]
    for place, statement in [*OFFENCES.values(), *wings]:
        with (tmp_path / "controlroom" / place).open("a", encoding="utf-8") as file:
            file.write(f"{statement}\n")
    (tmp_path / "controlroom/wire/offender.py").write_text("import controlroom.wire.offence\n")
    said = _lint_imports(tmp_path)
    broken = set(re.findall(r"^(.+) BROKEN$", said, flags=re.MULTILINE))
    assert broken == {*OFFENCES, WINGS}, said
    for place, module in AGAINST.values():
        offender = "controlroom." + place.removesuffix(".py").replace("/", ".")
        assert f"{offender} -> controlroom.{module}" in " ".join(said.split()), said


def test_a_new_room_must_be_given_its_place(tmp_path: Path) -> None:
    shutil.copytree(
        PACKAGE, tmp_path / "controlroom", ignore=shutil.ignore_patterns("__pycache__", "*.qm")
    )
    (tmp_path / "controlroom" / "helpers.py").touch()
    assert "helpers" in _lint_imports(tmp_path)


# Check digits are arithmetic: a library of it is no door to the world.
PURE = {"controlroom", "typing_extensions", "stdnum"}


@pytest.mark.parametrize("room", ("domain", "operations"))
def test_a_room_that_needs_no_library_has_none(room: str) -> None:
    foreign = [
        f"{file.relative_to(ROOT)}:{line} {name}"
        for file, line, name in _imports(PACKAGE / room)
        if name.split(".")[0] not in sys.stdlib_module_names | PURE
    ]
    assert not foreign


def test_no_number_is_looked_up_at_an_authority() -> None:
    """What stdnum would ask over the network is never called: its checks of digits are."""
    asked = [
        f"{file.relative_to(ROOT)}:{node.lineno}"
        for file, tree in _trees(PACKAGE)
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute | ast.Name | ast.alias)
        and re.match(
            r"check_(vies|dgii|nalog|uid)|search_dgii|get_soap_client",
            node.attr if isinstance(node, ast.Attribute)
            else node.id if isinstance(node, ast.Name) else node.name,
        )
    ]  # fmt: skip
    assert not asked


def test_libraries_that_the_contracts_cannot_see_stay_in_their_rooms() -> None:
    strays = [
        f"{file.relative_to(ROOT)}:{line} {name}"
        for file, line, name in _imports(PACKAGE)
        if (rooms := UNSEEN.get(name.split(".")[0]))
        and file.relative_to(PACKAGE).parts[0] not in rooms
    ]
    assert not strays


def test_the_domain_knows_nothing_of_the_world() -> None:
    doors = [
        f"{file.relative_to(ROOT)}:{line} {name}"
        for file, line, name in _imports(PACKAGE / "domain")
        if name in WORLD or name.split(".")[0] in WORLD
    ]
    assert not doors


def test_the_domain_has_no_clock() -> None:
    """Time arrives as an argument, so that a replay decides as the first time did."""
    clocks = [
        f"{file.relative_to(ROOT)}:{node.lineno}"
        for file, tree in _trees(PACKAGE / "domain")
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in {"now", "today", "utcnow"}
    ]
    assert not clocks


def test_no_room_is_a_drawer_for_everything() -> None:
    drawers = {"utils", "helpers", "common", "manager", "misc"}
    assert not [file for file in PACKAGE.rglob("*.py") if file.stem in drawers]


def _trees(folder: Path) -> Iterator[tuple[Path, ast.Module]]:
    for file in sorted(folder.rglob("*.py")):
        yield file, ast.parse(file.read_text(encoding="utf-8"))


def _imports(folder: Path) -> Iterator[tuple[Path, int, str]]:
    for file, tree in _trees(folder):
        for node in ast.walk(tree):
            if isinstance(node, ast.Import):
                for alias in node.names:
                    yield file, node.lineno, alias.name
            elif isinstance(node, ast.ImportFrom):
                yield file, node.lineno, node.module or "controlroom"

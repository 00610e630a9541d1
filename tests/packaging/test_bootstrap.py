"""The bootstrap's decisions: what is missing, what is done already, what to say."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]
SCRIPT = ROOT / "packaging" / "bootstrap"


@pytest.fixture
def bootstrap(tmp_path: Path) -> ModuleType:
    """The script as a module, its environment in a folder of the test."""
    loader = SourceFileLoader("bootstrap", str(SCRIPT))
    spec = spec_from_loader("bootstrap", loader)
    assert spec is not None
    module = module_from_spec(spec)
    exec(compile(SCRIPT.read_text(encoding="utf-8"), str(SCRIPT), "exec"), module.__dict__)  # noqa: S102
    module.__dict__["ENVIRONMENT"] = tmp_path / ".venv"
    return module


def _run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(SCRIPT), *arguments],
        env={"PATH": os.environ["PATH"], **environment},
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
    )


@pytest.mark.skipif(sys.platform != "linux", reason="other systems always have a screen")
def test_demo_without_a_screen_says_so_in_one_sentence_and_names_the_ways_out() -> None:
    done = _run("demo")
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1
    for way in ("no screen", "xvfb-run packaging/bootstrap demo", "controlroom serve"):
        assert way in done.stderr


def test_help_names_both_commands() -> None:
    done = _run("--help")
    assert done.returncode == 0
    assert "packaging/bootstrap demo" in done.stdout
    assert "packaging/bootstrap test" in done.stdout


def test_an_old_python_can_read_it_far_enough_to_be_told() -> None:
    ast.parse(SCRIPT.read_text(encoding="utf-8"), feature_version=(3, 7))


def test_no_command_is_wrong_usage() -> None:
    assert _run().returncode == 2


@pytest.mark.parametrize(
    ("environment", "platform", "screen"),
    (
        ({}, "linux", False),
        ({"DISPLAY": ""}, "linux", False),
        ({"DISPLAY": ":0"}, "linux", True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", True),
        ({"QT_QPA_PLATFORM": "offscreen"}, "linux", True),
        ({}, "win32", True),
        ({}, "darwin", True),
    ),
)
def test_a_screen_is_what_qt_would_find(
    bootstrap: ModuleType, environment: dict[str, str], platform: str, screen: bool
) -> None:
    assert bootstrap.has_screen(environment, platform) is screen


def test_a_library_is_missing_when_it_does_not_load(
    bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not bootstrap.loads("libno-such-thing.so.1")
    monkeypatch.setitem(bootstrap.LIBRARIES, "libno-such-thing.so.1", "no-such-package")
    if sys.platform == "linux":
        assert "libno-such-thing.so.1" in bootstrap.missing_libraries()


def test_where_there_is_no_apt_the_libraries_are_named(
    bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(SystemExit) as stopped:
        bootstrap.install_libraries(["libEGL.so.1", "libxcb-cursor.so.0"])
    assert stopped.value.code == 1
    said = capsys.readouterr().err
    assert "libEGL.so.1, libxcb-cursor.so.0" in said
    assert said.count("\n") == 1


def _fake(folder: Path, name: str, script: str) -> None:
    program = folder / name
    program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    program.chmod(0o755)


@pytest.mark.skipif(sys.platform != "linux", reason="apt is Debian's")
class TestApt:
    @pytest.fixture
    def programs(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        folder = tmp_path / "bin"
        folder.mkdir()
        monkeypatch.setenv("PATH", str(folder))
        return folder

    def test_root_installs_and_says_what(
        self,
        bootstrap: ModuleType,
        programs: Path,
        monkeypatch: pytest.MonkeyPatch,
        capsys: pytest.CaptureFixture[str],
    ) -> None:
        _fake(programs, "apt-get", f'printf "%s\\n" "$*" >> {programs}/calls')
        monkeypatch.setattr(os, "geteuid", lambda: 0)
        bootstrap.install_packages(["libegl1", "libgl1"], why="Because", elsewhere="")
        assert capsys.readouterr().err == "bootstrap: Because. Installing: libegl1 libgl1\n"
        assert (programs / "calls").read_text() == (
            "install --yes --no-install-recommends libegl1 libgl1\n"
        )

    def test_an_old_package_list_is_renewed_once(
        self, bootstrap: ModuleType, programs: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        _fake(
            programs,
            "apt-get",
            f'echo "$1" >> {programs}/calls\n'
            f'[ "$1" = update ] && : > {programs}/fresh\n[ -e {programs}/fresh ]',
        )
        monkeypatch.setattr(os, "geteuid", lambda: 0)
        bootstrap.install_packages(["libegl1"], why="Because", elsewhere="")
        assert (programs / "calls").read_text().split() == ["install", "update", "install"]

    def test_sudo_is_used_and_never_waits_for_a_password_without_a_terminal(
        self, bootstrap: ModuleType, programs: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        _fake(programs, "sudo", f'printf "%s\\n" "$*" >> {programs}/calls')
        _fake(programs, "apt-get", "exit 1")
        monkeypatch.setattr(os, "geteuid", lambda: 1000)
        with open(os.devnull, encoding="utf-8") as nobody:  # noqa: PTH123 - a device
            monkeypatch.setattr(sys, "stdin", nobody)
            bootstrap.install_packages(["libegl1"], why="Because", elsewhere="")
        assert (programs / "calls").read_text().startswith("-n apt-get install")

    def test_without_rights_the_command_to_type_is_told(
        self,
        bootstrap: ModuleType,
        programs: Path,
        monkeypatch: pytest.MonkeyPatch,
        capsys: pytest.CaptureFixture[str],
    ) -> None:
        _fake(programs, "apt-get", "exit 1")
        monkeypatch.setattr(os, "geteuid", lambda: 1000)
        with pytest.raises(SystemExit):
            bootstrap.install_packages(["libegl1"], why="Because", elsewhere="")
        assert "sudo apt-get install --yes --no-install-recommends libegl1" in (
            capsys.readouterr().err
        )


def test_what_is_done_is_known_until_something_changes(
    bootstrap: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    requirements = tmp_path / "requirements.txt"
    requirements.write_text("a==1\n", encoding="utf-8")
    monkeypatch.setitem(bootstrap.REQUIREMENTS, bootstrap.RUNTIME, requirements)
    assert not bootstrap.is_ready(bootstrap.RUNTIME)
    program = bootstrap.python()
    program.parent.mkdir(parents=True)
    program.touch()
    bootstrap.stamp(bootstrap.RUNTIME).write_text(bootstrap.fingerprint(bootstrap.RUNTIME))
    assert bootstrap.is_ready(bootstrap.RUNTIME)
    requirements.write_text("a==2\n", encoding="utf-8")
    assert not bootstrap.is_ready(bootstrap.RUNTIME)


def test_a_stamp_without_its_python_is_not_believed(bootstrap: ModuleType) -> None:
    bootstrap.ENVIRONMENT.mkdir()
    bootstrap.stamp(bootstrap.RUNTIME).write_text(bootstrap.fingerprint(bootstrap.RUNTIME))
    assert not bootstrap.is_ready(bootstrap.RUNTIME)


@pytest.mark.parametrize(
    ("output", "advised"),
    (
        (
            "ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.",
            "not the one that controlroom was tested with",
        ),
        (
            "connection broken by 'NewConnectionError'\nERROR: No matching distribution found",
            "Check the network",
        ),
        ("ERROR: No matching distribution found for uvloop==0.23.0", "Python 3.11 to 3.13"),
        ("OSError: [Errno 28] No space left on device", "Make room"),
        ("something else", "last words"),
    ),
)
def test_a_failed_installation_says_what_to_do(
    bootstrap: ModuleType, output: str, advised: str
) -> None:
    assert advised in bootstrap.advice(output)


def test_every_requirement_is_hashed_and_names_no_host() -> None:
    for file in sorted((ROOT / "packaging").glob("requirements*.txt")):
        text = file.read_text(encoding="utf-8")
        assert "://" not in text
        assert "index" not in text.replace("importlib", "")
        entries = re.split(r"^(?=[a-z])", text, flags=re.MULTILINE | re.IGNORECASE)[1:]
        assert entries
        for entry in entries:
            assert re.match(r"[A-Za-z0-9._-]+==\S+", entry), entry
            assert "--hash=sha256:" in entry, entry


def test_the_test_requirements_contain_those_of_the_program() -> None:
    def pins(name: str) -> set[str]:
        text = (ROOT / "packaging" / name).read_text(encoding="utf-8")
        return set(re.findall(r"^[A-Za-z0-9._-]+==\S+", text, flags=re.MULTILINE))

    assert pins("requirements.txt") < pins("requirements-test.txt")


def test_every_dependency_is_pinned() -> None:
    """A dependency added to pyproject.toml without a new export would fail on a fresh machine."""
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = project["dependencies"] + project["optional-dependencies"]["test"]
    text = (ROOT / "packaging" / "requirements-test.txt").read_text(encoding="utf-8")
    pinned = set(re.findall(r"^([A-Za-z0-9._-]+)==", text, flags=re.MULTILINE))
    names = {re.split(r"[^A-Za-z0-9._-]", line)[0].lower() for line in wanted}
    assert names <= pinned

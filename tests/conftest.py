"""What every test may ask for: fresh databases of both kinds, and a machine of its own.

Nothing here may touch the person's own settings, data or screen: the folders are replaced and Qt
draws into memory before any test is imported.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from tests.forks import Forks
from tests.postgresql import PostgreSQL, stop_server

_RUN_FOLDER = "CONTROLROOM_TEST_RUN"
_COMPILED = Path(__file__).parent.parent / ".cache" / "pycache"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--long", action="store_true", help="also run tests that take minutes")
    parser.addoption("--bench", action="store_true", help="also measure speed")


def pytest_configure(config: pytest.Config) -> None:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    _keep_compiled()
    if not _is_worker(config):
        os.environ[_RUN_FOLDER] = tempfile.mkdtemp(prefix="controlroom-tests-")
    run = Path(os.environ[_RUN_FOLDER])
    for name in [n for n in os.environ if n.startswith("CONTROLROOM_")]:
        if not name.startswith("CONTROLROOM_TEST_"):
            del os.environ[name]
    for kind in ("CONFIG_HOME", "DATA_HOME", "STATE_HOME", "CACHE_HOME", "RUNTIME_DIR"):
        variable = f"XDG_{kind}"
        folder = run / variable.lower()
        folder.mkdir(mode=0o700, exist_ok=True)
        os.environ[variable] = str(folder)


def _keep_compiled() -> None:
    """What is compiled once is kept, also where nothing may be written beside the sources.

    Else each worker rewrites the assertions of all tests, and each process compiles the program.
    """
    sys.dont_write_bytecode = False
    sys.pycache_prefix = os.environ["PYTHONPYCACHEPREFIX"] = str(_COMPILED)
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)


def pytest_unconfigure(config: pytest.Config) -> None:
    # The process that started the workers ends last, whatever became of them.
    if not _is_worker(config) and (folder := os.environ.pop(_RUN_FOLDER, None)):
        stop_server(Path(folder))
        shutil.rmtree(folder, ignore_errors=True)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    for marker in ("long", "bench"):
        if not config.getoption(f"--{marker}"):
            skip = pytest.mark.skip(reason=f"run with --{marker}")
            for item in items:
                if marker in item.keywords:
                    item.add_marker(skip)


def pytest_asyncio_loop_factories(
    item: pytest.Item,
) -> Mapping[str, Callable[[], asyncio.AbstractEventLoop]]:
    """A plain loop, or with the marker ``qt_loop`` the one of the desktop."""
    if item.get_closest_marker("qt_loop"):
        return {"qt": _qt_loop}
    return {"asyncio": asyncio.new_event_loop}


def _qt_loop() -> asyncio.AbstractEventLoop:
    import qasync
    from PySide6.QtWidgets import QApplication

    loop: asyncio.AbstractEventLoop = qasync.QEventLoop(
        QApplication.instance() or QApplication([]), already_running=False
    )
    return loop


def _is_worker(config: pytest.Config) -> bool:
    return hasattr(config, "workerinput")


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[PostgreSQL]:
    """The PostgreSQL of this run, shared by all workers; ``CONTROLROOM_TEST_DSN`` overrides it."""
    with PostgreSQL.of_this_run(Path(os.environ[_RUN_FOLDER])) as server:
        yield server


@pytest.fixture(scope="session")
def forks() -> Iterator[Forks]:
    """Starts processes of the program, each a fork of one that has imported it."""
    with Forks() as started:
        yield started


@pytest.fixture
def postgresql_url(postgresql_server: PostgreSQL) -> Iterator[str]:
    """An empty PostgreSQL database, dropped after the test."""
    with postgresql_server.database() as url:
        yield url


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """A SQLite file that does not exist yet."""
    return f"sqlite:///{(tmp_path / 'controlroom.db').as_posix()}"


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """An empty database: the test runs once on each kind."""
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


async def _prepare(url: str) -> str:
    from controlroom.store import open_store

    store = await open_store(url, upgrade=True)
    await store.close()
    return url


@pytest.fixture(scope="session")
def sqlite_prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database of the newest version with nothing in it, to be copied."""
    file = tmp_path_factory.mktemp("prepared") / "prepared.db"
    asyncio.run(_prepare(f"sqlite:///{file.as_posix()}"))
    return file


@pytest.fixture(scope="session")
def postgresql_prepared(postgresql_server: PostgreSQL) -> Iterator[str]:
    """The same on PostgreSQL."""
    with postgresql_server.database() as url:
        yield asyncio.run(_prepare(url))


@pytest.fixture(params=["sqlite", "postgresql"])
def prepared_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A database of the newest version, for tests that do not need to see one made."""
    if request.param == "sqlite":
        file = tmp_path / "controlroom.db"
        shutil.copy(request.getfixturevalue("sqlite_prepared"), file)
        yield f"sqlite:///{file.as_posix()}"
        return
    server: PostgreSQL = request.getfixturevalue("postgresql_server")
    with server.database(request.getfixturevalue("postgresql_prepared")) as url:
        yield url

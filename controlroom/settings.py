"""Settings: read once at start from one TOML file and the environment, then never changed.

The file is ``settings.toml`` in the user's configuration folder (on Linux
``~/.config/controlroom/``), or what ``CONTROLROOM_SETTINGS`` names. Each key may also be given as
``CONTROLROOM_<KEY>``, which wins over the file; options of the command line win over both::

    database        = "postgresql://controlroom@db.example/controlroom"
    listen          = "0.0.0.0:9220"
    tls_certificate = "/etc/controlroom/server.pem"
    tls_key         = "/etc/controlroom/server.key"
    language        = "sv"
    theme           = "dark"
    data_folder     = "/srv/controlroom"
    keep_serving    = true
    meter_values_months = 24
    message_log_hours   = 48
    map_tiles       = "maps/sweden.mbtiles"

A key that is misspelt, or a value that cannot be, is refused by name: a central system that
silently listens elsewhere than it was told is worse than one that does not start.
"""

from __future__ import annotations

import contextlib
import json
import logging
import os
import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from pathlib import Path

import platformdirs
from typing_extensions import override

from controlroom import private_files
from controlroom.domain.errors import InvalidValue, Refused

_log = logging.getLogger(__name__)

_APPLICATION = "controlroom"
_PREFIX = "CONTROLROOM_"
_ENVIRONMENT = "The environment"
_HIGHEST_PORT = 65535
_LONGEST_SHOWN = 200
"""Characters of what somebody wrote that a sentence repeats."""


class Language(StrEnum):
    """Words on the screen; `SYSTEM` follows the desktop, English where there is no Swedish."""

    SYSTEM = "system"
    SWEDISH = "sv"
    ENGLISH = "en"


class Theme(StrEnum):
    """Colours on the screen; dark by default, because control rooms are."""

    DARK = "dark"
    LIGHT = "light"
    SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class Address:
    """Where to listen. Port 0 lets the system pick a free one."""

    host: str
    port: int

    @override
    def __str__(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{host}:{self.port}"


DEFAULT_LISTEN = Address("127.0.0.1", 9220)
"""Loopback: whoever opens a central system to a network does so knowingly."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Every setting. Field names are the keys of the file."""

    database: str
    """Where facts are kept: ``sqlite:///FILE`` or ``postgresql://…``."""
    listen: Address = DEFAULT_LISTEN
    tls_certificate: Path | None = None
    """PEM chain; with `tls_key` it turns ws:// into wss:// (security profile 2)."""
    tls_key: Path | None = None
    language: Language = Language.SYSTEM
    theme: Theme = Theme.DARK
    data_folder: Path
    """Database file, backups, logs, unless told otherwise."""
    keep_serving: bool = False
    """Whether the central system goes on when the window that started it is closed."""
    meter_values_months: int = 13
    """How many whole months of raw meter values are kept beside the running one."""
    message_log_hours: int = 24
    """How long the log of OCPP frames goes back."""
    map_tiles: str = ""
    """Raster tiles as ground of the map; "" for the map that comes with the program."""


def parse_address(text: str) -> Address:
    """``HOST:PORT``, an IPv6 host in brackets. Raises `InvalidValue`."""
    match = re.fullmatch(r"(?:\[([0-9A-Fa-f:.%\w]+)\]|([^\s:\[\]/@]+)):([0-9]{1,5})", text.strip())
    if match is None or int(match[3]) > _HIGHEST_PORT:
        raise InvalidValue("not-an-address", value=text)
    return Address(match[1] or match[2], int(match[3]))


def load(environment: Mapping[str, str] | None = None) -> Settings:
    """Settings of this user and process. Raises `InvalidValue` naming the file and the key."""
    environment = os.environ if environment is None else environment
    file = settings_file(environment)
    named = environment.get(f"{_PREFIX}SETTINGS")
    given: dict[str, object] = {}
    for name, value in _read(file, must_exist=bool(named)).items():
        given[name] = _understood(str(file), name, name, value, file.parent)
    database = str(given.get("database"))
    if _without_password(database) != database and private_files.is_open_to_all(file):
        # Not closed by us: who started this may not be who serves, and would lock that one out.
        _log.warning("%s", InvalidValue("open-to-all", file=file))
    for name in _PARSERS:
        variable = _PREFIX + name.upper()
        if environment.get(variable):
            given[name] = _understood(
                _ENVIRONMENT, variable, name, environment[variable], Path.cwd()
            )
    if (given.get("tls_certificate") is None) != (given.get("tls_key") is None):
        raise InvalidValue("tls-half")
    folder = given.setdefault("data_folder", _default_data_folder())
    given.setdefault("database", f"sqlite:///{Path(str(folder)).as_posix()}/controlroom.db")
    return Settings(**given)  # type: ignore[arg-type]  # every parser returns its field's type


def make_data_folder(settings: Settings) -> None:
    """See that the folder is there where the database lies in it, as it does unless told otherwise.

    A folder that somebody named elsewhere is not made: its name may be misspelt. Where this one
    cannot be made, whoever opens the database says so.
    """
    folder = settings.data_folder
    if settings.database.startswith(f"sqlite:///{folder.as_posix()}/"):
        with contextlib.suppress(OSError):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)


def settings_file(environment: Mapping[str, str] | None = None) -> Path:
    """Where the file is, or would be."""
    environment = os.environ if environment is None else environment
    named = environment.get(f"{_PREFIX}SETTINGS")
    if named:
        return Path(named).expanduser()
    return platformdirs.user_config_path(_APPLICATION, appauthor=False) / "settings.toml"


def expected(name: str) -> str:
    """What may be written for a key, in English."""
    return _PARSERS[name][1]


def write(name: str, value: str, environment: Mapping[str, str] | None = None) -> Path:
    """Set one key in the file, which is made where there is none; the rest of it stays as it is.

    It holds from the next start on. Raises InvalidValue for a value that cannot be and a file that
    cannot be read, Refused for one that cannot be written or where the environment stands above it.
    """
    environment = os.environ if environment is None else environment
    variable = _PREFIX + name.upper()
    if environment.get(variable):
        raise Refused("settings-environment", variable=variable)
    file = settings_file(environment)
    before = _read(file, must_exist=False)
    _understood(str(file), name, name, value, file.parent)
    try:
        text = file.read_text(encoding="utf-8-sig") if file.exists() else ""
        changed = _with_line(text, name, json.dumps(value))
        if _parsed(changed) != {**before, name: value}:
            raise Refused("settings-by-hand", file=file, line=f"{name} = {json.dumps(value)}")
        _replace(file, changed)
    except OSError as failure:
        why = failure.strerror or str(failure)
        raise Refused("settings-unwritable", file=file, why=why) from failure
    return file


def _parsed(text: str) -> dict[str, object] | None:
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError):
        return None


def _with_line(text: str, name: str, written: str) -> str:
    """The text of a file with a key set: in its own place, or at the end where it is new."""
    line = re.compile(
        rf"""^([ \t]*{name}[ \t]*=[ \t]*)(?:"(?:[^"\\\n]|\\.)*"|'[^'\n]*'|[^\s#"']+)""",
        re.MULTILINE,
    )
    if line.search(text):
        return line.sub(lambda found: found[1] + written, text, count=1)
    if text and not text.endswith("\n"):
        text += "\n"
    return f"{text}{name} = {written}\n"


def _replace(file: Path, text: str) -> None:
    """Whole or not at all. A link keeps pointing where it did."""
    target = file.resolve()
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_name(target.name + ".new")
    private_files.make_anew(draft)
    draft.write_text(text, encoding="utf-8")
    if target.exists() and not private_files.is_open_to_all(target):
        draft.chmod(target.stat().st_mode)
    draft.replace(target)


def _default_data_folder() -> Path:
    return platformdirs.user_data_path(_APPLICATION, appauthor=False)


def _read(file: Path, *, must_exist: bool) -> dict[str, object]:
    try:
        read = tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        if must_exist:
            raise InvalidValue("settings-unreadable", file=file, why="it does not exist") from None
        return {}
    except RecursionError as error:
        why = "its values are nested too deeply"
        raise InvalidValue("settings-unreadable", file=file, why=why) from error
    # No TOML is a ValueError, and so are a text that is no UTF-8 and an endless number.
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise InvalidValue("settings-unreadable", file=file, why=why) from error
    for name, value in read.items():
        if name not in _PARSERS:
            known = ", ".join(_PARSERS)
            shown = name[:_LONGEST_SHOWN]
            raise InvalidValue("settings-unknown-key", file=file, name=shown, known=known)
        if isinstance(value, dict | list):
            raise _refused(str(file), name, value, _PARSERS[name][1])
    return read


def _understood(source: str, shown: str, name: str, value: object, base: Path) -> object:
    """Value of a setting as its field's type; `base` is what relative paths start from."""
    parse, expected = _PARSERS[name]
    if name in _MAY_BE_EMPTY and value == "":
        return ""
    if name in _NUMBERS and isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    try:
        return parse(_plain_text(value), base)
    except (ValueError, InvalidValue) as error:
        raise _refused(source, shown, value, expected) from error


def _refused(source: str, name: str, value: object, expected: str) -> InvalidValue:
    told = _shown(value)
    return InvalidValue("settings-bad-value", file=source, name=name, value=told, expected=expected)


def _plain_text(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if not isinstance(value, str) or not value or not value.isprintable():
        raise ValueError(value)
    return value


def _shown(value: object) -> str:
    """What was written, as much of it as fits a sentence, and no password of it."""
    try:
        text = _without_password(str(value))
    except (RecursionError, ValueError):
        # Nested too deeply, or a number of more digits than Python writes.
        text = "…"
    return text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}…"


def _without_password(value: str) -> str:
    hidden = re.sub(r"(://[^:/@]*):[^@]*@", r"\1:…@", value)
    return re.sub(r"([?&]password=)[^&]*", r"\1…", hidden)


def _database(value: str, _base: Path) -> str:
    if not re.match(r"(sqlite:///|postgresql://).", value):
        raise ValueError(value)
    return value


def _listen(value: str, _base: Path) -> Address:
    return parse_address(value)


def _path(value: str, base: Path) -> Path:
    return base / Path(value).expanduser()


def _language(value: str, _base: Path) -> Language:
    return Language(value)


def _theme(value: str, _base: Path) -> Theme:
    return Theme(value)


def _tiles(value: str, base: Path) -> str:
    """An address as it is, a file where it lies; what is in either is looked at by the map."""
    return value if "://" in value else str(_path(value, base))


def _yes_or_no(value: str, _base: Path) -> bool:
    known = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}
    if value.lower() not in known:
        raise ValueError(value)
    return known[value.lower()]


def _whole(least: int, most: int) -> Callable[[str, Path], int]:
    def parse(value: str, _base: Path) -> int:
        if not value.isascii() or not value.isdigit() or not least <= int(value) <= most:
            raise ValueError(value)
        return int(value)

    return parse


_PARSERS: Mapping[str, tuple[Callable[[str, Path], object], str]] = {
    "database": (_database, '"sqlite:///FILE" or "postgresql://USER@HOST/DATABASE"'),
    "listen": (_listen, f'HOST:PORT, for example "{DEFAULT_LISTEN}" or "0.0.0.0:9220"'),
    "tls_certificate": (_path, "the path of a PEM file"),
    "tls_key": (_path, "the path of a PEM file"),
    "language": (_language, '"system", "sv" or "en"'),
    "theme": (_theme, '"dark", "light" or "system"'),
    "data_folder": (_path, "the path of a folder"),
    "keep_serving": (_yes_or_no, "true or false"),
    "meter_values_months": (_whole(1, 240), "a whole number of months from 1 to 240"),
    "message_log_hours": (_whole(1, 720), "a whole number of hours from 1 to 720"),
    "map_tiles": (_tiles, "an address with {z}, {x} and {y}, or the path of a file of tiles"),
}

_NUMBERS = frozenset({"meter_values_months", "message_log_hours"})
"""Settings that the file may give without quotes."""

_MAY_BE_EMPTY = frozenset({"map_tiles"})
"""Settings that are turned off by writing nothing."""

# A field without a parser could never be set, a parser without a field never be read.
assert set(_PARSERS) == {field.name for field in fields(Settings)}  # noqa: S101

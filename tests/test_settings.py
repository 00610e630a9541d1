"""Settings come from defaults, the file and the environment, and say what is wrong with them."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

from controlroom.domain.errors import ControlroomError, InvalidValue, Refused
from controlroom.settings import (
    Address,
    Language,
    Settings,
    Theme,
    load,
    make_data_folder,
    parse_address,
    settings_file,
    write,
)
from controlroom.words.texts import ENGLISH
from tests.sentences import says


def _load(tmp_path: Path, text: str | bytes, **environment: str) -> Settings:
    file = tmp_path / "settings.toml"
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    return load({"CONTROLROOM_SETTINGS": str(file), **environment})


def test_without_a_file_the_database_lies_in_the_users_data_folder() -> None:
    settings = load({})
    assert settings.database == f"sqlite:///{settings.data_folder.as_posix()}/controlroom.db"
    assert settings.data_folder.is_relative_to(os.environ["XDG_DATA_HOME"])
    assert settings.listen == Address("127.0.0.1", 9220)
    assert settings.theme is Theme.DARK
    assert settings.tls_certificate is None


def test_the_file_is_read_and_its_paths_start_from_it(tmp_path: Path) -> None:
    settings = _load(
        tmp_path,
        """
        listen = "0.0.0.0:9000"
        tls_certificate = "server.pem"
        tls_key = "/etc/keys/server.key"
        language = "sv"
        theme = "light"
        data_folder = "data"
        """,
    )
    assert settings == Settings(
        database=f"sqlite:///{(tmp_path / 'data').as_posix()}/controlroom.db",
        listen=Address("0.0.0.0", 9000),  # noqa: S104 - read, not listened on
        tls_certificate=tmp_path / "server.pem",
        tls_key=Path("/etc/keys/server.key"),
        language=Language.SWEDISH,
        theme=Theme.LIGHT,
        data_folder=tmp_path / "data",
    )


def test_the_environment_wins_over_the_file(tmp_path: Path) -> None:
    settings = _load(
        tmp_path,
        'database = "sqlite:///a.db"\nlanguage = "sv"',
        CONTROLROOM_DATABASE="postgresql://me@db/controlroom",
    )
    assert settings.database == "postgresql://me@db/controlroom"
    assert settings.language is Language.SWEDISH


def test_how_long_things_are_kept(tmp_path: Path) -> None:
    settings = load({})
    assert (settings.meter_values_months, settings.message_log_hours) == (13, 24)
    settings = _load(tmp_path, "meter_values_months = 24", CONTROLROOM_MESSAGE_LOG_HOURS="48")
    assert (settings.meter_values_months, settings.message_log_hours) == (24, 48)


def test_map_tiles_are_an_address_or_a_file_beside_the_settings(tmp_path: Path) -> None:
    assert load({}).map_tiles == ""
    assert _load(tmp_path, 'map_tiles = ""').map_tiles == ""
    assert _load(tmp_path, 'map_tiles = "a.mbtiles"').map_tiles == str(tmp_path / "a.mbtiles")
    address = "https://tile.example/{z}/{x}/{y}.png © Someone"
    assert _load(tmp_path, f'map_tiles = "{address}"').map_tiles == address


def test_a_byte_order_mark_from_a_windows_editor_is_no_error(tmp_path: Path) -> None:
    assert _load(tmp_path, b'\xef\xbb\xbftheme = "light"').theme is Theme.LIGHT


def test_a_misspelt_key_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(InvalidValue) as refused:
        _load(tmp_path, 'lissen = "0.0.0.0:9220"')
    assert str(tmp_path / "settings.toml") in ENGLISH.error(refused.value)
    assert "lissen" in ENGLISH.error(refused.value)
    assert "listen" in ENGLISH.error(refused.value)


@pytest.mark.parametrize(
    ("line", "expected"),
    (
        ("listen = 9220", "HOST:PORT"),
        ('listen = "9220"', "HOST:PORT"),
        ('listen = "0.0.0.0:99999"', "HOST:PORT"),
        ('database = "mysql://db/x"', "postgresql://"),
        ('database = "sqlite:///"', "sqlite:///FILE"),
        ('theme = "pink"', '"dark"'),
        ('language = "de"', '"sv"'),
        ('data_folder = ""', "folder"),
        ('data_folder = "a\\u0000b"', "folder"),
        ("tls_key = []", "PEM"),
        ("theme = { name = 'dark' }", '"dark"'),
        ("data_folder = 5", "folder"),
        ("meter_values_months = 0", "from 1 to 240"),
        ("meter_values_months = -13", "from 1 to 240"),
        ("meter_values_months = 241", "from 1 to 240"),
        ("meter_values_months = 1.5", "whole number of months"),
        ("meter_values_months = true", "whole number of months"),
        ('meter_values_months = "thirteen"', "whole number of months"),
        ("message_log_hours = 0", "from 1 to 720"),
        ("message_log_hours = 721", "from 1 to 720"),
    ),
)
def test_a_bad_value_is_refused_with_what_to_write(
    tmp_path: Path, line: str, expected: str
) -> None:
    with pytest.raises(InvalidValue) as refused:
        _load(tmp_path, line)
    assert str(tmp_path / "settings.toml") in ENGLISH.error(refused.value)
    assert line.split(" ", maxsplit=1)[0] in ENGLISH.error(refused.value)
    assert expected in ENGLISH.error(refused.value)


def test_a_bad_variable_is_named_as_a_variable() -> None:
    with pytest.raises(InvalidValue, check=says("CONTROLROOM_THEME cannot be pink")):
        load({"CONTROLROOM_THEME": "pink"})


def test_a_password_is_not_repeated() -> None:
    with pytest.raises(InvalidValue) as refused:
        load({"CONTROLROOM_DATABASE": "mysql://me:hemligt@db/x"})
    assert "hemligt" not in ENGLISH.error(refused.value)


@pytest.mark.parametrize("text", ("theme = dark", b'theme = "\xff"'))
def test_a_file_that_is_not_toml_is_refused(tmp_path: Path, text: str | bytes) -> None:
    with pytest.raises(InvalidValue) as refused:
        _load(tmp_path, text)
    assert refused.value.key == "settings-unreadable"


def test_a_file_that_was_asked_for_must_exist(tmp_path: Path) -> None:
    with pytest.raises(InvalidValue, check=says("does not exist")):
        load({"CONTROLROOM_SETTINGS": str(tmp_path / "nowhere.toml")})


def test_a_folder_in_place_of_the_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidValue) as refused:
        load({"CONTROLROOM_SETTINGS": str(tmp_path)})
    assert refused.value.key == "settings-unreadable"


def test_half_of_tls_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidValue) as refused:
        _load(tmp_path, 'tls_key = "server.key"')
    assert refused.value.key == "tls-half"


@pytest.mark.parametrize(
    ("text", "address"),
    (
        ("127.0.0.1:0", Address("127.0.0.1", 0)),
        ("[::1]:9220", Address("::1", 9220)),
        ("laddning.example:443", Address("laddning.example", 443)),
    ),
)
def test_an_address_reads_back_as_written(text: str, address: Address) -> None:
    assert parse_address(text) == address
    assert str(address) == text


@pytest.mark.parametrize("text", ("", ":9220", "host", "::1:9220", "a b:1", "host:-1", "host:1e3"))
def test_what_is_no_address_is_refused(text: str) -> None:
    with pytest.raises(InvalidValue):
        parse_address(text)


OPEN = "0.0.0.0:9220"


def _written(tmp_path: Path, before: str | None, value: str = OPEN, **environment: str) -> str:
    file = tmp_path / "settings.toml"
    if before is not None:
        file.write_bytes(before.encode())
    assert write("listen", value, {"CONTROLROOM_SETTINGS": str(file), **environment}) == file
    assert str(_load(tmp_path, file.read_bytes()).listen) == value
    assert list(tmp_path.iterdir()) == [file]
    return file.read_text()


@pytest.mark.parametrize(
    ("before", "after"),
    (
        (None, 'listen = "0.0.0.0:9220"\n'),
        ("", 'listen = "0.0.0.0:9220"\n'),
        ('theme = "light" # mine', 'theme = "light" # mine\nlisten = "0.0.0.0:9220"\n'),
        (
            '# why\n  listen="127.0.0.1:9220"   # loopback\ntheme = "light"\n',
            '# why\n  listen="0.0.0.0:9220"   # loopback\ntheme = "light"\n',
        ),
        ("listen = '[::1]:1'\n", 'listen = "0.0.0.0:9220"\n'),
        ('# listen = "x"\n', '# listen = "x"\nlisten = "0.0.0.0:9220"\n'),
    ),
)
def test_one_setting_is_written_and_the_rest_stays(
    tmp_path: Path, before: str | None, after: str
) -> None:
    assert _written(tmp_path, before) == after


def test_a_setting_is_written_into_a_folder_that_is_new(tmp_path: Path) -> None:
    file = tmp_path / "a" / "b" / "settings.toml"
    write("listen", OPEN, {"CONTROLROOM_SETTINGS": str(file)})
    assert load({"CONTROLROOM_SETTINGS": str(file)}).listen == parse_address(OPEN)
    assert settings_file({"CONTROLROOM_SETTINGS": str(file)}) == file


@pytest.mark.parametrize(
    ("before", "value", "environment", "key"),
    (
        ("", "anywhere", {}, "settings-bad-value"),
        ("", OPEN, {"CONTROLROOM_LISTEN": "127.0.0.1:1"}, "settings-environment"),
        ('listen = """\n127.0.0.1:1"""\n', OPEN, {}, "settings-by-hand"),
        ('theme = """\nlisten = 1"""\n', OPEN, {}, "settings-by-hand"),
        ("listen = ", OPEN, {}, "settings-unreadable"),
    ),
)
def test_what_is_not_written(
    tmp_path: Path, before: str, value: str, environment: dict[str, str], key: str
) -> None:
    file = tmp_path / "settings.toml"
    file.write_text(before)
    with pytest.raises(ControlroomError) as refusal:
        write("listen", value, {"CONTROLROOM_SETTINGS": str(file), **environment})
    assert refusal.value.key == key
    assert file.read_text() == before


def test_a_file_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "settings.toml.new").mkdir()
    with pytest.raises(Refused) as refusal:
        write("listen", OPEN, {"CONTROLROOM_SETTINGS": str(tmp_path / "settings.toml")})
    assert refusal.value.key == "settings-unwritable"


def test_the_data_folder_is_made_where_the_database_lies_in_it(tmp_path: Path) -> None:
    own = load({"CONTROLROOM_DATA_FOLDER": str(tmp_path / "a" / "b")})
    make_data_folder(own)
    make_data_folder(own)
    assert (tmp_path / "a" / "b").is_dir()
    named = replace(own, database=f"sqlite:///{tmp_path.as_posix()}/misspelt/x.db")
    make_data_folder(replace(named, data_folder=tmp_path / "c"))
    assert not (tmp_path / "misspelt").exists()
    assert not (tmp_path / "c").exists()
    (tmp_path / "file").write_text("")
    make_data_folder(load({"CONTROLROOM_DATA_FOLDER": str(tmp_path / "file" / "x")}))


_DEEP = 100_000


@pytest.mark.parametrize(
    "text",
    (
        "database = " + "[" * _DEEP + "]" * _DEEP,
        "database = " + "{a=" * _DEEP + "1" + "}" * _DEEP,
        "database." + "a." * 5_000 + "a = 1",
        "[" + "a." * 5_000 + "a]",
        "meter_values_months = " + "9" * 5_000,
        "meter_values_months = 1e3000000",
        "message_log_hours = nan",
        'language = "\\ud800"',
        'language = "sv\\u0000"',
        f'language = "{"x" * _DEEP}"',
        f"{'x' * _DEEP} = 1",
    ),
    ids=lambda text: ascii(text[:24]),
)
def test_whatever_is_written_there_a_sentence_says_so(tmp_path: Path, text: str) -> None:
    file = tmp_path / "settings.toml"
    file.write_text(text)
    environment = {"CONTROLROOM_SETTINGS": str(file)}
    with pytest.raises(InvalidValue) as refused:
        load(environment)
    assert len(ENGLISH.error(refused.value)) < 1000
    with suppress(ControlroomError):
        write("listen", OPEN, environment)


@pytest.mark.parametrize("umask", (0o000, 0o022, 0o277), ids=oct)
def test_the_file_is_for_its_owner_alone(tmp_path: Path, umask: int) -> None:
    file = tmp_path / "settings.toml"
    before = os.umask(umask)
    try:
        write("listen", OPEN, {"CONTROLROOM_SETTINGS": str(file)})
    finally:
        os.umask(before)
    assert file.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(("mode", "after"), ((0o644, 0o600), (0o640, 0o640), (0o600, 0o600)))
def test_a_change_closes_a_file_that_anybody_could_read(
    tmp_path: Path, mode: int, after: int
) -> None:
    file = tmp_path / "settings.toml"
    file.write_text("")
    file.chmod(mode)
    write("listen", OPEN, {"CONTROLROOM_SETTINGS": str(file)})
    assert file.stat().st_mode & 0o777 == after


@pytest.mark.parametrize(
    ("database", "mode", "told"),
    (
        ("postgresql://eva:hemligt@db/x", 0o644, True),
        ("postgresql://db/x?password=hemligt", 0o604, True),
        ("postgresql://eva:hemligt@db/x", 0o640, False),
        ("postgresql://eva@db/x", 0o644, False),
    ),
)
def test_a_password_that_anybody_can_read_is_told(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, database: str, mode: int, *, told: bool
) -> None:
    file = tmp_path / "settings.toml"
    file.write_text(f'database = "{database}"')
    file.chmod(mode)
    load({"CONTROLROOM_SETTINGS": str(file)})
    assert [r.message for r in caplog.records] == (
        [f"Anybody on this machine can read {file}. Close it: chmod 600 {file}."] if told else []
    )
    assert file.stat().st_mode & 0o777 == mode

"""What is changed by a command: values within bounds, and something at all; who is known."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Cli


@pytest.fixture
def added(cli: Cli) -> Cli:
    cli("charge-point", "add", "SLU-01", "--site", "Lab", "--security-profile", "0")
    return cli


@pytest.mark.parametrize("power", ("-5", "0", "0.4", "7.4", "10000001", "1e15", "nan", "11 kW"))
def test_a_rated_power_is_a_power(added: Cli, power: str) -> None:
    said = added.refused("charge-point", "set", "SLU-01", f"--rated={power}")
    assert said == f"--rated cannot be {power}. Write a whole number from 1 to 10000000."
    (point,) = added("charge-point", "list")
    assert point["rated_w"] is None


@pytest.mark.parametrize("power", (1, 22_000, 10_000_000))
def test_a_rated_power_within_bounds_is_kept(added: Cli, power: int) -> None:
    changed = added("charge-point", "set", "SLU-01", "--rated", str(power))
    assert changed["rated_w"] == power


@pytest.mark.parametrize("items", ("-1", "1.5", "many", "99999999999"))
def test_keys_in_one_request_are_a_whole_number(added: Cli, items: str) -> None:
    said = added.refused("charge-point", "set", "SLU-01", f"--items-per-message={items}")
    assert said == (
        f"--items-per-message cannot be {items}. Write a whole number from 0 to 1000000000."
    )


@pytest.mark.parametrize(
    ("option", "value"),
    (("--latitude", "-90.1"), ("--latitude", "1e9"), ("--longitude", "181"), ("--longitude", "x")),
)
def test_a_place_is_on_the_globe(added: Cli, option: str, value: str) -> None:
    assert value in added.refused("charge-point", "set", "SLU-01", f"{option}={value}")


def test_a_change_of_nothing_is_refused_with_what_can_be_changed(added: Cli) -> None:
    added("customer", "add", "Anna Ek")
    added("token", "add", "04A2B3C4", "--customer", "Anna Ek")
    added(
        "company", "set", "--name", "Exempel AB", "--organisation-number", "559999-0008",
        "--vat-number", "SE559999000801", "--bankgiro", "5999-0002",
    )  # fmt: skip
    for words, options in (
        (("charge-point", "set", "SLU-01"), ("--site", "--boot", "--new-key", "--rated")),
        (("site", "set", "Lab"), ("--kind", "--fuse", "--camera")),
        (("customer", "set", "Anna Ek"), ("--name", "--address", "--vat-number")),
        (("token", "set", "04A2B3C4"), ("--customer", "--expires")),
        (("company", "set"), ("--name", "--f-tax", "--logo")),
    ):
        said = added.refused(*words)
        assert said.startswith("Nothing is given to change. Give at least one of --")
        help_ = added.ends(*words[:2], "--help")[1]
        for option in (*options, *said.rstrip(".").split("of ")[1].split(", ")):
            assert option in said
            assert option in help_


@pytest.mark.parametrize("more", ((), ("--month", "2026-10")))
def test_sessions_of_an_unknown_charge_point_are_refused(
    added: Cli, more: tuple[str, ...], tmp_path: Path
) -> None:
    unknown = "No charge point is called NOPE."
    file = tmp_path / "sessions.csv"
    for out in ((), ("--out", str(file))):
        said = added.refused("session", "list", "--charge-point", "NOPE", *more, *out)
        assert said.startswith(unknown)
    assert not file.exists()
    for spelled in ("SLU-01", "slu-01"):
        assert added("session", "list", "--charge-point", spelled, *more) == []
    assert added("session", "list", *more) == []

"""What people enter by command: entered, listed, changed, and refused with a sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from controlroom.cli import parser
from controlroom.domain.billing import picture
from tests.cli.conftest import Cli
from tests.domain.billing.test_picture import png


def test_a_charge_point_is_added_with_a_key_of_its_own(cli: Cli) -> None:
    added = cli("charge-point", "add", "SLU-01", "--site", "Slussen")
    assert added["id"] == "SLU-01"
    assert added["site"] == "Slussen"
    assert added["security_profile"] == 1
    assert len(added["key"]) == 40
    other = cli("charge-point", "add", "SLU-02", "--site", "Slussen", "--key", "0123456789abcdef")
    assert other["key"] == "0123456789abcdef"
    open_ = cli("charge-point", "add", "LAB", "--site", "Lab", "--security-profile", "0")
    assert open_["key"] is None
    listed = cli("charge-point", "list")
    assert {p["id"] for p in listed} == {"SLU-01", "SLU-02", "LAB"}
    assert added["key"] not in str(listed)
    assert {(s["name"], s["charge_points"]) for s in cli("site", "list")} == {
        ("Slussen", 2),
        ("Lab", 1),
    }


def test_charge_points_that_cannot_be(cli: Cli) -> None:
    cli("charge-point", "add", "SLU-01", "--site", "Slussen")
    assert "already" in cli.refused("charge-point", "add", "slu-01", "--site", "Slussen")
    assert "colon" in cli.refused("charge-point", "add", "a:b", "--site", "Slussen")
    assert "16 to 40" in cli.refused(
        "charge-point", "add", "X", "--site", "Slussen", "--key", "short"
    )
    assert "-90 to 90" in cli.refused(
        "charge-point", "add", "X", "--site", "Slussen", "--latitude", "91"
    )
    assert "point for decimals" in cli.refused(
        "charge-point", "add", "X", "--site", "Slussen", "--latitude", "59,3"
    )
    assert "No charge point" in cli.refused("charge-point", "set", "NOBODY", "--boot", "pending")
    assert "waits at the door" in cli.refused("charge-point", "admit", "NOBODY", "--site", "S")


def test_a_charge_point_is_changed_and_retired(cli: Cli) -> None:
    cli("charge-point", "add", "SLU-01", "--site", "Slussen")
    changed = cli("charge-point", "set", "slu-01", "--boot", "pending", "--site", "Nordstan")
    assert (changed["id"], changed["boot"], changed["site"]) == ("SLU-01", "pending", "Nordstan")
    assert cli("charge-point", "retire", "SLU-01")["phase"] == "retired"


def test_a_retired_charge_point_goes_into_operation_again(cli: Cli) -> None:
    cli("charge-point", "add", "SLU-01", "--site", "Slussen")
    cli("charge-point", "retire", "SLU-01")
    assert cli("charge-point", "set", "SLU-01", "--phase", "operation")["phase"] == "operation"


def test_a_limit_of_items_is_set_and_cleared(cli: Cli) -> None:
    cli("charge-point", "add", "SLU-01", "--site", "Slussen")

    def limited(text: str) -> object:
        changed = cli("charge-point", "set", "SLU-01", "--items-per-message", text)
        return changed["items_per_message"]

    assert limited("5") == 5
    assert cli("charge-point", "set", "SLU-01", "--boot", "pending")["items_per_message"] == 5
    assert limited("0") is None
    assert cli("charge-point", "list")[0]["items_per_message"] is None
    assert limited("7") == 7
    assert limited("00") is None
    for wrong in ("-1", "1.5", "many"):
        told = cli.refused("charge-point", "set", "SLU-01", "--items-per-message", wrong)
        assert "Write a whole number" in told


def test_a_replaced_unit_gets_a_key_that_is_shown_once(cli: Cli) -> None:
    made = cli("charge-point", "add", "SLU-01", "--site", "Slussen")["key"]
    changed = cli("charge-point", "set", "slu-01", "--new-key", "--site", "Nordstan")
    assert (changed["id"], changed["site"], len(changed["key"])) == ("SLU-01", "Nordstan", 40)
    assert changed["key"] != made
    status, out, _ = cli.ends("charge-point", "set", "SLU-01", "--new-key")
    assert status == 0
    assert "Its key, shown this once: " in out
    assert "key" not in cli("charge-point", "list")[0]
    cli("charge-point", "add", "OPEN", "--site", "Lab", "--security-profile", "0")
    assert "profile 0" in cli.refused("charge-point", "set", "OPEN", "--new-key", "--site", "X")
    assert [p["site"] for p in cli("charge-point", "list") if p["id"] == "OPEN"] == ["Lab"]
    keyed = cli("charge-point", "set", "OPEN", "--new-key", "--security-profile", "1")
    assert len(keyed["key"]) == 40


def test_a_site_keeps_every_field_that_is_given(cli: Cli) -> None:
    cli("site", "add", "Hyllie", "--kind", "depot", "--fuse", "63 A", "--latitude", "55.56")
    changed = cli(
        "site", "set", "Hyllie", "--host", "Ann Ek", "--phone", "040-1", "--access-code", "12#34",
        "--grid-owner", "E.ON", "--installation-id", "735999", "--uplink", "Telia 4G",
        "--electrician", "El AB", "--electrician-phone", "040-2",
        "--camera", "https://camera.example/1", "--latitude", "",
    )  # fmt: skip
    assert changed == {
        "name": "Hyllie", "kind": "depot", "place": "", "latitude": None, "longitude": None,
        "fuse_w": 43648, "host": "Ann Ek", "phone": "040-1", "access_code": "12#34",
        "grid_owner": "E.ON", "installation_id": "735999", "uplink": "Telia 4G",
        "electrician": "El AB", "electrician_phone": "040-2", "camera": "https://camera.example/1",
    }  # fmt: skip
    assert "63 A" in cli.refused("site", "set", "Hyllie", "--fuse", "much")
    assert "not a link" in cli.refused("site", "set", "Hyllie", "--camera", "file:///etc/passwd")


def test_import_takes_good_lines_and_lists_bad_ones(cli: Cli, tmp_path: Path) -> None:
    file = tmp_path / "new.csv"
    file.write_text(
        "id;site;latitude\nA-1;Å;59.3\nA-2;Å;north\n;Å;\nA-1;Å;\n", encoding="utf-8-sig"
    )
    status, out, _err = cli.ends("charge-point", "import", str(file), "--json")
    assert status == 1
    assert '"A-1"' in out
    assert [p["id"] for p in cli("charge-point", "list")] == ["A-1"]
    status, _out, err = cli.ends("charge-point", "import", str(file))
    assert "line 3" in err
    assert "line 4" in err
    assert "import-" not in out + err, "each line says what is wrong, and no key"
    assert "first line with the columns" in cli.refused(
        "charge-point", "import", _file(tmp_path, "name,where\n")
    )
    assert "Cannot read" in cli.refused("charge-point", "import", str(tmp_path / "none.csv"))


def _file(folder: Path, text: str) -> str:
    file = folder / "other.csv"
    file.write_text(text)
    return str(file)


def test_tokens_create_their_customer_and_match_any_case(cli: Cli) -> None:
    token = cli("token", "add", "04A2B3", "--customer", "Björkdalens Åkeri AB", "--group", "truck")
    assert token["customer"] == "Björkdalens Åkeri AB"
    assert "already" in cli.refused("token", "add", "04a2b3", "--customer", "Other")
    assert [c["name"] for c in cli("customer", "list")] == ["Björkdalens Åkeri AB"]
    assert cli("token", "block", "04a2b3")["blocked"] is True
    assert cli("token", "unblock", "04A2B3")["blocked"] is False
    changed = cli("token", "set", "04A2B3", "--expires", "2027-01-01T00:00:00Z")
    assert changed["expires"] == "2027-01-01T00:00:00Z"
    assert "No token" in cli.refused("token", "block", "NOBODY")
    assert "Write for example" in cli.refused("token", "set", "04A2B3", "--expires", "soon")


def test_customers_keep_what_is_not_given(cli: Cli) -> None:
    cli("customer", "add", "Anna Ek", "--address", "Storgatan 1, 352 45 Växjö")
    changed = cli("customer", "set", "Anna Ek", "--email", "anna@example.se")
    assert changed["address"] == ["Storgatan 1", "352 45 Växjö"]
    assert "already" in cli.refused("customer", "add", "Anna Ek")
    assert "No customer" in cli.refused("customer", "set", "Nobody", "--email", "x")
    assert "control characters" in cli.refused("customer", "add", "a\x1bb")
    refused = cli.refused("customer", "set", "Anna Ek", "--organisation-number", "abc")
    assert "personal number" in refused
    cli.refused("customer", "set", "Anna Ek", "--vat-number", "abc")
    assert "36 letters" in cli.refused("token", "add", "!!", "--customer", "Anna Ek")


def test_tariffs_are_exact(cli: Cli) -> None:
    cli("charge-point", "add", "SLU-01", "--site", "Slussen")
    words = ("tariff", "set", "--site", "Slussen", "--energy", "3.995", "--start", "5.00",
             "--idle", "1.00", "--grace", "10", "--vat", "25")  # fmt: skip
    assert cli(*words)["energy"] == "3.995"
    (shown,) = cli("tariff", "show")
    assert (shown["start"], shown["grace"], shown["vat"]) == ("5.00", 10, "25.00")
    assert "No site" in cli.refused("tariff", "set", "--site", "Nowhere", "--energy", "1")
    for wrong in ("3,99", "12.345.6", "-1", "NaN", "1e9"):
        cli.refused("tariff", "set", "--site", "Slussen", f"--energy={wrong}")


def test_the_company_is_checked(cli: Cli) -> None:
    assert "No company" in cli.refused("company", "show")
    words = (
        "company", "set", "--name", "Exempel Laddning AB", "--organisation-number",
        "559999-0008", "--vat-number", "SE559999000801", "--bankgiro", "5999-0002",
    )  # fmt: skip
    assert "--bankgiro" in cli.refused(*words[:-2])
    assert cli(*words)["name"] == "Exempel Laddning AB"
    assert cli("company", "set", "--swish", "1231181189")["bankgiro"] == "5999-0002"
    assert cli("company", "set", "--f-tax", "no")["f_tax"] is False
    cli.refused("company", "set", "--organisation-number", "559999-0009")
    assert "e-mail" in cli.refused("company", "set", "--email", "nobody")
    assert "No company" not in str(cli("company", "show"))


def test_the_company_has_a_logo(cli: Cli, tmp_path: Path) -> None:
    cli(
        "company", "set", "--name", "Exempel Laddning AB", "--organisation-number",
        "559999-0008", "--vat-number", "SE559999000801", "--bankgiro", "5999-0002",
    )  # fmt: skip
    file = tmp_path / "logo.png"
    file.write_bytes(png(320, 200))
    kept = cli("company", "set", "--logo", str(file))["logo"]
    assert cli("company", "show")["logo"] == kept == picture.digest(png(320, 200))
    assert "PNG or JPEG" in cli.refused("company", "set", "--logo", _file(tmp_path, "<svg/>"))
    assert "Cannot read" in cli.refused("company", "set", "--logo", str(tmp_path / "none.png"))
    assert cli("company", "set", "--logo", "")["logo"] == ""


def test_the_last_administrator_stays_one(cli: Cli) -> None:
    cli("user", "add", "anna", "--role", "administrator")
    assert "last administrator" in cli.refused("user", "set-role", "anna", "operator")
    cli("user", "add", "bo", "--role", "administrator")
    assert cli("user", "set-role", "anna", "operator")["role"] == "operator"


def test_users(cli: Cli) -> None:
    added = cli("user", "add", "anna", "--role", "supervisor")
    assert len(added["password"]) >= 12
    assert "already" in cli.refused("user", "add", "anna")
    assert cli("user", "list") == [{"name": "anna", "role": "supervisor"}]
    cli("user", "set-role", "anna", "accountant")
    assert cli("user", "list") == [{"name": "anna", "role": "accountant"}]
    assert cli("user", "reset-password", "anna")["password"] != added["password"]
    assert "No user" in cli.refused("user", "set-role", "nobody", "wall")


def test_empty_lists_say_what_to_do(cli: Cli) -> None:
    for words in (
        ("charge-point", "list"), ("site", "list"), ("customer", "list"), ("token", "list"),
        ("tariff", "show"), ("invoice", "list"), ("user", "list"), ("status",),
    ):  # fmt: skip
        status, out, _err = cli.ends(*words)
        assert status == 0
        assert "controlroom" in out or "desktop" in out, words
        if words != ("status",):
            assert cli(*words) == []
    assert cli("status")["charge_points"] == []


@pytest.mark.parametrize("month", ("2026-13", "202610", "oktober", "2026-1", "2026-\uff110"))
def test_months_that_are_none(cli: Cli, month: str, tmp_path: Path) -> None:
    assert "YYYY-MM" in cli.refused("invoice", "run", month, "--out", str(tmp_path))


def test_months_that_are_not_over_and_a_company_that_is_not_set(cli: Cli, tmp_path: Path) -> None:
    assert "not over" in cli.refused("invoice", "run", "2999-01", "--out", str(tmp_path))
    assert "company set" in cli.refused("invoice", "run", "2026-01", "--out", str(tmp_path))


def test_wrong_usage_is_exit_two(cli: Cli) -> None:
    assert cli.ends("charge-point", "add")[0] == 2
    assert cli.ends("no-such-command")[0] == 2


def test_everything_is_in_the_journal_with_who_did_it(cli: Cli) -> None:
    cli("charge-point", "add", "SLU-01", "--site", "Slussen")
    cli("token", "add", "04A2B3", "--customer", "Anna")
    status, out, _err = cli.ends("events", "--json")
    assert status == 0
    lines = out.splitlines()
    assert all('"by": "' in line for line in lines)
    kinds = [line.split('"kind": "')[1].split('"')[0] for line in lines]
    assert "RegistrationChanged" in kinds
    assert "TokenChanged" in kinds


@pytest.mark.parametrize("noun", (("site", "list"), ("status",)))
def test_options_count_before_the_command_as_after_it(
    tmp_path: Path, noun: tuple[str, ...]
) -> None:
    """A database that was named and not used would put records into the wrong books."""
    other = f"sqlite:///{(tmp_path / 'other.db').as_posix()}"
    before, after = (
        parser().parse_args(words)
        for words in (
            ["--database", other, "--json", *noun],
            [*noun, "--database", other, "--json"],
        )
    )
    between = parser().parse_args([noun[0], "--database", other, "--json", *noun[1:]])
    for args in (before, after, between):
        assert (args.database, args.json) == (other, True)
    plain = parser().parse_args([*noun])
    assert (plain.database, plain.json) == (None, False)


def test_frames_say_that_there_are_no_more(cli: Cli) -> None:
    cli("charge-point", "add", "SLU-01", "--site", "Slussen")
    status, out, err = cli.ends("log", "frames", "slu-01")
    assert (status, out) == (0, "")
    assert (
        err == "That is all: 0 frames of SLU-01. They are kept for 24 hours (message_log_hours).\n"
    )

"""What is printed for people: tables that stay readable whatever stands in them, and help."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from controlroom.cli import main
from controlroom.cli.events import MEMBER, event_json, line_of
from controlroom.cli.output import CELL, Output
from controlroom.domain.charging.commands import CommandStatus
from controlroom.domain.charging.events import TransactionStarted
from controlroom.operations.ports.journal import Entry

NOW = datetime(2026, 11, 20, 13, 32, tzinfo=UTC)


@pytest.mark.parametrize(
    "value",
    ("4" * 16_000, "a\x1b" * 8_000, ["4" * 200, "5"], {"idToken": "4" * 200}),
    ids=("text", "control", "list", "object"),
)
def test_a_long_cell_is_cut_for_people_only(
    value: object, capsys: pytest.CaptureFixture[str]
) -> None:
    rows: list[dict[str, object]] = [{"id": "1", "token": value}, {"id": "2", "token": "04A1"}]
    Output(as_json=False).table(rows, ("id", "token"), "")
    _head, long, short = capsys.readouterr().out.splitlines()
    assert len(long) == len("id  ") + CELL
    assert long.endswith("…")
    assert short == "2   04A1"
    Output(as_json=True).table(rows, ("id", "token"), "")
    assert json.loads(capsys.readouterr().out) == rows


def test_what_fits_is_whole(capsys: pytest.CaptureFixture[str]) -> None:
    Output(as_json=False).table([{"id": "4" * CELL}], ("id",), "")
    assert capsys.readouterr().out.splitlines()[1] == "4" * CELL


def test_a_long_member_of_an_event_is_cut_for_people_only() -> None:
    event = TransactionStarted(
        charge_point="SLU-03",
        at=NOW,
        received=NOW,
        evse=1,
        connector=1,
        transaction="7" * 16_000,
        token="4" * 16_000,
    )
    item = event_json(Entry(12, "w", event))
    line = line_of(item)
    assert len(line) < 3 * MEMBER
    assert line.count("…") == 2
    assert "SLU-03  TransactionStarted  evse=1 connector=1" in line
    assert (item["transaction"], item["token"]) == ("7" * 16_000, "4" * 16_000)


def test_help_of_send_tells_how_it_ends(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["send", "--help"])
    help_ = capsys.readouterr().out
    _before, done, rest = help_.replace("\n  1  ", "\n  0  ").split("\n  0  ")
    refused, undelivered = rest.split("\n  2  ")
    accepted = {status for status in CommandStatus if status.accepted}
    assert {status for status in accepted if status in done} == accepted
    assert "any other status" in refused
    missed = {status for status in CommandStatus if not status.delivered}
    assert {status for status in missed if status in undelivered} == missed

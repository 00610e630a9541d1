from __future__ import annotations

import json
from typing import Any

import pytest

from controlroom.cli import main


class Cli:
    """The command line in this process: what it prints and how it ends."""

    def __init__(self, database: str, capture: pytest.CaptureFixture[str]) -> None:
        self._database = database
        self._capture = capture

    def __call__(self, *words: str) -> Any:
        """The JSON of a command that is done."""
        status, out, err = self.ends(*words, "--json")
        assert status == 0, err
        return json.loads(out)

    def ends(self, *words: str) -> tuple[int, str, str]:
        self._capture.readouterr()
        try:
            status = main([*words, "--database", self._database])
        except SystemExit as leave:
            status = int(leave.code or 0)
        out, err = self._capture.readouterr()
        return status, out, err

    def refused(self, *words: str) -> str:
        """The sentence of a command that is refused."""
        status, out, err = self.ends(*words, "--json")
        assert status == 1, (status, out, err)
        assert out == ""
        assert "Traceback" not in err
        sentence = err.strip()
        assert sentence.startswith("controlroom: ")
        assert "\n" not in sentence
        return sentence.removeprefix("controlroom: ")


@pytest.fixture
def cli(
    prepared_url: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Cli:
    monkeypatch.setenv("LOGNAME", "anna")
    return Cli(prepared_url, capsys)

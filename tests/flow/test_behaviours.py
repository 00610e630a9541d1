"""Everything that a charge point can do to the program, at once, and it goes on."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from pathlib import Path

from controlroom.simulator.behaviours import BEHAVIOURS
from controlroom.simulator.run import stations
from tests.flow.program import COMMAND, Program

SECONDS = 10.0
SPEED = "90"


def _scene(folder: Path) -> tuple[Path, list[str]]:
    """A file in which each behaviour happens to a charge point of its own."""
    specs = stations(3 * len(BEHAVIOURS))
    events, used = [], []
    for behaviour in BEHAVIOURS.values():
        spec = next(s for s in specs if s.version in behaviour.versions and s.id not in used)
        used.append(spec.id)
        events.append(
            f'[[event]]\nat = "4m"\ncharge_points = "{spec.id}"\nbehaviour = "{behaviour.name}"\n'
        )
    file = folder / "scene.toml"
    file.write_text(f"[fleet]\ncharge_points = {len(specs)}\n" + "\n".join(events))
    return file, used


async def test_the_program_survives_every_behaviour(tmp_path: Path) -> None:
    program = Program(f"sqlite:///{(tmp_path / 'flow.db').as_posix()}", tmp_path)
    file, used = _scene(tmp_path)
    await program.serve()
    new = tmp_path / "new.csv"
    new.write_text("id,site,security_profile\n" + "".join(f"{p},Simulator,0\n" for p in used))
    await program.run("charge-point", "import", str(new))
    process = await asyncio.create_subprocess_exec(
        *COMMAND, "simulate", "--url", program.url, "--speed", SPEED, "--scenario", str(file),
        stderr=asyncio.subprocess.PIPE, env=os.environ.copy(),
    )  # fmt: skip
    try:
        await asyncio.sleep(SECONDS)
        status = await program.run("status")
    finally:
        if sys.platform == "win32":
            process.terminate()
        else:
            process.send_signal(signal.SIGTERM)
        _out, told = await process.communicate()
    assert process.returncode == 0
    assert b"stations failed" not in told
    connected = [p["id"] for p in status["charge_points"] if p["connected"]]
    # Some are away, that is what they were asked for.
    assert len(connected) >= len(used) - 8
    assert await program.terminate() == 0
    checked = await program.run("database", "check")
    assert not checked["findings"] if "findings" in checked else checked

"""Everything that a charge point can do to the program, at once, and it goes on."""

from __future__ import annotations

import asyncio
from pathlib import Path

from controlroom.simulator.behaviours import BEHAVIOURS
from controlroom.simulator.run import stations
from tests.flow.program import Program
from tests.forks import Forks

SPEED = "90"
SECONDS = 6.0
"""Nine minutes at that speed; after four all behaviours have begun."""


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


async def test_the_program_survives_every_behaviour(tmp_path: Path, forks: Forks) -> None:
    program = Program(f"sqlite:///{(tmp_path / 'flow.db').as_posix()}", tmp_path, forks)
    file, used = _scene(tmp_path)
    await program.serve()
    new = tmp_path / "new.csv"
    new.write_text("id,site,security_profile\n" + "".join(f"{p},Simulator,0\n" for p in used))
    await program.run("charge-point", "import", str(new))
    log = tmp_path / "simulate.log"
    with log.open("w") as told:
        process = forks.start(
            ["simulate", "--url", program.url, "--speed", SPEED, "--scenario", str(file)],
            stderr=told,
        )
    try:
        await asyncio.sleep(SECONDS)
        connected = 0
        async with asyncio.timeout(60):
            # Some are away, that is what they were asked for.
            while connected < len(used) - 8:
                status = await program.run("status")
                connected = sum(point["connected"] for point in status["charge_points"])
    finally:
        process.terminate()
        assert await asyncio.to_thread(process.wait, 20) == 0
    assert "stations failed" not in log.read_text()
    assert await program.terminate() == 0
    checked = await program.run("database", "check")
    assert not checked["findings"] if "findings" in checked else checked

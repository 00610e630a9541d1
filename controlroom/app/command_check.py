"""Whether a wish can be said, where nobody serves who could tell."""

from __future__ import annotations

from controlroom.domain.charging.wishes import Wish


def judge(version: str, wish: Wish) -> None:
    """Raises InvalidCommand for what an OCPP version cannot say."""
    # The schemas are slow to load, and needed only where no server judges.
    from controlroom.central_system.command_check import judge as judged

    judged(version, wish)

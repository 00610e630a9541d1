"""Whether a wish can be said in a version of OCPP, for those who hold no link: nothing is sent."""

from __future__ import annotations

from controlroom.domain.charging.wishes import Wish


def judge(version: str, wish: Wish) -> None:
    """Raises InvalidCommand with what to change, where the OCPP version cannot say it.

    A version that is not known yet, because the charge point never connected, is not judged.
    """
    # The schemas are slow to load, and needed only where no server judges.
    from controlroom.central_system.server import DIALECTS

    for dialect in DIALECTS.values():
        if dialect.version.number == version:
            dialect.request(wish)

"""Whether a wish can be said, for those who hold no link: nothing is sent."""

from controlroom.central_system.server import DIALECTS
from controlroom.domain.charging.wishes import Wish


def judge(version: str, wish: Wish) -> None:
    """Raises InvalidCommand with what to change, where the OCPP version cannot say it.

    A version that is not known yet, because the charge point never connected, is not judged.
    """
    for dialect in DIALECTS.values():
        if dialect.version.number == version:
            dialect.request(wish)

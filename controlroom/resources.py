"""Where ``resources/`` lies: beside the package in a checkout, inside it in a wheel.

A frozen application carries the wheel's layout, so two places are enough.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


@cache
def root() -> Path:
    """Folder that holds icons, fonts, translations and the like.

    Raises `FileNotFoundError` where the installation is incomplete.
    """
    for candidate in (_PACKAGE / "_resources", _PACKAGE.parent / "resources"):
        if candidate.is_dir():
            return candidate
    raise FileNotFoundError(f"no resources beside {_PACKAGE}: install controlroom again")


def path(*parts: str) -> Path:
    """A file in ``resources/``, e.g. ``path("fonts", "Inter-Regular.ttf")``."""
    return root().joinpath(*parts)

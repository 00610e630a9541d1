"""What an error says to a person, for tests: `pytest.raises(Refused, check=says("in use"))`."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from controlroom.words.texts import ENGLISH


def says(pattern: str) -> Callable[[Any], bool]:
    """Whether the sentence of an error contains the pattern."""
    return lambda failure: re.search(pattern, ENGLISH.error(failure)) is not None

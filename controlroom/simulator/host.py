"""What an outlet needs of the station that it belongs to."""

from __future__ import annotations

from typing import Protocol

from controlroom.simulator.demand import Visit
from controlroom.simulator.messages import Message


class Host(Protocol):
    """What an outlet needs of its station."""

    @property
    def online(self) -> bool:
        """Whether somebody can be asked."""

    @property
    def starts_offline(self) -> bool:
        """Whether any card may charge while nobody can be asked."""

    @property
    def sample_s(self) -> float:
        """Interval of meter values; 0 sends none."""

    def say(self, message: Message) -> None:
        """Have a message sent."""

    def tempts(self, visit: Visit) -> bool:
        """Whether a visitor comes at this price."""

    def offered_w(self, number: int) -> float:
        """W that an outlet may give."""

    def card(self, outlet: int, visit: Visit) -> str:
        """The card of a visitor."""

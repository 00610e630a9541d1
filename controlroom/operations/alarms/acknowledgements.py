"""Acknowledging: what people ask of the alarm engine."""

from __future__ import annotations

from collections.abc import Sequence

from controlroom.domain.errors import NotFound, Refused
from controlroom.domain.people.actor import Actor
from controlroom.domain.people.user import Right
from controlroom.operations.people.rights import Rights, needs
from controlroom.operations.ports.alarms import Alarms


class Acknowledgements:
    """Acknowledging alarms, for the command line and for windows."""

    def __init__(self, alarms: Alarms, rights: Rights) -> None:
        self._alarms = alarms
        self._rights = rights

    @needs(Right.ACKNOWLEDGE)
    async def request(self, actor: Actor, alarms: Sequence[int]) -> None:
        """Ask that alarms are acknowledged, by their ids; those that need it no more are left out.

        Raises Refused where none needs it, and NotFound where the first never was.
        """
        waiting = {alarm.id for alarm in await self._alarms.alarms() if alarm.unacknowledged}
        wanted = [identity for identity in alarms if identity in waiting]
        if not wanted:
            if await self._alarms.alarm(alarms[0]) is None:
                raise NotFound("unknown-alarm", id=alarms[0])
            raise Refused("alarm-over", id=alarms[0])
        await self._alarms.ask_acknowledgement(wanted, actor.name)

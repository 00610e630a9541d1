"""Sites: adding and changing."""

from __future__ import annotations

from controlroom.domain.charging.charge_point import Site
from controlroom.domain.errors import AlreadyExists, NotFound
from controlroom.domain.people.actor import Actor
from controlroom.domain.people.user import Right
from controlroom.operations.people.rights import Rights, needs
from controlroom.operations.ports.charging import ChargePoints


class Sites:
    """Adding and changing sites, for the command line and for windows."""

    def __init__(self, points: ChargePoints, rights: Rights) -> None:
        self._points = points
        self._rights = rights

    @needs(Right.INSTALL)
    async def add(self, actor: Actor, site: Site) -> None:
        """Raises AlreadyExists where one has the name, whatever its case."""
        if site.name.casefold() in {known.name.casefold() for known in await self._points.sites()}:
            raise AlreadyExists("site-exists", name=site.name)
        await self._points.set_site(site, actor.name)

    @needs(Right.INSTALL)
    async def change(self, actor: Actor, site: Site) -> None:
        """What a site is called stays. Raises NotFound."""
        if site.name not in {known.name for known in await self._points.sites()}:
            raise NotFound("unknown-site", name=site.name)
        await self._points.set_site(site, actor.name)

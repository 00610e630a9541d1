"""The company that invoices."""

from __future__ import annotations

from dataclasses import replace

from controlroom.domain.billing.parties import Seller
from controlroom.domain.people.actor import Actor
from controlroom.domain.people.user import Right
from controlroom.operations.people.rights import Rights, needs
from controlroom.operations.ports.billing import Invoices, Pictures


class Company:
    """Setting the company, for the command line and for windows."""

    def __init__(self, invoices: Invoices, pictures: Pictures, rights: Rights) -> None:
        self._invoices = invoices
        self._pictures = pictures
        self._rights = rights

    @needs(Right.ADMINISTER)
    async def set(self, actor: Actor, seller: Seller, logo: bytes | None = None) -> Seller:
        """Set or change the company; invoices that are issued keep what they were issued with.

        `logo`: the bytes of a new picture for the head of invoices. Returns the company as it is
        kept. Raises InvalidValue for what is no picture.
        """
        if logo is not None:
            seller = replace(seller, logo=await self._pictures.keep(logo))
        await self._invoices.set_company(seller, actor.name)
        return seller

"""What commands and windows do on a database, joined."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from io import BytesIO

from PIL import Image

from controlroom.app.attached import attached
from controlroom.store import open_store
from tests.domain.billing import paper


async def test_an_invoice_is_printed_with_the_logo_that_it_was_issued_with(
    sqlite_url: str,
) -> None:
    store = await open_store(sqlite_url, upgrade=False)
    try:
        made = BytesIO()
        Image.new("RGB", (300, 100), (0, 90, 0)).save(made, "PNG")
        digest = await store.pictures.keep(made.getvalue())
        invoice = paper.invoice()
        issued = replace(invoice, seller=replace(invoice.seller, logo=digest))
        lost = replace(invoice, seller=replace(invoice.seller, logo="0" * 64))
        render = attached(store, sqlite_url).render
        plain, with_logo, without = [
            await asyncio.to_thread(render, each) for each in (invoice, issued, lost)
        ]
    finally:
        await store.close()
    assert plain == without
    assert b"/Image" in with_logo
    assert b"/Subtype /Image" not in plain

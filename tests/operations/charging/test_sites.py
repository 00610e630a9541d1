"""Adding and changing sites, on a real database."""

from __future__ import annotations

from pathlib import Path

import pytest

from controlroom.domain.charging.charge_point import Site
from controlroom.domain.charging.events import SiteChanged
from controlroom.domain.errors import AlreadyExists, NotFound
from controlroom.operations.charging.sites import Sites
from controlroom.store import open_store
from tests.operations.fakes import EVA, RIGHTS
from tests.store.facts import read_all


async def test_a_site_has_its_name_alone_whatever_the_case(tmp_path: Path) -> None:
    store = await open_store(f"sqlite:///{tmp_path.as_posix()}/x.db", upgrade=True)
    try:
        sites = Sites(store.charge_points, RIGHTS)
        await sites.add(EVA, Site("Hyllie", place="Malmö"))
        with pytest.raises(AlreadyExists):
            await sites.add(EVA, Site("HYLLIE"))
        with pytest.raises(NotFound):
            await sites.change(EVA, Site("Slussen"))
        await sites.change(EVA, Site("Hyllie", place="Lund"))
        assert await store.charge_points.sites() == [Site("Hyllie", place="Lund")]
        told = [e.event for e in await read_all(store) if isinstance(e.event, SiteChanged)]
        assert [(event.site.place, event.by) for event in told] == [
            ("Malmö", "eva"),
            ("Lund", "eva"),
        ]
    finally:
        await store.close()

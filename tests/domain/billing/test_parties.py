from __future__ import annotations

from dataclasses import replace

from controlroom.domain.billing.parties import Seller
from controlroom.store.bodies import body_of, read
from tests.domain.billing import paper


def test_a_seller_is_read_as_it_was_written() -> None:
    seller = replace(paper.invoice().seller, logo="ab" * 32)
    assert read(Seller, body_of(seller)) == seller


def test_a_seller_from_before_there_were_logos_has_none() -> None:
    seller = paper.invoice().seller
    body = body_of(seller)
    del body["logo"]
    assert read(Seller, body) == seller

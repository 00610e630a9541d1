"""Blocks that follow one another over as many pages as they need."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from controlroom.documents.style import Pen

Draw = Callable[[Pen, float], None]
"""Draws at a distance from the top of the page."""


@dataclass(frozen=True, slots=True)
class Block:
    """Something of a height that is not divided.

    `head` is drawn above it where it begins a page; `with_next` keeps it on the page
    of the block that follows.
    """

    height: float
    draw: Draw
    head: Block | None = None
    with_next: bool = False


@dataclass(slots=True)
class Page:
    placed: list[tuple[float, Block]] = field(default_factory=list)

    def draw(self, pen: Pen) -> None:
        for top, block in self.placed:
            block.draw(pen, top)


def paginate(blocks: Sequence[Block], top: float, bottom: float) -> list[Page]:
    """Place blocks on pages, each from `top` to `bottom`.

    Blocks that stay together begin a new page together where they do not fit; what
    is higher than a page is placed all the same, so nothing is ever left out.
    """
    pages = [Page()]
    y = top
    for group in _together(blocks):
        if pages[-1].placed and y + sum(block.height for block in group) > bottom:
            pages.append(Page())
            y = top
        for block in group:
            if pages[-1].placed and y + block.height > bottom:
                pages.append(Page())
                y = top
            for member in (block,) if pages[-1].placed or not block.head else (block.head, block):
                pages[-1].placed.append((y, member))
                y += member.height
    return pages


def _together(blocks: Sequence[Block]) -> list[list[Block]]:
    groups: list[list[Block]] = [[]]
    for block in blocks:
        groups[-1].append(block)
        if not block.with_next:
            groups.append([])
    return [group for group in groups if group]

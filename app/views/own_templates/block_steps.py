"""The paragraphs of a version while they are edited, each act a step that can be gone back."""

from collections.abc import Sequence

from app.services.own_templates.drafting import moved
from app.services.own_templates.rows import BlockDraft

Blocks = tuple[BlockDraft, ...]


class BlockSteps:
    """What stands there now, and how it came about; typing in one paragraph is one step."""

    def __init__(self, blocks: Sequence[BlockDraft]) -> None:
        """As the version in force has them."""
        self.blocks: Blocks = tuple(blocks)
        self._gone: list[tuple[Blocks, int]] = []
        self._typed_in: int | None = None

    @property
    def can_go_back(self) -> bool:
        """Something was changed and not restored."""
        return bool(self._gone)

    def add(self, after: int, block: BlockDraft) -> int:
        """A paragraph below another; returns its place."""
        place = min(after + 1, len(self.blocks))
        self._step((*self.blocks[:place], block, *self.blocks[place:]), after)
        return place

    def remove(self, place: int) -> int:
        """Leave a paragraph out; returns the place to go on at."""
        self._step((*self.blocks[:place], *self.blocks[place + 1 :]), place)
        return max(min(place, len(self.blocks) - 1), 0)

    def move(self, place: int, by: int) -> int:
        """Up (-1) or down (1) as far as it goes; returns the new place."""
        target = min(max(place + by, 0), len(self.blocks) - 1)
        if target != place:
            self._step(moved(self.blocks, place, by), place)
        return target

    def replace(self, place: int, block: BlockDraft) -> None:
        """Another wording, form or content in one place."""
        blocks = (*self.blocks[:place], block, *self.blocks[place + 1 :])
        if self._typed_in == place:
            self.blocks = blocks
        else:
            self._step(blocks, place)
            self._typed_in = place

    def rest(self) -> None:
        """What is typed from now on is a step of its own."""
        self._typed_in = None

    def go_back(self) -> int:
        """Undo the newest step; returns the place it was at."""
        self.blocks, place = self._gone.pop()
        self._typed_in = None
        return max(min(place, len(self.blocks) - 1), 0)

    def _step(self, blocks: Blocks, place: int) -> None:
        self._gone.append((self.blocks, place))
        self.blocks, self._typed_in = blocks, None

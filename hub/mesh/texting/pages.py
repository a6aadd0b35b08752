"""Answers of more than one text: the first goes out, MORE asks for the next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from hub.domain.buckets import Lately

KEEP_S = 1800.0
MAX_READERS = 100

Reader = tuple[int, bool, bool]
"""A radio, by the way that it asks: what is for a verified message alone does not go on
in a forged one, or on the channel."""
MAX_PAGES = 30


@dataclass(slots=True)
class _Left:
    """Texts that are left, and for how long."""

    texts: list[str] = field(default_factory=list)
    until: float = float("-inf")


class Pages:
    """What is left for each reader, for a while."""

    def __init__(self) -> None:
        self._left: Lately[Reader, _Left] = Lately(MAX_READERS, _Left)

    def begin(self, reader: Reader, texts: Sequence[str], now: float) -> str:
        """Keep all but the first, which is to be sent now."""
        self._left[reader].texts = list(texts[1:MAX_PAGES])
        self._left[reader].until = now + KEEP_S
        return texts[0]

    def has_more(self, reader: Reader, now: float) -> bool:
        """Whether something is left for that reader."""
        if reader not in self._left:
            return False
        left = self._left[reader]
        return bool(left.texts) and now < left.until

    def more(self, reader: Reader, now: float) -> str | None:
        """The next text; None where nothing is left."""
        return self._left[reader].texts.pop(0) if self.has_more(reader, now) else None

"""What a ready phrase is; which ones there are stands in needs.py and offers.py."""

from __future__ import annotations

from dataclasses import dataclass, replace

from hub.domain.categories import CATEGORIES, Category
from hub.domain.changes import Kind
from hub.web.phrases import Phrase


@dataclass(frozen=True, slots=True)
class Saying:
    """A whole phrase with which a neighbour posts without typing.

    `id` never changes; `words` have a place for a count where `counted`.
    """

    id: str
    kind: Kind
    category: Category
    words: Phrase

    @property
    def counted(self) -> bool:
        """Whether it says how many."""
        return bool(self.words.many)

    def counting(self, count: int) -> Phrase:
        """The words for so many; the words as they are, where nothing is counted."""
        if not self.counted:
            return self.words
        return replace(self.words, count=count, parts=(("count", count),))


def need(name: str, category: str, words: Phrase) -> Saying:
    """A need; its name is unlike those of all other needs."""
    return Saying(f"need-{name}", Kind.NEED, CATEGORIES[category], words)


def offer(name: str, category: str, words: Phrase) -> Saying:
    """An offer; its name is unlike those of all other offers."""
    return Saying(f"offer-{name}", Kind.OFFER, CATEGORIES[category], words)

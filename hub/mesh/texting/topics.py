"""What a text is about: the category that its words name."""

from __future__ import annotations

from collections.abc import Sequence

from hub.mesh.texting.lexicon import Lexicon
from hub.mesh.texting.reading import Word

OTHER = "other"


def category_of(words: Sequence[Word], lexicon: Lexicon) -> str | None:
    """The first thing that the words name, unless that is just "help"."""
    named = [found.meaning for _, found in lexicon.topics.all_in(words) if found.sure]
    return min(named, key=OTHER.__eq__, default=None)

"""Counts without a message are the counts of the other messages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import pytest

from radio.textmodel.shelf import read_contexts, write_contexts
from radio.training.counting import Counts, weight
from radio.training.heldout import HeldOut, Kept, entry
from radio.training.letters import make_alphabet
from radio.training.texts import Text
from radio.training.traces import Tracer

TEXTS = [
    Text("en", "Water for the second floor please, and some rice", own=False, group=1),
    Text("ht", "Dlo pou dezyèm etaj la souple, ak diri", own=False, group=1),
    Text("en", "Water and rice for the second family please", own=False, group=2),
    Text("en", "Some rice for the family on the second floor", own=False, group=3),
    Text("en", "Rice and water, please, for my family", own=True, group=-1),
    Text("en", "Second floor: water for the family", own=True, group=-2),
]


def counted(texts: Sequence[Text], tracer: Tracer) -> Kept:
    counts = Counts()
    for text in texts:
        counts.add(tracer.trace(text).facts(), text.own)
    counts.forget_the_unshared()
    return counts.by_context()


@pytest.mark.parametrize("group", [1, 2, -1])
def test_holding_out_is_not_having_counted(group: int) -> None:
    tracer = Tracer(make_alphabet(TEXTS), {})
    held = [text for text in TEXTS if text.group == group]
    facts = Counter(fact for text in held for fact in tracer.trace(text).facts())
    everything = counted(TEXTS, tracer)
    others = counted([text for text in TEXTS if text.group != group], tracer)
    no_words = read_contexts(write_contexts({}))
    contexts = HeldOut(everything, no_words, facts, own=held[0].own)

    for key in everything:
        at = contexts.find(key)
        found = (
            [] if at is None else contexts.entries[slice(*contexts.starts[at : at + 2])]
        )
        expected = [entry(n, weight(*by)) for n, *by in others.get(key, ())]
        assert list(found) == expected

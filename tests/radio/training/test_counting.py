"""What two real messages do not share is not counted."""

from __future__ import annotations

import pytest

from radio.textmodel.history import KINDS
from radio.textmodel.model import STEP_BITS
from radio.textmodel.modelfile import read
from radio.training.counting import Counts, weight
from radio.training.letters import known_points, make_alphabet
from radio.training.making import Recipe, make, word_counts
from radio.training.texts import Text
from radio.training.traces import SYMBOL_BITS, Tracer, fact

SMALL = Recipe(room=20_000, lessons=12, rounds=1)


def real(*texts: str) -> list[Text]:
    return [Text("en", text, own=False, group=at) for at, text in enumerate(texts)]


SHARED = (
    "We need water near the old market",
    "Need water and rice near the old church",
    "The old church has water",
)
LONELY = "Maribel Quispe, 4 Jacaranda Way"


def test_a_fact_of_one_real_message_is_forgotten() -> None:
    counts = Counts()
    counts.add([fact(1, 5), fact(2, 5)], own=False)
    counts.add([fact(2, 5)], own=False)
    counts.forget_the_unshared()

    assert counts.by_context() == {2: [(5, 2, 0)]}


def test_a_fact_of_our_own_counts_from_the_first() -> None:
    counts = Counts()
    counts.add([fact(1, 5)], own=True)
    counts.add([fact(1, 5)], own=False)
    counts.forget_the_unshared()

    assert counts.by_context() == {1: [(5, 0, 1)]}


@pytest.mark.parametrize(
    ("by_real", "by_own", "weighs"), [(0, 0, 0), (1, 0, 0), (2, 0, 2), (1, 1, 2)]
)
def test_a_count_of_one_real_message_weighs_nothing(
    by_real: int, by_own: int, weighs: int
) -> None:
    assert weight(by_real, by_own) == weighs


def test_a_letter_of_one_real_message_is_not_in_the_alphabet() -> None:
    assert ord("ǆ") not in known_points(real("ǆ", "x"))
    assert ord("ǆ") in known_points(real("ǆ", "xǆ"))


def test_a_model_has_nothing_that_one_real_message_alone_has() -> None:
    texts = real(*SHARED, LONELY)
    model = read(make(texts, SMALL))
    words = word_counts(texts, Tracer(model.alphabet, {}))
    tracer = Tracer(model.alphabet, words)
    facts = [tracer.trace(text).facts() | tracer.word_facts(text) for text in texts]
    shared = {
        each
        for at, one in enumerate(facts)
        for each in one
        if any(each in other for other in facts[:at])
    }
    alone = set.union(*map(set, facts)) - shared
    contexts = model.contexts
    known = set()
    for each in shared | alone:
        at = contexts.find(each >> SYMBOL_BITS)
        if at is not None:
            listed = contexts.entries[contexts.starts[at] : contexts.starts[at + 1]]
            known |= {fact(each >> SYMBOL_BITS, one >> STEP_BITS) for one in listed}

    assert known & shared
    assert not known & alone
    assert len(known) == len(contexts.entries)


def test_making_needs_no_real_messages() -> None:
    own = [Text("en", text, own=True, group=-1 - at) for at, text in enumerate(SHARED)]

    assert make_alphabet(own).trees
    assert read(make(own, SMALL)).contexts.totals[-1] > 0


@pytest.mark.parametrize("text", ["Mesi", "Dlo souple", "We need water.", "a b c", ""])
def test_a_whole_message_is_never_counted_as_one(text: str) -> None:
    """Not even when others begin with it: its last symbol is left out."""
    texts = [*real(text, text + " please"), Text("en", text, own=True, group=-1)]
    alphabet = make_alphabet(texts)
    tracer = Tracer(alphabet, {})
    real_one, longer, own = (tracer.trace(each) for each in texts)
    reaching_back = own.facts() - real_one.facts()

    assert len(real_one.symbols) == max(len(own.symbols) - KINDS, 0)
    assert bool(reaching_back & longer.facts()) == bool(text)
    assert not real_one.facts() & reaching_back

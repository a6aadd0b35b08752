"""From texts to a model file; the same texts give the same file, byte for byte."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from radio.textmodel.modelfile import Parts, write
from radio.textmodel.shelf import read_contexts, write_contexts
from radio.training.choosing import Weights, choose, halves, kin
from radio.training.counting import OWN_WEIGHT, Counts, weight
from radio.training.heldout import Kept, entry
from radio.training.lessons import Material, learn
from radio.training.letters import make_alphabet
from radio.training.logarithms import likelihoods
from radio.training.texts import Text
from radio.training.traces import Trace, Tracer

ROOM = 1_360_000
"""Bytes for contexts and their entries; the rest of the file is some 130 kB."""
WORD_SCALE = 4_000
"""What words speak for their language is counted as if each had so many messages."""


@dataclass(frozen=True)
class Recipe:
    """How large a model becomes, and how long it learns."""

    room: int = ROOM
    lessons: int = 1_500
    """Messages that weights are learned from, in each round."""
    rounds: int = 3


def make(texts: Sequence[Text], recipe: Recipe) -> bytes:
    """The model file for these texts."""
    alphabet = make_alphabet(texts)
    words = word_counts(texts, Tracer(alphabet, {}))
    tracer = Tracer(alphabet, words)
    traces = [tracer.trace(text) for text in texts]
    room = 2 * recipe.room - sum(map(halves, words.values()))
    kept, chosen = _count(texts, traces, room)
    known_words = read_contexts(write_contexts(_entries(words)))
    material = Material(texts, traces, alphabet, kept, known_words)
    mixings = learn(material, recipe.lessons, recipe.rounds)
    # A word's key wins where it meets another's by chance: there are few.
    contexts = _entries({**chosen, **words})
    return write(Parts(alphabet, contexts, mixings, likelihoods()))


def word_counts(texts: Sequence[Text], tracer: Tracer) -> dict[int, Weights]:
    """By word: how much it speaks for which language, whatever each one's share."""
    counts = Counts()
    sizes: Counter[int] = Counter()
    for text in texts:
        counts.add(tracer.word_facts(text), text.own)
        sizes[tracer.language(text)] += OWN_WEIGHT if text.own else 1
    counts.forget_the_unshared()
    return {
        key: [
            (language, WORD_SCALE * weighed // sizes[language] + 2)
            for language, weighed in entries
        ]
        for key, entries in _weighed(counts.by_context()).items()
    }


def _weighed(contexts: Kept) -> dict[int, Weights]:
    return {
        key: [(number, weight(real, own)) for number, real, own in entries]
        for key, entries in contexts.items()
    }


def _count(
    texts: Sequence[Text], traces: Sequence[Trace], room: int
) -> tuple[Kept, dict[int, Weights]]:
    """What was counted after the contexts that are worth it: in full, and weighed."""
    counts = Counts()
    for text, trace in zip(texts, traces, strict=True):
        counts.add(trace.facts(), text.own)
    counts.forget_the_unshared()
    contexts = counts.by_context()
    weighed = _weighed(contexts)
    chosen = choose(weighed, kin(traces, weighed), room)
    return {key: contexts[key] for key in chosen}, chosen


def _entries(contexts: Mapping[int, Weights]) -> dict[int, list[int]]:
    """Contexts as the file has them."""
    return {
        key: [entry(number, weighed) for number, weighed in entries]
        for key, entries in contexts.items()
    }

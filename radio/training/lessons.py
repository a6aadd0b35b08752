"""Packs our own messages as if never seen, for the mixers to learn from.

The counts that a message and its translation brought are taken away while they are
packed, so that what is learned holds for messages that are new.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256

from radio.textmodel.history import CASE_KINDS, KINDS
from radio.textmodel.model import Alphabet, Contexts, Mixing, Model
from radio.textmodel.textcoder import TextCoder
from radio.training.heldout import HeldOut, Kept
from radio.training.learning import Learner, Teacher, first_priors
from radio.training.letters import weigh
from radio.training.logarithms import likelihoods
from radio.training.texts import Text
from radio.training.traces import Trace, Tracer


@dataclass(frozen=True)
class Material:
    """What there is to learn from."""

    texts: Sequence[Text]
    traces: Sequence[Trace]
    alphabet: Alphabet
    kept: Kept
    words: Contexts


def learn(material: Material, limit: int, rounds: int) -> tuple[Mixing, Mixing]:
    """What mixers for symbols and for case learn in `rounds` of `limit` messages."""
    alphabet = material.alphabet
    teacher, likely = Teacher(), likelihoods()
    weights = weigh(material.texts, alphabet)
    priors = list(map(first_priors, alphabet.trees, weights))
    symbols = Learner(teacher, priors, KINDS, likely)
    case = Learner(teacher, [[0]], CASE_KINDS, likely)
    tracer = Tracer(alphabet, {})
    for number in range(rounds):
        symbols.slower = case.slower = number
        for group in _groups(material.texts, limit, number):
            for at, held_out in _held_out(material, group):
                # The mixers are the learners, so the model's own are never asked.
                model = Model(
                    alphabet, held_out, symbols.begun_from, case.begun_from, likely
                )
                coder = TextCoder(model, symbols, case)
                for unit in tracer.units(material.texts[at]):
                    coder.code(teacher, unit)
    return symbols.learned(), case.learned()


def _held_out(material: Material, group: list[int]) -> Iterator[tuple[int, HeldOut]]:
    """The messages of a group, with the contexts as they are without the group."""
    facts = Counter(fact for at in group for fact in material.traces[at].facts())
    for at in group:
        own = material.texts[at].own
        yield at, HeldOut(material.kept, material.words, facts, own)


def _groups(texts: Sequence[Text], limit: int, number: int) -> Iterator[list[int]]:
    """Groups of messages, `limit` messages in all, others in each round."""
    groups: dict[int, list[int]] = {}
    for at, text in enumerate(texts):
        if text.own:  # of real messages nothing enters a model but shared n-grams
            groups.setdefault(text.group, []).append(at)
    taken = 0
    for group in sorted(groups, key=lambda each: _shuffled(number, each)):
        if taken >= limit:
            return
        taken += len(groups[group])
        yield groups[group]


def _shuffled(number: int, group: int) -> bytes:
    return sha256(b"%d %d" % (number, group)).digest()

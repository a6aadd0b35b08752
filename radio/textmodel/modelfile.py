"""The model file: little-endian sections, each after its length, and a checksum.

Magic, version, then: letters, trees, contexts, two mixings, likelihoods.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from radio.textmodel.model import CELLS, Alphabet, Mixing, Model
from radio.textmodel.shelf import numbers, octets, read_contexts, write_contexts
from radio.textmodel.tree import Tree

MAGIC = b"porchlight text\n"
VERSION = 1
DIGEST_BYTES = 8


class WrongModel(Exception):
    """This is no model file of this version, or it is damaged."""


@dataclass(frozen=True)
class Parts:
    """The model as the numbers that its file has."""

    alphabet: Alphabet
    contexts: Mapping[int, Sequence[int]]
    """By key: the entries."""
    mixings: tuple[Mixing, Mixing]
    likely: Sequence[int]


def write(parts: Parts) -> bytes:
    """The file."""
    body = bytearray(MAGIC + bytes([VERSION]))
    for section in _sections(parts):
        body += len(section).to_bytes(4, "little") + section
    return bytes(body) + sha256(body).digest()[:DIGEST_BYTES]


def read(octets: bytes) -> Model:
    """The model in these bytes. Raises WrongModel."""
    sections = iter(_split(octets))
    alphabet = _read_alphabet(sections)
    contexts = read_contexts(sections)
    sizes = [len(tree.splits) for tree in alphabet.trees]
    symbols = _read_mixing(sections, sizes)
    case = _read_mixing(sections, [1])
    return Model(alphabet, contexts, symbols, case, numbers("H", next(sections)))


def _split(octets: bytes) -> Iterator[bytes]:
    body, digest = octets[:-DIGEST_BYTES], octets[-DIGEST_BYTES:]
    if not body.startswith(MAGIC) or len(body) == len(MAGIC):
        raise WrongModel("no text model")
    if body[len(MAGIC)] != VERSION:
        raise WrongModel(f"a text model of version {body[len(MAGIC)]}, not {VERSION}")
    if sha256(body).digest()[:DIGEST_BYTES] != digest:
        raise WrongModel("a damaged text model: its checksum is wrong")
    at = len(MAGIC) + 1
    while at < len(body):
        length = int.from_bytes(body[at : at + 4], "little")
        yield body[at + 4 : at + 4 + length]
        at += 4 + length


def _sections(parts: Parts) -> Iterator[bytes]:
    alphabet = parts.alphabet
    letters = sorted(alphabet.symbols)
    yield octets("I", letters)
    yield bytes(alphabet.script_of.get(letter, 0xFF) for letter in letters)
    yield octets("H", [alphabet.capital_of.get(letter, 0) for letter in letters])
    yield bytes([len(alphabet.trees)])
    places = {letter: place for place, letter in enumerate(letters)}
    for tree in alphabet.trees:
        yield octets("H", [places[symbol] for symbol in tree.symbols])
        yield octets("H", tree.splits)
    yield from write_contexts(parts.contexts)
    for mixing in parts.mixings:
        yield octets("h", mixing.cells)
        yield octets("h", [logit for priors in mixing.priors for logit in priors])
        yield bytes([len(mixing.cells) // CELLS])
        yield octets("h", [weight for row in mixing.weights for weight in row])
    yield octets("H", parts.likely)


def _read_alphabet(sections: Iterator[bytes]) -> Alphabet:
    letters = numbers("I", next(sections))
    scripts, capitals = next(sections), numbers("H", next(sections))
    trees = []
    for _ in range(next(sections)[0]):
        symbols = [letters[place] for place in numbers("H", next(sections))]
        trees.append(Tree(symbols, numbers("H", next(sections))))
    return Alphabet(
        tuple(trees),
        {each: n for each, n in zip(letters, scripts, strict=True) if n != 0xFF},
        {each: c for each, c in zip(letters, capitals, strict=True) if c},
    )


def _read_mixing(sections: Iterator[bytes], sizes: Sequence[int]) -> Mixing:
    cells = numbers("h", next(sections)).tolist()
    flat = iter(numbers("h", next(sections)))
    priors = [[next(flat) for _ in range(size)] for size in sizes]
    kinds = next(sections)[0]
    weights = numbers("h", next(sections)).tolist()
    rows = [weights[at : at + kinds] for at in range(0, len(weights), kinds)]
    return Mixing(cells, priors, rows)

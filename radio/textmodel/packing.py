"""A text to bytes and back by a given model, or plain UTF-8 where that is shorter."""

from __future__ import annotations

from radio.textmodel.coder import Ends, Reader, Writer, octets_of, point_of
from radio.textmodel.mixer import Mixer
from radio.textmodel.model import Model
from radio.textmodel.symbols import Joiner, units_of
from radio.textmodel.textcoder import TextCoder

MAX_CHARACTERS = 2048
"""Of a text that the model packs: some few bytes could speak for any number of them."""

PLAIN = b"\xff"
"""Begins what is plain UTF-8; no point of a text begins so."""


class MalformedText(Exception):
    """These bytes are no packed text; the message says why."""


def pack(text: str, model: Model) -> bytes:
    """The text in the fewest bytes. Raises ValueError for lone surrogates."""
    plain = PLAIN + text.encode()
    if len(text) > MAX_CHARACTERS:
        return plain
    packed = _pack(text, model)
    return packed if len(packed) < len(plain) else plain


def unpack(data: bytes, model: Model) -> str:
    """The text that was packed. Raises MalformedText."""
    if data.startswith(PLAIN):
        try:
            return data[1:].decode()
        except UnicodeDecodeError as error:
            raise MalformedText("its UTF-8 is broken") from error
    try:
        text = "".join(map(chr, _unpack(data, model)))
        text.encode()
    except ValueError as error:
        raise MalformedText("it has a code point that no text has") from error
    return text


def _coder(model: Model) -> TextCoder:
    symbols = Mixer(model.symbols, model.likely)
    return TextCoder(model, symbols, Mixer(model.case, model.likely))


def _pack(text: str, model: Model) -> bytes:
    alphabet = model.alphabet
    writer, ends, coder = Writer(), Ends(), _coder(model)
    joiner = Joiner(alphabet.capital_of)
    point = ends.next(writer)
    for unit in units_of(text, alphabet.small_of, alphabet.symbols):
        coder.code(writer, unit)
        joiner.add(unit)
        if joiner.whole:
            point = ends.next(writer)
    return octets_of(point)


def _unpack(data: bytes, model: Model) -> list[int]:
    """The code points, which may be none of Unicode's."""
    reader, ends, coder = Reader(data), Ends(), _coder(model)
    joiner = Joiner(model.alphabet.capital_of)
    point = point_of(data)
    while not (joiner.whole and ends.next(reader) == point):
        if reader.passed:
            raise MalformedText("no text has this packing")
        if len(joiner.points) >= MAX_CHARACTERS:
            raise MalformedText(f"more than {MAX_CHARACTERS} characters")
        joiner.add(coder.code(reader, None))
    return joiner.points

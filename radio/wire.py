"""Reading and writing the small numbers that frames are made of."""

from __future__ import annotations

from collections.abc import Sequence

from radio.frame import Span
from radio.record import MAX_SEQUENCE

MAX_SPAN = 2**16
"""Sequences in one gap or one request: more is a lie or a mistake."""


class MalformedFrame(Exception):
    """These bytes are no frame of ours; the message says at what they break."""


class Reader:
    """Walks over bytes; whatever is missing or too large raises MalformedFrame."""

    def __init__(self, octets: bytes) -> None:
        self._octets = octets
        self._at = 0

    @property
    def left(self) -> int:
        """Bytes not yet read."""
        return len(self._octets) - self._at

    def take(self, count: int) -> bytes:
        """The next `count` bytes."""
        if count > self.left:
            raise MalformedFrame(f"ends {count - self.left} bytes early")
        taken = self._octets[self._at : self._at + count]
        self._at += count
        return taken

    def byte(self) -> int:
        """The next byte."""
        return self.take(1)[0]

    def u32(self) -> int:
        """Four bytes, most significant first."""
        return int.from_bytes(self.take(4))

    def varint(self, limit: int) -> int:
        """Seven bits a byte, least significant first, at most `limit`.

        Only the shortest form counts, so that no number has two.
        """
        number = 0
        for shift in range(0, 35, 7):
            byte = self.byte()
            number |= (byte & 0x7F) << shift
            if byte < 0x80:
                if byte == 0 and shift:
                    raise MalformedFrame("a number longer than it needs to be")
                if number > limit:
                    raise MalformedFrame(f"{number} is over {limit}")
                return number
        raise MalformedFrame("a number without an end")


def varint(number: int) -> bytes:
    """`number` (0 or more) at seven bits a byte, least significant first."""
    written = bytearray()
    while number >= 0x80:
        written.append(number & 0x7F | 0x80)
        number >>= 7
    written.append(number)
    return bytes(written)


def read_origin(reader: Reader) -> int:
    """Four bytes that name a hub."""
    origin = reader.u32()
    if origin == 0:
        raise MalformedFrame("origin 0")
    return origin


def read_sequence(reader: Reader, expected: int) -> int:
    """A sequence by its step from the one that is expected."""
    sequence = expected + reader.varint(MAX_SEQUENCE)
    if not 0 < sequence <= MAX_SEQUENCE:
        raise MalformedFrame(f"sequence {sequence}")
    return sequence


def write_spans(spans: Sequence[Span]) -> bytes:
    """Spans of one origin, in order."""
    written = bytearray([len(spans)])
    expected = 0
    for span in spans:
        written += varint(span.first - expected) + varint(span.count)
        expected = span.first + span.count
    return bytes(written)


def read_spans(origin: int, reader: Reader) -> tuple[Span, ...]:
    """What `write_spans` wrote."""
    spans = []
    expected = 0
    for _ in range(reader.byte()):
        first = read_sequence(reader, expected)
        count = reader.varint(MAX_SPAN)
        if count == 0 or first + count - 1 > MAX_SEQUENCE:
            raise MalformedFrame(f"a span of {count}")
        spans.append(Span(origin, first, count))
        expected = first + count
    return tuple(spans)


AGE_STEPS_PER_OCTAVE = 8


def age_byte(age_s: float) -> int:
    """An age in one byte: 16 s in steps of a second, then eight steps an octave.

    Written down to the step below, so that handing on never makes a record older
    than it is; 255 stands for some 500 years.
    """
    steps = int(max(age_s, 0.0))
    octave = 0
    while steps >= 2 * AGE_STEPS_PER_OCTAVE:
        steps >>= 1
        octave += 1
    if octave == 0:
        return steps
    return min(AGE_STEPS_PER_OCTAVE * octave + steps, 0xFF)


def age_of(byte: int) -> float:
    """The age in seconds that `age_byte` wrote."""
    octave = max(byte // AGE_STEPS_PER_OCTAVE - 1, 0)
    return float((byte - AGE_STEPS_PER_OCTAVE * octave) << octave)

"""Whole numbers as bits: exponential Golomb codes, for what digests are made of.

A number below 2^order takes order + 1 bits, one of its next octave two bits more, and
so on: close to the best for numbers that are alike, and never bad for one that is not.
"""

from __future__ import annotations

from collections.abc import Sequence

from radio.wire import MalformedFrame, Reader

ORDER_BITS = 5
MAX_ORDER = 2**ORDER_BITS - 1
LONGEST_PREFIX = 32
"""Zeros before a number of 32 bits at order 0."""


def cost_bits(number: int, order: int) -> int:
    """How many bits that number takes."""
    return 2 * ((number >> order) + 1).bit_length() - 1 + order


def best_order(numbers: Sequence[int]) -> int:
    """The order at which these numbers take the fewest bits; the lowest of equals."""
    widest = max(numbers, default=0).bit_length()
    orders = range(min(widest, MAX_ORDER) + 1)
    return min(orders, key=lambda order: sum(cost_bits(n, order) for n in numbers))


class BitWriter:
    """Gathers bits, the most significant first."""

    def __init__(self) -> None:
        self._gathered = 0
        self._count = 0

    def put(self, number: int, width: int) -> None:
        """`number` in `width` bits."""
        self._gathered = self._gathered << width | number
        self._count += width

    def put_golomb(self, number: int, order: int) -> None:
        """`number` (0 or more) in as many bits as `cost_bits` says."""
        prefix = (number >> order) + 1
        self.put(prefix, 2 * prefix.bit_length() - 1)
        self.put(number & (1 << order) - 1, order)

    def octets(self) -> bytes:
        """What was put, filled up with zeros to a whole byte."""
        spare = -self._count % 8
        return (self._gathered << spare).to_bytes((self._count + spare) // 8)


class BitReader:
    """Takes bits off a reader's bytes; what is missing raises MalformedFrame."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._left = 0
        self._byte = 0

    def take(self, width: int) -> int:
        """The next `width` bits."""
        number = 0
        for _ in range(width):
            if self._left == 0:
                self._byte, self._left = self._reader.byte(), 8
            self._left -= 1
            number = number << 1 | self._byte >> self._left & 1
        return number

    def take_golomb(self, order: int, limit: int) -> int:
        """The next number, at most `limit`."""
        zeros = 0
        while self.take(1) == 0:
            zeros += 1
            if zeros > LONGEST_PREFIX:
                raise MalformedFrame("a number without an end")
        prefix = 1 << zeros | self.take(zeros)
        number = prefix - 1 << order | self.take(order)
        if number > limit:
            raise MalformedFrame(f"{number} is over {limit}")
        return number

    def finish(self) -> None:
        """The rest of the last byte, which holds nothing."""
        if self.take(self._left):
            raise MalformedFrame("bits beyond the end")

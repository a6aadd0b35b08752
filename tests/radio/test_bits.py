"""Numbers as bits."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from radio.bits import MAX_ORDER, BitReader, BitWriter, best_order, cost_bits
from radio.wire import MalformedFrame, Reader

numbers = st.lists(st.integers(0, 2**32 - 1), max_size=30)


def _written(values: list[int], order: int) -> bytes:
    bits = BitWriter()
    for each in values:
        bits.put_golomb(each, order)
    return bits.octets()


@given(numbers, st.integers(0, MAX_ORDER))
def test_numbers_read_back_at_any_order(values: list[int], order: int) -> None:
    octets = _written(values, order)

    bits = BitReader(Reader(octets))
    read = [bits.take_golomb(order, 2**32 - 1) for _ in values]
    bits.finish()

    assert read == values
    assert len(octets) == -(-sum(cost_bits(each, order) for each in values) // 8)


@given(numbers)
def test_no_order_is_better_than_the_best(values: list[int]) -> None:
    best = len(_written(values, best_order(values)))

    assert all(best <= len(_written(values, order)) for order in range(MAX_ORDER + 1))


@pytest.mark.parametrize("octets", [b"", b"\x00" * 9, b"\x10", b"\xff"])
def test_broken_bits_are_malformed(octets: bytes) -> None:
    bits = BitReader(Reader(octets))

    with pytest.raises(MalformedFrame):
        for _ in range(9):
            bits.take_golomb(2, 20)

"""Logarithms in whole numbers: the same on every machine."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Context, Decimal
from functools import cache

from radio.textmodel.model import LOGIT_LIMIT, LOGIT_UNIT

EXACT = Context(prec=28, rounding=ROUND_HALF_EVEN)
BIT = 256
"""One bit, as costs are counted."""


def logit(no: int, yes: int) -> int:
    """ln(yes / no) in the model's unit, within its limits; both are above 0."""
    exact = EXACT.multiply(EXACT.ln(EXACT.divide(yes, no)), LOGIT_UNIT)
    return max(-LOGIT_LIMIT, min(LOGIT_LIMIT, int(exact.to_integral_value())))


@cache
def log2(number: int) -> int:
    """The binary logarithm of a number above 0, in 256ths."""
    if number >= 1 << 12:  # the first twelve bits are near enough
        shift = number.bit_length() - 12
        return shift * BIT + log2(number >> shift)
    exact = EXACT.divide(EXACT.ln(Decimal(number)), EXACT.ln(Decimal(2)))
    return int(EXACT.multiply(exact, BIT).to_integral_value())


def likelihoods() -> list[int]:
    """The probability of each logit from -LOGIT_LIMIT to LOGIT_LIMIT, in 65,536ths."""
    return [_likely(n) for n in range(-LOGIT_LIMIT, LOGIT_LIMIT + 1)]


def _likely(number: int) -> int:
    odds = EXACT.exp(EXACT.divide(-number, LOGIT_UNIT))
    exact = EXACT.divide(65536, EXACT.add(odds, 1))
    return max(1, min(65535, int(exact.to_integral_value())))

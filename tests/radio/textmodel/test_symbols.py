"""Text as symbols and back."""

from __future__ import annotations

import pytest

from radio.textmodel.symbols import (
    LEADS,
    RARE,
    SYLLABLES,
    Joiner,
    Unit,
    units_of,
)

CAPITALS = {ord("a"): ord("A"), ord("é"): ord("É")}
SMALL = {capital: small for small, capital in CAPITALS.items()}
KNOWN = frozenset({ord("a"), ord("é"), ord(" ")})


def joined(text: str) -> str:
    joiner = Joiner(CAPITALS)
    for unit in units_of(text, SMALL, KNOWN):
        joiner.add(unit)
    assert joiner.whole
    return "".join(map(chr, joiner.points))


@pytest.mark.parametrize("text", ["", "aA éÉ", "zZ", "aẞ\0", "\N{BREAD}"])
def test_text_is_its_symbols_joined(text: str) -> None:
    assert joined(text) == text


def test_every_hangul_syllable_is_its_parts_joined() -> None:
    text = "".join(map(chr, SYLLABLES))

    assert joined(text) == text


def test_a_capital_is_a_small_letter_that_says_so() -> None:
    assert list(units_of("A", SMALL, KNOWN)) == [Unit(ord("a"), capital=True)]


def test_what_the_model_does_not_know_is_rare() -> None:
    assert list(units_of("q", SMALL, KNOWN)) == [Unit(RARE, point=ord("q"))]


def test_a_text_does_not_end_within_a_syllable() -> None:
    joiner = Joiner(CAPITALS)
    joiner.add(Unit(LEADS[3]))

    assert not joiner.whole

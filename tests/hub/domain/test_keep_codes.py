"""Keep codes."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from hub.domain.keep_codes import ALPHABET, CodeHash, code_from

SALT = b"0123456789abcdef"


@given(st.binary(min_size=32, max_size=32))
def test_a_code_is_two_threes_of_letters_that_cannot_be_confused(seed: bytes) -> None:
    left, dash, right = code_from(seed).partition("-")

    assert dash
    assert len(left) == len(right) == 3
    assert set(left + right) <= set(ALPHABET)


def test_the_alphabet_is_sixteen_letters_without_look_alikes() -> None:
    assert len(ALPHABET) == len(set(ALPHABET)) == 16
    assert not set(ALPHABET) & set("O01IBCDEGPTVZ8ANSQUJ")


def test_a_code_matches_however_it_is_typed() -> None:
    kept = CodeHash.of("K7W-4MX", SALT)

    assert kept.matches("K7W-4MX")
    assert kept.matches(" k7w4mx ")
    assert kept.matches("k7w 4mx")


@settings(max_examples=15)
@given(st.text(max_size=60))
def test_another_code_does_not_match(typed: str) -> None:
    kept = CodeHash.of("K7W-4MX", SALT)
    same = "".join(each for each in typed.upper() if each in ALPHABET) == "K7W4MX"

    assert kept.matches(typed) == same

"""The network's key as words: what was written down wrong is found by the word."""

from __future__ import annotations

import contextlib
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.setup_words import COUNT, WordsWrong, key_of, words_of

KEY = bytes(range(32))
keys = st.binary(min_size=32, max_size=32)


@given(keys)
def test_a_key_comes_back_from_its_words(key: bytes) -> None:
    assert key_of(" ".join(words_of(key))) == key


@given(
    keys,
    st.integers(0, COUNT - 1),
    st.integers(0, 6),
    st.sampled_from(string.ascii_lowercase),
)
def test_one_wrong_letter_is_found_by_its_word(
    key: bytes, place: int, at: int, letter: str
) -> None:
    words = words_of(key)
    word = words[place]
    words[place] = word[:at] + letter + word[at + 1 :]
    if words[place] == word:
        return

    with pytest.raises(WordsWrong) as wrong:
        key_of(" ".join(words))

    assert wrong.value.wrong == [place + 1]
    assert words[place] not in str(wrong.value)


@given(keys, st.integers(0, COUNT - 1), st.integers(0, COUNT - 1))
def test_two_words_that_changed_places_are_found(
    key: bytes, one: int, two: int
) -> None:
    words = words_of(key)
    words[one], words[two] = words[two], words[one]
    if words == words_of(key):
        return

    with pytest.raises(WordsWrong) as wrong:
        key_of(" ".join(words))

    assert set(wrong.value.wrong) == {one + 1, two + 1}


def test_words_are_read_with_numbers_capitals_and_signs_between() -> None:
    typed = "\n".join(
        f"{at}. {word.upper()}," for at, word in enumerate(words_of(KEY), 1)
    )

    assert key_of(typed) == KEY


def test_a_key_file_s_own_digits_are_taken_too() -> None:
    assert key_of(f" {KEY.hex().upper()}\n") == KEY


def test_only_the_wrong_words_have_to_be_typed_again() -> None:
    words = words_of(KEY)
    with pytest.raises(WordsWrong) as wrong:
        key_of(" ".join([*words[:3], "nothing", *words[4:]]))

    assert key_of(words[3], wrong.value.right) == KEY


@pytest.mark.parametrize("count", [0, 1, 14, 16, 400])
def test_another_number_of_words_is_no_key(count: int) -> None:
    with pytest.raises(WordsWrong) as wrong:
        key_of(" ".join((words_of(KEY) * 30)[:count]))

    assert wrong.value.count == count


@given(st.text())
def test_no_text_does_anything_but_give_a_key_or_say_that_it_is_none(text: str) -> None:
    with contextlib.suppress(WordsWrong):
        assert len(key_of(text)) == 32

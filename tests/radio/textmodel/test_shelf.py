"""Contexts in little space."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from radio.textmodel.model import COUNTS, STEP_BITS
from radio.textmodel.shelf import MAX_LENGTH, read_contexts, write_contexts

ENTRY = st.integers(0, (1 << 16) - 1)
CONTEXTS = st.dictionaries(
    st.integers(1, (1 << 30) - 1), st.lists(ENTRY, max_size=40).map(sorted), min_size=1
)


@given(CONTEXTS)
def test_contexts_read_back(contexts: dict[int, list[int]]) -> None:
    read = read_contexts(write_contexts(contexts))

    for key, entries in contexts.items():
        at = read.find(key)
        assert at is not None
        assert list(read.entries[read.starts[at] : read.starts[at + 1]]) == entries


@pytest.mark.parametrize("length", [0, 14, 15, 16, MAX_LENGTH])
def test_a_context_of_any_length_reads_back(length: int) -> None:
    contexts = {7: list(range(length)), 8: [1]}
    read = read_contexts(write_contexts(contexts))

    assert list(read.starts) == [0, length, length + 1]


def test_more_numbers_than_a_byte_picks_from_read_back() -> None:
    contexts = {key: [key << STEP_BITS] for key in range(1, 900)}
    read = read_contexts(write_contexts(contexts))

    assert list(read.entries) == [key << STEP_BITS for key in range(1, 900)]


def test_totals_add_up_what_the_steps_stand_for() -> None:
    read = read_contexts(write_contexts({3: [0 << STEP_BITS | 1, 1 << STEP_BITS | 2]}))

    assert list(read.totals) == [0, COUNTS[1], COUNTS[1] + COUNTS[2]]

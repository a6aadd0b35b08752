"""Limits by radio and over all, whatever the order of texts."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from hub.domain.buckets import Bucket, Lately, Rate
from hub.mesh.texting.guard import (
    ALL_OTHERS,
    ALL_PROVED,
    ANSWERS,
    LONGEST_MUTE_S,
    MUTE_S,
    SAME_TEXT,
    Guard,
    Sender,
)
from tests.hub.mesh.texting.limits import most_in

STEPS = st.lists(
    st.tuples(st.floats(0, 120), st.integers(0, 5), st.integers(0, 9), st.booleans()),
    max_size=200,
)


@given(STEPS)
def test_no_window_has_more_answers_than_the_limits(
    steps: list[tuple[float, int, int, bool]],
) -> None:
    guard, now = Guard(lambda _radio: None), 0.0
    given_at: list[tuple[float, int, bool]] = []
    for gap_s, radio, text, proved in steps:
        now += gap_s
        if guard.may_answer(Sender(radio, proved), str(text), now):
            given_at.append((now, radio, proved))

    for start, radio, proved in given_at:
        later = [each for each in given_at if start <= each[0] <= start + 600]
        own = [each for each in later if each[1:] == (radio, proved)]
        alike = [each for each in later if each[2] == proved]
        both = ALL_PROVED if proved else ALL_OTHERS
        assert len(own) <= most_in(600, ANSWERS)
        assert len(alike) <= most_in(600, both)


def test_a_muted_radio_waits_twice_as_long_each_time() -> None:
    muted: list[int] = []
    guard, now = Guard(muted.append), 0.0
    quiet = []
    for number in range(40_000):
        now += 1.0
        if not guard.may_answer(Sender(1, True), str(number), now):
            continue
        quiet.append(now)
    gaps = [after - before for before, after in pairwise(quiet)]
    longest = sorted(gaps)[-3:]

    assert len(muted) >= 3
    assert max(gaps) <= LONGEST_MUTE_S + 120
    assert longest[-1] > 3 * MUTE_S
    assert len(quiet) < 150


def test_others_are_answered_while_one_is_muted() -> None:
    guard = Guard(lambda _radio: None)
    for number in range(50):
        guard.may_answer(Sender(1, True), str(number), 0.0)

    assert not guard.may_answer(Sender(1, True), "LIST", 1.0)
    assert guard.may_answer(Sender(2, True), "LIST", 60.0)


def test_one_text_again_and_again_is_answered_a_few_times() -> None:
    guard = Guard(lambda _radio: None)
    answered = sum(
        guard.may_answer(Sender(1, True), "LIST", 30.0 * number) for number in range(20)
    )

    assert answered <= most_in(600, SAME_TEXT)


def test_a_bucket_never_holds_more_than_its_burst() -> None:
    bucket = Bucket(Rate(3, 10.0))

    assert [bucket.take(1e6) for _ in range(4)] == [True] * 3 + [False]
    assert bucket.take(1e6 + 10.0)


@given(st.lists(st.integers(0, 20)))
def test_the_last_few_are_remembered(keys: list[int]) -> None:
    lately: Lately[int, list[int]] = Lately(5, list)
    for key in keys:
        lately[key].append(key)

    assert set(lately.all()) == set(list(dict.fromkeys(reversed(keys)))[:5])


def test_what_bears_a_radios_number_takes_nothing_from_its_verified_messages() -> None:
    guard = Guard(lambda _radio: None)
    for number in range(50):
        guard.may_answer(Sender(1, False), str(number), 0.0)
        guard.may_answer(Sender(1, False), "LIST", 0.0)
        guard.may_write(Sender(1, False), 0.0)
        guard.may_puzzle(Sender(1, False), 0.0)

    assert guard.may_answer(Sender(1, True), "LIST", 1.0)
    assert guard.may_write(Sender(1, True), 1.0)
    assert guard.may_puzzle(Sender(1, True), 1.0)


def test_what_another_key_sends_under_the_number_takes_nothing_either() -> None:
    guard = Guard(lambda _radio: None)
    for number in range(50):
        eve = Sender(1, True, b"eve")
        guard.may_answer(eve, str(number), 0.0)
        guard.may_write(eve, 0.0)
        guard.may_puzzle(eve, 0.0)

    ana = Sender(1, True, b"ana")
    assert guard.may_answer(ana, "LIST", 900.0)
    assert guard.may_write(ana, 900.0)
    assert guard.may_puzzle(ana, 0.0)

"""Whom to believe that records have passed, and what to say of them."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from radio.codec import frame_bytes
from radio.frame import PassedFrame, Span
from radio.holdings import Holdings
from radio.passing import AGAIN_S, MAX_SPANS, MAX_TOLD, Passing

US, ORIGIN, ONE, OTHER = 1, 3, 4, 5
LACKING = [Span(ORIGIN, 1, 10)]


def _passing() -> Passing:
    return Passing(US, Holdings())


def _said(sender: int, first: int = 1, count: int = 10) -> PassedFrame:
    return PassedFrame(sender, (Span(ORIGIN, first, count),))


# -- belief -------------------------------------------------------------------


def test_its_origin_is_believed_at_once() -> None:
    assert _passing().heard(_said(ORIGIN), LACKING, 0.0) == LACKING


def test_a_liar_alone_is_not_believed_at_its_first_word() -> None:
    assert _passing().heard(_said(ONE), LACKING, 0.0) == []


def test_two_hubs_are_believed_in_what_both_say() -> None:
    passing = _passing()

    assert passing.heard(_said(ONE, 1, 6), LACKING, 0.0) == []
    believed = passing.heard(_said(OTHER, 4, 7), LACKING, 0.1)

    assert believed == [Span(ORIGIN, 4, 3)]


@pytest.mark.parametrize(
    ("later_s", "believed"), [(AGAIN_S - 0.1, []), (AGAIN_S, LACKING)]
)
def test_one_hub_is_believed_when_it_says_so_to_who_asks_again(
    later_s: float, believed: list[Span]
) -> None:
    passing = _passing()
    passing.heard(_said(ONE), LACKING, 0.0)

    assert passing.heard(_said(ONE), LACKING, later_s) == believed


@given(
    st.lists(st.tuples(st.integers(1, 12), st.integers(1, 8)), max_size=6),
    st.lists(st.tuples(st.integers(1, 12), st.integers(1, 8)), max_size=6),
)
def test_nothing_is_believed_but_what_is_lacking_and_was_said(
    lacking: list[tuple[int, int]], said: list[tuple[int, int]]
) -> None:
    gaps = [
        Span(ORIGIN, 30 * at + first, count)
        for at, (first, count) in enumerate(lacking)
    ]
    spans = tuple(
        Span(ORIGIN, 20 * at + first, count) for at, (first, count) in enumerate(said)
    )

    believed = _passing().heard(PassedFrame(ORIGIN, spans), gaps, 0.0)

    both = _numbers(gaps) & _numbers(spans)
    assert _numbers(believed) == both


def _numbers(spans: list[Span] | tuple[Span, ...]) -> set[int]:
    return {number for span in spans for number in span.sequences}


def test_first_words_about_many_hubs_are_not_all_remembered() -> None:
    passing = _passing()
    passing.heard(_said(ONE), LACKING, 0.0)
    for origin in range(100, 100 + MAX_TOLD):
        passing.heard(PassedFrame(ONE, (Span(origin, 1, 1),)), [], 0.0)

    assert passing.heard(_said(OTHER), LACKING, 1.0) == []


# -- saying it ----------------------------------------------------------------


def _that_passed(*spans: Span) -> Passing:
    holdings = Holdings()
    for span in spans:
        holdings.pass_over(span)
    return Passing(US, holdings)


def test_who_asks_is_told_of_all_that_passed_from_there_on() -> None:
    passing = _that_passed(Span(ORIGIN, 1, 5), Span(ORIGIN, 9, 4))

    passing.asked(ORIGIN, 4, at=7.0)
    passing.asked(ORIGIN, 10, at=5.0)

    assert passing.due_at == 5.0
    assert passing.next_frame(231) == PassedFrame(
        US, (Span(ORIGIN, 4, 2), Span(ORIGIN, 9, 4))
    )
    assert passing.due_at == math.inf
    assert passing.next_frame(231) is None


def test_what_another_says_first_need_not_be_said() -> None:
    passing = _that_passed(Span(ORIGIN, 1, 5))
    passing.asked(ORIGIN, 1, at=5.0)

    passing.heard(_said(ONE), [], 1.0)

    assert passing.due_at == math.inf


@pytest.mark.parametrize("room", [60, 120, 231])
def test_however_much_passed_it_fits_into_a_packet(room: int) -> None:
    spans = [Span(ORIGIN, 3 * number, 2) for number in range(1, 3 * MAX_SPANS)]
    passing = _that_passed(*spans)
    passing.asked(ORIGIN, 1, at=5.0)

    frame = passing.next_frame(room)

    assert frame is not None
    assert frame_bytes(frame) <= room
    assert list(frame.spans) == spans[: len(frame.spans)]


def test_who_says_it_again_and_again_is_believed_in_the_end() -> None:
    passing, lacking = Passing(US, Holdings()), [Span(3, 1, 5)]
    frame = PassedFrame(2, (Span(3, 1, 5),))

    believed = [passing.heard(frame, lacking, now) for now in (0.0, 3.0, 6.0, 9.0)]

    assert believed == [[], [], [], lacking]

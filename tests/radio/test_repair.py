"""Asking once for what many lack, and answering once."""

from __future__ import annotations

import math

import pytest

from radio.frame import Span
from radio.record import RecordName
from radio.repair import (
    FIRST_REST_S,
    LONGEST_REST_S,
    LONGEST_REST_UNKEPT_S,
    MAX_ANSWERS,
    MAX_TRIES,
    MAX_WANTED,
    Answers,
    Wants,
)

ONE, TWO, THREE = (7, 1), (7, 2), (7, 3)
ALL = [ONE, TWO, THREE]


def _many(count: int) -> list[RecordName]:
    return [(7, number) for number in range(1, count + 1)]


def _wanting(*names: RecordName) -> Wants:
    wants = Wants()
    wants.add(names, 0.0, wait_s=1.0)
    return wants


# -- asking -------------------------------------------------------------------


def test_what_is_wanted_is_due_after_its_wait_and_what_is_due_soon_goes_along() -> None:
    wants = _wanting(ONE, TWO)
    wants.add([THREE], 0.5, wait_s=1.0)

    assert wants.due_at == 1.0
    assert wants.due(0.9, soon=9.0) == []
    assert wants.due(1.0, soon=1.2) == [ONE, TWO]
    assert wants.due(1.0, soon=2.0) == ALL


def test_when_another_asks_for_the_same_we_wait_for_the_answer() -> None:
    wants = _wanting(ONE, TWO)

    wants.put_off([ONE, THREE], until=5.0)

    assert wants.due(1.0, soon=2.0) == [TWO]
    assert wants.due(5.0, soon=5.0) == [ONE, TWO]


def test_while_part_of_it_comes_the_rest_is_not_asked_for() -> None:
    wants = _wanting(ONE, TWO)

    wants.put_off_all(until=8.0)
    wants.settle(ONE)

    assert wants.due_at == 8.0
    assert wants.due(8.0, soon=8.0) == [TWO]


def test_after_a_stream_that_was_let_pass_not_all_ask_at_once() -> None:
    wants = _wanting(ONE)

    wants.leave(until=20.0)

    assert wants.due_at == 20.0 + 1.0


def test_what_has_passed_is_not_asked_for() -> None:
    wants = _wanting(*ALL)

    wants.drop(Span(7, 2, 9))

    assert wants.due(1.0, soon=1.0) == [ONE]


def _ask_in_vain(wants: Wants, now: float) -> None:
    for _ in range(MAX_TRIES):
        wants.asked([ONE], now, wait_s=1.0)


@pytest.mark.parametrize(
    ("comes", "longest_s"), [(False, LONGEST_REST_S), (True, LONGEST_REST_UNKEPT_S)]
)
def test_what_is_not_kept_rests_much_longer_than_what_never_comes(
    comes: bool, longest_s: float
) -> None:
    wants, now, rests = Wants(), 0.0, []
    for _ in range(8):
        wants.add([ONE], now, wait_s=1.0)
        if comes:
            wants.came(ONE)
        _ask_in_vain(wants, now)
        assert len(wants) == 0
        rest_s = next(
            float(waits)
            for waits in range(0, 2 * int(longest_s), 600)
            if wants.worth_asking([ONE], now + waits)
        )
        rests.append(rest_s)
        now += rest_s

    assert rests == [min(FIRST_REST_S * 2**turn, longest_s) for turn in range(8)]


def test_what_came_after_all_has_no_past() -> None:
    wants = _wanting(ONE)
    _ask_in_vain(wants, 0.0)

    wants.settle(ONE)

    assert wants.worth_asking([ONE], 1.0) == [ONE]


def test_tries_count_for_those_that_were_asked_for_least() -> None:
    wants = _wanting(ONE, TWO)

    wants.asked([ONE], 1.0, wait_s=1.0)

    assert (wants.tries([ONE]), wants.tries([ONE, TWO])) == (1, 0)


def test_wants_and_those_that_rest_stay_within_bounds() -> None:
    wants = Wants()
    names = _many(3 * MAX_WANTED)
    for start in range(0, len(names), MAX_WANTED):
        wants.add(names[start : start + 2 * MAX_WANTED], 0.0, wait_s=1.0)
        asked = wants.due(math.inf, soon=math.inf)
        assert len(asked) == len(wants) == MAX_WANTED
        for _ in range(MAX_TRIES):
            wants.asked(asked, 0.0, wait_s=1.0)

    resting = len(names) - len(wants.worth_asking(names, 1.0))
    assert resting == MAX_WANTED


# -- answering ----------------------------------------------------------------


def _answering(*names: RecordName, yields: bool = False) -> Answers:
    answers = Answers()
    answers.add(names, 5.0, yields=yields)
    return answers


def test_what_another_has_sent_is_not_sent_again() -> None:
    answers = _answering(*ALL)

    answers.settle_all([ONE])

    assert answers.due(5.0, soon=5.0) == [TWO, THREE]


def test_who_yields_leaves_all_of_it_to_who_has_begun() -> None:
    answers = _answering(*ALL, yields=True)

    answers.settle_all([ONE])

    assert len(answers) == 0
    assert answers.due_at == math.inf


def test_who_yields_keeps_what_it_answers_for_itself() -> None:
    answers = _answering(ONE, TWO, yields=True)
    answers.add([THREE], 6.0)

    answers.settle_all([ONE])

    assert answers.waiting() == [THREE]


def test_nobody_yields_to_who_sends_something_else() -> None:
    answers = _answering(ONE, TWO, yields=True)

    answers.settle_all([(8, 1)])

    assert answers.waiting() == [ONE, TWO]


def test_what_was_promised_first_stays_as_it_was() -> None:
    answers = _answering(ONE)

    answers.add([ONE], 1.0, yields=True)
    answers.add([TWO], 1.0, yields=True)
    answers.settle_all([TWO])

    assert answers.waiting() == [ONE]
    assert answers.due_at == 5.0


def test_answers_stay_within_bounds() -> None:
    answers = _answering(*_many(3 * MAX_ANSWERS))

    assert len(answers) == MAX_ANSWERS

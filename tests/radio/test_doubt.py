"""A doubt leads to one digest, and to fewer and fewer while nothing new comes."""

from __future__ import annotations

import math

from radio.doubt import FIRST_PATIENCE_S, LONGEST_PATIENCE_S, Doubt

OURS, THEIRS, NEW = 1, 2, 3

AGAIN_S = 10.0


def _quiet_s(doubt: Doubt, told_at: float) -> float:
    """How long after a digest of ours no doubt arises."""
    for waits in range(1, 2 * int(LONGEST_PATIENCE_S)):
        doubt.arise(told_at + waits, OURS, THEIRS)
        if doubt.due_at < math.inf:
            return float(waits)
    raise AssertionError("it never speaks again")


def test_the_first_of_several_doubts_counts() -> None:
    doubt = Doubt()

    doubt.arise(7.0, OURS, THEIRS)
    doubt.arise(5.0, OURS, THEIRS)
    doubt.arise(9.0, OURS, THEIRS)

    assert doubt.due_at == 5.0


def test_it_settles_when_somebody_says_a_digest() -> None:
    doubt = Doubt()
    doubt.arise(5.0, OURS, THEIRS)

    doubt.settle()

    assert doubt.due_at == math.inf


def test_it_settles_when_our_check_becomes_theirs_and_not_before() -> None:
    doubt = Doubt()
    doubt.arise(5.0, OURS, THEIRS)

    doubt.resolve(NEW)
    assert doubt.due_at == 5.0

    doubt.resolve(THEIRS)
    assert doubt.due_at == math.inf


def test_with_nothing_new_each_digest_is_the_last_for_twice_the_time() -> None:
    doubt, now, quiet = Doubt(), 0.0, []
    doubt.arise(now, OURS, THEIRS)
    doubt.told(OURS, now, AGAIN_S)
    for _ in range(12):
        doubt.told(OURS, now, AGAIN_S)
        quiet.append(_quiet_s(doubt, now))
        now += quiet[-1]

    doubled = [FIRST_PATIENCE_S * 2**turn for turn in range(2, 14)]
    assert quiet == [min(each, LONGEST_PATIENCE_S) for each in doubled]


def test_what_is_new_brings_patience_back() -> None:
    doubt = Doubt()
    for now in (0.0, 100.0, 200.0):
        doubt.told(NEW, now, AGAIN_S)

    doubt.told(OURS, 300.0, AGAIN_S)

    assert _quiet_s(doubt, 300.0) == FIRST_PATIENCE_S


def test_digests_that_no_doubt_led_to_try_nobodys_patience() -> None:
    doubt = Doubt()
    for hour in range(24):
        doubt.told(OURS, 3600.0 * hour, AGAIN_S)

    doubt.arise(24 * 3600.0, OURS, THEIRS)

    assert doubt.due_at == 24 * 3600.0


def _told_in_doubt() -> Doubt:
    doubt = Doubt()
    doubt.arise(5.0, OURS, THEIRS)
    doubt.told(OURS, 5.0, AGAIN_S)
    return doubt


def test_the_first_digest_of_a_doubt_is_said_once_more_and_not_again() -> None:
    doubt = _told_in_doubt()
    assert doubt.due_at == 5.0 + AGAIN_S

    doubt.told(OURS, doubt.due_at, AGAIN_S)
    assert doubt.due_at == math.inf


def test_it_is_not_said_again_where_somebody_tells_or_asks() -> None:
    doubt = _told_in_doubt()

    doubt.settle()

    assert doubt.due_at == math.inf


def test_it_is_not_said_again_when_our_check_has_become_theirs() -> None:
    doubt = _told_in_doubt()

    doubt.resolve(NEW)
    assert doubt.due_at == 5.0 + AGAIN_S

    doubt.resolve(THEIRS)
    assert doubt.due_at == math.inf


def test_while_a_digest_is_on_its_way_nothing_is_due() -> None:
    doubt = Doubt()
    doubt.arise(5.0, OURS, THEIRS)

    doubt.wait()

    assert doubt.due_at == math.inf


def test_who_holds_something_new_since_its_digest_doubts_at_once() -> None:
    doubt = Doubt()
    doubt.told(OURS, 0.0, AGAIN_S)

    doubt.arise(1.0, NEW, THEIRS)

    assert doubt.due_at == 1.0

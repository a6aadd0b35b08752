"""What is believed of others' word of records that are not here, and what is not."""

from __future__ import annotations

import pytest

from radio.codec import decode, encode
from radio.frame import DigestFrame, PassedFrame, Span
from radio.hearsay import MAX_CLAIMED, MAX_ORIGINS, Hearsay
from radio.holdings import MAX_AHEAD, Holdings
from radio.passing import Passing
from radio.record import AgedRecord, Record

US, ORIGIN = 1, 3
LIARS = (4, 5)


@pytest.fixture
def holdings() -> Holdings:
    held = Holdings()
    held.add(AgedRecord(Record(ORIGIN, 1, b"x"), 0.0), 0.0)
    return held


@pytest.fixture
def hearsay(holdings: Holdings) -> Hearsay:
    return Hearsay(holdings, Passing(US, holdings))


def _both_say(hearsay: Hearsay, span: Span) -> list[Span]:
    believed: list[Span] = []
    for liar in LIARS:
        believed += hearsay.passed(PassedFrame(liar, (span,)), [ORIGIN], 0.0)
    return believed


def test_what_has_passed_next_to_what_is_held_is_skipped(
    hearsay: Hearsay, holdings: Holdings
) -> None:
    hearsay.goes_to(ORIGIN, 100_000)

    assert _both_say(hearsay, Span(ORIGIN, 2, 50_000)) == [Span(ORIGIN, 2, 50_000)]
    assert holdings.has_passed((ORIGIN, 50_001))


def test_two_liars_make_no_digest_that_others_cannot_read(
    hearsay: Hearsay, holdings: Holdings
) -> None:
    hearsay.goes_to(ORIGIN, MAX_CLAIMED)

    believed = _both_say(hearsay, Span(ORIGIN, 2 + MAX_AHEAD, 1))

    frame = DigestFrame(US, tuple(holdings.digest()))
    plain = encode(frame)
    assert believed == []
    assert decode(plain.head, US, plain.body) == frame


def test_more_than_an_origin_is_said_to_have_is_not_skipped(hearsay: Hearsay) -> None:
    hearsay.goes_to(ORIGIN, 10)

    assert _both_say(hearsay, Span(ORIGIN, 2, 50)) == [Span(ORIGIN, 2, 9)]


def test_a_record_that_comes_after_all_takes_back_all_that_was_said_of_its_origin(
    hearsay: Hearsay, holdings: Holdings
) -> None:
    hearsay.goes_to(ORIGIN, 10)
    _both_say(hearsay, Span(ORIGIN, 2, 9))

    hearsay.came((ORIGIN, 5))

    assert not any(holdings.has_passed((ORIGIN, each)) for each in range(2, 11))


def test_what_is_said_of_many_origins_is_forgotten_the_oldest_first(
    hearsay: Hearsay,
) -> None:
    hearsay.goes_to(ORIGIN, 10)
    for origin in range(10, 10 + MAX_ORIGINS):
        hearsay.goes_to(origin, 5)

    assert _both_say(hearsay, Span(ORIGIN, 2, 9)) == []

"""What is held and what is lacking."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from radio.codec import decode, encode
from radio.digest_codec import lengthen, shorten
from radio.frame import DigestFrame, Followed, Span
from radio.holdings import MAX_AHEAD, Holdings, spans_of
from radio.record import AgedRecord, Record, RecordName
from radio.wire import MAX_SPAN

names = st.frozensets(st.tuples(st.integers(1, 3), st.integers(1, 30)), max_size=40)


def _holding(held: frozenset[RecordName] | set[RecordName]) -> Holdings:
    holdings = Holdings()
    for origin, sequence in sorted(held):
        holdings.add(AgedRecord(Record(origin, sequence, b"x"), 0.0), now=0.0)
    return holdings


@given(names, names)
def test_digests_tell_what_is_lacking_until_nothing_is(
    ours: frozenset[RecordName], theirs: frozenset[RecordName]
) -> None:
    """However many gaps are left unsaid, rounds of digests end with the same."""
    held = set(ours)
    there = _holding(theirs)

    for _ in range(40):
        here = _holding(held)
        for followed in there.digest():
            held |= set(here.lacking(followed, limit=8))

    said = {
        (each.origin, sequence)
        for each in there.digest()
        for sequence in range(1, each.upto + 1)
        if not any(sequence in gap.sequences for gap in each.gaps)
    }
    assert held == ours | said
    assert said <= theirs


@given(names, names)
def test_what_the_other_lacks_is_what_it_does_not_say_it_holds(
    ours: frozenset[RecordName], theirs: frozenset[RecordName]
) -> None:
    digest = _holding(theirs).digest()
    said = {
        (each.origin, sequence)
        for each in digest
        for sequence in range(1, each.upto + 1)
        if not any(sequence in gap.sequences for gap in each.gaps)
    }

    lacked = list(_holding(ours).lacked(DigestFrame(9, tuple(digest))))

    assert lacked == sorted(ours - said)


@given(names, names, st.integers(1, 3))
def test_a_hub_is_not_sent_its_own_records(
    ours: frozenset[RecordName], theirs: frozenset[RecordName], asker: int
) -> None:
    digest = DigestFrame(asker, tuple(_holding(theirs).digest()))

    lacked = list(_holding(ours).lacked(digest))

    assert asker not in {origin for origin, _ in lacked}


def test_what_a_part_of_a_digest_does_not_cover_is_not_taken_for_lacking() -> None:
    holdings = _holding({(1, 1), (2, 1), (3, 1)})

    part = DigestFrame(9, (Followed(2, 1),), after=1, last=False)

    assert list(holdings.lacked(part)) == []


@given(names)
def test_a_digest_survives_its_bytes(held: frozenset[RecordName]) -> None:
    holdings = _holding(held)
    frame = DigestFrame(1, tuple(holdings.digest()))
    plain = encode(frame)

    assert decode(plain.head, 1, plain.body) == frame
    assert lengthen(shorten(frame, holdings.roster()), holdings.roster()) == frame


# -- checks -------------------------------------------------------------------


@given(st.lists(st.tuples(st.integers(1, 3), st.integers(1, 30))), st.randoms())
def test_equal_holdings_have_equal_checks_however_they_came(
    held: list[RecordName], rng: random.Random
) -> None:
    shuffled = rng.sample(held, len(held))

    here, there = Holdings(), Holdings()
    for holdings, names in ((here, held), (there, shuffled)):
        for name in names:
            holdings.add(AgedRecord(Record(*name, b"x"), 0.0), now=0.0)

    assert here.check() == there.check() == _holding(set(held)).check()


@given(names, names)
def test_a_check_without_some_is_that_of_who_does_not_hold_them(
    held: frozenset[RecordName], some: frozenset[RecordName]
) -> None:
    assert _holding(held).check(without=some) == _holding(held - some).check()


@given(names, names)
def test_a_check_beside_some_is_that_of_who_holds_them_too(
    held: frozenset[RecordName], some: frozenset[RecordName]
) -> None:
    assert _holding(held).check(beside=some) == _holding(held | some).check()


@given(names, names, names)
def test_without_and_beside_go_together(
    held: frozenset[RecordName],
    less: frozenset[RecordName],
    more: frozenset[RecordName],
) -> None:
    check = _holding(held).check(without=less, beside=more)

    assert check == _holding((held - less) | more).check()


@given(names, names)
def test_asking_for_a_check_changes_nothing(
    held: frozenset[RecordName], some: frozenset[RecordName]
) -> None:
    holdings = _holding(held)
    before, digest = holdings.check(), holdings.digest()

    holdings.check(without=some)
    holdings.check(beside=some)

    assert (holdings.check(), holdings.digest()) == (before, digest)


@given(names, st.tuples(st.integers(1, 3), st.integers(1, 30)))
def test_what_has_passed_counts_as_held_until_it_is_needed(
    held: frozenset[RecordName], name: RecordName
) -> None:
    holdings = _holding(held)

    holdings.pass_over(Span(*name, 1))
    assert holdings.check() == _holding(held | {name}).check()
    assert name not in holdings

    assert holdings.need(name)
    assert holdings.check() == _holding(held - {name}).check()
    assert not holdings.need(name)


def test_checks_of_other_holdings_are_hardly_ever_alike() -> None:
    checks = [_holding({(1, upto), (2, 1)}).check() for upto in range(1, 401)]
    checks += [_holding({(3, upto), (2, 1)}).check() for upto in range(1, 401)]

    assert all(0 <= each < 2**16 for each in checks)
    assert len(set(checks)) > 780


# -- what nobody can hold -----------------------------------------------------


def test_a_lie_about_a_far_sequence_costs_a_bounded_search() -> None:
    lie = Followed(7, 2**32 - 1, (Span(7, 2, MAX_SPAN),))

    wanted = _holding(set()).lacking(lie, limit=10**9)

    assert len(wanted) <= MAX_AHEAD


def test_a_gap_longer_than_a_span_is_said_in_several() -> None:
    holdings = _holding({(7, 1)})
    holdings.pass_over(Span(7, 3 * MAX_SPAN, 1))
    frame = DigestFrame(1, tuple(holdings.digest()))

    read = decode((plain := encode(frame)).head, 1, plain.body)

    assert read == frame
    assert [each.count for each in frame.followed[0].gaps] == [
        MAX_SPAN,
        MAX_SPAN,
        MAX_SPAN - 2,
    ]


def test_a_record_too_far_ahead_is_not_plausible() -> None:
    holdings = _holding({(1, 1), (1, 2)})

    assert holdings.plausible((1, 2 + MAX_AHEAD))
    assert not holdings.plausible((1, 3 + MAX_AHEAD))


def test_age_grows_with_the_time_held() -> None:
    holdings = Holdings()
    holdings.add(AgedRecord(Record(1, 1, b"x"), age_s=100.0), now=5000.0)

    assert holdings.get((1, 1), now=5060.0).age_s == 160.0


def test_neighbouring_names_make_one_span() -> None:
    spans = spans_of([(1, 3), (1, 2), (2, 4), (1, 5)])

    assert spans == [Span(1, 2, 2), Span(1, 5, 1), Span(2, 4, 1)]

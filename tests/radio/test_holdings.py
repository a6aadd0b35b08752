"""What is held and what is lacking."""

from __future__ import annotations

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
def test_ahead_is_who_holds_what_the_other_lacks(
    ours: frozenset[RecordName], theirs: frozenset[RecordName]
) -> None:
    digest = _holding(theirs).digest()
    said = {
        (each.origin, sequence)
        for each in digest
        for sequence in range(1, each.upto + 1)
        if not any(sequence in gap.sequences for gap in each.gaps)
    }

    ahead = _holding(ours).ahead_of(DigestFrame(9, tuple(digest)))

    assert ahead == bool(ours - said)


@given(names)
def test_a_digest_survives_its_bytes(held: frozenset[RecordName]) -> None:
    holdings = _holding(held)
    frame = DigestFrame(1, tuple(holdings.digest()))
    plain = encode(frame)

    assert decode(plain.head, 1, plain.body) == frame
    assert lengthen(shorten(frame, holdings.roster()), holdings.roster()) == frame


def test_a_lie_about_a_far_sequence_costs_a_bounded_search() -> None:
    lie = Followed(7, 2**32 - 1, (Span(7, 2, MAX_SPAN),))

    wanted = _holding(set()).lacking(lie, limit=10**9)

    assert len(wanted) <= MAX_AHEAD


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

"""Which records are over for everybody, whoever looks and whenever they came."""

from __future__ import annotations

import random
from collections.abc import Container

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.domain.alerts import alert_is_on
from hub.domain.board import fold
from hub.domain.changes import (
    Alerted,
    AlertEnded,
    Change,
    Claimed,
    ClaimHeard,
    Closed,
    Introduced,
    Lifetime,
    Outcome,
    PlaceNamed,
    Released,
    Renewed,
    SealedNote,
    Signed,
    Unreadable,
)
from hub.domain.expiry import DAY_S, HOUR_S, LIFETIMES_S, Times, state_at
from hub.domain.gone import Fate, Gone
from hub.domain.ids import AlertId, RecordId
from hub.domain.passing import (
    GRACE_S,
    LONGEST_S,
    STANDING_S,
    Situation,
    awaited,
    droppable,
    margin_s,
    passed,
)
from hub.domain.record import Record
from hub.domain.ties import Ties
from tests.hub.domain.neighbourhood import (
    ANAS,
    ASH,
    BREAD,
    ELM,
    OAK,
    POST,
    RIDES,
    Neighbourhood,
    at_age,
    record,
)
from tests.hub.domain.test_board import histories

NOBODY: Container[RecordId] = ()
OVER_H = (DAY_S + margin_s(DAY_S)) / HOUR_S + 1
KEPT_H = OVER_H + GRACE_S / HOUR_S + 1


def _now(
    records: list[Record], times: Times, gone: Container[RecordId] = NOBODY
) -> Situation:
    ties = Ties()
    for each in records:
        ties.add(each)
    return Situation(ties, fold(records), times, gone)


def _droppable(now: Situation) -> list[RecordId]:
    return droppable(now, passed(now))


def _names(records: list[Record]) -> set[RecordId]:
    return {each.name for each in records}


def _story(*said: tuple[int, Change]) -> list[Record]:
    neighbourhood = Neighbourhood()
    for origin, change in said:
        neighbourhood.say(origin, change)
    return neighbourhood.records


ages = st.sampled_from([0.0, 0.3, 1.0, 2.5, 9.0, 33.0, 36.0, 70.0, 500.0])


@st.composite
def situations(draw: st.DrawFn) -> tuple[list[Record], Times]:
    """Records of any kind, each of any age; signed here and there."""
    records = draw(histories)
    spans = draw(st.lists(st.tuples(st.integers(1, 3), st.integers(1, 12)), max_size=3))
    signed = {
        RecordId(origin, 10 + number): record(
            origin, 10 + number, Signed(count, bytes(64))
        )
        for number, (origin, count) in enumerate(spans)
    }
    records = [*records, *signed.values()]
    days = {each.name: draw(ages) for each in records}
    return records, Times(lambda name: days[name.plain] * DAY_S, trusted=True)


@given(situations(), st.randoms(use_true_random=False))
def test_the_order_of_records_makes_no_difference(
    drawn: tuple[list[Record], Times], chance: random.Random
) -> None:
    records, times = drawn
    shuffled = records.copy()
    chance.shuffle(shuffled)

    assert passed(_now(shuffled, times)) == passed(_now(records, times))
    assert _droppable(_now(shuffled, times)) == _droppable(_now(records, times))


@given(situations())
def test_nothing_passes_while_the_clock_is_not_trusted(
    drawn: tuple[list[Record], Times],
) -> None:
    records, times = drawn
    now = _now(records, Times(times.age_of, trusted=False))

    assert passed(now) == set()
    assert _droppable(now) == []


@given(situations())
def test_whoever_skips_what_passed_has_the_same_posts_for_all_the_rest(
    drawn: tuple[list[Record], Times],
) -> None:
    records, times = drawn
    over = passed(_now(records, times))

    whole = fold(records)
    rest = fold([each for each in records if each.name not in over])

    lasting = [each for each in whole.posts() if each.id.plain not in over]
    assert [each for each in lasting if not state_at(each, times).over] == [
        each for each in rest.posts() if not state_at(each, times).over
    ]
    assert lasting == rest.posts()
    for hub in range(4):
        assert rest.places(hub) == whole.places(hub)
    on = [each for each in whole.alerts() if alert_is_on(each, times)]
    assert [each for each in rest.alerts() if alert_is_on(each, times)] == on


@given(situations())
def test_what_is_dropped_is_forgotten_as_if_it_had_never_come(
    drawn: tuple[list[Record], Times],
) -> None:
    records, times = drawn
    now = _now(records, times)
    going = set(_droppable(now))
    rest = [each for each in records if each.name not in going]

    for each in records:
        if each.name in going:
            now.board.forget(each)
            now.ties.forget(each.name)

    assert now.board == fold(rest)
    assert now.ties == _now(rest, times).ties


@given(situations())
def test_dropping_brings_no_post_back_to_life(
    drawn: tuple[list[Record], Times],
) -> None:
    records, times = drawn
    going = set(_droppable(_now(records, times)))
    rest = fold([each for each in records if each.name not in going])

    for before in fold(records).posts():
        after = rest.post(before.id)
        if after is not None and state_at(before, times).over:
            assert state_at(after, times).over


@given(situations())
def test_a_signature_over_anything_that_stays_can_be_checked_still(
    drawn: tuple[list[Record], Times],
) -> None:
    records, times = drawn
    now = _now(records, times)
    going = set(_droppable(now))
    over = passed(now)

    for at, span in now.ties.signatures():
        held = _names(records) & set(span)
        if not held <= over:
            assert not going & {*held, at}


@pytest.mark.parametrize(
    "said",
    [
        [],
        [(ELM, Closed(POST, Outcome.MET))],
        [(ELM, Closed(POST, Outcome.WITHDRAWN))],
        [(OAK, Claimed(POST, 12)), (ELM, ClaimHeard(ANAS)), (OAK, Released(ANAS))],
        [(OAK, Claimed(POST, 12)), (OAK, SealedNote(POST, ANAS, False, b"?"))],
    ],
)
def test_a_post_passes_with_all_that_was_said_of_it_a_while_after_its_lifetime(
    said: list[tuple[int, Change]],
) -> None:
    records = _story(*said)

    assert passed(_now(records, at_age(24 + 1))) == set()
    assert passed(_now(records, at_age(OVER_H - 2))) == set()
    assert passed(_now(records, at_age(OVER_H))) == _names(records)
    assert _droppable(_now(records, at_age(KEPT_H - 3))) == []
    assert _droppable(_now(records, at_age(KEPT_H))) == sorted(_names(records))


@given(situations(), st.sampled_from([0.0, 0.9]))
def test_a_renewed_post_lives_again(
    drawn: tuple[list[Record], Times], days: float
) -> None:
    records, times = drawn
    renewal = record(ELM, 40, Renewed(POST))
    renewed = Times(
        lambda name: days * DAY_S if name == renewal.name else times.age_of(name),
        trusted=True,
    )
    now = _now([*records, renewal], renewed)

    post = now.board.post(POST)
    if post is not None and post.posted.lifetime is not Lifetime.STANDING:
        about = {each for each in now.ties.kinds if now.ties.root(each) == POST.plain}
        assert not passed(now) & {POST.plain, *about}


@pytest.mark.parametrize("lifetime", LIFETIMES_S)
def test_a_hub_that_got_every_age_rounded_down_has_seen_it_expire_too(
    lifetime: Lifetime,
) -> None:
    lifetime_s = LIFETIMES_S[lifetime]
    oldest_s = lifetime_s + margin_s(lifetime_s)

    assert oldest_s - oldest_s / 9 > lifetime_s


def test_a_standing_offer_never_passes_and_a_year_after_it_ended_it_does() -> None:
    standing = Neighbourhood(RIDES)
    always = passed(_now(standing.records, at_age(20 * 365 * 24)))
    ended = standing.say(ELM, Closed(POST, Outcome.WITHDRAWN)).records

    assert always == set()
    assert passed(_now(ended, at_age(STANDING_S / HOUR_S - 1))) == set()
    assert passed(_now(ended, at_age(STANDING_S / HOUR_S + 1))) == _names(ended)


@pytest.mark.parametrize("ended", [True, False])
def test_an_alert_passes_a_while_after_its_hours_called_off_or_not(
    ended: bool,
) -> None:
    records = [record(ELM, 1, Alerted("Boil water", 24))]
    if ended:
        records.append(record(ELM, 2, AlertEnded(AlertId(ELM, 1))))

    assert passed(_now(records, at_age(OVER_H - 2))) == set()
    assert passed(_now(records, at_age(OVER_H))) == _names(records)


def test_keys_and_the_latest_name_of_a_place_stay() -> None:
    keys = record(ELM, 1, Introduced(bytes(32), bytes(32), 0))
    names = [record(ELM, 2 + n, PlaceNamed(5, f"Gate {n}")) for n in range(3)]
    future = record(ELM, 9, Unreadable())

    records = [keys, *names, future]

    gone = {each.name for each in names[:2]}
    assert passed(_now(records, at_age(1e6))) == gone
    assert set(_droppable(_now(records, at_age(1e6)))) == gone


def test_a_signature_passes_with_the_first_and_is_kept_for_the_last() -> None:
    standing = record(ELM, 2, RIDES)
    records = [record(ELM, 1, BREAD), standing, record(ELM, 3, Signed(2, bytes(64)))]
    now = _now(records, at_age(KEPT_H))

    assert passed(now) == {RecordId(ELM, 1), RecordId(ELM, 3)}
    assert _droppable(now) == []


def _gone(*names: RecordId) -> Gone:
    return Gone(
        {
            each.origin: Fate(skipped=(range(each.sequence, each.sequence + 1),))
            for each in names
        }
    )


def test_what_is_said_of_a_post_that_was_skipped_has_passed_too() -> None:
    late = [record(OAK, 1, Claimed(POST, 12)), record(ELM, 5, ClaimHeard(ANAS))]
    stranger = record(ASH, 1, ClaimHeard(ANAS))

    assert passed(_now([*late, stranger], at_age(1))) == set()
    now = _now([*late, stranger], at_age(1), _gone(POST.plain))
    assert passed(now) == _names([*late, stranger])


def test_a_renewal_of_a_post_that_was_skipped_waits_for_it_and_not_for_ever() -> None:
    renewal = record(ELM, 5, Renewed(POST))
    foreign = record(OAK, 1, Renewed(POST))

    def at(hours: float, each: Record) -> Situation:
        return _now([each], at_age(hours), _gone(POST.plain))

    assert awaited(at(1, renewal)) == [POST]
    assert passed(at(1, renewal)) == set()
    assert awaited(at(LONGEST_S / HOUR_S + 1, renewal)) == []
    assert awaited(at(1, foreign)) == []
    assert awaited(_now([renewal], at_age(1))) == []


def test_of_a_post_that_has_not_come_yet_nothing_passes() -> None:
    records = [record(ELM, 5, Closed(POST, Outcome.MET)), record(OAK, 1, BREAD)]

    assert passed(_now(records[:1], at_age(1e6))) == set()

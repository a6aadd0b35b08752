"""Who went through the portal: each phone by itself, and for a while."""

from __future__ import annotations

import pickle

from hypothesis import given
from hypothesis import strategies as st

from hub.web.portal.released import AWAY_S, MOST, STAY_S, Released
from tests.conftest import ManualClock

PHONE, OTHER = "10.42.0.17", "10.42.0.18"
HOUR_S = 3600.0


def _released(clock: ManualClock) -> Released:
    return Released(lambda: clock.now)


def test_nobody_is_let_be_before_the_touch(clock: ManualClock) -> None:
    released = _released(clock)

    for once in (True, False):
        assert not released.lets_be(PHONE, once=once)
    assert len(released) == 0


def test_one_phone_s_touch_lets_no_other_be(clock: ManualClock) -> None:
    released = _released(clock)
    released.release(PHONE)

    for once in (True, False):
        assert released.lets_be(PHONE, once=once)
        assert not released.lets_be(OTHER, once=once)


def test_a_phone_that_must_see_the_portal_is_let_be_for_five_minutes(
    clock: ManualClock,
) -> None:
    released = _released(clock)
    released.release(PHONE)

    clock.now += STAY_S
    assert released.lets_be(PHONE, once=True)
    clock.now += 1
    assert not released.lets_be(PHONE, once=True)
    assert released.lets_be(PHONE, once=False)

    released.release(PHONE)
    assert released.lets_be(PHONE, once=True)


def test_another_program_on_a_phone_makes_its_five_minutes_no_longer(
    clock: ManualClock,
) -> None:
    released = _released(clock)
    released.release(PHONE)
    for _ in range(2):
        clock.now += STAY_S * 0.6
        assert released.lets_be(PHONE, once=False)

    assert not released.lets_be(PHONE, once=True)


def test_who_comes_back_within_a_day_is_not_asked_again(clock: ManualClock) -> None:
    released = _released(clock)
    released.release(PHONE)

    for _ in range(3):
        clock.now += AWAY_S
        assert released.lets_be(PHONE, once=False)
    clock.now += AWAY_S + 1
    assert not released.lets_be(PHONE, once=False)
    assert len(released) == 0


@given(
    st.lists(
        st.tuples(
            st.sampled_from(("release", "ask", "ask once")),
            st.integers(0, 30),
            st.floats(0, 30 * HOUR_S),
        ),
        max_size=60,
    )
)
def test_it_is_as_if_each_phone_had_a_list_of_its_own(
    steps: list[tuple[str, int, float]],
) -> None:
    clock = ManualClock()
    released = _released(clock)
    touched: dict[int, float] = {}
    seen: dict[int, float] = {}

    for what, phone, passed_s in steps:
        clock.now += passed_s
        fresh = phone in seen and clock.now - seen[phone] <= AWAY_S
        if what == "release":
            released.release(f"10.42.0.{phone}")
            touched[phone] = seen[phone] = clock.now
        elif what == "ask":
            assert released.lets_be(f"10.42.0.{phone}", once=False) == fresh
            if fresh:
                seen[phone] = clock.now
        else:
            just_now = fresh and clock.now - touched[phone] <= STAY_S
            assert released.lets_be(f"10.42.0.{phone}", once=True) == just_now


def test_a_flood_takes_no_more_than_its_room(clock: ManualClock) -> None:
    released = _released(clock)
    for number in range(3 * MOST):
        released.release(f"10.{number >> 8}.{number & 255}.1")
        released.lets_be(f"11.{number >> 8}.{number & 255}.1", once=False)

    assert len(released) == MOST
    assert not released.lets_be("10.0.0.1", once=False)


def test_no_address_can_be_read_and_each_start_has_a_key_of_its_own(
    clock: ManualClock,
) -> None:
    first, second = _released(clock), _released(clock)
    for each in (first, second):
        each.release(PHONE)

    kept = [pickle.dumps(dict(each._phones)) for each in (first, second)]
    assert all(PHONE.encode() not in each for each in kept)
    assert kept[0] != kept[1]

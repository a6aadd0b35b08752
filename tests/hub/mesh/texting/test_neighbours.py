"""The radios that a hub knows: kept over a restart, few writes, forgotten in time."""

from __future__ import annotations

import pytest

from hub.domain.ids import PostId
from hub.mesh.texting.check_ins import MAX_CHECK_INS
from hub.mesh.texting.neighbours import MAX_RADIOS, Neighbours
from hub.service.radios import Owned
from hub.store.ledger import TinyLedger
from tests.conftest import ManualClock

ANA, BO = 0xA1, 0xA2
DAY_S = 24 * 3600.0


@pytest.fixture
def known(ledger: TinyLedger, clock: ManualClock) -> Neighbours:
    return Neighbours(ledger, clock.clocks)


def _owned(sequence: int = 1) -> Owned:
    post = PostId(7, sequence)
    return Owned(post.plain, post, verified=True, packet=5)


def _numbers(ledger: TinyLedger) -> list[int]:
    return [each.number for each in ledger.radios()]


def test_language_posts_and_words_outlive_a_restart(
    known: Neighbours, ledger: TinyLedger, clock: ManualClock
) -> None:
    known.speak(ANA, "es")
    known.own(ANA, _owned())
    known.check_in(ANA, well=False, words="in 3B", verified=True)
    again = Neighbours(ledger, clock.clocks)

    assert again.language(ANA) == "es"
    assert list(again.owned_by(ANA, PostId(7, 1))) == [_owned()]
    assert [each.words for each in next(iter(ledger.radios())).check_ins] == ["in 3B"]


@pytest.mark.parametrize("vouched", [True, False])
def test_a_radio_is_forgotten_after_thirty_days_of_silence(
    known: Neighbours, ledger: TinyLedger, clock: ManualClock, vouched: bool
) -> None:
    clock.vouched = vouched
    known.speak(ANA, "es")
    clock.now += 29 * DAY_S
    known.tidy()
    assert _numbers(ledger) == [ANA]

    clock.now += 2 * DAY_S
    known.tidy()
    assert _numbers(ledger) == []
    assert known.language(ANA) is None


def test_a_hub_that_was_switched_off_for_a_year_forgets_too(
    known: Neighbours, ledger: TinyLedger, clock: ManualClock
) -> None:
    known.speak(ANA, "es")
    clock.wall_ahead += 365 * DAY_S
    Neighbours(ledger, clock.clocks).tidy()

    assert _numbers(ledger) == []


def test_how_somebody_is_is_forgotten_after_a_week(
    known: Neighbours, ledger: TinyLedger, clock: ManualClock
) -> None:
    known.check_in(ANA, well=True, words="", verified=True)
    clock.now += 8 * DAY_S
    known.tidy()

    assert [each.check_ins for each in ledger.radios()] == [()]


def test_the_same_word_again_writes_nothing(
    known: Neighbours, ledger: TinyLedger, clock: ManualClock
) -> None:
    for _ in range(2):
        known.speak(ANA, "es")
        known.own(ANA, _owned())
        known.check_in(ANA, well=True, words="", verified=True)
        kept = list(ledger.radios())
        clock.now += 60

    assert list(ledger.radios()) == kept
    assert kept[0].heard.at == int(clock.now + clock.wall_ahead - 120)


def test_a_forged_word_does_not_push_out_a_proved_call_for_help(
    known: Neighbours, ledger: TinyLedger
) -> None:
    known.check_in(ANA, well=False, words="in 3B", verified=True)
    for number in range(10):
        known.check_in(ANA, well=bool(number % 2), words="", verified=False)

    [radio] = ledger.radios()
    assert len(radio.check_ins) == MAX_CHECK_INS
    assert radio.check_ins[0].words == "in 3B"


def test_of_a_blocked_radio_only_its_number_is_kept_and_not_forgotten(
    known: Neighbours, ledger: TinyLedger, clock: ManualClock
) -> None:
    known.speak(ANA, "es")
    known.own(ANA, _owned())
    known.block(ANA, blocked=True)
    clock.now += 60 * DAY_S
    known.tidy()
    [radio] = ledger.radios()
    assert (radio.blocked, radio.language, radio.owned) == (True, None, ())

    known.block(ANA, blocked=False)
    assert _numbers(ledger) == []


def test_where_there_are_too_many_the_silent_ones_make_room(
    known: Neighbours, ledger: TinyLedger, clock: ManualClock
) -> None:
    known.block(BO, blocked=True)
    for number in range(MAX_RADIOS + 50):
        clock.now += 1
        known.speak(1000 + number, "es")

    assert len(known) <= MAX_RADIOS
    assert known.is_blocked(BO)
    assert known.language(1000 + MAX_RADIOS + 49) == "es"
    assert known.language(1000) is None
    assert len(_numbers(ledger)) == len(known)


def test_a_radio_that_was_only_muted_is_not_kept(
    known: Neighbours, ledger: TinyLedger, clock: ManualClock
) -> None:
    known.speak(BO, "es")
    said_at = next(iter(ledger.radios())).heard
    clock.now += DAY_S
    known.mute(ANA)
    known.mute(BO)

    [radio] = ledger.radios()
    assert (radio.number, radio.muted, radio.heard) == (BO, 1, said_at)


def test_made_up_radios_push_out_nobody_who_posted_or_called_for_help(
    known: Neighbours, clock: ManualClock
) -> None:
    known.own(ANA, _owned())
    known.check_in(BO, well=False, words="in 3B", verified=False)
    for number in range(2 * MAX_RADIOS):
        clock.now += 1
        known.check_in(1000 + number, well=True, words="", verified=False)

    assert list(known.owned_by(ANA, PostId(7, 1)))
    assert known.calls_for_help(BO)


def test_what_is_not_verified_pushes_out_nothing_that_is(
    known: Neighbours, clock: ManualClock
) -> None:
    for number in range(MAX_RADIOS):
        known.own(number, _owned())
    for number in range(2 * MAX_RADIOS):
        clock.now += 1
        known.check_in(1000 + number, well=False, words="", verified=False)

    assert len(known.all_owned()) == MAX_RADIOS


def test_nothing_private_shows_in_a_repr(known: Neighbours, ledger: TinyLedger) -> None:
    known.own(0xABCDE, _owned())
    known.check_in(0xABCDE, well=False, words="in 3B", verified=True)

    shown = repr(list(ledger.radios()))
    assert "in 3B" not in shown
    assert str(0xABCDE) not in shown


def test_a_call_for_help_is_open_for_a_day_or_until_its_neighbour_is_well(
    known: Neighbours, clock: ManualClock
) -> None:
    known.check_in(ANA, well=False, words="in 3B", verified=True)
    known.check_in(BO, well=False, words="", verified=False)
    assert known.open_calls() == 2

    known.check_in(ANA, well=True, words="", verified=False)
    known.check_in(BO, well=True, words="", verified=False)
    assert known.open_calls() == 1

    clock.now += 1.1 * DAY_S
    assert known.open_calls() == 0

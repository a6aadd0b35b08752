"""Seals: what was sealed opens once, with the network's key, and never otherwise."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from radio.codec import VERSION, decode
from radio.keys import Keyring, NetworkKey
from radio.replay import MAX_WINDOWS, WINDOW, Windows
from radio.seal import (
    BLOCK,
    COUNTERS,
    Broken,
    CannotSeal,
    Seal,
    SealBroken,
    SealState,
    unseal,
)
from radio.wire import MalformedFrame
from tests.radio.seals import SECRET, Numbers, Speaker, keyring, seal_of
from tests.strategies import frames

HEAD = VERSION << 4 | 1
OTHER = bytes(range(1, 33))


def _reason(seal: Seal, octets: bytes) -> Broken:
    with pytest.raises(SealBroken) as caught:
        seal.open(octets)
    return caught.value.reason


# -- what opens and what does not -------------------------------------------------


@given(st.binary(max_size=215))
def test_what_is_sealed_opens_as_it_was_in_sixteen_bytes_more(body: bytes) -> None:
    octets = seal_of(1).seal(body, HEAD)

    opened = seal_of(2).open(octets)

    assert (opened.sender, opened.head, opened.body) == (1, HEAD, body)
    assert len(octets) == len(body) + 16


@given(st.binary(max_size=300))
def test_any_bytes_break_a_seal_and_nothing_else(octets: bytes) -> None:
    with pytest.raises(SealBroken):
        seal_of(2).open(octets)


@given(st.binary(max_size=300))
def test_any_bytes_of_our_version_break_a_seal_and_nothing_else(rest: bytes) -> None:
    with pytest.raises(SealBroken):
        seal_of(2).open(bytes([HEAD]) + rest)


@given(frames, st.data())
def test_no_flipped_bit_goes_unnoticed(frame: object, data: st.DataObject) -> None:
    octets = bytearray(Speaker().says(frame))  # type: ignore[arg-type]
    bit = data.draw(st.integers(0, 8 * len(octets) - 1))
    octets[bit // 8] ^= 1 << bit % 8

    assert _reason(seal_of(2**32 - 1), bytes(octets)) in (
        Broken.FOREIGN,
        Broken.UNKNOWN_VERSION,
    )


@given(st.integers(0, 255), st.binary(max_size=60))
def test_whatever_a_hub_seals_is_a_frame_or_malformed(low: int, body: bytes) -> None:
    opened = seal_of(2).open(seal_of(1).seal(body, VERSION << 4 | low & 0x0F))

    try:
        decode(opened.head, opened.sender, opened.body)
    except MalformedFrame as malformed:
        assert str(malformed)


def test_a_frame_of_another_network_is_foreign() -> None:
    assert _reason(seal_of(2), seal_of(1, None, OTHER).seal(b"x", HEAD)) is (
        Broken.FOREIGN
    )


def test_a_frame_cut_short_is_truncated_or_foreign() -> None:
    octets = seal_of(1).seal(b"", HEAD)

    assert _reason(seal_of(2), octets[:15]) is Broken.TRUNCATED
    assert _reason(seal_of(2), seal_of(1).seal(b"xy", HEAD)[:16]) is Broken.FOREIGN
    assert _reason(seal_of(2), b"") is Broken.TRUNCATED


def test_frames_of_version_1_are_told_from_ours() -> None:
    assert _reason(seal_of(2), bytes([0x11]) + bytes(40)) is Broken.UNKNOWN_VERSION


def test_more_bytes_than_any_packet_has_are_not_even_tried() -> None:
    assert _reason(seal_of(2), bytes([HEAD]) + b"x" * 200_000) is Broken.FOREIGN


# -- replays ----------------------------------------------------------------------


def test_a_replayed_frame_does_nothing() -> None:
    octets, there = seal_of(1).seal(b"x", HEAD), seal_of(2)
    there.open(octets)

    assert _reason(there, octets) is Broken.REPLAYED


def test_frames_may_come_in_any_order_within_the_window() -> None:
    sender, there = seal_of(1), seal_of(2)
    octets = [sender.seal(b"x", HEAD) for _ in range(WINDOW)]

    for each in reversed(octets):
        there.open(each)

    assert all(_reason(there, each) is Broken.REPLAYED for each in octets)


def test_a_frame_from_far_behind_counts_as_replayed() -> None:
    sender, there = seal_of(1), seal_of(2)
    octets = [sender.seal(b"x", HEAD) for _ in range(WINDOW + 1)]

    there.open(octets[-1])

    assert _reason(there, octets[0]) is Broken.REPLAYED
    there.open(octets[1])


@given(st.lists(st.integers(0, 300), max_size=80))
def test_a_window_never_takes_a_counter_twice(counters: list[int]) -> None:
    windows = Windows()

    taken = [each for each in counters if windows.take(b"key1", 1, each)]

    assert len(taken) == len(set(taken))


@pytest.mark.parametrize("restarted", [False, True])
def test_one_frame_with_an_absurd_counter_does_not_silence_its_sender(
    *, restarted: bool
) -> None:
    windows = Windows()
    assert windows.take(b"key1", 1, 100)
    assert windows.take(b"key1", 1, 2**24 - 1)  # somebody else, in its name
    if restarted:
        kept, windows = windows.snapshot(), Windows()
        windows.restore(kept)

    assert all(windows.take(b"key1", 1, counter) for counter in range(101, 300))
    assert not windows.take(b"key1", 1, 150)
    assert not windows.take(b"key1", 1, 2**24 - 1)


def test_windows_are_bounded_and_kept_apart_by_key() -> None:
    windows = Windows()
    for sender in range(1, 2 * MAX_WINDOWS):
        assert windows.take(b"key1", sender, 5)

    assert windows.take(b"key2", 2 * MAX_WINDOWS - 1, 5)
    assert len(windows.snapshot()) == 11 * MAX_WINDOWS


def test_what_was_heard_before_a_restart_stays_heard() -> None:
    sender, before, after = seal_of(1), seal_of(2), seal_of(2)
    old, new = (sender.seal(b"x", HEAD) for _ in range(2))
    before.open(old)

    after.restore(before.snapshot())

    assert _reason(after, old) is Broken.REPLAYED
    after.open(new)


def test_an_old_snapshot_takes_back_nothing() -> None:
    sender, there = seal_of(1), seal_of(2)
    first, second = (sender.seal(b"x", HEAD) for _ in range(2))
    there.open(first)
    old = there.snapshot()
    there.open(second)

    there.restore(old)

    assert _reason(there, second) is Broken.REPLAYED


def test_a_snapshot_that_is_none_is_told() -> None:
    with pytest.raises(ValueError, match="snapshot"):
        seal_of(2).restore(b"x" * 12)


# -- frames in our own name -------------------------------------------------------


def test_our_own_frame_that_comes_back_is_reflected() -> None:
    ours = seal_of(1)

    assert _reason(ours, ours.seal(b"x", HEAD)) is Broken.REFLECTED


def test_a_frame_from_before_our_restart_is_reflected() -> None:
    numbers = Numbers()
    old = seal_of(1, numbers).seal(b"x", HEAD)
    again = seal_of(1, numbers)

    assert _reason(again, old) is Broken.REFLECTED
    again.seal(b"y", HEAD)
    assert _reason(again, old) is Broken.REFLECTED


def test_a_copy_of_our_card_is_told_from_an_echo() -> None:
    ours, copy = seal_of(1), seal_of(1)
    ours.seal(b"what we said", HEAD)
    same_counter = copy.seal(b"what the copy said", HEAD)
    ahead = copy.seal(b"what the copy said next", HEAD)

    assert _reason(ours, same_counter) is Broken.IMPOSTOR
    assert _reason(ours, ahead) is Broken.IMPOSTOR


# -- nonces -----------------------------------------------------------------------


def test_no_nonce_is_used_twice_over_restarts_and_copies_of_frames() -> None:
    numbers = Numbers()
    seen = set()
    for _ in range(5):
        seal = seal_of(1, numbers)
        for _ in range(BLOCK + 3):
            seen.add(seal.seal(b"", HEAD)[:8])

    assert len(seen) == 5 * (BLOCK + 3)


def test_counters_are_durable_before_they_are_used() -> None:
    numbers = Numbers()
    seal = seal_of(1, numbers)

    for _ in range(2 * BLOCK):
        counter = unseal(seal.seal(b"", HEAD), keyring()).counter
        assert counter < max(numbers.given.values())


def test_counters_belong_to_a_sender_and_a_key() -> None:
    numbers = Numbers()
    keys = Keyring(NetworkKey(SECRET), NetworkKey(OTHER))
    seal = Seal(1, keys, numbers.reserve)
    seal.seal(b"", HEAD)
    keys.roll()
    seal.seal(b"", HEAD)
    seal_of(2, numbers).seal(b"", HEAD)

    assert len(numbers.given) == 3
    restarted = Seal(1, keys, numbers.reserve)
    assert unseal(restarted.seal(b"", HEAD), keys).counter == BLOCK


def test_a_hub_that_can_reserve_nothing_seals_nothing_until_it_can() -> None:
    numbers = Numbers()
    numbers.refusing = True
    seal = seal_of(1, numbers)

    with pytest.raises(CannotSeal):
        seal.seal(b"x", HEAD)
    assert seal.state is SealState.CANNOT_RESERVE

    numbers.refusing = False
    assert seal.ready()
    assert seal.state is SealState.WELL


def test_when_the_counters_are_used_up_sealing_stops() -> None:
    seal = seal_of(1, Numbers(used=COUNTERS - 10))
    sealed = [seal.seal(b"", HEAD) for _ in range(10)]

    assert sealed[-1][5:8] == b"\xff\xff\xff"
    for _ in range(3):
        assert not seal.ready()
        assert seal.state is SealState.USED_UP


# -- keys -------------------------------------------------------------------------


def _hub(sender: int, *secrets: bytes | None) -> Seal:
    keys = [secret and NetworkKey(secret) for secret in secrets]
    return Seal(sender, Keyring(*keys), Numbers().reserve)  # type: ignore[arg-type]


def test_a_network_takes_a_new_key_hub_by_hub_and_loses_no_frame() -> None:
    hubs = [_hub(sender, SECRET, OTHER) for sender in (1, 2, 3)]
    hubs[0].keys.roll()

    for _ in range(2):
        for here, there in itertools.permutations(hubs, 2):
            there.open(here.seal(b"x", HEAD))

    assert all(each.keys.current.name == NetworkKey(OTHER).name for each in hubs)
    assert all(each.keys.previous for each in hubs)


def test_a_hub_that_does_not_know_the_new_key_yet_is_still_heard() -> None:
    ahead, behind = _hub(1, SECRET, OTHER), _hub(2, SECRET)
    ahead.keys.roll()

    assert ahead.open(behind.seal(b"x", HEAD)).body == b"x"
    assert _reason(behind, ahead.seal(b"x", HEAD)) is Broken.FOREIGN


def test_an_echo_or_a_replay_under_the_key_to_come_does_not_roll() -> None:
    early = _hub(1, OTHER)
    ours = _hub(1, SECRET, OTHER)

    _reason(ours, early.seal(b"x", HEAD))

    assert ours.keys.following is not None


def test_without_a_key_to_come_nothing_rolls() -> None:
    keys = keyring()

    assert not keys.roll()
    assert keys.previous is None


def test_a_key_shows_itself_nowhere() -> None:
    key = NetworkKey(SECRET)
    shown = repr(key) + repr(Keyring(key)) + key.name.hex()

    assert SECRET.hex() not in shown
    assert len(key.name) == 4
    with pytest.raises(ValueError, match="32 bytes") as caught:
        NetworkKey(SECRET[:-1])
    assert SECRET.hex()[:8] not in str(caught.value)

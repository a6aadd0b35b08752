"""Files carried by hand: what was written comes back, up to where one breaks."""

from __future__ import annotations

import io
import tracemalloc
from collections.abc import Iterable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from radio.carried import (
    CHUNK_BYTES,
    HEADER_BYTES,
    MAGIC,
    CarriedBroken,
    Fault,
    read_carried,
    write_carried,
)
from radio.keys import Keyring, NetworkKey
from radio.record import MAX_PAYLOAD_BYTES, MAX_SEQUENCE, AgedRecord, Record
from tests.radio.seals import SECRET, keyring
from tests.strategies import origins, sequences

KEY, OTHER = NetworkKey(SECRET), NetworkKey(bytes(range(1, 33)))

aged = st.builds(
    AgedRecord,
    st.builds(
        Record,
        st.integers(1, 3) | origins,
        st.integers(1, 9) | sequences,
        st.binary(min_size=1, max_size=60)
        | st.binary(min_size=1, max_size=MAX_PAYLOAD_BYTES),
    ),
    st.integers(0, 2**32 - 1).map(float),
)
boards = st.lists(aged, max_size=20, unique_by=lambda each: each.record.name)


def _post(number: int, origin: int = 7) -> AgedRecord:
    payload = f"post {number}, of some forty bytes in all".encode()
    return AgedRecord(Record(origin, number, payload), 60.0 * number)


def _file(records: Iterable[AgedRecord], key: NetworkKey = KEY) -> bytes:
    return b"".join(write_carried(records, key, None))


def _read(octets: bytes, keys: Keyring | None = None) -> list[AgedRecord]:
    carried = read_carried(io.BytesIO(octets).read, keys or keyring())
    return [each for chunk in carried.chunks for each in chunk]


def _broken(octets: bytes) -> tuple[list[AgedRecord], Fault]:
    """What comes before it breaks, as it must."""
    records: list[AgedRecord] = []
    with pytest.raises(CarriedBroken) as caught:
        for chunk in read_carried(io.BytesIO(octets).read, keyring()).chunks:
            records += chunk
    return records, caught.value.fault


def _chunks(octets: bytes) -> Iterator[bytes]:
    at = HEADER_BYTES
    while at < len(octets):
        end = at + 2 + (int.from_bytes(octets[at : at + 2]) & 0x7FFF)
        yield octets[at:end]
        at = end


# -- what comes back ----------------------------------------------------------


@given(boards)
def test_what_was_written_comes_back_each_record_once(board: list[AgedRecord]) -> None:
    found = _read(_file(board))

    assert len(found) == len(board)
    assert {each.record.name: each for each in found} == {
        each.record.name: each for each in board
    }


def test_what_is_longest_and_highest_comes_back() -> None:
    record = Record(2**32 - 1, MAX_SEQUENCE, b"x" * MAX_PAYLOAD_BYTES)

    assert _read(_file([AgedRecord(record, 2.0**40)])) == [
        AgedRecord(record, 2.0**32 - 1)
    ]


@pytest.mark.parametrize(("at", "read"), [(1.8e9 + 0.3, 1_800_000_001), (None, None)])
def test_when_it_was_written_is_told_if_somebody_vouched(
    at: float | None, read: int | None
) -> None:
    octets = b"".join(write_carried([], KEY, at))

    assert read_carried(io.BytesIO(octets).read, keyring()).written_at == read


@pytest.mark.parametrize(
    "keys", [Keyring(KEY), Keyring(OTHER, following=KEY), Keyring(OTHER, previous=KEY)]
)
def test_the_key_in_use_the_one_to_come_and_the_one_before_open(keys: Keyring) -> None:
    assert _read(_file([_post(1)]), keys) == [_post(1)]


# -- what is shown to nobody --------------------------------------------------


def test_no_two_files_are_alike_though_they_say_the_same() -> None:
    first, second = (list(_chunks(_file([_post(1)]))) for _ in range(2))

    assert not set(first) & set(second)


def test_nothing_can_be_read_in_it_without_the_key() -> None:
    octets = _file([_post(1)])

    assert b"post" not in octets
    with pytest.raises(CarriedBroken) as caught:
        _read(octets, Keyring(OTHER))
    assert caught.value.fault is Fault.FOREIGN


# -- what was torn, changed, cut or joined ------------------------------------


def test_torn_anywhere_it_gives_what_stands_whole_before_the_tear() -> None:
    board = [_post(number) for number in range(1, 250)]
    octets = _file(board)

    counts = set()
    for length in range(0, len(octets), 7):
        found, fault = _broken(octets[:length])
        assert found == board[: len(found)]
        assert fault is (Fault.NOT_OURS if length < len(MAGIC) else Fault.TORN)
        counts.add(len(found))
    assert len(counts) == len(list(_chunks(octets))) - 1


@given(st.data())
def test_no_flipped_bit_goes_unnoticed(data: st.DataObject) -> None:
    board = [_post(number) for number in range(1, 250)]
    octets = bytearray(_file(board))
    bit = data.draw(st.integers(0, 8 * len(octets) - 1))
    octets[bit // 8] ^= 1 << bit % 8

    found, _ = _broken(bytes(octets))

    assert found == board[: len(found)]


def test_every_bit_of_a_small_file_counts() -> None:
    octets = _file([_post(1)])

    for bit in range(8 * len(octets)):
        changed = bytearray(octets)
        changed[bit // 8] ^= 1 << bit % 8
        found, _ = _broken(bytes(changed))
        assert found in ([], [_post(1)])


def test_chunks_in_another_order_or_fewer_of_them_are_noticed() -> None:
    board = [_post(number) for number in range(1, 350)]
    octets = _file(board)
    first, one, two, *rest = _chunks(octets)
    header = octets[:HEADER_BYTES]

    assert _broken(b"".join([header, first, two, one, *rest])) == ([], Fault.CHANGED)
    assert _broken(b"".join([header, first, two, *rest])) == ([], Fault.CHANGED)
    assert _broken(b"".join([header, first, rest[-1]])) == ([], Fault.CHANGED)


def test_two_files_joined_are_noticed() -> None:
    octets = _file([_post(1)])

    assert _broken(octets + octets) == ([_post(1)], Fault.CONTINUED)
    assert _broken(octets + b"\0") == ([_post(1)], Fault.CONTINUED)


def test_a_chunk_of_another_file_is_noticed() -> None:
    mine, theirs = _file([_post(1)]), _file([_post(2)])
    first, _, last = _chunks(mine)
    _, strange, _ = _chunks(theirs)

    spliced = b"".join([mine[:HEADER_BYTES], first, strange, last])

    assert _broken(spliced) == ([], Fault.CHANGED)


@given(st.binary(max_size=300), st.sampled_from([b"", MAGIC, MAGIC + b"\x01"]))
def test_any_bytes_are_no_file_and_nothing_else(rest: bytes, start: bytes) -> None:
    assert _broken(start + rest)[0] == []


def test_a_file_of_a_later_version_is_told_from_one_that_is_none() -> None:
    octets = bytearray(_file([_post(1)]))
    octets[len(MAGIC)] = 2

    assert _broken(bytes(octets)) == ([], Fault.LATER_VERSION)


# -- how much it takes --------------------------------------------------------


def test_a_large_board_takes_no_more_memory_than_a_small_one() -> None:
    octets = _file(_post(number) for number in range(1, 20_001))

    tracemalloc.start()
    written = sum(map(len, write_carried(map(_post, range(1, 20_001)), KEY, None)))
    carried = read_carried(io.BytesIO(octets).read, keyring())
    count = sum(map(len, carried.chunks))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert (written, count) == (len(octets), 20_000)
    # BytesIO shares the bytes that it is given; what is left is some chunks' worth.
    assert peak < 100 * CHUNK_BYTES

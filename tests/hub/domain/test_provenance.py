"""Whose record is it: signatures, in whatever order they come."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.domain.changes import Change, Introduced, Signed, Unreadable
from hub.domain.ids import RecordId
from hub.domain.provenance import Dispute, Provenance, message, origin_of
from hub.domain.record import HubId, Record, Sequence
from hub.mesh.keys import HubKeys, is_signed
from hub.mesh.packing import pack

KEYS = HubKeys(b"elm" * 11)
HELLO = KEYS.introduction(0)
ELM = origin_of(HELLO)
OTHERS = HubKeys(b"oak" * 11)


def _record(sequence: int, change: Change, payload: bytes = b"") -> Record:
    return Record(ELM, Sequence(sequence), change, payload or pack(change))


def _post(sequence: int, words: str = "bread") -> Record:
    return _record(sequence, Unreadable(), f"{words} {sequence}".encode())


def _history() -> list[Record]:
    """An introduction, posts, a signature over them, more posts, another signature."""
    provenance = Provenance(is_signed)
    records = [_record(1, HELLO), *map(_post, range(2, 6))]
    for record in records:
        provenance.add(record)
    for sequence in (6, 9):
        count, said = provenance.to_sign(ELM, sequence)
        records.append(_record(sequence, Signed(count, KEYS.sign(said))))
        provenance.add(records[-1])
        if sequence == 6:
            for record in map(_post, (7, 8)):
                records.append(record)
                provenance.add(record)
    return records


def _known(records: list[Record]) -> Provenance:
    provenance = Provenance(is_signed)
    for record in records:
        provenance.add(record)
    return provenance


def _covered(provenance: Provenance) -> list[int]:
    return [n for n in range(1, 12) if provenance.is_covered(RecordId(ELM, n))]


def test_signatures_cover_everything_before_them_once() -> None:
    signed = [each.change for each in _history() if isinstance(each.change, Signed)]

    assert [each.count for each in signed] == [5, 2]
    assert _covered(_known(_history())) == list(range(1, 10))


@given(st.randoms(use_true_random=False))
def test_the_order_in_which_they_come_makes_no_difference(rng: random.Random) -> None:
    records = _history() * 2
    rng.shuffle(records)

    known = _known(records)

    assert _covered(known) == list(range(1, 10))
    assert known.disputes() == []


@pytest.mark.parametrize("missing", range(1, 6))
def test_with_a_record_missing_nothing_is_claimed(missing: int) -> None:
    records = [each for each in _history() if each.sequence != missing]

    assert _covered(_known(records)) == ([] if missing == 1 else [7, 8, 9])


def test_a_forged_record_is_found_out_and_the_true_one_settles_it() -> None:
    forged = _post(3, "poison")
    records = [forged if each.sequence == 3 else each for each in _history()]

    known = _known(records)

    assert known.disputes() == [Dispute(ELM, 1, 5)]
    assert _covered(known) == [7, 8, 9]
    known.add(_post(3))
    assert known.disputes() == []
    assert _covered(known) == list(range(1, 10))


def test_a_signature_by_somebody_else_proves_nothing() -> None:
    records = [_record(1, HELLO), _post(2)]
    known = _known(records)
    count, said = known.to_sign(ELM, 3)

    known.add(_record(3, Signed(count, OTHERS.sign(said))))

    assert _covered(known) == []
    assert known.disputes() == [Dispute(ELM, 1, 2)]


def test_keys_that_do_not_go_with_the_name_are_nobodys() -> None:
    stranger = Introduced(b"s" * 32, HELLO.sealing, 0)

    assert not _known([_record(1, stranger)]).has_key(ELM)
    assert _known([_record(1, stranger), _record(2, HELLO)]).has_key(ELM)


@pytest.mark.parametrize("count", [0, 3, 250])
def test_a_signature_over_what_never_was_waits_and_harms_nothing(count: int) -> None:
    known = _known([_record(1, HELLO), _record(3, Signed(count, bytes(64)))])

    assert _covered(known) == known.disputes() == []


def test_each_turn_has_a_name_of_its_own() -> None:
    assert len({origin_of(KEYS.introduction(turn)) for turn in range(50)}) == 50


def test_a_message_names_hub_and_place() -> None:
    said = {message(*each, [b"h"]) for each in ((1, 2), (2, 1), (1, 3))}

    assert len(said) == 3
    assert message(HubId(1), 2, []) != message(HubId(1), 2, [b"h"])

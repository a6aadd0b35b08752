"""The power goes: at every write, what was acknowledged is there afterwards."""

from __future__ import annotations

import random
from functools import cache
from pathlib import Path

import pytest

from hub.domain.ids import RecordId
from hub.domain.record import Held, HubId, Record, Sequence
from hub.mesh.keys import name_of
from hub.mesh.packing import unpack
from hub.store.ledger import TinyLedger
from tests.hub.store.power import Acknowledged, Disk, Log, LoggingLayer, Synced, Written

POSTS = 25


@cache
def _held(number: int) -> Held:
    payload = b"\x01\x00\x01\xffpost %d " % number + b"x" * (40 * (number % 7))
    record = Record(HubId(7), Sequence(number), unpack(payload), payload)
    return Held(record, 0.0, 0.0)


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Log:
    """A hub writes posts, and closes its file well in the middle of them."""
    folder = tmp_path_factory.mktemp("source")
    log = Log(folder)
    with LoggingLayer(log).installed():
        for posts in (range(1, 11), range(11, POSTS + 1)):
            ledger = TinyLedger(folder, unpack, name_of)
            ledger.identity()
            for number in posts:
                ledger.append(_held(number))
                log.add(Acknowledged(number))
            ledger.close()
    return log


def _numbers_after(disk: Disk, folder: Path, rng: random.Random | None) -> list[int]:
    folder.mkdir()
    disk.after_power_cut(folder, rng)
    ledger = TinyLedger(folder, unpack, name_of)
    try:
        found = list(ledger.records())
    finally:
        ledger.close()
    assert all(each == _held(each.record.sequence) for each in found)
    return [each.record.sequence for each in found]


def test_the_layer_sees_what_sqlite_does(log: Log) -> None:
    assert sum(isinstance(each, Synced) for each in log.steps) >= POSTS
    names = {each.name for each in log.steps if isinstance(each, Written)}
    assert {"porchlight.db", "porchlight.db-wal"} <= names


@pytest.mark.parametrize("seed", [None, 1, 2, 3])
def test_whenever_the_power_goes_every_acknowledged_post_is_there(
    log: Log, tmp_path: Path, seed: int | None
) -> None:
    rng = random.Random(seed) if seed is not None else None
    disk = Disk()
    told = 0
    for index, step in enumerate(log.steps):
        if isinstance(step, Acknowledged):
            told = step.number
        else:
            disk.take(step)
        numbers = _numbers_after(disk, tmp_path / str(index), rng)

        assert numbers in (list(range(1, told + 1)), list(range(1, told + 2))), index


KEPT, DROPPED_AT_ONCE = 40, 9


@pytest.fixture(scope="module")
def dropping(tmp_path_factory: pytest.TempPathFactory) -> Log:
    """A hub lets go of records, and makes the file smaller when most are gone."""
    folder = tmp_path_factory.mktemp("dropping")
    log = Log(folder)
    with LoggingLayer(log).installed():
        ledger = TinyLedger(folder, unpack, name_of)
        ledger.append_all(_held(number) for number in range(1, KEPT + 1))
        log.add(Acknowledged(0))
        for first in range(1, KEPT - DROPPED_AT_ONCE, DROPPED_AT_ONCE):
            names = range(first, first + DROPPED_AT_ONCE)
            ledger.drop([RecordId(7, each) for each in names])
            log.add(Acknowledged(names[-1]))
        ledger.close()
    return log


@pytest.mark.parametrize("seed", [None, 1, 2])
def test_whenever_the_power_goes_every_record_is_held_or_dropped_and_none_both(
    dropping: Log, tmp_path: Path, seed: int | None
) -> None:
    rng = random.Random(seed) if seed is not None else None
    disk = Disk()
    told = None
    for index, step in enumerate(dropping.steps):
        if isinstance(step, Acknowledged):
            told = step.number
        else:
            disk.take(step)
        if told is None:
            continue
        folder = tmp_path / str(index)
        folder.mkdir()
        disk.after_power_cut(folder, rng)
        ledger = TinyLedger(folder, unpack, name_of)
        held = [each.record.sequence for each in ledger.records()]
        last, restored = ledger.gone().of(7).last_dropped, ledger.restored
        ledger.close()

        assert held == list(range(last + 1, KEPT + 1)), index
        assert last in (told, told + DROPPED_AT_ONCE)
        assert not restored

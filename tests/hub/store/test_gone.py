"""What is let go of is gone from the disk, and its name is never given again."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from hub.domain.contact import Contact
from hub.domain.gone import Fate, Runs
from hub.domain.ids import RecordId
from hub.domain.keep_codes import CodeHash
from hub.domain.reach import LOCAL
from hub.mesh.keys import name_of
from hub.mesh.packing import unpack
from hub.service import LedgerUnavailable, Private, Receipt
from hub.store.copies import COPIES
from hub.store.documents import fate_document
from hub.store.folder import FILE
from hub.store.keeping import back_up, restore
from hub.store.ledger import TinyLedger
from hub.store.migrations import VERSION
from tests.hub.store.files import flip_in, held, hub_of, record_of, write_file


def _opened(folder: Path) -> TinyLedger:
    return TinyLedger(folder, unpack, name_of)


def _filled(folder: Path, origin: int = 7) -> TinyLedger:
    ledger = _opened(folder)
    ledger.append_all(held(number, origin) for number in range(1, 11))
    return ledger


def _again(ledger: TinyLedger, folder: Path) -> TinyLedger:
    ledger.close()
    return _opened(folder)


def _names(*sequences: int, origin: int = 7) -> list[RecordId]:
    return [RecordId(origin, each) for each in sequences]


def _sequences(ledger: TinyLedger) -> list[int]:
    return [each.record.sequence for each in ledger.records()]


def _runs(first: int, last: int) -> Runs:
    return (range(first, last + 1),)


def test_what_was_dropped_is_gone_after_a_restart_but_for_its_name(
    tmp_path: Path,
) -> None:
    ledger = _filled(tmp_path)

    ledger.drop(_names(1, 2, 3, 7))
    ledger.drop(_names(4))
    ledger = _again(ledger, tmp_path)

    assert _sequences(ledger) == [5, 6, 8, 9, 10]
    assert ledger.gone().of(7) == Fate(dropped=(range(1, 5), range(7, 8)))
    assert ledger.gone().of(7).last_dropped == 7
    assert not ledger.restored
    ledger.close()


def test_a_dropped_post_takes_its_code_and_its_contact_along(tmp_path: Path) -> None:
    ledger = _opened(tmp_path)
    code = CodeHash(b"salt", b"hash")
    for number in (1, 2):
        receipt = Receipt(RecordId(7, number), b"key%d" % number, b"draft", code)
        ledger.append(held(number), Private(receipt, Contact("door 3")))

    ledger.drop(_names(1))

    assert [each.record for each in ledger.receipts()] == _names(2)
    assert [each for each, _ in ledger.contacts()] == _names(2)
    ledger.close()
    for name in (FILE, *COPIES):
        if (tmp_path / name).exists():
            assert (tmp_path / name).read_bytes().count(b"door 3") == 1


def test_a_disk_that_refuses_leaves_everything_as_it_was(tmp_path: Path) -> None:
    ledger = _filled(tmp_path)
    ledger._storage._connection.execute("pragma query_only = on")

    with pytest.raises(LedgerUnavailable):
        ledger.drop(_names(1))
    with pytest.raises(LedgerUnavailable):
        ledger.skip({9: _runs(1, 5)})

    assert _sequences(ledger) == list(range(1, 11))
    assert ledger.gone().fates == {}
    ledger.close()


def test_what_others_said_has_passed_is_known_after_a_restart(tmp_path: Path) -> None:
    ledger = _filled(tmp_path)

    ledger.skip({9: _runs(1, 500), 7: _runs(20, 30)})
    ledger.skip({9: _runs(400, 600)})
    ledger = _again(ledger, tmp_path)

    assert ledger.gone().of(9) == Fate(skipped=_runs(1, 600))
    assert RecordId(7, 25) in ledger.gone()
    assert not ledger.gone().was_dropped(RecordId(7, 25))
    assert len(ledger._storage.collection("passed")) == 2
    ledger.close()


def test_a_record_that_comes_all_the_same_is_not_gone_any_more(tmp_path: Path) -> None:
    ledger = _filled(tmp_path)
    ledger.skip({9: _runs(1, 5)})

    ledger.append(held(3, 9))

    for _ in range(2):
        assert ledger.gone().of(9).skipped == (range(1, 3), range(4, 6))
        ledger = _again(ledger, tmp_path)
    ledger.close()


def test_records_are_found_by_their_names(tmp_path: Path) -> None:
    ledger = _filled(tmp_path)

    assert list(ledger.find(_names(3, 99))) == [held(3)]
    ledger.close()


def test_a_file_gets_smaller_when_most_of_it_was_dropped(tmp_path: Path) -> None:
    ledger = _opened(tmp_path)
    ledger.append_all(held(number) for number in range(1, 2001))
    before = _file_bytes(ledger, tmp_path)

    ledger.drop(_names(*range(1, 1901)))

    assert _file_bytes(ledger, tmp_path) < before / 5
    ledger = _again(ledger, tmp_path)
    assert _sequences(ledger) == list(range(1901, 2001))
    ledger.close()


def _file_bytes(ledger: TinyLedger, folder: Path) -> int:
    ledger._storage.scrub()
    return (folder / FILE).stat().st_size


def test_names_outlive_a_backup_and_its_restore(tmp_path: Path) -> None:
    ledger = _filled(tmp_path)
    ledger.identity()
    ledger.append_all(held(number, LOCAL) for number in range(1, 4))
    ledger.drop([*_names(1, 2), *_names(1, 2, 3, origin=LOCAL)])
    back_up(tmp_path, tmp_path / "backup")
    ledger.close()

    restore(tmp_path, tmp_path / "backup", name_of)
    ledger = _opened(tmp_path)

    assert ledger.gone().of(7) == Fate(dropped=_runs(1, 2))
    assert ledger.floor("local") > 3
    ledger.close()


def test_names_are_saved_from_a_damaged_file(tmp_path: Path) -> None:
    ours, copied = Fate(_runs(1, 4), _runs(30, 39)), Fate(_runs(1, 2), _runs(30, 49))
    _write(tmp_path / FILE, ours, range(5, 16))
    flip_in(tmp_path / FILE, record_of(12, VERSION))
    _write(tmp_path / COPIES[0], copied, range(3, 12))

    ledger = _opened(tmp_path)

    # The copy holds two that were let go since: they are here, and go again later.
    assert sorted(_sequences(ledger)) == [*range(3, 12), 13, 14, 15]
    assert ledger.gone().of(7) == Fate(_runs(1, 2), _runs(30, 39))
    assert ledger.identity().former == (7,)
    ledger.close()


def _write(file: Path, fate: Fate, numbers: range) -> None:
    tables = {
        "hub": [hub_of(VERSION)],
        "records": [record_of(number, VERSION) for number in numbers],
        "passed": [fate_document(7, fate)],
    }
    write_file(file, VERSION, tables)


DROPPER = """
import sys
from pathlib import Path
from hub.domain.ids import RecordId
from hub.mesh.keys import name_of
from hub.mesh.packing import unpack
from hub.store.ledger import TinyLedger

ledger = TinyLedger(Path(sys.argv[1]), unpack, name_of)
names = [each.record.name for each in ledger.records()]
for at in range(0, len(names), 10):
    ledger.drop(names[at : at + 10])
    print(names[at].sequence + 9, flush=True)
"""


def test_after_kill_9_every_name_is_held_or_dropped_and_none_is_both(
    tmp_path: Path,
) -> None:
    ledger = _opened(tmp_path)
    ledger.append_all(held(number) for number in range(1, 2001))
    ledger.close()

    for _ in range(5):
        with subprocess.Popen(
            [sys.executable, "-c", DROPPER, str(tmp_path)],
            stdout=subprocess.PIPE,
            cwd=Path(__file__).parents[3],
        ) as dropper:
            assert dropper.stdout is not None
            told = [int(dropper.stdout.readline()) for _ in range(10)][-1]
            os.kill(dropper.pid, signal.SIGKILL)
        ledger = _opened(tmp_path)
        dropped = ledger.gone().of(7).dropped
        sequences = _sequences(ledger)
        ledger.close()

        assert len(dropped) == 1
        assert dropped[0].start == 1
        assert dropped[0].stop > told
        assert sequences == list(range(dropped[0].stop, 2001))

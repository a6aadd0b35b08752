"""The ledger: what it was given is there after a restart, in one process at a time."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from hub.domain.categories import CATEGORIES
from hub.domain.changes import Kind, Posted, Urgency
from hub.domain.contact import Contact
from hub.domain.ids import RecordId
from hub.domain.keep_codes import CodeHash
from hub.domain.record import Held, HubId, Record, Sequence
from hub.mesh.keys import name_of
from hub.mesh.packing import pack, unpack
from hub.service import LedgerUnavailable, Private, Receipt, Stamp
from hub.store.folder import FILE
from hub.store.ledger import FolderUnusable, TinyLedger
from hub.store.sqlite_storage import SqliteStorage

POSTED = Posted(Kind.OFFER, CATEGORIES["rides"], Urgency.WEEK, "Rides — tèt ansanm")
HELD = Held(Record(HubId(7), Sequence(1), POSTED, pack(POSTED)), 60.0, 1_000_000.0)
RECEIPT = Receipt(RecordId(7, 1), b"key", b"draft", CodeHash(b"salt", b"hash"))


def test_records_receipts_and_identity_survive_a_restart(tmp_path: Path) -> None:
    first = TinyLedger(tmp_path, unpack, name_of)
    identity = first.identity()
    first.append(HELD, Private(RECEIPT))
    first.close()

    second = TinyLedger(tmp_path, unpack, name_of)

    assert second.identity() == identity
    assert list(second.records()) == [HELD]
    assert list(second.receipts()) == [RECEIPT]
    second.close()


def test_two_hubs_have_two_names(tmp_path: Path) -> None:
    ledgers = [TinyLedger(tmp_path / name, unpack, name_of) for name in "ab"]

    origins = {each.identity().origin for each in ledgers}

    assert len(origins) == 2
    for ledger in ledgers:
        ledger.close()


def test_a_second_owner_of_a_folder_is_refused(tmp_path: Path) -> None:
    first = TinyLedger(tmp_path, unpack, name_of)

    with pytest.raises(FolderUnusable, match="in use by another"):
        TinyLedger(tmp_path, unpack, name_of)

    first.close()
    TinyLedger(tmp_path, unpack, name_of).close()


def test_a_folder_that_is_a_file_is_refused_in_one_line(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")

    with pytest.raises(FolderUnusable) as caught:
        TinyLedger(blocked / "data", unpack, name_of)

    assert "\n" not in str(caught.value)


def test_a_disk_that_refuses_to_write_is_told_as_such(tmp_path: Path) -> None:
    ledger = TinyLedger(tmp_path, unpack, name_of)
    ledger._storage._connection.execute("pragma query_only = on")

    with pytest.raises(LedgerUnavailable):
        ledger.append(HELD, Private(RECEIPT))

    assert list(ledger.records()) == []
    ledger.close()


def test_a_number_is_given_once_over_restarts(tmp_path: Path) -> None:
    first = TinyLedger(tmp_path, unpack, name_of)
    given = [first.reserve("frames", 64), first.reserve("frames", 64)]
    given += [first.reserve("others", 64)]
    first.close()

    second = TinyLedger(tmp_path, unpack, name_of)

    assert [*given, second.reserve("frames", 64)] == [0, 64, 0, 128]
    second.close()


def test_where_nothing_can_be_written_no_number_is_given(tmp_path: Path) -> None:
    ledger = TinyLedger(tmp_path, unpack, name_of)
    ledger._storage._connection.execute("pragma query_only = on")

    with pytest.raises(LedgerUnavailable):
        ledger.reserve("frames", 64)

    ledger.close()


WRITER = """
import sys
from pathlib import Path
from hub.domain.record import Held, HubId, Record, Sequence
from hub.mesh.keys import name_of
from hub.mesh.packing import unpack
from hub.store.ledger import TinyLedger

ledger = TinyLedger(Path(sys.argv[1]), unpack, name_of)
number = len(list(ledger.records()))
while True:
    number += 1
    payload = b"\\x01\\x00\\x01\\xffpost %d" % number
    record = Record(HubId(7), Sequence(number), unpack(payload), payload)
    ledger.append(Held(record, 0.0, 0.0))
    print(number, flush=True)
"""


def test_what_was_acknowledged_survives_kill_9(tmp_path: Path) -> None:
    for _ in range(5):
        writer = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(tmp_path)],
            stdout=subprocess.PIPE,
            cwd=Path(__file__).parents[3],
        )
        with writer, writer.stdout as lines:  # type: ignore[union-attr]
            acknowledged = [int(lines.readline()) for _ in range(20)][-1]
            os.kill(writer.pid, signal.SIGKILL)
            acknowledged = max([acknowledged, *map(int, lines.read().split())])
        ledger = TinyLedger(tmp_path, unpack, name_of)

        sequences = [each.record.sequence for each in ledger.records()]

        ledger.close()
        assert sequences == list(range(1, len(sequences) + 1))
        assert len(sequences) >= acknowledged


def _spoilt(folder: Path, table: str, document: dict[str, object]) -> None:
    """Put a document there that no program of ours wrote so; its checksum is right."""
    storage = SqliteStorage(folder / FILE)
    with storage.transaction():
        rows = storage.edit(table)
        rows[max(rows, default=0) + 1] = document
    storage.close()


@pytest.mark.parametrize(
    "table", ["records", "receipts", "contacts", "keyholders", "counters", "lived"]
)
@pytest.mark.parametrize(
    "document", [{}, {"origin": "seven", "sequence": None, "name": 3, "lived_s": []}]
)
def test_a_document_that_makes_no_sense_does_not_keep_the_hub_from_starting(
    tmp_path: Path, table: str, document: dict[str, object]
) -> None:
    first = TinyLedger(tmp_path, unpack, name_of)
    identity = first.identity()
    first.append(HELD, Private(RECEIPT, Contact("door 3")))
    first.reserve("revision", 7)
    first.keep_lived(60.0)
    first.close()
    _spoilt(tmp_path, table, document)

    ledger = TinyLedger(tmp_path, unpack, name_of)

    assert ledger.identity() == identity
    assert list(ledger.records()) == list(ledger.records()) == [HELD]
    assert list(ledger.receipts()) == [RECEIPT]
    assert list(ledger.contacts()) == [(RecordId(7, 1), Contact("door 3"))]
    assert list(ledger.keyholders()) == []
    assert ledger.lived_s() == 60.0
    assert ledger.reserve("revision", 1) == 7
    ledger.stamp([Stamp(RecordId(7, 1), 60.0, 1_000_000.0, 0.0)])
    assert ledger.restored == (table != "counters")
    assert ledger.unreadable == (0 if table == "counters" else 1)
    ledger.close()


def test_a_hub_that_can_not_read_who_it_is_takes_a_new_name(tmp_path: Path) -> None:
    TinyLedger(tmp_path, unpack, name_of).close()
    _spoilt(tmp_path, "hub", {"origin": 7})

    ledger = TinyLedger(tmp_path, unpack, name_of)
    identity = ledger.identity()

    assert ledger.identity() == identity
    assert ledger.restored
    ledger.close()
    again = TinyLedger(tmp_path, unpack, name_of)
    assert again.identity() == identity
    again.close()


def test_what_is_skipped_is_logged_once_and_not_quoted(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    TinyLedger(tmp_path, unpack, name_of).close()
    _spoilt(tmp_path, "contacts", {"text": "door 3"})
    ledger = TinyLedger(tmp_path, unpack, name_of)

    for _ in range(3):
        assert list(ledger.contacts()) == []

    assert [each.message for each in caplog.records] == [
        "contacts 1 makes no sense (KeyError)"
    ]
    ledger.close()

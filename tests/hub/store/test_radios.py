"""Radios in the store: kept whole, and gone for good when they are forgotten."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.domain.ids import PostId, RecordId
from hub.mesh.keys import name_of
from hub.mesh.packing import unpack
from hub.service.radios import CheckIn, Heard, KeptRadio, Owned
from hub.store.copies import COPIES
from hub.store.folder import FILE
from hub.store.ledger import FolderUnusable, TinyLedger
from hub.store.merging import add_found
from hub.store.migrations import VERSION
from hub.store.radios import RADIOS, radio_document, radio_of
from hub.store.reading import known_radios
from hub.store.salvage import Found, Row, Salvaged
from hub.store.sqlite_storage import SqliteStorage
from tests.hub.store.files import hub_of, record_of, write_file

POST = PostId(7, 3)
OWNED = Owned(POST.plain, POST, verified=True, packet=9, key=b"\1\xff")
CLAIM = Owned(RecordId(8, 4), POST, verified=False, packet=10, open_air=True)
HEARD = Heard(1_800_000_000.0, 500.0)
WORDS = "third floor, by the lift"
ANA = KeptRadio(
    0xA1B2C3D4,
    HEARD,
    "es",
    blocked=False,
    muted=2,
    owned=(OWNED, CLAIM),
    check_ins=(CheckIn(well=False, heard=HEARD, verified=True, words=WORDS),),
    key=b"\1\xff",
    key_heard=HEARD,
)

HEARDS = st.builds(
    Heard,
    st.none() | st.integers(0, 2**40).map(float),
    st.integers(0, 2**40).map(float),
)
NUMBERS = st.integers(0, 2**32 - 1)
RADIOS_OF_ANY_KIND = st.builds(
    KeptRadio,
    NUMBERS,
    HEARDS,
    st.none() | st.text(),
    st.booleans(),
    st.integers(0, 99),
    st.lists(
        st.builds(
            Owned,
            st.builds(RecordId, NUMBERS, st.integers(1, 2**32)),
            st.builds(PostId, NUMBERS, st.integers(1, 2**32)),
            st.booleans(),
            NUMBERS,
            st.booleans(),
        )
    ).map(tuple),
    st.lists(st.builds(CheckIn, st.booleans(), HEARDS, st.booleans(), st.text())).map(
        tuple
    ),
)


@given(RADIOS_OF_ANY_KIND)
def test_a_radio_is_read_as_it_was_written(radio: KeptRadio) -> None:
    assert radio_of(json.loads(json.dumps(radio_document(radio)))) == radio


def test_what_is_kept_of_a_radio_takes_the_place_of_what_was(
    ledger: TinyLedger,
) -> None:
    ledger.keep_radio(ANA)
    ledger.keep_radio(replace(ANA, language="fr"))
    ledger.keep_radio(replace(ANA, number=5))

    assert [each.number for each in ledger.radios()] == [ANA.number, 5]
    assert next(iter(ledger.radios())).language == "fr"


def test_a_forgotten_radio_is_in_no_file_of_the_hub(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    ledger = TinyLedger(folder, unpack, name_of)
    ledger.keep_radio(ANA)
    ledger.forget_radios([1])  # fresh copies, with Ana in them
    assert any(WORDS.encode() in each.read_bytes() for each in folder.iterdir())

    ledger.forget_radios([ANA.number])

    for each in folder.iterdir():
        octets = each.read_bytes()
        assert WORDS.encode() not in octets, each
        assert str(ANA.number).encode() not in octets, each
    ledger.close()


def test_what_is_forgotten_of_a_radio_is_gone_and_the_rest_stays(
    ledger: TinyLedger, tmp_path: Path
) -> None:
    ledger.keep_radio(ANA)
    ledger.forget_radios((), [replace(ANA, check_ins=())])

    assert [each.language for each in ledger.radios()] == ["es"]
    for each in (tmp_path / "data").iterdir():
        assert WORDS.encode() not in each.read_bytes(), each


def test_a_copy_that_knows_a_forgotten_radio_is_made_anew_at_the_start(
    tmp_path: Path,
) -> None:
    tables = {"hub": [hub_of(VERSION)], "records": [record_of(1, VERSION)]}
    write_file(tmp_path / FILE, VERSION, tables)
    write_file(tmp_path / COPIES[0], VERSION, {**tables, RADIOS: [radio_document(ANA)]})

    TinyLedger(tmp_path, unpack, name_of).close()

    assert WORDS.encode() not in (tmp_path / COPIES[0]).read_bytes()


@pytest.mark.parametrize(
    ("copied", "live", "kept"),
    [(None, True, 1), (None, False, 0), (frozenset([RecordId(7, 1)]), True, 0)],
)
def test_damage_does_not_bring_a_forgotten_radio_back(
    copied: frozenset[RecordId] | None, live: bool, kept: int
) -> None:
    storage = SqliteStorage(Path(":memory:"))
    found = Found(Row(RADIOS, json.dumps(radio_document(ANA))), live)
    with storage.transaction():
        add_found(storage, Salvaged(VERSION, (found,)), copied)

    assert len(storage.collection(RADIOS)) == kept
    storage.close()


def test_a_radio_that_makes_no_sense_is_passed_over(tmp_path: Path) -> None:
    broken = {**radio_document(ANA), "owned": "nothing"}
    tables = {
        "hub": [hub_of(VERSION)],
        RADIOS: [broken, radio_document(replace(ANA, number=5))],
    }
    write_file(tmp_path / FILE, VERSION, tables)
    ledger = TinyLedger(tmp_path, unpack, name_of)

    assert [each.number for each in ledger.radios()] == [5]
    assert ledger.unreadable == 1
    ledger.close()


def test_another_process_reads_the_radios_while_the_hub_runs(tmp_path: Path) -> None:
    ledger = TinyLedger(tmp_path / "data", unpack, name_of)
    ledger.keep_radio(ANA)

    assert known_radios(tmp_path / "data") == [ANA]
    with pytest.raises(FolderUnusable):
        known_radios(tmp_path / "nothing")
    ledger.close()


def test_a_hub_of_the_version_before_has_its_posts_and_no_radios(
    tmp_path: Path,
) -> None:
    tables = {"hub": [hub_of(4)], "records": [record_of(1, 4)]}
    write_file(tmp_path / FILE, 4, tables)
    ledger = TinyLedger(tmp_path, unpack, name_of)

    assert len(list(ledger.records())) == 1
    assert list(ledger.radios()) == []
    ledger.close()


def test_a_radio_kept_before_keys_were_has_none() -> None:
    document = radio_document(ANA)
    del document["key"], document["key_heard"]
    for each in document["owned"]:
        del each["key"]
    radio = radio_of(document)

    assert (radio.key, radio.key_heard) == (b"", None)
    assert not any(each.key for each in radio.owned)
